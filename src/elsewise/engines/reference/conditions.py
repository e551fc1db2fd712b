"""How a condition or a value is answered in a state."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Sequence

from elsewise.engines.reference.states import State
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    Event,
    Fluent,
    FluentRead,
    IfElse,
    ValueExpression,
)
from elsewise.problem.reads import looks_in
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import LARGEST_NUMBER, Value

_ORDER: dict[Comparison, Callable[[float, float], bool]] = {
    Comparison.LESS: operator.lt,
    Comparison.GREATER: operator.gt,
    Comparison.AT_MOST: operator.le,
    Comparison.AT_LEAST: operator.ge,
}
_ARITHMETIC: dict[Arithmetic, Callable[[float, float], float]] = {
    Arithmetic.ADD: operator.add,
    Arithmetic.SUBTRACT: operator.sub,
    Arithmetic.MULTIPLY: operator.mul,
    Arithmetic.DIVIDE: operator.truediv,
}


def holds(condition: Condition, state: State) -> bool:
    """Whether a condition is true in a state."""
    match condition:
        case ComparisonTest(sign, left, right):
            return _compare(sign, value_of(left, state), value_of(right, state))
        case Conjunction(parts):
            return all(holds(part, state) for part in parts)
        case Disjunction(parts):
            return any(holds(part, state) for part in parts)


def value_of(number: ValueExpression, state: State) -> Value:
    """Return a value in a state."""
    match number:
        case FluentRead(minds, fluent):
            return state.with_minds(minds).values[fluent]
        case ConstantValue(value):
            return value
        case IfElse(test, then, otherwise):
            return value_of(then if holds(test, state) else otherwise, state)
        case BinaryOperation(sign, left, right):
            return _calculate(sign, value_of(left, state), value_of(right, state))


def number_of(number: ValueExpression, state: State) -> float | None:
    """Return a value that is a number or unknown, such as a utility."""
    value = value_of(number, state)
    return value if isinstance(value, float) else None


def _compare(sign: Comparison, left: Value, right: Value) -> bool:
    """Compare. Unknown equals unknown, but is neither more nor less than anything."""
    if sign is Comparison.EQUAL:
        return left == right
    if sign is Comparison.UNEQUAL:
        return left != right
    if isinstance(left, float) and isinstance(right, float):
        return _ORDER[sign](left, right)
    return False


def _calculate(sign: Arithmetic, left: Value, right: Value) -> float | None:
    """Calculate. What cannot be known, or would be too large to be exact, is unknown."""
    if not isinstance(left, float) or not isinstance(right, float):
        return None
    if sign is Arithmetic.DIVIDE and right == 0:
        return None
    result = _ARITHMETIC[sign](left, right)
    if not math.isfinite(result) or abs(result) > LARGEST_NUMBER:
        return None
    return result + 0.0  # -0.0 becomes 0.0


def within(fluent: Fluent, value: Value) -> Value:
    """Return the value that a fluent gets when it is set: a number stops at the fluent's bounds."""
    if not isinstance(value, float):
        return value
    if fluent.low is not None and value < fluent.low:
        return fluent.low
    if fluent.high is not None and value > fluent.high:
        return fluent.high
    return value


def support(condition: Condition, state: State) -> Iterator[ComparisonTest]:
    """Yield the comparisons that make a condition true in a state; none if it is false there.

    All parts of a `Conjunction` count, and of a `Disjunction` those that are true.
    """
    if not holds(condition, state):
        return
    match condition:
        case ComparisonTest():
            yield condition
        case Conjunction(parts) | Disjunction(parts):
            for part in parts:
                yield from support(part, state)


Requirement = tuple[int, Value]
"""That a fluent has a value."""


class Sieve:
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

    def possible(self, state: State) -> tuple[int, ...]:
        """Return the numbers of the events whose condition holds, ascending."""
        if state.values not in self._by_values:
            met: list[Requirement | None] = [None, *enumerate(state.values)]
            self._by_values[state.values] = sorted(
                number
                for requirement in met
                for number in self._requiring.get(requirement, ())
                if holds(self._events[number][0], state)
            )
        return tuple(
            number
            for number in self._by_values[state.values]
            if holds(self._events[number][1], state)
        )


def _split(condition: Condition) -> tuple[Conjunction, Conjunction]:
    """Split a condition into one that looks into no mind, and the rest; both must hold."""
    about_values: list[Condition] = []
    about_minds: list[Condition] = []
    for part in condition.parts if isinstance(condition, Conjunction) else (condition,):
        looks_into_minds = any(look.minds for look in looks_in(part))
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
