"""Expressions as written become ground conditions and values, rule by rule."""

from __future__ import annotations

from typing import Any

import pytest

from elsewise.errors import EngineError
from elsewise.grounding.compiler import Compiler
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.scope import Scope
from elsewise.grounding.tables import Tables
from elsewise.problem.evaluate import value_of
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentRead,
    IfElse,
    ValueExpression,
)
from elsewise.world.expressions import (
    And,
    Arithmetic,
    Calculate,
    Choose,
    Comparison,
    Constant,
    Expression,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
)
from elsewise.world.types import EntityType
from hand_made import CHARACTER, NUMBER, PLACE, cmp, eq, fact, mind, read, var, world

AT = fact("at", CHARACTER, values=PLACE)
RAIN = fact("rain")
SNOW = fact("snow")
TIME = fact("time", values=NUMBER)
SPOT = fact("spot", values=EntityType("entity"))
WORLD = world((AT, RAIN, SNOW, TIME, SPOT))
TABLES = Tables(WORLD)
# Fluents: at(Ann) 0, at(Ben) 1, rain 2, snow 3, time 4, spot 5.
ANN, BEN, RAINS, SNOWS, CLOCK, THERE = range(6)
WHO = var("who")
HERE = var("here", PLACE)
EQUAL, UNEQUAL = Comparison.EQUAL, Comparison.UNEQUAL


def condition(expression: Expression, *values: Any, yes: bool = True) -> Condition:
    compiler = Compiler(TABLES, ExpressionFactory(), {})
    scope = Scope({"who": 0, "here": 1})
    return compiler.condition(expression, scope, yes)([*values, None, None][:2], ())


def number(expression: Expression) -> ValueExpression:
    return Compiler(TABLES, ExpressionFactory(), {}).number(expression, Scope({}))([], ())


def at(
    character: int, place: str | None, operator: Comparison = EQUAL, minds: tuple = ()
) -> ComparisonTest:
    return ComparisonTest(operator, FluentRead(minds, character), ConstantValue(place))


def yes(fluent: int, answer: bool = True, minds: tuple = ()) -> ComparisonTest:
    return ComparisonTest(EQUAL, FluentRead(minds, fluent), ConstantValue(answer))


def test_roles_are_filled_in() -> None:
    assert condition(eq(read(AT, WHO), HERE), "Ben", "Shop") == at(BEN, "Shop")
    assert condition(eq(WHO, "Ben"), "Ben") is TRUE
    assert condition(cmp(WHO, "!=", "Ben"), "Ben") is FALSE


def test_negation_goes_to_the_comparisons() -> None:
    late = cmp(read(TIME), "<", 3.0)
    inside = And((Or((read(RAIN), late)), Not(eq(read(AT, "Ann"), "Home"))))
    assert condition(Not(inside)) == Disjunction(
        (
            Conjunction(
                (
                    yes(RAINS, False),
                    ComparisonTest(Comparison.AT_LEAST, FluentRead((), CLOCK), ConstantValue(3.0)),
                )
            ),
            at(ANN, "Home"),
        )
    )


@pytest.mark.parametrize("answer", [True, False])
def test_yes_no_is_always_asked_with_equals(answer: bool) -> None:
    assert condition(cmp(read(RAIN), "!=", answer)) == yes(RAINS, not answer)
    assert condition(eq(answer, read(RAIN))) == yes(RAINS, answer)
    assert condition(Not(eq(read(RAIN), answer))) == yes(RAINS, not answer)


def test_two_yes_no_values_are_compared_by_cases() -> None:
    same = condition(eq(read(RAIN), read(SNOW)))
    assert same == Disjunction(
        (Conjunction((yes(RAINS), yes(SNOWS))), Conjunction((yes(RAINS, False), yes(SNOWS, False))))
    )
    different = condition(Not(eq(read(RAIN), read(SNOW))))
    assert different == Disjunction(
        (Conjunction((yes(RAINS), yes(SNOWS, False))), Conjunction((yes(RAINS, False), yes(SNOWS))))
    )
    assert condition(cmp(read(RAIN), "<", read(SNOW))) is FALSE
    assert condition(eq(read(RAIN), None)) is FALSE
    assert condition(cmp(read(RAIN), "!=", read(TIME))) is TRUE


def test_a_choice_of_conditions_is_a_case_split() -> None:
    split = Choose(read(RAIN), eq(read(AT, "Ann"), "Home"), read(SNOW))
    assert condition(split) == Disjunction(
        (Conjunction((yes(RAINS), at(ANN, "Home"))), Conjunction((yes(RAINS, False), yes(SNOWS))))
    )
    assert condition(Not(split)) == Disjunction(
        (
            Conjunction((yes(RAINS), at(ANN, "Home", UNEQUAL))),
            Conjunction((yes(RAINS, False), yes(SNOWS, False))),
        )
    )


def test_a_compared_choice_is_split_too() -> None:
    place = Choose(read(RAIN), Constant("Home"), read(AT, "Ben"))
    expected = Disjunction(
        (
            Conjunction((yes(RAINS), at(ANN, "Home"))),
            Conjunction(
                (yes(RAINS, False), ComparisonTest(EQUAL, FluentRead((), ANN), FluentRead((), BEN)))
            ),
        )
    )
    assert condition(eq(read(AT, "Ann"), place)) == expected
    believed = condition(eq(mind("Ann", place), "Shop"))
    assert believed == Conjunction((yes(RAINS, False, (0,)), at(BEN, "Shop", minds=(0,))))


