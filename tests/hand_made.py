"""Small worlds made by hand, for tests that want neither dialect."""

from __future__ import annotations

from typing import Any

from elsewise.world.expressions import (
    NOTHING,
    And,
    Assign,
    Compare,
    Comparison,
    Constant,
    Effect,
    Expression,
    InMind,
    Read,
    Term,
    Variable,
)
from elsewise.world.model import Entity, EventKind, EventRule, Fact, World
from elsewise.world.types import EntityType, NumberType, TypeTable, Value, ValueType, YesNoType

YES_NO = YesNoType()
NUMBER = NumberType()
CHARACTER = EntityType("character")
PLACE = EntityType("place")


def var(name: str, values: ValueType = CHARACTER) -> Variable:
    return Variable(name, values)


def term(value: Term | Value) -> Term:
    return value if isinstance(value, (Constant, Variable)) else Constant(value)


def fact(
    name: str, *parameters: ValueType | Value, values: ValueType = YES_NO, initial: Any = ...
) -> Fact:
    made = tuple(
        Variable(f"p{n}", p) if isinstance(p, (EntityType, YesNoType)) else Constant(p)
        for n, p in enumerate(parameters)
    )
    if initial is ...:
        initial = {YesNoType: False, NumberType: 0.0, EntityType: None}[type(values)]
    return Fact(name, made, values, initial)


def read(of: Fact, *arguments: Term | Value) -> Read:
    return Read(of, tuple(map(term, arguments)))


def mind(who: Term | Value, body: Any) -> InMind:
    return InMind(term(who), body)


def value(expression: Any) -> Any:
    """Take a plain value for the constant it is."""
    return (
        Constant(expression)
        if expression is None or isinstance(expression, (bool, float, str))
        else expression
    )


def eq(left: Any, right: Any) -> Compare:
    return Compare(Comparison.EQUAL, value(left), value(right))


def cmp(left: Any, operator: str, right: Any) -> Compare:
    return Compare(Comparison(operator), value(left), value(right))


def both(*parts: Expression) -> And:
    return And(parts)


def let(target: Read | InMind, to: Any) -> Assign:
    return Assign(target, value(to))


def action(name: str, *parameters: Term, **more: Any) -> EventRule:
    more.setdefault("condition", And(()))
    return EventRule(EventKind.ACTION, name, tuple(map(term, parameters)), **more)


def trigger(
    name: str, *parameters: Term, condition: Expression, effect: Effect = NOTHING
) -> EventRule:
    return EventRule(EventKind.TRIGGER, name, tuple(map(term, parameters)), condition, effect)


def world(
    facts: tuple[Fact, ...] = (),
    actions: tuple[EventRule, ...] = (),
    triggers: tuple[EventRule, ...] = (),
    *,
    characters: tuple[str, ...] = ("Ann", "Ben"),
    places: tuple[str, ...] = ("Home", "Shop"),
    more_types: dict[str, tuple[str, ...]] | None = None,
    more_entities: tuple[Entity, ...] = (),
    **more: Any,
) -> World:
    """Make a world of characters and places; everything else is empty unless given."""
    given: dict[str, Any] = {
        "start": (),
        "wants": {},
        "story_wants": (),
        "endings": (),
        "limits": {},
    } | more
    return World(
        name="Small",
        texts=(),
        types=TypeTable(
            {"entity": (), "character": ("entity",), "place": ("entity",), **(more_types or {})}
        ),
        entities=(
            *(Entity(name, ("character",)) for name in characters),
            *(Entity(name, ("place",)) for name in places),
            *more_entities,
        ),
        facts=facts,
        actions=actions,
        triggers=triggers,
        **given,
    )
