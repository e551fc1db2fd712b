"""What ground expressions mean: the one evaluator, for every state of every kind.

Unknown (None) equals only unknown; in any order comparison, and with a side that is not a number,
the answer is no. Arithmetic with an unknown side is unknown, and so are a division by 0 and a
result beyond `LARGEST_NUMBER` in size. There is no -0.0.

Whatever can say the value of a fluent in a mind can be read: a state of an engine, a row of a
graph, the start that is just being made. Expressions are taken apart here too, and paths of minds.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import TypeGuard

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
"""Gives the value of a fluent in the mind that a path leads to: the `value` of whatever is read."""

_ORDERS: dict[Comparison, Callable[[float, float], bool]] = {
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


# -- values ----------------------------------------------------------------------------------


def is_number(value: Value) -> TypeGuard[float]:
    """Whether a value is a number (yes and no are not)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def calculate(sign: Arithmetic, left: Value, right: Value) -> float | None:
    """Return the number that an operator makes of two, or None (unknown)."""
    if not (is_number(left) and is_number(right)):
        return None
    if sign is Arithmetic.DIVIDE and right == 0:
        return None
    result = _ARITHMETIC[sign](left, right)
    # A sum with 0.0 makes 0.0 of -0.0.
    return float(result) + 0.0 if abs(result) <= LARGEST_NUMBER else None


def compare(sign: Comparison, left: Value, right: Value) -> bool:
    """Return what a comparison of two values says."""
    if sign is Comparison.EQUAL:
        return left == right
    if sign is Comparison.UNEQUAL:
        return left != right
    return is_number(left) and is_number(right) and _ORDERS[sign](left, right)


def clamp(fluent: Fluent, value: Value) -> Value:
    """Return the value that a fluent takes when this one is written to it."""
    if not is_number(value):
        return value
    if fluent.low is not None and value < fluent.low:
        return fluent.low
    if fluent.high is not None and value > fluent.high:
        return fluent.high
    return value


# -- expressions -----------------------------------------------------------------------------


def value_of(expression: ValueExpression, read: ReadFluent) -> Value:
    """Return the value of a value expression."""
    match expression:
        case FluentRead(minds, fluent):
            return read(minds, fluent)
        case ConstantValue(value):
            return value
        case IfElse(test, then, otherwise):
            return value_of(then if holds(test, read) else otherwise, read)
        case BinaryOperation(sign, left, right):
            return calculate(sign, value_of(left, read), value_of(right, read))


def number_of(expression: ValueExpression, read: ReadFluent) -> float | None:
    """Return a value that is a number or unknown, such as a utility."""
    value = value_of(expression, read)
    return value if is_number(value) else None


def holds(condition: Condition, read: ReadFluent) -> bool:
    """Return whether a condition holds."""
    match condition:
        case ComparisonTest(sign, left, right):
            return compare(sign, value_of(left, read), value_of(right, read))
        case Conjunction(parts):
            return all(holds(part, read) for part in parts)
        case Disjunction(parts):
            return any(holds(part, read) for part in parts)


def surely(condition: Condition, read: ReadFluent) -> bool | None:
    """Return whether a condition holds; None if that rests on something unknown.

    A comparison with something unknown is neither true nor false, unless it asks for that (Kleene,
    "Introduction to metamathematics", 1952, §64).
    """
    match condition:
        case ComparisonTest(sign, left, right):
            sides = value_of(left, read), value_of(right, read)
            if None in sides and ConstantValue(None) not in (left, right):
                return None
            return compare(sign, *sides)
        case Conjunction(parts):
            found = {surely(part, read) for part in parts}
            return False if False in found else None if None in found else True
        case Disjunction(parts):
            found = {surely(part, read) for part in parts}
            return True if True in found else None if None in found else False


def support(condition: Condition, read: ReadFluent) -> Iterator[ComparisonTest]:
    """Yield the comparisons that make a condition true; none if it is false.

    All parts of a `Conjunction` count, and of a `Disjunction` those that are true.
    """
    if not holds(condition, read):
        return
    if isinstance(condition, ComparisonTest):
        yield condition
        return
    for part in condition.parts:
        yield from support(part, read)


def failing(condition: Condition, read: ReadFluent) -> Iterator[Condition]:
    """Yield what a condition that is false requires in vain, comparisons and disjunctions."""
    if holds(condition, read):
        return
    if isinstance(condition, Conjunction):
        for part in condition.parts:
            yield from failing(part, read)
    else:
        yield condition


# -- parts -----------------------------------------------------------------------------------


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """Return the parts that must all hold, of conjunctions within conjunctions too."""
    if not isinstance(condition, Conjunction):
        return (condition,)
    return tuple(inner for part in condition.parts for inner in conjuncts(part))


def disjuncts(condition: Condition) -> tuple[Condition, ...]:
    """Return the parts of which one must hold: those of a disjunction, else the condition."""
    return condition.parts if isinstance(condition, Disjunction) else (condition,)


def atoms(condition: Condition) -> Iterator[ComparisonTest]:
    """Yield the comparisons that a condition is made of, but none within a value of another."""
    if isinstance(condition, ComparisonTest):
        yield condition
        return
    for part in condition.parts:
        yield from atoms(part)


# -- paths of minds --------------------------------------------------------------------------


def way(minds: Minds, owner: int | None = None) -> Minds:
    """Return a path without anybody twice in a row: one's own mind is where one stands.

    `owner` is in whose mind the path begins.
    """
    path: list[int] = []
    for character in minds:
        if character != owner:
            path.append(character)
        owner = character
    return tuple(path)
