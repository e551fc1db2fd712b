"""The shortest story that shows why a formula is true, or why it is not.

Where some story suffices (`some … until` that is true, `every … until` that is not), a search goes
forward, wave by wave, along moments that the labels allow, until it is decided. What holds for all
stories or for none has no one story that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from elsewise.explain.query.fixpoints import within
from elsewise.explain.query.labelling import Labeller
from elsewise.explain.query.labels import Label
from elsewise.graph.arrays import Flags, Numbers
from elsewise.world.questions import AllOf, Denied, Formula, Next, Stories, Until


@dataclass(frozen=True, slots=True)
class Position:
    """A state, and the edge that has just led there (None: nothing has just happened)."""

    state: int
    edge: int | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """Edges from a position on; after `decides` of them the question is decided.

    `returns_to`: after the last edge, things are as they were after so many edges, and can go on
    like that for ever (None: they need not).
    """

    edges: tuple[int, ...] = ()
    decides: int = 0
    returns_to: int | None = None

    def then(self, other: Trail | None) -> Trail:
        """Return this trail and another that begins where it ends; what decides is in the other."""
        if other is None or (not other.edges and other.returns_to is None):
            return self
        here = len(self.edges)
        back = None if other.returns_to is None else here + other.returns_to
        return Trail(self.edges + other.edges, here + other.decides, back)


class Shower:
    """Finds trails in a labelled graph."""

    def __init__(self, labeller: Labeller) -> None:
        self._labeller = labeller
        self._ways = labeller.ways

    def trail(self, formula: Formula, position: Position, wanted: bool) -> Trail | None:
        """Return the trail that shows that a formula is (or, not `wanted`, is not) true.

        None: no one story shows it, since it is about all of them, or it goes on where nobody
        looked. It must be so for certain.
        """
        match formula:
            case Denied(operand):
                return self.trail(operand, position, not wanted)
            case AllOf(parts):
                return self._joined(parts, position, wanted)
            case Next(stories, operand):
                if wanted is not (stories is Stories.SOME):
                    return None
                return self._next(operand, position, wanted)
            case Until(stories):
                if wanted is not (stories is Stories.SOME):
                    return None
                return (
                    self._reaching(formula, position)
                    if wanted
                    else self._failing(formula, position)
                )
            case _:
                return Trail()

    def is_so(self, formula: Formula, position: Position, wanted: bool) -> bool:
        """Whether a formula is certainly true (or certainly not) at a position."""
        return self._told(self._labeller.label(formula), position, wanted)

    def _told(self, label: Label, position: Position, wanted: bool) -> bool:
        if position.edge is None or label.after is None:
            truth, place = label.quiet, position.state
        else:
            truth, place = label.after, position.edge
        return bool(truth.sure[place] if wanted else not truth.maybe[place])

    def _joined(self, parts: Iterable[Formula], position: Position, wanted: bool) -> Trail | None:
        """Show that every part is so (the longest trail), or that some is not (the shortest)."""
        so = [part for part in parts if self.is_so(part, position, wanted)]
        found = [self.trail(part, position, wanted) for part in so]
        trails = [trail for trail in found if trail is not None]
        if wanted:
            return max(trails, key=lambda trail: len(trail.edges), default=None if so else Trail())
        return min(trails, key=lambda trail: len(trail.edges), default=None)

    def _next(self, operand: Formula, position: Position, wanted: bool) -> Trail | None:
        if self._ways.ended[position.state]:
            rest = self.trail(operand, Position(position.state), wanted)
            return Trail().then(rest)
        for edge in self._out_of(position.state):
            after = self._behind(edge)
            if self.is_so(operand, after, wanted):
                return Trail((edge,), 1).then(self.trail(operand, after, wanted))
        return None

    # -- until, in some story -----------------------------------------------------------------

    def _reaching(self, until: Until, position: Position) -> Trail | None:
        """Return the shortest trail to where the aim is reached, and what shows it there."""
        if self.is_so(until.reach, position, wanted=True):
            return Trail().then(self.trail(until.reach, position, wanted=True))
        aim, _ = self._labeller.aims(until.keep, until.reach)
        at_rest = self._ways.ended & aim.reach_at_rest
        edges = self._search(position.state, aim.keep & ~aim.reach, aim.reach, at_rest)
        if edges is None:
            return None
        last = self._end(position, edges)
        if not aim.reach[edges[-1]] if edges else True:
            last = Position(last.state)  # reached by staying
        here = Trail(tuple(edges), len(edges))
        return here.then(self.trail(until.reach, last, wanted=True))

    # -- until, not in every story ------------------------------------------------------------

    def _failing(self, until: Until, position: Position) -> Trail | None:
        """Return a trail on which the aim is not reached.

        Something is not kept, or the story ends, or time is out, or it goes round and round.
        """
        if self.is_so(until.keep, position, wanted=False):
            return Trail().then(self.trail(until.keep, position, wanted=False))
        if until.within is not None:
            return self._out_of_time(until, until.within, position)
        _, aim = self._labeller.aims(until.keep, until.reach)
        failing = ~self._labeller.behind(until).maybe
        broken = failing & ~aim.keep
        at_rest = self._ways.ended & ~aim.reach_at_rest
        edges = self._search(position.state, failing & ~broken, broken, at_rest)
        if edges is None:
            return self._round(position.state, failing)
        here = Trail(tuple(edges), len(edges))
        if edges and broken[edges[-1]]:
            return here.then(self.trail(until.keep, self._end(position, edges), wanted=False))
        return here

    def _round(self, state: int, failing: Flags) -> Trail | None:
        """Return a trail that comes back to where it was; None: it leads to where nobody looked."""
        edges: list[int] = []
        seen = {state: 0}
        while True:
            edge = next((e for e in self._out_of(state) if failing[e]), None)
            if edge is None:
                return None
            edges.append(edge)
            state = int(self._ways.targets[edge])
            if state in seen:
                return Trail(tuple(edges), len(edges), seen[state])
            seen[state] = len(edges)

    def _out_of_time(self, until: Until, events: int, position: Position) -> Trail | None:
        """Return a trail on which the aim is not reached after so many events."""
        _, aim = self._labeller.aims(until.keep, until.reach)
        may = list(within(self._ways, aim, events, by_every=True))
        edges: list[int] = []
        state = position.state
        for left in range(events, 0, -1):
            if self._ways.ended[state]:
                break
            later = may[min(left - 1, len(may) - 1)]
            late = (
                e
                for e in self._out_of(state)
                if not (aim.reach[e] or (aim.keep[e] and later[self._ways.targets[e]]))
            )
            edge = next(late, None)
            if edge is None:
                return None
            edges.append(edge)
            state = int(self._ways.targets[edge])
            if not aim.keep[edge]:
                here = Trail(tuple(edges), len(edges))
                return here.then(self.trail(until.keep, Position(state, edge), wanted=False))
        return Trail(tuple(edges), len(edges))

    # -- searching forward --------------------------------------------------------------------

    def _search(self, state: int, along: Flags, to: Flags, ends: Flags) -> list[int] | None:
        """Return the shortest way along edges, the last `to`, or to a state where it ends.

        Of several, the first in the order of states and events; None if there is none.
        """
        ways = self._ways
        came_by = np.full(ways.states, -1, np.int64)
        seen = np.zeros(ways.states, np.bool_)
        seen[state] = True
        frontier = np.array([state])
        while len(frontier):
            stops = frontier[ends[frontier]]
            if len(stops):
                return self._back(int(stops[0]), state, came_by)
            edges = ways.out_of(frontier)
            good = edges[to[edges]]
            if len(good):
                edge = int(good[0])
                return [*self._back(int(ways.sources[edge]), state, came_by), edge]
            edges = edges[along[edges]]
            edges = edges[~seen[ways.targets[edges]]]
            frontier, first = np.unique(ways.targets[edges], return_index=True)
            came_by[frontier] = edges[first]
            seen[frontier] = True
        return None

    def _back(self, state: int, start: int, came_by: Numbers) -> list[int]:
        edges: list[int] = []
        while state != start:
            edges.append(int(came_by[state]))
            state = int(self._ways.sources[edges[-1]])
        return edges[::-1]

    def _out_of(self, state: int) -> list[int]:
        return [int(edge) for edge in self._ways.out_of(np.array([state]))]

    def _behind(self, edge: int) -> Position:
        return Position(int(self._ways.targets[edge]), edge)

    def _end(self, position: Position, edges: list[int]) -> Position:
        return self._behind(edges[-1]) if edges else position
