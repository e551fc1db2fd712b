"""Effects: what they write, in whose mind, and where their conditions and values are read."""

from __future__ import annotations

from elsewise.grounding.compiler import Compiler
from elsewise.grounding.effect_compiler import EffectCompiler
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.scope import Scope
from elsewise.grounding.tables import Tables
from elsewise.problem.problem import (
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Conjunction,
    ConstantValue,
    FluentRead,
    GroundEffect,
    IfElse,
)
from elsewise.world.expressions import (
    Arithmetic,
    Calculate,
    Comparison,
    Constant,
    Effect,
    ForEvery,
    If,
    Not,
    Together,
)
from hand_made import CHARACTER, NUMBER, PLACE, cmp, eq, fact, let, mind, read, var, world

AT = fact("at", CHARACTER, values=PLACE)
RAIN = fact("rain")
SNOW = fact("snow")
TIME = fact("time", values=NUMBER)
TABLES = Tables(world((AT, RAIN, SNOW, TIME)))
ANN, BEN, RAINS, SNOWS, CLOCK = range(5)


def effects(effect: Effect) -> list[GroundEffect]:
    compiler = EffectCompiler(Compiler(TABLES, ExpressionFactory(), {}))
    return list(compiler.effect(effect, Scope({}))([], (), TRUE))


def yes(fluent: int, answer: bool = True, minds: tuple[int, ...] = ()) -> ComparisonTest:
    return ComparisonTest(Comparison.EQUAL, FluentRead(minds, fluent), ConstantValue(answer))


def test_an_assignment() -> None:
    assert effects(let(read(AT, "Ann"), "Shop")) == [
        GroundEffect(TRUE, (), ANN, ConstantValue("Shop"))
    ]


def test_yes_no_values() -> None:
    assert effects(let(read(RAIN), read(SNOW))) == [
        GroundEffect(TRUE, (), RAINS, FluentRead((), SNOWS))
    ]
    opposite = IfElse(yes(SNOWS, False), ConstantValue(True), ConstantValue(False))
    assert effects(let(read(RAIN), Not(read(SNOW)))) == [GroundEffect(TRUE, (), RAINS, opposite)]
    home = ComparisonTest(Comparison.EQUAL, FluentRead((), ANN), ConstantValue("Home"))
    assert effects(let(read(RAIN), eq(read(AT, "Ann"), "Home"))) == [
        GroundEffect(TRUE, (), RAINS, IfElse(home, ConstantValue(True), ConstantValue(False)))
    ]


def test_an_effect_in_a_mind_reads_there() -> None:
    changed = If(read(RAIN), let(read(AT, "Ann"), read(AT, "Ben")))
    assert effects(mind("Ben", changed)) == [
        GroundEffect(yes(RAINS, minds=(1,)), (1,), ANN, FluentRead((1,), BEN))
    ]


def test_a_view_that_is_assigned_is_read_where_one_stands() -> None:
    assert effects(let(mind("Ben", read(AT, "Ann")), read(AT, "Ben"))) == [
        GroundEffect(TRUE, (1,), ANN, FluentRead((), BEN))
    ]
    deep = mind("Ann", let(mind("Ben", mind("Ann", read(AT, "Ann"))), read(AT, "Ben")))
    assert effects(deep) == [GroundEffect(TRUE, (0, 1, 0), ANN, FluentRead((0,), BEN))]
    assert effects(mind("Ann", let(mind("Ann", read(RAIN)), True))) == [
        GroundEffect(TRUE, (0,), RAINS, ConstantValue(True))
    ]


def test_otherwise_stands_under_the_opposite() -> None:
    inner = If(cmp(read(TIME), "<", 3.0), let(read(SNOW), True), let(read(SNOW), False))
    early = ComparisonTest(Comparison.LESS, FluentRead((), CLOCK), ConstantValue(3.0))
    late = ComparisonTest(Comparison.AT_LEAST, FluentRead((), CLOCK), ConstantValue(3.0))
    assert effects(If(read(RAIN), inner, let(read(TIME), 0.0))) == [
        GroundEffect(Conjunction((yes(RAINS), early)), (), SNOWS, ConstantValue(True)),
        GroundEffect(Conjunction((yes(RAINS), late)), (), SNOWS, ConstantValue(False)),
        GroundEffect(yes(RAINS, False), (), CLOCK, ConstantValue(0.0)),
    ]


def test_a_choice_that_is_settled_leaves_one_branch() -> None:
    assert effects(If(Constant(True), let(read(RAIN), True), let(read(SNOW), True))) == [
        GroundEffect(TRUE, (), RAINS, ConstantValue(True))
    ]


def test_every_value_of_a_variable_in_order() -> None:
    who = var("v")
    each = ForEvery(who, cmp(read(AT, who), "!=", "Home"), let(read(AT, who), "Home"))
    assert effects(Together((each, let(read(RAIN), True)))) == [
        GroundEffect(
            ComparisonTest(Comparison.UNEQUAL, FluentRead((), fluent), ConstantValue("Home")),
            (),
            fluent,
            ConstantValue("Home"),
        )
        for fluent in (ANN, BEN)
    ] + [GroundEffect(TRUE, (), RAINS, ConstantValue(True))]


def test_a_number_may_count_conditions() -> None:
    more = Calculate(Arithmetic.ADD, read(TIME), read(RAIN))
    counted = IfElse(yes(RAINS), ConstantValue(1.0), ConstantValue(0.0))
    assert effects(let(read(TIME), more)) == [
        GroundEffect(
            TRUE, (), CLOCK, BinaryOperation(Arithmetic.ADD, FluentRead((), CLOCK), counted)
        )
    ]
