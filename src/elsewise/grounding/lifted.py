"""Questions about expressions and effects as written, with their variables in them."""

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
    Quantity,
    Read,
    Together,
    Variable,
)
from elsewise.world.model import Fact
from elsewise.world.types import YesNoType

Part = Expression | Effect


def is_condition(expression: Part) -> bool:
    """Whether an expression is yes or no (rather than an entity or a number)."""
    match expression:
        case Constant(value):
            return isinstance(value, bool)
        case Variable(_, values):
            return isinstance(values, YesNoType)
        case Read(fact, _):
            return isinstance(fact.values, YesNoType)
        case InMind(_, body):
            return is_condition(body)
        case Calculate():
            return False
        case Choose(_, then, otherwise):
            return is_condition(then) and is_condition(otherwise)
        case Quantified(quantity):
            return quantity in (Quantity.EVERY, Quantity.SOME)
        case _:
            return True


def choice_outside(expression: Expression) -> Expression:
    """Return the same value with a `Choose` that stands in somebody's mind moved out of it."""
    if not isinstance(expression, InMind):
        return expression
    body = choice_outside(expression.body)  # type: ignore[arg-type]
    if not isinstance(body, Choose):
        return expression
    who = expression.who
    return Choose(InMind(who, body.test), InMind(who, body.then), InMind(who, body.otherwise))


def parts_of(part: Part) -> tuple[Part, ...]:
    """Return what an expression or effect is directly made of, quantifiers' bodies included."""
    match part:
        case Constant() | Variable():
            return ()
        case Read(_, arguments):
            return arguments
        case InMind(who, body):
            return (who, body)
        case Calculate(_, left, right) | Compare(_, left, right):
            return (left, right)
        case IsType(operand, _) | Not(operand):
            return (operand,)
        case And(parts) | Or(parts):
            return parts
        case Choose(test, then, otherwise):
            return (test, then, otherwise)
        case Quantified(_, _, condition, body):
            return (body,) if condition is None else (condition, body)
        case Assign(target, value):
            return (target, value)
        case Together(effects):
            return effects
        case If(test, then, otherwise):
            return (test, then) if otherwise is None else (test, then, otherwise)
        case ForEvery(_, condition, effect):
            return (effect,) if condition is None else (condition, effect)


def free_variables(part: Part) -> frozenset[str]:
    """Return the names of the variables that a part uses and does not itself run through."""
    if isinstance(part, Variable):
        return frozenset((part.name,))
    names = frozenset().union(*map(free_variables, parts_of(part)))
    if isinstance(part, (Quantified, ForEvery)):
        return names - {part.variable.name}
    return names


def facts_read(part: Part) -> Iterator[Fact]:
    """Yield every fact that a part reads or assigns, once for each time."""
    if isinstance(part, Read):
        yield part.fact
    for inner in parts_of(part):
        yield from facts_read(inner)


def facts_assigned(effect: Effect) -> Iterator[Fact]:
    """Yield every fact that an effect assigns, once for each time."""
    match effect:
        case Assign(target, _):
            yield target_of(target).fact
        case Together(effects):
            for inner in effects:
                yield from facts_assigned(inner)
        case If(_, then, otherwise):
            yield from facts_assigned(then)
            if otherwise is not None:
                yield from facts_assigned(otherwise)
        case ForEvery(_, _, inner):
            yield from facts_assigned(inner)
        case InMind(_, body):
            yield from facts_assigned(body)  # type: ignore[arg-type]


def target_of(target: Read | InMind) -> Read:
    """Return the fact that an assignment is about, whoever's view of it is meant."""
    while isinstance(target, InMind):
        target = target.body  # type: ignore[assignment]
    return target


def conjuncts(condition: Expression) -> Iterator[Expression]:
    """Yield the parts of a condition that must all hold, in the order of the text."""
    if isinstance(condition, And):
        for part in condition.parts:
            yield from conjuncts(part)
    else:
        yield condition


def conjunct_effects(effect: Effect) -> Iterator[Effect]:
    """Yield the parts of an effect, in the order of the text."""
    if isinstance(effect, Together):
        for inner in effect.effects:
            yield from conjunct_effects(inner)
    else:
        yield effect
