"""Abstract interpretation: sets of possible values, and what expressions can make of them.

A set is spelled out or, for numbers, an interval; sets are joined, and widened where they would
grow for long (Cousot and Cousot 1977). All answers are sound: a value that can come about is in
the set, a condition that can hold (or fail) is said to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from elsewise.problem.evaluate import calculate, compare, is_number
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    Fluent,
    FluentRead,
    IfElse,
    ValueExpression,
)
from elsewise.world.expressions import OPPOSITE, Arithmetic, Comparison
from elsewise.world.types import LARGEST_NUMBER, Value

MOST_NUMBERS = 64
"""A set with more numbers becomes a range."""


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` to `high`, and perhaps unknown."""

    low: float
    high: float
    unknown: bool


ValueSet = frozenset[Value] | Range

UNKNOWN: frozenset[Value] = frozenset((None,))


def numbers_in(values: ValueSet) -> tuple[float, float] | None:
    """Return the least and greatest number of a set; None if it has none."""
    if isinstance(values, Range):
        return values.low, values.high
    numbers = [v for v in values if is_number(v)]
    return (min(numbers), max(numbers)) if numbers else None


def has_other(values: ValueSet) -> bool:
    """Whether a set has something that is not a number: unknown, mostly."""
    if isinstance(values, Range):
        return values.unknown
    return any(not is_number(v) for v in values)


def joined(*sets: ValueSet) -> ValueSet:
    """Return a set that has the values of all."""
    spelled: ValueSet = frozenset[Value]().union(*(s for s in sets if isinstance(s, frozenset)))
    parts = [spelled, *(s for s in sets if isinstance(s, Range))]
    if isinstance(spelled, frozenset) and len(parts) == 1:
        return narrowed(spelled)
    bounds = [b for b in map(numbers_in, parts) if b is not None]
    unknown = any(map(has_other, parts))
    return Range(min(b[0] for b in bounds), max(b[1] for b in bounds), unknown)


def narrowed(values: frozenset[Value]) -> ValueSet:
    """Return the set, as a range if it has very many numbers."""
    if len(values) <= MOST_NUMBERS:
        return values
    bounds = numbers_in(values)
    if bounds is None or sum(map(is_number, values)) <= MOST_NUMBERS:
        return values
    return Range(*bounds, has_other(values))


def widened(before: ValueSet, after: ValueSet, fluent: Fluent) -> ValueSet:
    """Return the set for a fluent whose range still grows: at once as far as it can grow."""
    if not isinstance(after, Range) or not isinstance(before, Range):
        return after
    low, high = after.low, after.high
    if low < before.low:
        low = -LARGEST_NUMBER if fluent.low is None else fluent.low
    if high > before.high:
        high = LARGEST_NUMBER if fluent.high is None else fluent.high
    return Range(low, high, after.unknown)


def clamped(values: ValueSet, fluent: Fluent) -> ValueSet:
    """Return what becomes of values that are written to a fluent."""
    low = -inf if fluent.low is None else fluent.low
    high = inf if fluent.high is None else fluent.high
    if low == -inf and high == inf:
        return values
    if isinstance(values, Range):
        return Range(
            min(max(values.low, low), high), max(min(values.high, high), low), values.unknown
        )
    return frozenset([min(max(v, low), high) if is_number(v) else v for v in values])


# -- what can come out ---------------------------------------------------------------------


def values_of(expression: ValueExpression, possible: Sequence[ValueSet]) -> ValueSet:
    """Return the values an expression can have, given those of every fluent."""
    match expression:
        case ConstantValue(value):
            return frozenset((value,))
        case FluentRead(_, fluent):
            return possible[fluent]
        case BinaryOperation(operator, left, right):
            return _calculated(operator, values_of(left, possible), values_of(right, possible))
        case IfElse(test, then, otherwise):
            if not can_hold(test, possible):
                return values_of(otherwise, possible)
            if not can_fail(test, possible):
                return values_of(then, possible)
            return joined(values_of(then, possible), values_of(otherwise, possible))


