"""A finite problem made by hand, for tests that should not depend on reading a text.

Ann is at home, the coin at the market; she believes it is in the garden. She wants it.
"""

from __future__ import annotations

from collections.abc import Mapping

from elsewise.problem.problem import (
    TRUE,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Event,
    Fluent,
    FluentKind,
    FluentRead,
    GroundEffect,
    IfElse,
    MindLevels,
    Problem,
)
from elsewise.world.expressions import Comparison

AT_ANN, AT_COIN = 0, 1
PLACES = ("Home", "Market", "Garden")


def coin_problem(limits: Mapping[str, int] | None = None) -> Problem:
    walks = tuple(
        Event(
            name=f"walk(Ann, {there})",
            rule=0,
            arguments=("Ann", there),
            condition=_is_not(AT_ANN, there),
            effects=(GroundEffect(TRUE, (), AT_ANN, ConstantValue(there)),),
            by=(0,),
            seen_by=(TRUE, TRUE),
        )
        for there in PLACES
    )
    takes = tuple(
        Event(
            name=f"take(Ann, {there})",
            rule=1,
            arguments=("Ann", there),
            condition=Conjunction((_is(AT_ANN, there), _is(AT_COIN, there))),
            effects=(GroundEffect(TRUE, (), AT_COIN, ConstantValue("Ann")),),
            by=(0,),
            seen_by=(TRUE, _is(AT_ANN, "Home")),
        )
        for there in PLACES
    )
    tell = Event(
        "tell(Ben)",
        2,
        ("Ben",),
        TRUE,
        (GroundEffect(TRUE, (0,), AT_COIN, ConstantValue("Market")),),
        (),
        (TRUE, TRUE),
    )
    ann_has_it = IfElse(_is(AT_COIN, "Ann"), ConstantValue(1.0), ConstantValue(0.0))
    return Problem(
        name="Coin",
        characters=("Ann", "Ben"),
        fluents=(
            Fluent("at(Ann)", "at", ("Ann",), FluentKind.ENTITY),
            Fluent("at(Coin)", "at", ("Coin",), FluentKind.ENTITY),
        ),
        actions=(*walks, *takes, tell),
        triggers=(),
        start={(): {AT_ANN: "Home", AT_COIN: "Market"}, (0,): {AT_COIN: "Garden"}},
        wants=(ann_has_it, ConstantValue(0.0)),
        story_wants=ann_has_it,
        endings={
            "rich": _is(AT_COIN, "Ann"),
            "never": _is(AT_ANN, "Nowhere"),
            "away": _is_not(AT_ANN, "Home"),
        },
        limits={} if limits is None else limits,
        levels=MindLevels(0, (False, False), (True, False)),
        constants={"leads(Home, Market)": True},
    )


def _is(fluent: int, value: str) -> Condition:
    return ComparisonTest(Comparison.EQUAL, FluentRead((), fluent), ConstantValue(value))


def _is_not(fluent: int, value: str) -> Condition:
    return ComparisonTest(Comparison.UNEQUAL, FluentRead((), fluent), ConstantValue(value))
