"""What the value of an expression can be, as far as its form says.

The world language refuses to compare what never is the same; the peer's language does not.
"""

from __future__ import annotations

from elsewise.world.expressions import (
    Assign,
    Calculate,
    Choose,
    Constant,
    Expression,
    ForEvery,
    If,
    InMind,
    Quantified,
    Quantity,
    Read,
    Together,
    Variable,
)
from elsewise.world.model import World
from elsewise.world.types import EntityType, NumberType, Value, ValueType, YesNoType

Sort = ValueType | Constant
"""All values of a type, or one value."""


def is_condition(expression: Expression) -> bool:
    """Whether an expression is yes or no."""
    return all(
        isinstance(sort, YesNoType) or (isinstance(sort, Constant) and isinstance(sort.value, bool))
        for sort in sorts_of(expression)
    )


def sorts_of(expression: Expression) -> tuple[Sort, ...]:
    """Return what an expression can be: one sort, or one for each branch of a choice."""
    match expression:
        case Constant():
            return (expression,)
        case Variable(_, type_):
            return (type_,)
        case Read(fact, _):
            return (fact.values,)
        case InMind(_, body):
            assert not isinstance(body, Assign | Together | If | ForEvery)
            return sorts_of(body)
        case Choose(_, then, otherwise):
            return tuple(dict.fromkeys((*sorts_of(then), *sorts_of(otherwise))))
        case Calculate() | Quantified(Quantity.SUM | Quantity.PRODUCT):
            return (NumberType(),)
        case _:
            return (YesNoType(),)


def may_be_entity(sort: Sort) -> bool:
    """Whether entities are of a sort."""
    if isinstance(sort, Constant):
        return isinstance(sort.value, str)
    return isinstance(sort, EntityType)


def may_be_unknown(expression: Expression) -> bool:
    """Whether an expression can be unknown."""
    match expression:
        case Constant(value):
            return value is None
        case Variable():
            return False
        case InMind(_, body):
            assert not isinstance(body, Assign | Together | If | ForEvery)
            return may_be_unknown(body)
        case Choose(_, then, otherwise):
            return may_be_unknown(then) or may_be_unknown(otherwise)
        case _:
            return not is_condition(expression)


def may_be_equal(world: World, left: Expression, right: Expression) -> bool:
    """Whether two values might be the same as far as the checker of the world language sees."""
    return any(_meet(world, one, other) for one in sorts_of(left) for other in sorts_of(right))


def _meet(world: World, left: Sort, right: Sort) -> bool:
    if isinstance(left, Constant):
        return _holds(world, right, left.value)
    if isinstance(right, Constant):
        return _holds(world, left, right.value)
    if isinstance(left, EntityType) and isinstance(right, EntityType):
        return _types_meet(world, left.name, right.name)
    return type(left) is type(right)


def _holds(world: World, sort: Sort, value: Value) -> bool:
    if isinstance(sort, Constant):
        same = type(sort.value) is type(value) and sort.value == value
        unknown = None in (sort.value, value)
        return same or (unknown and not isinstance(sort.value, bool) and type(value) is not bool)
    match value:
        case None:
            return not isinstance(sort, YesNoType)
        case bool():
            return isinstance(sort, YesNoType)
        case float():
            return isinstance(sort, NumberType)
        case _:
            entity = next(e for e in world.entities if e.name == value)
            return isinstance(sort, EntityType) and world.is_a(entity, sort.name)


def _types_meet(world: World, left: str, right: str) -> bool:
    if world.types.is_kind(left, right) or world.types.is_kind(right, left):
        return True
    lefts = {e.name for e in world.entities_of(left)}
    rights = {e.name for e in world.entities_of(right)}
    return not lefts or not rights or not lefts.isdisjoint(rights)
