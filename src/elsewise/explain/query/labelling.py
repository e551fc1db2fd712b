"""At which moments of a graph a formula is true, is not, or cannot be told.

Formulas are labelled from the inside out (Clarke, Emerson and Sistla, "Automatic verification of
finite-state concurrent systems using temporal logic specifications", 1986), each in time linear
in the graph; `within` takes that for each of its events. What lies behind a state that was not
explored is not known, and a label says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from elsewise.explain.query.core import parts_of
from elsewise.explain.query.fixpoints import Aim, Ways, every, some, within
from elsewise.explain.query.intending import GraphIntentions
from elsewise.explain.query.labels import Label, Truth, exactly, settled
from elsewise.explain.query.looking import Truths, is_event
from elsewise.graph.arrays import Flags
from elsewise.graph.columns import Columns
from elsewise.graph.story_graph import StoryGraph
from elsewise.problem.problem import Condition
from elsewise.world.questions import (
    AllOf,
    Denied,
    Formula,
    Happened,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)


class Labeller:
    """Labels the formulas of one core; a part that stands in several is labelled once.

    `conditions` are the ground ones of their parts, by `id`; `everywhere` says of parts that it is
    known otherwise what they are worth at all moments, explored or not.
    """

    def __init__(
        self,
        graph: StoryGraph,
        conditions: Mapping[int, Condition],
        everywhere: Truths | None = None,
    ) -> None:
        self.ways = Ways(graph.arrays)
        self._arrays = graph.arrays
        self._columns = Columns(graph.arrays)
        self._conditions = conditions
        self._intentions = GraphIntentions(graph, conditions)
        self._labels = {  # by id(), as a core's parts are told apart
            part: Label(exactly(np.full(self.ways.states, so)))
            for part, so in (everywhere or {}).items()
        }
        self._dear: set[int] = set()

    def label(self, formula: Formula, where: Flags | None = None) -> Label:
        """Return the truth of a formula at all moments (or only at those of some states)."""
        if id(formula) in self._labels:
            return self._labels[id(formula)]
        for part in parts_of([formula]):  # from the inside out, so that none is deep in another
            if self._is_dear(part):
                self._dear.add(id(part))
            elif id(part) not in self._labels:
                self._labels[id(part)] = self._label(part, None)
        if id(formula) in self._labels:
            return self._labels[id(formula)]
        made = self._label(formula, where)
        if where is None:
            self._labels[id(formula)] = made
        return made

    def behind(self, formula: Formula) -> Truth:
        """Return the truth of a formula behind every edge."""
        return self.label(formula).behind(self.ways.targets)

    def _label(self, formula: Formula, where: Flags | None) -> Label:
        match formula:
            case Now():
                return Label(exactly(self._columns.holds(self._conditions[id(formula)])))
            case Happened():
                nothing = np.zeros(self.ways.states, np.bool_)
                return Label(exactly(nothing), exactly(self.happened(formula)))
            case Intends():
                if where is None:
                    where = np.ones(self.ways.states, np.bool_)
                return Label(self._intentions.at(formula, where))
            case Denied(operand):
                return ~self.label(operand, where)
            case AllOf(parts):
                return self._all(parts, where)
            case Next(stories, operand):
                return self._next(stories, operand)
            case Until(stories, keep, reach, events):
                return self._until(stories, keep, reach, events)
            case _:
                raise TypeError(f"{type(formula).__name__} is no word of the core.")

    def happened(self, formula: Happened) -> Flags:
        """Return of which edges the event is meant."""
        table = [is_event(action, formula) for action in self._arrays.data.problem.actions]
        return np.array(table, np.bool_)[self._arrays.events]

    def _all(self, parts: tuple[Formula, ...], where: Flags | None) -> Label:
        """Label what takes all parts; intentions, which are dear, only where the rest may be so."""
        quiet, after = exactly(np.ones(self.ways.states, np.bool_)), None
        for part in sorted(parts, key=self._is_dear):
            if self._is_dear(part):
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

    def _is_dear(self, part: Formula) -> bool:
        """Whether it takes intentions at the moment itself; its own parts were asked before."""
        match part:
            case Intends():
                return True
            case Denied(operand):
                return id(operand) in self._dear
            case AllOf(parts):
                return any(id(one) in self._dear for one in parts)
            case _:
                return False

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
