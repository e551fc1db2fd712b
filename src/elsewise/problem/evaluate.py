"""What the operators on values mean, and the value of ground expressions.

Unknown (None) equals only unknown; in any order comparison, and with a side that is not a number,
the answer is no. Arithmetic with an unknown side is unknown, and so are a division by 0 and a
result beyond `LARGEST_NUMBER` in size. There is no -0.0.
"""

from __future__ import annotations

from collections.abc import Callable

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
    Minds,
    ValueExpression,
)
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import LARGEST_NUMBER, Value

ReadFluent = Callable[[Minds, int], Value]
"""Gives the value of a fluent in a mind."""

OPPOSITE = {
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.GREATER: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.GREATER,
}
"""The comparison that negation turns each one into."""


def is_number(value: Value) -> bool:
    """Whether a value is a number (yes and no are not)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def calculate(operator: Arithmetic, left: Value, right: Value) -> Value:
    """Return the number that an operator makes of two, or None (unknown)."""
    if not (is_number(left) and is_number(right)):
        return None
    assert isinstance(left, (int, float))
    assert isinstance(right, (int, float))
    match operator:
        case Arithmetic.ADD:
            result = left + right
        case Arithmetic.SUBTRACT:
            result = left - right
        case Arithmetic.MULTIPLY:
            result = left * right
        case Arithmetic.DIVIDE:
            if right == 0:
                return None
            result = left / right
    # A sum with 0.0 makes 0.0 of -0.0.
    return float(result) + 0.0 if abs(result) <= LARGEST_NUMBER else None


def compare(operator: Comparison, left: Value, right: Value) -> bool:
    """Return what a comparison of two values says."""
    if operator is Comparison.EQUAL:
        return left == right
    if operator is Comparison.UNEQUAL:
        return left != right
    if not (is_number(left) and is_number(right)):
        return False
    assert isinstance(left, (int, float))
    assert isinstance(right, (int, float))
    match operator:
        case Comparison.LESS:
            return left < right
        case Comparison.GREATER:
            return left > right
        case Comparison.AT_MOST:
            return left <= right
        case Comparison.AT_LEAST:
            return left >= right


def clamp(fluent: Fluent, value: Value) -> Value:
    """Return the value that a fluent takes when this one is written to it."""
    if not is_number(value):
        return value
    assert isinstance(value, (int, float))
    if fluent.low is not None and value < fluent.low:
        return fluent.low
    if fluent.high is not None and value > fluent.high:
        return fluent.high
    return value


def value_of(number: ValueExpression, read: ReadFluent) -> Value:
    """Return the value of a ground value expression."""
    match number:
        case ConstantValue(value):
            return value
        case FluentRead(minds, fluent):
            return read(minds, fluent)
        case BinaryOperation(operator, left, right):
            return calculate(operator, value_of(left, read), value_of(right, read))
        case IfElse(test, then, otherwise):
            return value_of(then if holds(test, read) else otherwise, read)


def holds(condition: Condition, read: ReadFluent) -> bool:
    """Return whether a ground condition holds."""
    match condition:
        case ComparisonTest(operator, left, right):
            return compare(operator, value_of(left, read), value_of(right, read))
        case Conjunction(parts):
            return all(holds(part, read) for part in parts)
        case Disjunction(parts):
            return any(holds(part, read) for part in parts)
