"""Ground conditions and values as they are written in a world."""

from __future__ import annotations

from elsewise.problem.names import believing, value_text
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentKind,
    FluentRead,
    IfElse,
    Problem,
    ValueExpression,
)
from elsewise.world.expressions import Comparison


def condition_text(problem: Problem, condition: Condition) -> str:
    """Return a condition as it is written in a world."""
    match condition:
        case Conjunction(parts):
            return " and ".join(condition_text(problem, part) for part in parts) or "nothing"
        case Disjunction(parts):
            inner = " or ".join(condition_text(problem, part) for part in parts)
            return f"({inner})" if parts else "what never is"
        case ComparisonTest(sign, FluentRead(minds, fluent), ConstantValue(value)):
            believers = believing(problem.characters[c] for c in minds)
            name = problem.fluents[fluent].name
            if problem.fluents[fluent].kind is FluentKind.YES_NO:
                is_yes = (sign is Comparison.EQUAL) == (value is True)
                return f"{believers}{name}" if is_yes else f"{believers}not {name}"
            if sign is Comparison.UNEQUAL:
                return f"{believers}not {name} = {value_text(value)}"
            return f"{believers}{name} {sign.value} {value_text(value)}"
        case ComparisonTest(sign, left, right):
            left_text, right_text = (number_text(problem, side) for side in (left, right))
            return f"{left_text} {sign.value} {right_text}"


def number_text(problem: Problem, number: ValueExpression) -> str:
    """Return a value as it is written in a world."""
    match number:
        case ConstantValue(value):
            return value_text(value)
        case FluentRead(minds, fluent):
            views = "".join(f"{problem.characters[c]}'s view of " for c in minds)
            return views + problem.fluents[fluent].name
        case BinaryOperation(sign, left, right):
            return f"({number_text(problem, left)} {sign.value} {number_text(problem, right)})"
        case IfElse(test, then, otherwise):
            return (
                f"({number_text(problem, then)} if {condition_text(problem, test)} "
                f"else {number_text(problem, otherwise)})"
            )