def test_minds_stand_outermost_first_and_never_twice_in_a_row() -> None:
    assert condition(mind("Ann", mind("Ben", read(RAIN)))) == yes(RAINS, minds=(0, 1))
    assert condition(mind("Ann", mind("Ann", read(RAIN)))) == yes(RAINS, minds=(0,))
    assert condition(mind("Ann", mind("Ben", mind("Ann", read(RAIN))))) == yes(
        RAINS, minds=(0, 1, 0)
    )
    assert condition(mind(WHO, Not(read(RAIN))), "Ben") == yes(RAINS, False, (1,))
    # Each side of a comparison may stand in a mind of its own.
    assert condition(
        eq(mind("Ann", read(AT, "Ben")), mind("Ben", read(AT, "Ben")))
    ) == ComparisonTest(EQUAL, FluentRead((0,), BEN), FluentRead((1,), BEN))


def test_only_characters_have_minds() -> None:
    with pytest.raises(EngineError, match="Home has no mind"):
        condition(mind("Home", read(RAIN)))


def test_types_are_asked_entity_by_entity() -> None:
    assert condition(IsType(read(SPOT), "place")) == Disjunction(
        (at(THERE, "Home"), at(THERE, "Shop"))
    )
    assert condition(Not(IsType(read(SPOT), "place"))) == Conjunction(
        (at(THERE, "Home", UNEQUAL), at(THERE, "Shop", UNEQUAL))
    )
    assert condition(IsType(read(AT, "Ann"), "character")) is FALSE
    assert condition(IsType(WHO, "character"), "Ann") is TRUE
    assert condition(IsType(WHO, "place"), "Ann") is FALSE
    assert condition(IsType(Constant(None), "entity")) is FALSE


def every(quantity: Quantity, body: Expression, where: Expression | None = None) -> Quantified:
    return Quantified(quantity, var("v"), where, body)


def test_quantifiers_are_written_out() -> None:
    home = eq(read(AT, var("v")), "Home")
    assert condition(every(Quantity.EVERY, home)) == Conjunction((at(ANN, "Home"), at(BEN, "Home")))
    assert condition(every(Quantity.SOME, home)) == Disjunction((at(ANN, "Home"), at(BEN, "Home")))
    assert condition(Not(every(Quantity.SOME, home))) == Conjunction(
        (at(ANN, "Home", UNEQUAL), at(BEN, "Home", UNEQUAL))
    )
    others = cmp(var("v"), "!=", "Ann")
    assert condition(every(Quantity.EVERY, home, others)) == at(BEN, "Home")
    assert condition(Not(every(Quantity.EVERY, home, read(RAIN)))) == Disjunction(
        (
            Conjunction((yes(RAINS), at(ANN, "Home", UNEQUAL))),
            Conjunction((yes(RAINS), at(BEN, "Home", UNEQUAL))),
        )
    )


def test_an_inner_variable_hides_an_outer_one_of_the_same_name() -> None:
    hiding = Quantified(Quantity.SOME, WHO, None, eq(read(AT, WHO), HERE))
    both = And((eq(read(AT, WHO), "Home"), hiding))
    assert condition(both, "Ann", "Shop") == Conjunction(
        (at(ANN, "Home"), Disjunction((at(ANN, "Shop"), at(BEN, "Shop"))))
    )


def test_sums_and_products() -> None:
    time = read(TIME)
    assert number(every(Quantity.SUM, Constant(2.0))) == ConstantValue(4.0)
    assert number(every(Quantity.PRODUCT, Constant(3.0))) == ConstantValue(9.0)
    nobody = eq(var("v"), "Home")
    assert number(every(Quantity.SUM, time, nobody)) == ConstantValue(0.0)
    assert number(every(Quantity.PRODUCT, time, nobody)) == ConstantValue(1.0)
    counted = IfElse(yes(RAINS), ConstantValue(1.0), ConstantValue(0.0))
    assert number(every(Quantity.SUM, read(RAIN))) == BinaryOperation(
        Arithmetic.ADD, counted, counted
    )
    some = IfElse(yes(RAINS), FluentRead((), CLOCK), ConstantValue(1.0))
    assert number(every(Quantity.PRODUCT, time, read(RAIN))) == BinaryOperation(
        Arithmetic.MULTIPLY, some, some
    )


def test_long_sums_do_not_nest_deep() -> None:
    many = world((TIME,), characters=tuple(f"C{n}" for n in range(2000)))
    made = Compiler(Tables(many), ExpressionFactory(), {}).number(
        every(Quantity.SUM, read(TIME)), Scope({})
    )
    assert value_of(made([], ()), lambda _, __: 1.0) == 2000.0


def test_calculation_keeps_its_shape() -> None:
    made = number(
        Calculate(
            Arithmetic.SUBTRACT, Constant(1.0), Calculate(Arithmetic.ADD, read(TIME), Constant(2.0))
        )
    )
    assert made == BinaryOperation(
        Arithmetic.SUBTRACT,
        ConstantValue(1.0),
        BinaryOperation(Arithmetic.ADD, FluentRead((), CLOCK), ConstantValue(2.0)),
    )


def test_a_condition_counts_one() -> None:
    assert number(read(RAIN)) == IfElse(yes(RAINS), ConstantValue(1.0), ConstantValue(0.0))
    assert number(Constant(True)) == ConstantValue(1.0)
