"""Numbers that an effect could carry past the end of a fact's range.

An interval is worked out for the value from the ranges of the facts in it and from what the event
asks of them (`clock(who) < 4`). Where the range of a fact ends at whole numbers, its values are
taken to be whole, so that below 4 means at most 3: the warning is for the author, not a proof.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from elsewise.world.expressions import (
    MIRRORED,
    OPPOSITE,
    And,
    Arithmetic,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    InMind,
    Not,
    Read,
)
from elsewise.world.types import NumberType


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; either may be infinite."""

    low: float
    high: float

    def __contains__(self, other: Interval) -> bool:
        return self.low <= other.low and other.high <= self.high


ANYTHING = Interval(float("-inf"), float("inf"))


def interval_of(expression: Expression, asked: Iterable[Expression]) -> Interval:
    """Return the numbers that an expression can be where everything in `asked` holds."""
    match expression:
        case Constant(float(value)):
            return Interval(value, value)
        case Read(fact):
            if not isinstance(fact.values, NumberType):
                return ANYTHING
            return _narrowed(expression, fact.values, tuple(asked))
        case InMind(_, body) if isinstance(body, Read) and isinstance(body.fact.values, NumberType):
            return _range(body.fact.values)
        case Calculate(operator, left, right):
            one, other = interval_of(left, asked), interval_of(right, asked)
            return _calculate(operator, one, other)
        case Choose(_, then, otherwise):
            one, other = interval_of(then, asked), interval_of(otherwise, asked)
            return Interval(min(one.low, other.low), max(one.high, other.high))
        case _:
            return ANYTHING


def requirements(condition: Expression) -> tuple[Expression, ...]:
    """Return the parts of a condition that all must hold."""
    if isinstance(condition, And):
        return tuple(part for inner in condition.parts for part in requirements(inner))
    return (condition,)


def _range(values: NumberType) -> Interval:
    low = ANYTHING.low if values.low is None else values.low
    high = ANYTHING.high if values.high is None else values.high
    return Interval(low, high)


def _narrowed(read: Read, values: NumberType, asked: tuple[Expression, ...]) -> Interval:
    low, high = _range(values).low, _range(values).high
    whole = all(b is not None and b.is_integer() for b in (values.low, values.high))
    step = 1.0 if whole else 0.0
    for part in asked:
        found = _bound(part, read)
        if found is None:
            continue
        operator, value = found
        match operator:
            case Comparison.EQUAL:
                return Interval(value, value)
            case Comparison.LESS:
                high = min(high, value - step)
            case Comparison.AT_MOST:
                high = min(high, value)
            case Comparison.GREATER:
                low = max(low, value + step)
            case Comparison.AT_LEAST:
                low = max(low, value)
            case Comparison.UNEQUAL:
                low = low + step if value == low else low
                high = high - step if value == high else high
    return Interval(low, high)


def _bound(part: Expression, read: Read) -> tuple[Comparison, float] | None:
    """Return how a condition compares a fact with a fixed number, if it does that."""
    if isinstance(part, Not):
        found = _bound(part.operand, read)
        return None if found is None else (OPPOSITE[found[0]], found[1])
    if not isinstance(part, Compare):
        return None
    for one, other, operator in (
        (part.left, part.right, part.operator),
        (part.right, part.left, MIRRORED[part.operator]),
    ):
        if one == read and isinstance(other, Constant) and isinstance(other.value, float):
            return operator, other.value
    return None


def _calculate(operator: Arithmetic, one: Interval, other: Interval) -> Interval:
    match operator:
        case Arithmetic.ADD:
            return Interval(one.low + other.low, one.high + other.high)
        case Arithmetic.SUBTRACT:
            return Interval(one.low - other.high, one.high - other.low)
        case Arithmetic.MULTIPLY:
            corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
            if any(corner != corner for corner in corners):
                return ANYTHING
            return Interval(min(corners), max(corners))
        case Arithmetic.DIVIDE:
            if other.low != other.high or other.low == 0:
                return ANYTHING
            ends = (one.low / other.low, one.high / other.low)
            return Interval(min(ends), max(ends))
