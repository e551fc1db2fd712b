"""In how many ways the states of a graph are come to; counted along its edges, never listed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from elsewise.graph.arrays import Flags, GraphArrays, Numbers

_LARGEST = 2.0**62
"""Sums of whole numbers up to this do not overflow."""


def ways(arrays: GraphArrays, start: int = 0, without: Flags | None = None) -> Iterator[Numbers]:
    """Yield, per state, how many sequences of 0, 1, … events lead there from a state, for ever.

    None takes an edge of `without`. Where they are more than a machine counts, they are Python's
    own numbers.
    """
    order, targets, begins = arrays.by_target
    sources = arrays.sources[order].astype(np.int64)
    nowhere = arrays.data.states
    if without is not None:
        sources = np.where(without[order], nowhere, sources)
    reach: Numbers = np.zeros(nowhere + 1, np.int64)
    reach[start] = start < nowhere
    while True:
        if reach.dtype != object and _many(reach[:-1], arrays.degrees) > _LARGEST:
            reach = reach.astype(object)
        yield reach[:-1]
        following = np.zeros_like(reach)
        if len(sources):
            following[targets] = np.add.reduceat(reach[sources], begins)
        reach = following


def _many(reach: Numbers, degrees: Numbers) -> float:
    """Return about how many sequences are one event longer."""
    return float(reach.astype(np.float64) @ degrees)
