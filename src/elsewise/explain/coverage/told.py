"""In which states a line under a fact's `tell` has something to say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from elsewise.graph.arrays import Flags
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.expressions import expressions_of
from elsewise.problem.problem import Minds
from elsewise.telling.facts import line_for
from elsewise.world.model import World
from elsewise.world.types import Value


def told_in(world: World, graph: StoryGraph, fact: int, line: int) -> Flags:
    """Return in which states a value is so, or believed by somebody, for which a line is used.

    `fact` and `line` are numbers. What is unknown is told by no line.
    """

    def is_told(name: str, value: Value) -> bool:
        fluent, found = expressions_of(world).find(name)
        if value is None or found is not world.facts[fact]:
            return False
        return line_for(world, found, (fluent.fact, fluent.arguments), value) == line

    states = np.zeros(len(graph), np.bool_)
    if any(is_told(name, value) for name, value in graph.problem.constants.items()):
        return ~states
    arrays = graph.arrays
    for number, fluent in enumerate(graph.problem.fluents):
        for path in _paths(graph) if fluent.fact == world.facts[fact].name else ():
            codes = arrays.codes(path, number)
            values = ((code, arrays.data.codes[code]) for code in np.unique(codes).tolist())
            states |= np.isin(codes, [code for code, v in values if is_told(fluent.name, v)])
    return states


def _paths(graph: StoryGraph) -> Iterator[Minds]:
    """Yield every path of at most one mind that is kept."""
    yield ()
    for who in range(len(graph.problem.characters)):
        if len(graph) and graph.arrays.keeps((who,)):
            yield (who,)
