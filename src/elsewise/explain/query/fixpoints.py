"""What lies ahead: from which states some or every story comes to something.

Everything goes backwards from where it is so, along each edge once at most (Clarke, Emerson and
Sistla 1986; the counters for `every` as in Dowling and Gallier, "Linear-time algorithms for
testing the satisfiability of propositional Horn formulae", 1984), wave by wave, so that NumPy does
the work.

A moment is told by its state and the event that led to it, so what must be so at it is given per
edge: `reach` and `keep`. A story that has ended stays where it is, and nothing happens any more:
what is so then is given per state, as `reach_at_rest`. Of a state that was not explored, `ahead`
says what is to be taken for so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from elsewise.graph.arrays import Flags, GraphArrays, Numbers


class Ways:
    """The edges of a graph, forwards and backwards."""

    def __init__(self, arrays: GraphArrays) -> None:
        self.arrays = arrays
        self.states = arrays.data.states
        self.sources = arrays.sources.astype(np.int64)
        self.targets = arrays.targets.astype(np.int64)
        self.degrees = arrays.degrees
        self.unexplored = ~arrays.explored
        self.ended = arrays.explored & (self.degrees == 0)

    @cached_property
    def _ends(self) -> Numbers:
        return np.cumsum(np.bincount(self.targets, minlength=self.states))

    def into(self, states: Numbers) -> Numbers:
        """Return the edges that lead to some states."""
        ends = self._ends[states]
        begins = np.where(states > 0, self._ends[states - 1], 0)
        edges: Numbers = self.arrays.by_target[0][_spans(begins, ends)]
        return edges

    def out_of(self, states: Numbers) -> Numbers:
        """Return the edges that begin at some states, in their order."""
        known = states[~self.unexplored[states]]
        ends = self.arrays.edge_ends[known]
        return _spans(ends - self.degrees[known], ends)


def _spans(begins: Numbers, ends: Numbers) -> Numbers:
    """Return the numbers from each begin to before its end, one after the other."""
    lengths = ends - begins
    total = int(lengths.sum())
    jumps = np.repeat(begins - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    numbers: Numbers = np.arange(total, dtype=np.int64) + jumps
    return numbers


@dataclass(frozen=True, slots=True)
class Aim:
    """What a story must come to (`reach`), and what must be so until then (`keep`); see above."""

    keep: Flags
    reach: Flags
    reach_at_rest: Flags
    ahead: bool


def some(ways: Ways, aim: Aim) -> Flags:
    """Return at which states some story goes on so that it comes to the aim."""
    found = _at_once(ways, aim)
    found[ways.sources[aim.reach]] = True
    frontier = np.flatnonzero(found)
    while len(frontier):
        edges = ways.into(frontier)
        sources = ways.sources[edges[aim.keep[edges]]]
        frontier = np.unique(sources[~found[sources]])
        found[frontier] = True
    return found


def every(ways: Ways, aim: Aim) -> Flags:
    """Return at which states every story goes on so that it comes to the aim."""
    found = _at_once(ways, aim)
    missing = ways.degrees - np.bincount(ways.sources[aim.reach], minlength=ways.states)
    found |= ~ways.unexplored & ~ways.ended & (missing == 0)
    waits = aim.keep & ~aim.reach
    frontier = np.flatnonzero(found)
    while len(frontier):
        edges = ways.into(frontier)
        sources, times = np.unique(ways.sources[edges[waits[edges]]], return_counts=True)
        missing[sources] -= times
        frontier = sources[(missing[sources] == 0) & ~found[sources]]
        found[frontier] = True
    return found


def within(ways: Ways, aim: Aim, events: int, *, by_every: bool) -> Iterator[Flags]:
    """Yield at which states some or every story comes to the aim after at most 0, 1, … events.

    After 0 more events, none does. It ends before `events` where nothing changes any more.
    """
    found = np.zeros(ways.states, np.bool_)
    yield found
    for _ in range(events):
        good = aim.reach | (aim.keep & found[ways.targets])
        longer = _at_once(ways, aim)
        if by_every:
            longer |= ~ways.unexplored & ~ways.ended
            longer[ways.sources[~good]] = False
        else:
            longer[ways.sources[good]] = True
        if (longer == found).all():
            return
        found = longer
        yield found


def _at_once(ways: Ways, aim: Aim) -> Flags:
    """Return where the aim is reached by staying, or what is taken for so."""
    found: Flags = ways.ended & aim.reach_at_rest
    if aim.ahead:
        found |= ways.unexplored
    return found
