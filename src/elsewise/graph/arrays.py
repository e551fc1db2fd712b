"""The arrays of a graph as NumPy sees them, for whoever looks at all states at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from elsewise.errors import FormatError
from elsewise.graph.graph_data import GraphData
from elsewise.graph.section_file import Section
from elsewise.world.types import Value

Numbers: TypeAlias = npt.NDArray[Any]  # of states, edges, codes, …
Flags: TypeAlias = npt.NDArray[np.bool_]

_TYPES = {"B": np.uint8, "H": np.uint16, "I": np.uint32, "Q": np.uint64, "d": np.float64}


class GraphArrays:
    """Views of a graph's arrays, each made when it is first asked for.

    Raises `FormatError` where the file of a graph is damaged.
    """

    def __init__(self, data: GraphData) -> None:
        self.data = data
        self._nodes: dict[tuple[int, ...], Numbers] = {}

    # -- edges --------------------------------------------------------------------------------

    @cached_property
    def events(self) -> Numbers:
        """Per edge, the number of its action."""
        return _checked(_array(self.data.events), len(self.data.problem.action_names))

    @cached_property
    def targets(self) -> Numbers:
        """Per edge, the state that it leads to."""
        return _checked(_array(self.data.targets), self.data.states)

    @cached_property
    def edge_ends(self) -> Numbers:
        """Per explored state, where its edges end."""
        ends = _array(self.data.edge_ends).astype(np.int64)
        if len(ends) and (ends[0] < 0 or (np.diff(ends) < 0).any()):
            raise _damaged()
        return ends

    @cached_property
    def degrees(self) -> Numbers:
        """Per state, how many edges begin at it."""
        degrees = np.zeros(self.data.states, np.int64)
        degrees[: self.data.explored] = np.diff(self.edge_ends, prepend=0)
        return degrees

    @cached_property
    def first_edges(self) -> Numbers:
        """Per state, the edge that it was found by (of the start: any); its source is smaller."""
        states, edges = np.unique(self.targets, return_index=True)
        first = np.zeros(self.data.states, np.int64)
        first[states] = edges
        numbers = np.arange(1, self.data.states)
        if (
            len(np.union1d(states, [0])) < self.data.states
            or (self.sources[first[1:]] >= numbers).any()
        ):
            raise _damaged()
        return first

    @cached_property
    def sources(self) -> Numbers:
        """Per edge, the state that it begins at."""
        states = np.arange(self.data.explored, dtype=np.uint32)
        return np.repeat(states, self.degrees[: self.data.explored])

    @cached_property
    def by_target(self) -> tuple[Numbers, Numbers, Numbers]:
        """All edges by where they lead; the states that any does, and where theirs begin."""
        order = np.argsort(self.targets, kind="stable")
        targets, begins = np.unique(self.targets[order], return_index=True)
        return order, targets, begins

    @cached_property
    def explored(self) -> Flags:
        """Per state, whether all its edges are there."""
        return np.arange(self.data.states) < self.data.explored

    @cached_property
    def layers(self) -> Numbers:
        """Per state, the least number of beats to it."""
        ends = np.asarray(self.data.layer_ends, np.int64)
        return np.searchsorted(ends, np.arange(self.data.states), side="right")

    # -- states and minds ---------------------------------------------------------------------

    @cached_property
    def rows(self) -> Numbers:
        """Per state, those in minds included, its row of values."""
        return _checked(_array(self.data.rows), len(self.values) or 1)

    @cached_property
    def values(self) -> Numbers:
        """The rows of values: one code per fluent."""
        fluents = len(self.data.problem.fluent_names)
        flat = _checked(_array(self.data.values), len(self.data.codes))
        return flat.reshape(-1, fluents) if fluents else np.zeros((1, 0), np.uint8)

    @cached_property
    def minds(self) -> Numbers:
        """The states that are the minds of each state, slot by slot."""
        return _checked(_array(self.data.minds), len(self.data.rows))

    @property
    def states(self) -> Numbers:
        """The numbers of the author's states."""
        return self.nodes(())

    def nodes(self, path: Sequence[int]) -> Numbers:
        """Return, per state of the author's, the state at the end of a path of minds.

        A mind that is not kept, or one's own, is where one stands, as it is for engines.
        """
        path = tuple(path)
        if path not in self._nodes:
            self._nodes[path] = (
                self.step(self.nodes(path[:-1]), path[-1])
                if path
                else np.arange(self.data.states, dtype=np.uint32)
            )
        return self._nodes[path]

    def step(self, nodes: Numbers, character: int) -> Numbers:
        """Return what a character believes in each of some states of one part."""
        if not len(nodes):
            return nodes
        part, begin = self.data.place_of(int(nodes[0]))
        if character not in part.slots:
            return nodes
        width = len(part.slots)
        places = (nodes.astype(np.int64) - part.first) * width + part.slots.index(character)
        minds: Numbers = self.minds[begin + places]
        return minds

    def minds_in(self, node: int) -> Iterator[tuple[int, int]]:
        """Yield whose minds are kept in a state, and which states they are."""
        part, begin = self.data.place_of(node)
        first = begin + (node - part.first) * len(part.slots)
        inside = self.minds[first : first + len(part.slots)].tolist()
        yield from zip(part.slots, inside, strict=True)

    def keeps(self, path: Sequence[int]) -> bool:
        """Whether the minds of a path are all there, one in the other."""
        part = self.data.parts[0]
        level, owner = part.level, part.owner
        for character in path:
            found = [p for p in self.data.parts if (p.level, p.owner) == (level, owner)]
            if not found or character not in found[0].slots:
                return False
            level, owner = level - 1, character
        return True

    def codes(self, path: Sequence[int], fluent: int) -> Numbers:
        """Return, per state of the author's, the code of a fluent's value in a mind."""
        codes: Numbers = self.values[self.rows[self.nodes(path)], fluent]
        return codes

    def read(self, node: int, path: Sequence[int], fluent: int) -> Value:
        """Return the value of a fluent in the mind that a path leads to from a state."""
        for character in path:
            node = int(self.step(np.array([node], np.uint32), character)[0])
        return self.data.codes[int(self.values[self.rows[node], fluent])]


def _array(section: Section) -> Numbers:
    return np.asarray(section.whole(), _TYPES[section.kind])


def _checked(numbers: Numbers, end: int) -> Numbers:
    """Return numbers that are all below an end."""
    if len(numbers) and int(numbers.max()) >= end:
        raise _damaged()
    return numbers


def _damaged() -> FormatError:
    return FormatError("This graph file is damaged.")
