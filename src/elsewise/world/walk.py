"""Going through expressions and effects: what they mention, and putting values for variables."""

from __future__ import annotations

from collections.abc import Iterator

from elsewise.world.expressions import (
    And,
    Assign,
    Calculate,
    Choose,
    Compare,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Read,
    Term,
    Together,
    Variable,
)

Part = Expression | Effect


def parts_of(part: Part) -> tuple[Part, ...]:
    """Return the parts that an expression or effect is directly made of."""
    match part:
        case Constant() | Variable():
            return ()
        case Read(_, arguments):
            return arguments
        case InMind(who, body):
            return (who, body)
        case Calculate(_, left, right) | Compare(_, left, right):
            return (left, right)
        case IsType(operand) | Not(operand):
            return (operand,)
        case And(parts) | Or(parts):
            return parts
        case Choose(test, then, otherwise):
            return (test, then, otherwise)
        case Quantified(_, _, condition, body) | ForEvery(_, condition, body):
            return (body,) if condition is None else (condition, body)
        case Assign(target, value):
            return (target, value)
        case Together(effects):
            return effects
        case If(test, then_effect, None):
            return (test, then_effect)
        case If(test, then_effect, else_effect):
            assert else_effect is not None
            return (test, then_effect, else_effect)


def walk(part: Part) -> Iterator[Part]:
    """Run through an expression or effect and everything in it, from left to right.

    A part that is the same in several places, as `knows whether` says its condition four times, is
    run through once.
    """
    stack, seen = [part], set[int]()
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        stack.extend(reversed(parts_of(current)))


def mentions(part: Part, name: str) -> bool:
    """Whether a variable of that name stands anywhere in an expression or effect."""
    return any(isinstance(p, Variable) and p.name == name for p in walk(part))


def fill_in(part: Expression, name: str, value: Term) -> Expression:
    """Return the expression with `value` for the variable `name`."""

    def fill(inner: Expression) -> Expression:
        return fill_in(inner, name, value)

    def fill_term(term: Term) -> Term:
        return value if isinstance(term, Variable) and term.name == name else term

    match part:
        case Constant() | Variable():
            return fill_term(part)
        case Read(fact, arguments):
            return Read(fact, tuple(fill_term(a) for a in arguments))
        case InMind(who, body):
            assert not isinstance(body, Assign | Together | If | ForEvery)
            return InMind(fill_term(who), fill(body))
        case Calculate(operator, left, right):
            return Calculate(operator, fill(left), fill(right))
        case Compare(comparison, left, right):
            return Compare(comparison, fill(left), fill(right))
        case IsType(operand, type_name):
            return IsType(fill(operand), type_name)
        case Not(operand):
            return Not(fill(operand))
        case And(parts):
            return And(tuple(fill(p) for p in parts))
        case Or(parts):
            return Or(tuple(fill(p) for p in parts))
        case Choose(test, then, otherwise):
            return Choose(fill(test), fill(then), fill(otherwise))
        case Quantified(quantity, variable, condition, body):
            if variable.name == name:
                return part
            filled = None if condition is None else fill(condition)
            return Quantified(quantity, variable, filled, fill(body))
