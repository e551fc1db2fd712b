"""Where an expression looks."""

from __future__ import annotations

from collections.abc import Iterator

from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentRead,
    IfElse,
    ValueExpression,
)


def looks_in(part: Condition | ValueExpression) -> Iterator[FluentRead]:
    """Yield every look at a fluent that an expression takes, in the order of the text."""
    match part:
        case FluentRead():
            yield part
        case ConstantValue():
            pass
        case BinaryOperation(_, left, right) | ComparisonTest(_, left, right):
            yield from looks_in(left)
            yield from looks_in(right)
        case IfElse(test, then, otherwise):
            yield from looks_in(test)
            yield from looks_in(then)
            yield from looks_in(otherwise)
        case Conjunction(parts) | Disjunction(parts):
            for inner in parts:
                yield from looks_in(inner)
