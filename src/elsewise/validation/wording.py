"""Says in words why a condition does not hold."""

from __future__ import annotations

from collections.abc import Iterable

from elsewise.engines.reference.states import State
from elsewise.problem.evaluate import disjuncts, failing
from elsewise.problem.names import value_text
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

_MOST = 3


def listed(words: Iterable[str], conjunction: str = "and") -> str:
    """Return words as one writes them in a sentence: `a, b and c`."""
    *front, last = words
    return f"{', '.join(front)} {conjunction} {last}" if front else last


def what_is_missing(problem: Problem, condition: Condition, state: State) -> str:
    """Return what a condition that fails in a state would need, and what is so instead."""
    needs = [
        listed([condition_text(problem, part) for part in disjuncts(missing)][:_MOST], "or")
        for missing in _missing(condition, state)
    ]
    if not needs:
        return "it can never happen"
    seen = dict.fromkeys(look for part in _missing(condition, state) for look in fluent_reads(part))
    so = [
        f"{_number_text(problem, look)} is {value_text(state.value(look.minds, look.fluent))}"
        for look in seen
    ]
    return f"it needs {listed(needs[:_MOST])}, but {listed(so[:_MOST])}" if so else "it never is"


def _missing(condition: Condition, state: State) -> list[Condition]:
    """Return the requirements that fail: of those that must all hold, each that does not."""
    return [part for part in failing(condition, state.value) if part != FALSE]


def condition_text(problem: Problem, condition: Condition) -> str:
    """Return a condition as it is written in a world."""
    match condition:
        case Conjunction(parts):
            return " and ".join(condition_text(problem, part) for part in parts) or "nothing"
        case Disjunction(parts):
            inner = " or ".join(condition_text(problem, part) for part in parts)
            return f"({inner})" if parts else "what never is"
        case ComparisonTest(sign, FluentRead(minds, fluent), ConstantValue(value)):
            believers = "".join(f"{problem.characters[c]} believes " for c in minds)
            name = problem.fluents[fluent].name
            if problem.fluents[fluent].kind is FluentKind.YES_NO:
                is_yes = (sign is Comparison.EQUAL) == (value is True)
                return f"{believers}{name}" if is_yes else f"{believers}not {name}"
            if sign is Comparison.UNEQUAL:
                return f"{believers}not {name} = {value_text(value)}"
            return f"{believers}{name} {sign.value} {value_text(value)}"
        case ComparisonTest(sign, left, right):
            return f"{_number_text(problem, left)} {sign.value} {_number_text(problem, right)}"


def _number_text(problem: Problem, number: ValueExpression) -> str:
    match number:
        case ConstantValue(value):
            return value_text(value)
        case FluentRead(minds, fluent):
            views = "".join(f"{problem.characters[c]}'s view of " for c in minds)
            return views + problem.fluents[fluent].name
        case BinaryOperation(sign, left, right):
            return f"({_number_text(problem, left)} {sign.value} {_number_text(problem, right)})"
        case IfElse(test, then, otherwise):
            return (
                f"({_number_text(problem, then)} if {condition_text(problem, test)} "
                f"else {_number_text(problem, otherwise)})"
            )