def can_hold(condition: Condition, possible: Sequence[ValueSet]) -> bool:
    """Whether a condition holds for some of the possible values."""
    match condition:
        case ComparisonTest(operator, left, right):
            return can_compare(operator, values_of(left, possible), values_of(right, possible))
        case Conjunction(parts):
            return all(can_hold(part, possible) for part in parts)
        case Disjunction(parts):
            return any(can_hold(part, possible) for part in parts)


def can_fail(condition: Condition, possible: Sequence[ValueSet]) -> bool:
    """Whether a condition does not hold for some of the possible values."""
    match condition:
        case ComparisonTest(operator, left, right):
            one, two = values_of(left, possible), values_of(right, possible)
            if can_compare(OPPOSITE[operator], one, two):
                return True
            # Orders fail both ways where a side is not a number.
            ordered = operator not in (Comparison.EQUAL, Comparison.UNEQUAL)
            return ordered and (has_other(one) or has_other(two))
        case Conjunction(parts):
            return any(can_fail(part, possible) for part in parts)
        case Disjunction(parts):
            return all(can_fail(part, possible) for part in parts)


def can_compare(operator: Comparison, one: ValueSet, two: ValueSet) -> bool:
    """Whether a comparison holds for some pair of values."""
    if operator is Comparison.EQUAL:
        if isinstance(one, frozenset) and isinstance(two, frozenset):
            return not one.isdisjoint(two)
        if has_unknown(one) and has_unknown(two):
            return True
        a, b = numbers_in(one), numbers_in(two)
        return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]
    if operator is Comparison.UNEQUAL:
        if isinstance(one, frozenset) and isinstance(two, frozenset):
            return not (len(one) == 1 and one == two)
        return True
    a, b = numbers_in(one), numbers_in(two)
    if a is None or b is None:
        return False
    if operator in (Comparison.LESS, Comparison.AT_MOST):
        return compare(operator, a[0], b[1])
    return compare(operator, a[1], b[0])


def contains(values: ValueSet, value: Value) -> bool:
    """Whether a value is among some."""
    if not isinstance(values, Range):
        return value in values
    if value is None:
        return has_unknown(values)
    return isinstance(value, float) and values.low <= value <= values.high


def has_unknown(values: ValueSet) -> bool:
    """Whether unknown is among the values."""
    return values.unknown if isinstance(values, Range) else None in values


def _calculated(operator: Arithmetic, left: ValueSet, right: ValueSet) -> ValueSet:
    if (
        isinstance(left, frozenset)
        and isinstance(right, frozenset)
        and len(left) * len(right) <= MOST_NUMBERS**2
    ):
        return narrowed(frozenset(calculate(operator, a, b) for a, b in product(left, right)))
    a, b = numbers_in(left), numbers_in(right)
    unknown = has_other(left) or has_other(right)
    if a is None or b is None:
        return frozenset((None,))
    match operator:
        case Arithmetic.ADD:
            low, high = a[0] + b[0], a[1] + b[1]
        case Arithmetic.SUBTRACT:
            low, high = a[0] - b[1], a[1] - b[0]
        case Arithmetic.MULTIPLY:
            corners = [x * y for x, y in product(a, b)]
            low, high = min(corners), max(corners)
        case Arithmetic.DIVIDE:
            if b[0] <= 0 <= b[1]:
                low, high, unknown = -LARGEST_NUMBER, LARGEST_NUMBER, True
            else:
                corners = [x / y for x, y in product(a, b)]
                low, high = min(corners), max(corners)
    if low < -LARGEST_NUMBER or high > LARGEST_NUMBER:
        unknown = True
    low, high = max(low, -LARGEST_NUMBER), min(high, LARGEST_NUMBER)
    return Range(low, high, unknown) if low <= high else frozenset((None,))
