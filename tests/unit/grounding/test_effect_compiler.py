"""Effects: what they write, in whose mind, and where their conditions and values are read."""

from __future__ import annotations

from elsewise.grounding.compiler import Compiler
from elsewise.grounding.effect_compiler import EffectCompiler
from elsewise.grounding.expression_factory import Forms
from elsewise.grounding.scope import Scope
from elsewise.grounding.tables import Tables
from elsewise.problem.problem import (
    TRUE,
    All,
    Calculated,
    Chosen,
    Compared,
    GroundEffect,
    Known,
    Look,
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
    compiler = EffectCompiler(Compiler(TABLES, Forms(), {}))
    return list(compiler.effect(effect, Scope({}))([], (), TRUE))


def yes(fluent: int, answer: bool = True, minds: tuple[int, ...] = ()) -> Compared:
    return Compared(Comparison.EQUAL, Look(minds, fluent), Known(answer))


def test_an_assignment() -> None:
    assert effects(let(read(AT, "Ann"), "Shop")) == [GroundEffect(TRUE, (), ANN, Known("Shop"))]


def test_yes_no_values() -> None:
    assert effects(let(read(RAIN), read(SNOW))) == [GroundEffect(TRUE, (), RAINS, Look((), SNOWS))]
    opposite = Chosen(yes(SNOWS, False), Known(True), Known(False))
    assert effects(let(read(RAIN), Not(read(SNOW)))) == [GroundEffect(TRUE, (), RAINS, opposite)]
    home = Compared(Comparison.EQUAL, Look((), ANN), Known("Home"))
    assert effects(let(read(RAIN), eq(read(AT, "Ann"), "Home"))) == [
        GroundEffect(TRUE, (), RAINS, Chosen(home, Known(True), Known(False)))
    ]


def test_an_effect_in_a_mind_reads_there() -> None:
    changed = If(read(RAIN), let(read(AT, "Ann"), read(AT, "Ben")))
    assert effects(mind("Ben", changed)) == [
        GroundEffect(yes(RAINS, minds=(1,)), (1,), ANN, Look((1,), BEN))
    ]


def test_a_view_that_is_assigned_is_read_where_one_stands() -> None:
    assert effects(let(mind("Ben", read(AT, "Ann")), read(AT, "Ben"))) == [
        GroundEffect(TRUE, (1,), ANN, Look((), BEN))
    ]
    deep = mind("Ann", let(mind("Ben", mind("Ann", read(AT, "Ann"))), read(AT, "Ben")))
    assert effects(deep) == [GroundEffect(TRUE, (0, 1, 0), ANN, Look((0,), BEN))]
    assert effects(mind("Ann", let(mind("Ann", read(RAIN)), True))) == [
        GroundEffect(TRUE, (0,), RAINS, Known(True))
    ]


def test_otherwise_stands_under_the_opposite() -> None:
    inner = If(cmp(read(TIME), "<", 3.0), let(read(SNOW), True), let(read(SNOW), False))
    early = Compared(Comparison.LESS, Look((), CLOCK), Known(3.0))
    late = Compared(Comparison.AT_LEAST, Look((), CLOCK), Known(3.0))
    assert effects(If(read(RAIN), inner, let(read(TIME), 0.0))) == [
        GroundEffect(All((yes(RAINS), early)), (), SNOWS, Known(True)),
        GroundEffect(All((yes(RAINS), late)), (), SNOWS, Known(False)),
        GroundEffect(yes(RAINS, False), (), CLOCK, Known(0.0)),
    ]


def test_a_choice_that_is_settled_leaves_one_branch() -> None:
    assert effects(If(Constant(True), let(read(RAIN), True), let(read(SNOW), True))) == [
        GroundEffect(TRUE, (), RAINS, Known(True))
    ]


def test_every_value_of_a_variable_in_order() -> None:
    who = var("v")
    each = ForEvery(who, cmp(read(AT, who), "!=", "Home"), let(read(AT, who), "Home"))
    assert effects(Together((each, let(read(RAIN), True)))) == [
        GroundEffect(
            Compared(Comparison.UNEQUAL, Look((), fluent), Known("Home")), (), fluent, Known("Home")
        )
        for fluent in (ANN, BEN)
    ] + [GroundEffect(TRUE, (), RAINS, Known(True))]


def test_a_number_may_count_conditions() -> None:
    more = Calculate(Arithmetic.ADD, read(TIME), read(RAIN))
    counted = Chosen(yes(RAINS), Known(1.0), Known(0.0))
    assert effects(let(read(TIME), more)) == [
        GroundEffect(TRUE, (), CLOCK, Calculated(Arithmetic.ADD, Look((), CLOCK), counted))
    ]
