"""How many stories there are, and through how many of them something runs.

A story here is a whole course of the day: it goes on until nothing more can follow, or until the
limit of length. Courses are counted along the graph, never listed, beat by beat; those in which a
thing happens are all of them but those that can be put together without it.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from elsewise.graph.arrays import Flags, GraphArrays, Numbers

LARGEST = 2.0**62


class Courses:
    """The courses of a graph, of at most `length` events."""

    def __init__(self, arrays: GraphArrays, length: int) -> None:
        self.length = length
        self._states = arrays.data.states
        order = np.argsort(arrays.targets, kind="stable")
        self._order = order
        self._sources = arrays.sources[order].astype(np.int64)
        self._targets, self._begins = np.unique(arrays.targets[order], return_index=True)
        self._nothing = np.zeros(len(order), np.bool_)
        self._last = arrays.degrees == 0

    @cached_property
    def total(self) -> int:
        """How many courses there are."""
        return int(self._without(self._nothing, self._kind))

    def through(self, edges: Flags) -> int:
        """Return in how many courses at least one of these edges is taken."""
        return self.total - int(self._without(edges, self._kind)) if edges.any() else 0

    @cached_property
    def _kind(self) -> type:
        """What to count in: Python's own numbers, which never overflow, where it takes them."""
        return np.int64 if self._without(self._nothing, np.float64) < LARGEST else object

    def _without(self, edges: Flags, kind: type) -> float:
        """Count the courses that take none of these edges."""
        ways: Numbers = np.zeros(self._states + 1, kind)  # the last is that of no state
        ways[:1] = 1 if self._states else 0
        sources = np.where(edges[self._order], self._states, self._sources)
        counted: float = 0
        for _ in range(self.length):
            counted += ways[:-1][self._last].sum()
            following = np.zeros_like(ways)
            if len(sources):
                following[self._targets] = np.add.reduceat(ways[sources], self._begins)
            ways = following
            if not ways.any():
                return counted
        return counted + ways.sum()  # type: ignore[no-any-return]
