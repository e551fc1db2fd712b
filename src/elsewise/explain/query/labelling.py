"""At which moments of a graph a formula is true, is not, or cannot be told.

Formulas are labelled from the inside out (Clarke, Emerson and Sistla, "Automatic verification of
finite-state concurrent systems using temporal logic specifications", 1986), each in time linear
in the graph; `within` takes that for each of its events. What lies behind a state that was not
explored is not known, and a label says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np

from elsewise.explain.query.fixpoints import Aim, Ways, every, some, within
from elsewise.explain.query.labels import Label, Truth, exactly, settled
from elsewise.explain.query.matching import is_event
from elsewise.graph.arrays import Flags, GraphArrays
from elsewise.graph.columns import Columns
from elsewise.problem.problem import Condition
from elsewise.world.expressions import Expression
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Happened,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)

TRUE: Formula = AllOf(())


class Intentions(Protocol):
    """Says who intends what where."""

    def at(self, formula: Intends, states: Flags) -> Truth:
        """Return where somebody intends something, of some states; elsewhere, anything."""
        ...


class Labeller:
    """Labels the formulas of questions; a part that stands in several is labelled once.

    `conditions` are the ground ones of the expressions in the formulas. There is no `CommonBelief`
    among these: it is a condition by then.
    """

    def __init__(
        self,
        arrays: GraphArrays,
        conditions: Mapping[Expression, Condition],
        intentions: Intentions,
    ) -> None:
        self.ways = Ways(arrays)
        self._arrays = arrays
        self._columns = Columns(arrays)
        self._conditions = conditions
        self._intentions = intentions
        self._labels: dict[Formula, Label] = {}

    def label(self, formula: Formula, where: Flags | None = None) -> Label:
        """Return the truth of a formula at all moments (or only at those of some states)."""
        if formula in self._labels:
            return self._labels[formula]
        made = self._label(formula, where)
        if where is None:
            self._labels[formula] = made
        return made

    def behind(self, formula: Formula) -> Truth:
        """Return the truth of a formula behind every edge."""
        return self.label(formula).behind(self.ways.targets)

    def _label(self, formula: Formula, where: Flags | None) -> Label:
        match formula:
            case Now(condition):
                return Label(exactly(self._columns.holds(self._conditions[condition])))
            case Happened():
                nothing = np.zeros(self.ways.states, np.bool_)
                return Label(exactly(nothing), exactly(self.happened(formula)))
            case Intends():
                if where is None:
                    where = np.ones(self.ways.states, np.bool_)
                return Label(self._intentions.at(formula, where))
            case CommonBelief():
                raise TypeError("Common belief is asked about as a condition.")
            case Denied(operand):
                return ~self.label(operand, where)
            case AllOf(parts):
                return self._all(parts, where)
            case AnyOf(parts):
                return ~self._all(tuple(map(Denied, parts)), where)
            case Next(stories, operand):
                return self._next(stories, operand)
            case Until(stories, keep, reach, events):
                return self._until(stories, keep, reach, events)
            case Always():
                return self.label(without_always(formula))

    def happened(self, formula: Happened) -> Flags:
        """Return of which edges the event is meant."""
        table = [is_event(action, formula) for action in self._arrays.data.problem.actions]
        return np.array(table, np.bool_)[self._arrays.events]

    def _all(self, parts: tuple[Formula, ...], where: Flags | None) -> Label:
        """Label what takes all parts; intentions, which are dear, only where the rest may be so."""
        quiet, after = exactly(np.ones(self.ways.states, np.bool_)), None
        for part in sorted(parts, key=_is_dear):
            if _is_dear(part):
                left = quiet.maybe.copy()
                if after is not None:
                    left[self.ways.targets[after.maybe]] = True
                where = left if where is None else left & where
            found = self.label(part, where)
            if found.after is not None or after is not None:
                before = quiet[self.ways.targets] if after is None else after
                after = before & found.behind(self.ways.targets)
            quiet &= found.quiet
        return Label(quiet, after)

    # -- what lies ahead ----------------------------------------------------------------------

    def _next(self, stories: Stories, operand: Formula) -> Label:
        rest = self.label(operand)
        after = rest.behind(self.ways.targets)
        ways = self.ways

        def found(so: Flags, at_rest: Flags, ahead: bool) -> Flags:
            aim = Aim(np.zeros(len(so), np.bool_), so, at_rest, ahead)
            *_, last = within(ways, aim, 1, by_every=stories is Stories.EVERY)
            return last

        sure = found(after.sure, rest.quiet.sure, False)
        maybe = found(after.maybe, rest.quiet.maybe, True)
        return Label(settled(sure, maybe))

    def _until(self, stories: Stories, keep: Formula, reach: Formula, events: int | None) -> Label:
        sure, maybe = (self.ahead(stories, aim, events) for aim in self.aims(keep, reach))
        ahead = settled(sure, maybe)
        kept, reached = self.label(keep), self.label(reach)
        quiet = reached.quiet | (kept.quiet & ahead)
        if kept.after is None and reached.after is None:
            return Label(quiet)
        targets = self.ways.targets
        return Label(quiet, reached.behind(targets) | (kept.behind(targets) & ahead[targets]))

    def aims(self, keep: Formula, reach: Formula) -> tuple[Aim, Aim]:
        """Return what must certainly be so ahead, and what may be so."""
        kept, reached = self.behind(keep), self.behind(reach)
        rest = self.label(reach).quiet
        return (
            Aim(kept.sure, reached.sure, rest.sure, ahead=False),
            Aim(kept.maybe, reached.maybe, rest.maybe, ahead=True),
        )

    def ahead(self, stories: Stories, aim: Aim, events: int | None) -> Flags:
        """Return at which states stories go on so that they come to an aim."""
        by_every = stories is Stories.EVERY
        if events is None:
            go: Callable[[Ways, Aim], Flags] = every if by_every else some
            return go(self.ways, aim)
        *_, last = within(self.ways, aim, events, by_every=by_every)
        return last


def without_always(formula: Always) -> Formula:
    """Return what always being so means: nowhere does it come to not being so."""
    other = Stories.SOME if formula.stories is Stories.EVERY else Stories.EVERY
    return Denied(Until(other, TRUE, Denied(formula.operand), formula.within))


def _is_dear(formula: Formula) -> bool:
    match formula:
        case Intends():
            return True
        case Denied(operand):
            return _is_dear(operand)
        case AllOf(parts) | AnyOf(parts):
            return any(map(_is_dear, parts))
        case _:
            return False
