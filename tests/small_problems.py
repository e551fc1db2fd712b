"""Small problems for the tests of the reference, made directly."""

from __future__ import annotations

from collections.abc import Mapping

from elsewise.problem.problem import (
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Condition,
    ConstantValue,
    Event,
    Fluent,
    FluentKind,
    FluentRead,
    GroundEffect,
    IfElse,
    MindLevels,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value

A, B, C = 0, 1, 2


def fluent(name: str, value: Value, low: float | None = None, high: float | None = None) -> Fluent:
    kinds = {bool: FluentKind.YES_NO, float: FluentKind.NUMBER}
    return Fluent(name, name, (), kinds.get(type(value), FluentKind.ENTITY), low, high)


def is_so(number: int, value: Value, minds: Minds = ()) -> ComparisonTest:
    return ComparisonTest(Comparison.EQUAL, FluentRead(minds, number), ConstantValue(value))


def set_to(number: int, value: Value | ValueExpression, minds: Minds = ()) -> GroundEffect:
    known = (
        value if isinstance(value, FluentRead | ConstantValue | IfElse) else ConstantValue(value)
    )  # type: ignore[arg-type]
    return GroundEffect(TRUE, minds, number, known)


def worth(condition: Condition, gain: float = 1.0) -> ValueExpression:
    return IfElse(condition, ConstantValue(gain), ConstantValue(0.0))


def action(
    name: str,
    *effects: GroundEffect,
    condition: Condition = TRUE,
    by: tuple[int, ...] = (),
    seen_by: tuple[Condition, ...] = (TRUE, TRUE),
) -> Event:
    return Event(name, 0, (), condition, effects, by, seen_by)


def counters(places: int, story_wants: ValueExpression | None = None, endings: int = 0) -> Problem:
    """A world of counters that go up by themselves, one at a time, while Ann looks on.

    The story wants a high first counter, if nothing else is said; endings are reached at once.
    """
    return Problem(
        name="counters",
        characters=("Ann",),
        fluents=tuple(fluent(f"f{n}", 0.0) for n in range(places)),
        actions=tuple(
            action(f"tick({n})", GroundEffect(TRUE, (), n, plus_one(n)), seen_by=(TRUE,))
            for n in range(places)
        ),
        triggers=(),
        start={(): dict.fromkeys(range(places), 0.0)},
        wants=(ConstantValue(0.0),),
        story_wants=FluentRead((), 0) if story_wants is None else story_wants,
        endings={f"end{n}": TRUE for n in range(endings)},
        limits={},
        levels=MindLevels(0, (True,), (False,)),
        constants={},
    )


def plus_one(number: int) -> BinaryOperation:
    return BinaryOperation(Arithmetic.ADD, FluentRead((), number), ConstantValue(1.0))


def trigger(name: str, condition: Condition, *effects: GroundEffect) -> Event:
    return Event(name, 0, (), condition, effects)


def problem(
    start: Mapping[str, Value],
    actions: tuple[Event, ...] = (),
    triggers: tuple[Event, ...] = (),
    *,
    beliefs: Mapping[Minds, Mapping[int, Value]] | None = None,
    wants: tuple[ValueExpression, ...] = (ConstantValue(0.0), ConstantValue(0.0)),
    story_wants: ValueExpression | None = None,
    endings: Mapping[str, Condition] | None = None,
    bounds: tuple[float | None, float | None] = (None, None),
    levels: MindLevels | None = None,
) -> Problem:
    """Make a problem of two characters, A and B, whose minds are all kept."""
    fluents = tuple(
        fluent(name, value, *(bounds if isinstance(value, float) else ()))
        for name, value in start.items()
    )
    return Problem(
        "small",
        ("A", "B"),
        fluents,
        actions,
        triggers,
        {(): dict(enumerate(start.values())), **(beliefs or {})},
        wants,
        story_wants or ConstantValue(0.0),
        endings or {},
        {},
        levels or MindLevels(0, (True, True), (True, True)),
        {},
    )
