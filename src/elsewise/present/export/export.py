"""Exports: which file is made of a graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Unpack

from elsewise.errors import UsageError
from elsewise.files.write import replacing
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.graph_of_world import graph_of
from elsewise.play.settings import Said
from elsewise.present.export.content import Content
from elsewise.present.export.exchange import write_exchanged
from elsewise.present.export.graph_to_exchange import to_exchanged
from elsewise.present.export.text_formats import (
    dot_lines,
    graphml_lines,
    json_lines,
    mermaid_lines,
)
from elsewise.world.model import World

LINES: dict[str, Callable[[Content], Iterator[str]]] = {
    ".dot": dot_lines,
    ".graphml": graphml_lines,
    ".mmd": mermaid_lines,
    ".json": json_lines,
}
EXCHANGE = ".zip"


def export(
    world: World | StoryGraph | None,
    path: Path | str,
    *,
    graph: StoryGraph | None = None,
    reasons: bool = True,
    **said: Unpack[Said],
) -> None:
    """Write all stories for another program: `.dot`, `.graphml`, `.mmd` (Mermaid), `.json`, `.zip`.

    A `.zip` is in the exchange format of story graphs; with `reasons`, it has everyone's plans,
    which takes long for a large graph. `graph` is what is exported; without it, what the world has
    within its limits (or others: `length=8`). A graph may stand in place of the world, if events
    need not be said in words. Raises `UsageError` for another name, where the file cannot be
    written, and for a graph that is not of this world or that the format cannot hold.
    """
    path = Path(path)
    ending = path.suffix.lower()
    if ending != EXCHANGE and ending not in LINES:
        known = ", ".join((*LINES, EXCHANGE))
        raise UsageError(f"{path} cannot be exported: its name must end in {known}.")
    if isinstance(world, StoryGraph):
        world, graph = None, world
    graph = graph_of(world, graph, said)
    if ending == EXCHANGE:
        write_exchanged(to_exchanged(graph, reasons=reasons), path)
        return
    lines = LINES[ending](Content(graph, world))
    with replacing(path) as file:
        file.writelines(f"{line}\n".encode() for line in lines)
