"""The graph that a command is about: from a file that `explore -o` kept, or explored now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_world
from elsewise.graph.section_file import MAGIC
from elsewise.play.settings import Said

if TYPE_CHECKING:
    from elsewise.graph.story_graph import StoryGraph
    from elsewise.world.model import World


def open_or_explore(
    name: str, said: Said, *, anything: bool = False, quiet: bool = False
) -> tuple[World | None, StoryGraph]:
    """Return a graph and its world; of a graph's file there is none.

    `anything`: everything that can happen, whoever has a reason.
    """
    from elsewise.play.explore import explore, open_graph

    if is_graph_file(name):
        return None, open_graph(name)
    world = open_world(name, quiet=quiet)
    with LiveProgress() as report:
        return world, explore(world, report=report, explained=not anything, **said)


def exit_code_of(graph: StoryGraph) -> int:
    """Return how a command ends that did its work with a graph: as far as the graph goes."""
    if graph.complete:
        return DONE
    return INTERRUPTED if graph.stopped_by == "interrupt" else LIMIT_REACHED


def is_graph_file(name: str) -> bool:
    """Whether this is the name of a file that holds a graph."""
    path = Path(name)
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False
