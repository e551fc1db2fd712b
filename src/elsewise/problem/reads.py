"""The fluents that an expression reads, in whose minds, and what it compares."""

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


def fluent_reads(part: Condition | ValueExpression) -> Iterator[FluentRead]:
    """Yield every read of a fluent within an expression, in the order of the text."""
    match part:
        case FluentRead():
            yield part
        case ConstantValue():
            pass
        case BinaryOperation(_, left, right) | ComparisonTest(_, left, right):
            yield from fluent_reads(left)
            yield from fluent_reads(right)
        case IfElse(test, then, otherwise):
            yield from fluent_reads(test)
            yield from fluent_reads(then)
            yield from fluent_reads(otherwise)
        case Conjunction(parts) | Disjunction(parts):
            for inner in parts:
                yield from fluent_reads(inner)


def comparisons(part: Condition | ValueExpression) -> Iterator[ComparisonTest]:
    """Yield every comparison within an expression, in the order of the text."""
    match part:
        case ComparisonTest(_, left, right) | BinaryOperation(_, left, right):
            if isinstance(part, ComparisonTest):
                yield part
            yield from comparisons(left)
            yield from comparisons(right)
        case IfElse(test, then, otherwise):
            for inner in (test, then, otherwise):
                yield from comparisons(inner)
        case Conjunction(parts) | Disjunction(parts):
            for inner in parts:
                yield from comparisons(inner)
