"""In which states a line under a fact's `tell` has something to say."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from elsewise.graph.arrays import Flags
from elsewise.graph.story_graph import StoryGraph
from elsewise.grounding.tables import Tables
from elsewise.telling.facts import find_fact, line_for
from elsewise.world.model import Fact, World
from elsewise.world.types import Value


def told_in(world: World, graph: StoryGraph, fact: int, line: int) -> Flags:
    """Return in which states a value is so, or believed by somebody, for which a line is used.

    `fact` and `line` are numbers. What is unknown is told by no line.
    """
    told = _Told(world, world.facts[fact], line)
    constants = graph.problem.constants
    for fluent in Tables(world).fluents:
        if fluent.name in constants and told.by(
            fluent.fact, fluent.arguments, constants[fluent.name]
        ):
            return np.ones(len(graph), np.bool_)
    states = np.zeros(len(graph), np.bool_)
    for number, path in _looks(graph):
        fluent = graph.problem.fluents[number]
        if fluent.fact == told.fact.name:
            codes = graph.arrays.codes(path, number)
            values = {int(code): graph.arrays.data.codes[int(code)] for code in np.unique(codes)}
            told_codes = [c for c, v in values.items() if told.by(fluent.fact, fluent.arguments, v)]
            states |= np.isin(codes, told_codes)
    return states


class _Told:
    """One line under a fact, and which values it is used for."""

    def __init__(self, world: World, fact: Fact, line: int) -> None:
        self.world = world
        self.fact = fact
        self.line = line

    def by(self, name: str, arguments: tuple[Value, ...], value: Value) -> bool:
        """Whether the line is used to say that a fluent has a value."""
        if name != self.fact.name or value is None:
            return False
        key = (name, arguments)
        if find_fact(self.world, key) is not self.fact:
            return False
        return line_for(self.world, self.fact, key, value) == self.line


def _looks(graph: StoryGraph) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield every fluent with every path of at most one mind that is kept."""
    people = range(len(graph.problem.characters))
    paths = [(), *((who,) for who in people if len(graph) and graph.arrays.keeps((who,)))]
    for number in range(len(graph.problem.fluents)):
        for path in paths:
            yield number, path
