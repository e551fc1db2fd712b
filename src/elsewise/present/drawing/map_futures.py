"""What every state of a graph has reached, and what can still come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from elsewise.graph.arrays import Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.problem.names import value_text

MOST_GOALS = 60
"""Endings that are told apart, one bit each; further ones are not looked at."""
OPEN = 1 << 63
"""The bit of states from which some way leads to where a limit of the machine cut a graph off."""
MOST_UTILITIES = 6


@dataclass(frozen=True)
class Goals:
    """What a map tells apart: the endings or, in a world without any, the story's utilities.

    `reached` has, per state, a bit for each one that it reaches; `names` are in the order of bits.
    """

    names: tuple[str, ...]
    reached: Numbers


def goals_of(graph: StoryGraph) -> Goals:
    """Return the goals of a graph, the author's endings if there are any."""
    names = tuple(graph.problem.endings)[:MOST_GOALS]
    if names:
        return Goals(names, _ending_bits(graph, len(names)))
    return _utilities(graph)


def _ending_bits(graph: StoryGraph, many: int) -> Numbers:
    bits = np.zeros(len(graph), np.uint64)
    for number, name in enumerate(tuple(graph.problem.endings)[:many]):
        bits[list(graph.reaching(name))] |= np.uint64(1 << number)
    return bits


def _utilities(graph: StoryGraph) -> Goals:
    """Take the highest utilities above that of the start for endings."""
    utilities = np.array([_known(graph.utility(state)) for state in graph.states])
    better = np.unique(utilities[utilities > utilities[0]]) if len(utilities) else utilities
    better = better[::-1][:MOST_UTILITIES][::-1]
    bits = np.zeros(len(graph), np.uint64)
    for number, utility in enumerate(better):
        bits[utilities == utility] |= np.uint64(1 << number)
    return Goals(tuple(f"utility {value_text(float(u))}" for u in better), bits)


def _known(utility: float | None) -> float:
    return float("nan") if utility is None else utility


class Futures:
    """Per state, which goals can still be reached from it within the limits, itself included."""

    def __init__(self, graph: StoryGraph, goals: Goals) -> None:
        self._arrays = graph.arrays
        self._reached = goals.reached
        self._length = graph.limits.length

    @cached_property
    def coming(self) -> Numbers:
        """A bit for each goal that some way on leads to, or that is reached already; and `OPEN`."""
        coming = self._reached.copy()
        coming[~self._arrays.explored & (self._arrays.layers < self._length)] |= np.uint64(OPEN)
        leading = np.flatnonzero(self._arrays.degrees)
        begins = (self._arrays.edge_ends[leading] - self._arrays.degrees[leading]).astype(np.int64)
        while len(leading):
            ahead = np.bitwise_or.reduceat(coming[self._arrays.targets], begins)
            more = coming[leading] | ahead
            if np.array_equal(more, coming[leading]):
                break
            coming[leading] = more
        return coming
