"""Small problems for the tests of the reference, made directly."""

from __future__ import annotations

from collections.abc import Mapping

from elsewise.problem.problem import (
    TRUE,
    Calculated,
    Chosen,
    Compared,
    Condition,
    Event,
    Fluent,
    FluentKind,
    GroundEffect,
    Known,
    Look,
    MindLevels,
    Minds,
    Number,
    Problem,
)
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value

A, B, C = 0, 1, 2


def fluent(name: str, value: Value, low: float | None = None, high: float | None = None) -> Fluent:
    kinds = {bool: FluentKind.YES_NO, float: FluentKind.NUMBER}
    return Fluent(name, name, (), kinds.get(type(value), FluentKind.ENTITY), low, high)


def is_so(number: int, value: Value, minds: Minds = ()) -> Compared:
    return Compared(Comparison.EQUAL, Look(minds, number), Known(value))


def set_to(number: int, value: Value | Number, minds: Minds = ()) -> GroundEffect:
    known = value if isinstance(value, Look | Known | Chosen) else Known(value)  # type: ignore[arg-type]
    return GroundEffect(TRUE, minds, number, known)


def worth(condition: Condition, gain: float = 1.0) -> Number:
    return Chosen(condition, Known(gain), Known(0.0))


def action(
    name: str,
    *effects: GroundEffect,
    condition: Condition = TRUE,
    by: tuple[int, ...] = (),
    seen_by: tuple[Condition, ...] = (TRUE, TRUE),
) -> Event:
    return Event(name, 0, (), condition, effects, by, seen_by)


def counters(places: int, story_wants: Number | None = None, endings: int = 0) -> Problem:
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
        wants=(Known(0.0),),
        story_wants=Look((), 0) if story_wants is None else story_wants,
        endings={f"end{n}": TRUE for n in range(endings)},
        limits={},
        levels=MindLevels(0, (True,), (False,)),
        constants={},
    )


def plus_one(number: int) -> Calculated:
    return Calculated(Arithmetic.ADD, Look((), number), Known(1.0))


def trigger(name: str, condition: Condition, *effects: GroundEffect) -> Event:
    return Event(name, 0, (), condition, effects)


def problem(
    start: Mapping[str, Value],
    actions: tuple[Event, ...] = (),
    triggers: tuple[Event, ...] = (),
    *,
    beliefs: Mapping[Minds, Mapping[int, Value]] | None = None,
    wants: tuple[Number, ...] = (Known(0.0), Known(0.0)),
    story_wants: Number | None = None,
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
        story_wants or Known(0.0),
        endings or {},
        {},
        levels or MindLevels(0, (True, True), (True, True)),
        {},
    )
