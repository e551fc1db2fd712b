"""Which of many events are possible in a state, found by the values that they require."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.engines.reference.states import StateNode
from elsewise.problem.evaluate import conjuncts, holds
from elsewise.problem.problem import (
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Event,
    FluentRead,
)
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import Comparison
from elsewise.world.types import Value

Requirement = tuple[int, Value]
"""That a fluent has a value."""


class EventIndex:
    """Says which of many events are possible in a state.

    What a condition asks of the state's own values is answered once for all states that have
    these values, and not at all for events that require one of another value; what it asks of
    minds, for each state anew.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = [_split(event.condition) for event in events]
        self._requiring: dict[Requirement | None, list[int]] = {}
        self._by_values: dict[tuple[Value, ...], list[int]] = {}
        for number, (about_values, _) in enumerate(self._events):
            required: list[Requirement | None] = [*_requirements(about_values)] or [None]
            rarest = min(required, key=lambda key: len(self._requiring.get(key, ())))
            self._requiring.setdefault(rarest, []).append(number)

    def possible(self, state: StateNode) -> tuple[int, ...]:
        """Return the numbers of the events whose condition holds, ascending."""
        if state.values not in self._by_values:
            met: list[Requirement | None] = [None, *enumerate(state.values)]
            self._by_values[state.values] = sorted(
                number
                for requirement in met
                for number in self._requiring.get(requirement, ())
                if holds(self._events[number][0], state.value)
            )
        return tuple(
            number
            for number in self._by_values[state.values]
            if holds(self._events[number][1], state.value)
        )


def _split(condition: Condition) -> tuple[Conjunction, Conjunction]:
    """Split a condition into one that looks into no mind, and the rest; both must hold."""
    about_values: list[Condition] = []
    about_minds: list[Condition] = []
    for part in conjuncts(condition):
        looks_into_minds = any(look.minds for look in fluent_reads(part))
        (about_minds if looks_into_minds else about_values).append(part)
    return Conjunction(tuple(about_values)), Conjunction(tuple(about_minds))


def _requirements(condition: Conjunction) -> Iterator[Requirement]:
    """Yield what a condition that looks into no mind requires outright."""
    for part in condition.parts:
        match part:
            case ComparisonTest(Comparison.EQUAL, FluentRead(_, fluent), ConstantValue(value)):
                yield fluent, value
            case _:
                pass
