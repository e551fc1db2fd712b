"""The arrays of a graph as NumPy sees them, for whoever looks at all states at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from elsewise.graph.graph_data import GraphData
from elsewise.graph.section_file import damaged

Numbers: TypeAlias = npt.NDArray[Any]  # of states, edges, codes, …
Flags: TypeAlias = npt.NDArray[np.bool_]


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
        return self.data.events.whole(below=len(self.data.problem.action_names))

    @cached_property
    def targets(self) -> Numbers:
        """Per edge, the state that it leads to."""
        return self.data.targets.whole(below=self.data.states)

    @cached_property
    def edge_ends(self) -> Numbers:
        """Per explored state, where its edges end."""
        ends = self.data.edge_ends.whole().astype(np.int64)
        if (np.diff(ends, prepend=0) < 0).any():
            raise damaged()
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
        latest = np.maximum.accumulate(self.targets)  # states are numbered as they are found
        found = np.flatnonzero(np.diff(latest, prepend=np.uint32(0)))
        numbers = np.arange(1, self.data.states)
        if len(found) < len(numbers) or (self.sources[found] >= numbers).any():
            raise damaged()
        return np.append(0, found)

    def before(self, state: int) -> tuple[int, int]:
        """Return the state before one on a shortest way to it, and the action that led on."""
        edge = self.first_edges[state]
        return int(self.sources[edge]), int(self.events[edge])

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
        return self.data.rows.whole(below=len(self.values) or 1)

    @cached_property
    def values(self) -> Numbers:
        """The rows of values: one code per fluent."""
        fluents = len(self.data.problem.fluent_names)
        flat = self.data.values.whole(below=len(self.data.codes))
        return flat.reshape(-1, fluents) if fluents else np.zeros((1, 0), np.uint8)

    @cached_property
    def minds(self) -> Numbers:
        """The states that are the minds of each state, slot by slot."""
        return self.data.minds.whole()

    def nodes(self, path: Sequence[int]) -> Numbers:
        """Return, per state of the author's, the state at the end of a path of minds.

        A mind that is not kept, or one's own, is where one stands, as it is for engines.
        """
        path = tuple(path)
        if path not in self._nodes:
            self._nodes[path] = (
                self._minds_in(self.nodes(path[:-1]), path[-1])
                if path
                else np.arange(self.data.states, dtype=np.uint32)
            )
        return self._nodes[path]

    def _minds_in(self, states: Numbers, character: int) -> Numbers:
        """Return what a character believes in each of some states of one part."""
        if not len(states):
            return states
        part, begin = self.data.place_of(int(states[0]))
        if character not in part.slots:
            return states
        places = (states.astype(np.int64) - part.first) * len(part.slots)
        minds: Numbers = self.minds[begin + part.slots.index(character) + places]
        known = self.data.minds_of(part, character)
        if minds.min() < known.start or minds.max() >= known.stop:
            raise damaged()
        return minds

    def keeps(self, path: Sequence[int]) -> bool:
        """Whether the minds of a path are all there, one in the other."""
        slots = {(part.level, part.owner): part.slots for part in self.data.parts}
        level, owner = self.data.parts[0].level, self.data.parts[0].owner
        for character in path:
            if character not in slots.get((level, owner), ()):
                return False
            level, owner = level - 1, character
        return True

    def codes(self, path: Sequence[int], fluent: int) -> Numbers:
        """Return, per state of the author's, the code of a fluent's value in a mind."""
        codes: Numbers = self.values[self.rows[self.nodes(path)], fluent]
        return codes
