"""How many stories there are, and through how many of them something runs.

A story here is a whole course of the day: it goes on until nothing more can follow, or until the
limit of length. Courses are counted along the graph, never listed, beat by beat; those in which a
thing happens are all of them but those that can be put together without it.

There may be more of them than a machine's number holds. They are counted by their remainders, for
as many divisors as it takes, and the number is put together from these (the Chinese remainder
theorem; see Knuth, "The Art of Computer Programming", volume 2, 4.3.2, 1997).
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np

from elsewise.graph.arrays import Flags, GraphArrays, Numbers

_LARGEST = 2**31 - 1
"""No divisor is larger, so that four thousand million remainders add up to less than 2^63."""


class Courses:
    """The courses of a graph, of at most `length` events."""

    def __init__(self, arrays: GraphArrays, length: int) -> None:
        self.length = length
        self._states = arrays.data.states
        order = np.argsort(arrays.targets, kind="stable")
        self._order = order
        self._sources = arrays.sources[order]
        self._targets, self._begins = np.unique(arrays.targets[order], return_index=True)
        self._last = arrays.degrees == 0
        self._most = int(arrays.degrees.max(initial=0))

    @cached_property
    def total(self) -> int:
        """How many courses there are."""
        return self._without(np.zeros(len(self._order), np.bool_))

    def through(self, edges: Flags) -> int:
        """Return in how many courses at least one of these edges is taken."""
        return self.total - self._without(edges) if edges.any() else 0

    def _without(self, edges: Flags) -> int:
        """Count the courses that take none of these edges."""
        if not self._states:
            return 0
        divisors = self._divisors
        ways = np.zeros((self._states, len(divisors)), np.int64)
        ways[0] = 1
        kept = ~edges[self._order]
        sources, last = self._sources, self._last
        if not kept.all():
            sources = np.where(kept, sources, self._states).astype(np.int64)  # of no ways
        counted = np.zeros(len(divisors), np.int64)
        for _ in range(self.length):
            counted = (counted + ways[last].sum(axis=0)) % divisors
            ways = self._step(ways, sources, divisors)
            if not ways.any():
                break
        else:
            counted = (counted + ways.sum(axis=0)) % divisors
        return _together([int(c) for c in counted], [int(d) for d in divisors])

    def _step(self, ways: Numbers, sources: Numbers, divisors: Numbers) -> Numbers:
        following = np.zeros_like(ways)
        if len(sources):
            padded = np.vstack([ways, np.zeros((1, ways.shape[1]), np.int64)])
            sums = np.add.reduceat(padded[sources], self._begins, axis=0)
            following[self._targets] = sums % divisors
        return following

    @cached_property
    def _divisors(self) -> Numbers:
        """So many that the number of courses is below their product, no two sharing a factor."""
        bits = self.length * math.log2(max(self._most, 1)) + 1
        found: list[int] = []
        candidate = _LARGEST
        while sum(map(math.log2, found)) <= bits:
            if all(math.gcd(candidate, other) == 1 for other in found):
                found.append(candidate)
            candidate -= 2
        return np.asarray(found, np.int64)


def _together(remainders: list[int], divisors: list[int]) -> int:
    """Return the number below the product of the divisors that leaves these remainders."""
    number, product = 0, 1
    for remainder, divisor in zip(remainders, divisors, strict=True):
        number += product * ((remainder - number) * pow(product, -1, divisor) % divisor)
        product *= divisor
    return number
