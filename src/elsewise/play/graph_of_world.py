"""Whether a graph is of a world as the world is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from elsewise.errors import UsageError
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore
from elsewise.play.ground import ground
from elsewise.play.settings import Said
from elsewise.problem.problem import MindLevels, Minds, Problem
from elsewise.problem.problem_file import to_json
from elsewise.world.model import World
from elsewise.world.types import Value


def graph_of(world: World | None, graph: StoryGraph | None, said: Said) -> StoryGraph:
    """Return the graph that is given, or that of the world within limits.

    Raises `UsageError` if there is neither, and as `check_graph` does.
    """
    if graph is None:
        if world is None:
            raise UsageError("This takes a world or a graph of one.")
        return explore(world, **said)
    if world is not None:
        check_graph(graph, world)
    return graph


def check_graph(graph: StoryGraph, world: World) -> None:
    """Raise `UsageError` for a graph that is not of a world as it is now.

    It may be one from a later moment of the world, and words and default limits may differ.
    """
    if _same(graph.problem, ground(world)):
        return
    name = graph.problem.name
    if name != world.name:
        raise UsageError(f"This graph is of {name}, and not of {world.name}.")
    raise UsageError(
        f"This graph is of {name} as it once was; the world has changed since. Explore it again."
    )


def _same(one: Problem, other: Problem) -> bool:
    """Whether two problems differ in nothing but where they begin, and in what is asked."""
    if _origin(one) != _origin(other):
        return False
    if one.actions is other.actions and one.endings == other.endings:
        return True  # it was explored in this process
    return _lasting(one) == _lasting(other)


def _lasting(problem: Problem) -> bytes:
    """Return, as a file has it, what is the same at every moment of a world."""
    start: Mapping[Minds, Mapping[int, Value]] = {(): dict.fromkeys(range(len(problem.fluents)))}
    levels = MindLevels(0, *(tuple(False for _ in problem.characters),) * 2)
    return to_json(
        replace(problem, name="", limits={}, levels=levels, start=start, origin={}, asked={})
    )


def _origin(problem: Problem) -> Mapping[Minds, Mapping[str, Value]]:
    """Return the start of the world that a problem is of."""
    names = problem.fluent_names
    return problem.origin or {
        path: {names[fluent]: value for fluent, value in said.items()}
        for path, said in problem.start.items()
    }
