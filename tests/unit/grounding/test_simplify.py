"""Conditions, values and effects rewritten with what is known to be possible."""

from __future__ import annotations

from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.simplify import Simplifier
from elsewise.grounding.value_sets import Range, ValueSet
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    FluentRead,
    GroundEffect,
)
from elsewise.world.expressions import Arithmetic, Comparison

F = ExpressionFactory()
# 0: always Home, 1: Home or Shop, 2: from 0 to 9 or unknown, 3: always 4, 4: from 5 to 6
VALUES: list[ValueSet] = [
    frozenset({"Home"}),
    frozenset({"Home", "Shop"}),
    Range(0.0, 9.0, True),
    frozenset({4.0}),
    Range(5.0, 6.0, False),
]
SIMPLE = Simplifier(F, VALUES, {0: "Home", 3: 4.0}, {1: 0, 2: 1, 4: 2})
HOME, SHOP = F.constant("Home"), F.constant("Shop")


def compared(left: int, operator: str, right: object) -> Condition:
    other = F.fluent_read((), right) if isinstance(right, int) else F.constant(right)  # type: ignore[arg-type]
    return F.comparison(Comparison(operator), F.fluent_read((), left), other)


def test_constants_are_filled_in_and_the_others_renumbered() -> None:
    assert SIMPLE.value(F.fluent_read((0,), 0)) is HOME
    assert SIMPLE.value(F.fluent_read((0,), 2)) == FluentRead((0,), 1)
    total = F.operation(Arithmetic.ADD, F.fluent_read((), 3), F.constant(1.0))
    assert SIMPLE.value(total) == ConstantValue(5.0)


def test_what_always_or_never_holds_is_folded() -> None:
    assert SIMPLE.condition(compared(0, "=", "Home")) is TRUE
    assert SIMPLE.condition(compared(1, "=", "Park")) is FALSE
    assert SIMPLE.condition(compared(1, "!=", "Park")) is TRUE
    assert SIMPLE.condition(compared(3, "<", 4)) is TRUE
    assert SIMPLE.condition(compared(2, ">", 9.0)) is FALSE


def test_unknown_keeps_an_order_from_always_holding() -> None:
    assert SIMPLE.condition(compared(2, ">=", 0.0)) == ComparisonTest(
        Comparison.AT_LEAST, FluentRead((), 1), ConstantValue(0.0)
    )


def test_a_comparison_keeps_its_direction_when_its_left_side_is_constant() -> None:
    assert SIMPLE.condition(compared(3, "<", 2)) == ComparisonTest(
        Comparison.GREATER, FluentRead((), 1), ConstantValue(4.0)
    )


def test_parts_fold_with_their_whole() -> None:
    maybe = compared(1, "=", "Home")
    never, always = compared(1, "=", "Park"), compared(0, "=", "Home")
    simple = ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue("Home"))
    assert SIMPLE.condition(F.conjunction([always, maybe])) == simple
    assert SIMPLE.condition(F.disjunction([never, maybe])) == simple
    assert SIMPLE.condition(F.conjunction([never, maybe])) is FALSE
    assert SIMPLE.condition(F.disjunction([always, maybe])) is TRUE
    assert SIMPLE.value(F.if_else(never, SHOP, F.fluent_read((), 1))) == FluentRead((), 0)


def test_effects() -> None:
    never, maybe = compared(1, "=", "Park"), compared(1, "=", "Home")
    assert SIMPLE.effect(GroundEffect(never, (), 1, SHOP)) == ()
    assert SIMPLE.effect(GroundEffect(TRUE, (), 0, HOME)) == ()
    assert SIMPLE.effect(GroundEffect(maybe, (1,), 2, F.fluent_read((), 3))) == (
        GroundEffect(
            ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue("Home")),
            (1,),
            1,
            ConstantValue(4.0),
        ),
    )


def test_the_start_loses_its_constants() -> None:
    said = {(): {0: "Home", 1: "Shop"}, (0,): {0: "Home"}, (1,): {1: "Home"}}
    assert SIMPLE.start(said) == {(): {0: "Shop"}, (1,): {0: "Home"}}


def test_where_nothing_is_known_nothing_is_folded() -> None:
    plain = Simplifier(F, None, {}, {n: n for n in range(5)})
    condition = F.conjunction([compared(0, "=", "Park"), compared(2, ">", 9.0)])
    assert plain.condition(condition) == condition
    assert isinstance(condition, Conjunction)
