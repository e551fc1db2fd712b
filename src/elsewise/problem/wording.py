"""Ground conditions and values as they are written in a world, and what they lack."""

from __future__ import annotations

from elsewise.problem.evaluate import ReadFluent, disjuncts, failing
from elsewise.problem.names import believing, value_text
from elsewise.problem.problem import (
    FALSE,
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
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import Comparison
from elsewise.world.kinds import listed

MOST_LACKING = 3
"""So many requirements that fail are named at most."""


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


def what_is_missing(problem: Problem, condition: Condition, read: ReadFluent) -> str:
    """Return what a condition that fails would need, and what is so instead."""
    failed = [part for part in failing(condition, read) if part != FALSE]
    if not failed:
        return "it can never happen"
    needs = [
        listed([condition_text(problem, part) for part in disjuncts(missing)][:MOST_LACKING])
        for missing in failed
    ]
    it_needs = f"it needs {listed(needs[:MOST_LACKING], 'and')}"
    seen = dict.fromkeys(look for part in failed for look in fluent_reads(part))
    so = [
        f"{number_text(problem, look)} is {value_text(read(look.minds, look.fluent))}"
        for look in seen
    ]
    return f"{it_needs}, but {listed(so[:MOST_LACKING], 'and')}" if so else "it never is"
