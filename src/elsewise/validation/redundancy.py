"""Whether events can be left out of a sequence for nothing.

To find what can be left out is NP-hard (Fink and Yang, "Formalizing plan justifications", 1992).
What keeps it quick is that hardly ever much is left of a story once something is missing: a
shortened one is given up where, even if all that was once so stayed so, the steps to come cannot
bring it to an end that is good enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from elsewise.engines.reference.reasons import Reasons
from elsewise.engines.reference.states import StateNode
from elsewise.grounding.value_sets import (
    UNKNOWN,
    ValueSet,
    can_fail,
    can_hold,
    clamped,
    joined,
    values_of,
    widened,
)
from elsewise.problem.evaluate import atoms, holds
from elsewise.problem.problem import (
    ComparisonTest,
    Condition,
    ConstantValue,
    Event,
    FluentKind,
    Problem,
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import Comparison

Step = tuple[int, int]
"""An action, and the foresight with which others must have a reason for it."""


def at_least(want: ValueExpression, utility: float) -> Condition:
    """Return the condition that things are worth at least so much by a want."""
    return ComparisonTest(Comparison.AT_LEAST, want, ConstantValue(utility))


def left_out(
    reasons: Reasons, start: StateNode, steps: Sequence[Step], good: Condition
) -> tuple[int, ...] | None:
    """Return which steps (their places, from 0) can be left out so that it is `good` in the end.

    What is kept must be possible where it then stands, and everyone else must have a reason, as
    they have in the whole. Returns None if nothing can be left out; of several ways, any.
    """
    search = _Shortening(reasons, steps, good)
    whole = start
    for place, (action, _) in enumerate(steps):
        rest = search.rest(place + 1, whole)
        if rest is not None:
            return (place, *rest)
        whole = reasons.transitions.after(whole, action)
    return None


class _Shortening:
    """Looks, depth first, for an end that is good enough, with steps left out where need be.

    Reasons are the dear part, so they are asked for only where the rest ends well.
    """

    def __init__(self, reasons: Reasons, steps: Sequence[Step], good: Condition) -> None:
        self._reasons = reasons
        self._transitions = reasons.transitions
        self._steps = steps
        self._good = good
        self._hope = _Hope(self._transitions.problem, [action for action, _ in steps], good)
        self._known: dict[tuple[int, StateNode], tuple[int, ...] | None] = {}
        self._open: list[tuple[int, StateNode]] = []

    def rest(self, place: int, state: StateNode) -> tuple[int, ...] | None:
        """Return what to leave out of the steps from a place on, which begin in a state."""
        if (place, state) not in self._known:
            self._begin(place, state)
        while self._open:
            self._go_on(*self._open[-1])
        return self._known[place, state]

    def _begin(self, place: int, state: StateNode) -> None:
        if place < len(self._steps) and self._hope.is_left(state, place):
            self._open.append((place, state))
        else:
            self._known[place, state] = () if holds(self._good, state.value) else None

    def _go_on(self, place: int, state: StateNode) -> None:
        """Settle a place from those behind it, or begin with one of them."""
        self._transitions.watch.look()
        action, foresight = self._steps[place]
        if self._transitions.is_possible(state, action):
            kept = place + 1, self._transitions.after(state, action)
            if kept not in self._known:
                return self._begin(*kept)
            rest = self._known[kept]
            if rest is not None and self._reasons.explained(state, action, foresight):
                return self._settle(rest)
        omitted = place + 1, state
        if omitted not in self._known:
            return self._begin(*omitted)
        rest = self._known[omitted]
        return self._settle(None if rest is None else (place, *rest))

    def _settle(self, rest: tuple[int, ...] | None) -> None:
        self._known[self._open.pop()] = rest


class _Hope:
    """Says whether some of the steps to come may still bring something about."""

    def __init__(self, problem: Problem, actions: Sequence[int], good: Condition) -> None:
        self._fluents = problem.fluents
        self._triggers = problem.triggers
        self._steps = [problem.actions[action] for action in actions]
        self._good = good
        self._said: dict[StateNode, list[ValueSet]] = {}

    def is_left(self, state: StateNode, place: int) -> bool:
        """Whether it may be good in the end if the steps from a place on begin in a state.

        Each step is made once and in its order, but all values that a fluent had in any mind stay.
        """
        values = list(self._values(state))
        for step in self._steps[place:]:
            if can_hold(self._good, values):
                return True
            if can_hold(step.condition, values):
                self._surprise(step, values)
                self._write((step,), values)
                self._fire(values)
        return can_hold(self._good, values)

    def _values(self, state: StateNode) -> list[ValueSet]:
        """Return all values that each fluent has in a state and the minds in it."""
        if state not in self._said:
            minds = [self._values(mind) for mind in state.minds if mind is not None]
            own = [frozenset((value,)) for value in state.values]
            self._said[state] = [joined(*each) for each in zip(own, *minds, strict=True)]
        return self._said[state]

    def _surprise(self, step: Event, values: list[ValueSet]) -> None:
        """Make unknown what somebody who is surprised by a step learns no value of."""
        for test in atoms(step.condition):
            if test.operator is not Comparison.EQUAL and can_fail(test, values):
                for look in fluent_reads(test):
                    if self._fluents[look.fluent].kind is not FluentKind.YES_NO:
                        values[look.fluent] = joined(values[look.fluent], UNKNOWN)

    def _write(self, events: Iterable[Event], values: list[ValueSet]) -> None:
        """Add what events may write."""
        before = list(values)
        for event in events:
            if can_hold(event.condition, before):
                for effect in event.effects:
                    if can_hold(effect.condition, before):
                        fluent = effect.fluent
                        written = clamped(values_of(effect.value, before), self._fluents[fluent])
                        values[fluent] = joined(values[fluent], written)

    def _fire(self, values: list[ValueSet]) -> None:
        """Let triggers fire until nothing is new; endless numbers jump to their border."""
        before: list[ValueSet] = []
        while values != before:
            before = list(values)
            self._write(self._triggers, values)
            values[:] = map(widened, before, values, self._fluents)
