from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.engines.reference.conditions import Sieve, holds, support, value_of, within
from elsewise.engines.reference.states import State
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Conjunction,
    ConstantValue,
    Disjunction,
    Fluent,
    FluentKind,
    FluentRead,
    IfElse,
    Problem,
    ValueExpression,
)
from elsewise.problem.reads import looks_in
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import LARGEST_NUMBER, Value
from strategies import problems

MIND = State(0, 0, (2.0, "X"), (None, None))
HERE = State(1, None, (1.0, "X"), (MIND, None))
ORDERS = (Comparison.LESS, Comparison.GREATER, Comparison.AT_MOST, Comparison.AT_LEAST)


def is_true(sign: Comparison, left: Value, right: Value) -> bool:
    return holds(ComparisonTest(sign, ConstantValue(left), ConstantValue(right)), HERE)


def result(sign: Arithmetic, left: Value, right: Value) -> Value:
    return value_of(BinaryOperation(sign, ConstantValue(left), ConstantValue(right)), HERE)


def test_unknown_equals_only_unknown() -> None:
    assert is_true(Comparison.EQUAL, None, None)
    assert not is_true(Comparison.UNEQUAL, None, None)
    assert is_true(Comparison.UNEQUAL, None, 1.0)
    assert not is_true(Comparison.EQUAL, None, "X")


@pytest.mark.parametrize("sign", ORDERS)
@pytest.mark.parametrize("other", [None, 1.0, "X", True])
def test_unknown_is_neither_more_nor_less(sign: Comparison, other: Value) -> None:
    assert not is_true(sign, None, other)
    assert not is_true(sign, other, None)


def test_order() -> None:
    assert [is_true(sign, 1.0, 2.0) for sign in ORDERS] == [True, False, True, False]
    assert [is_true(sign, 2.0, 2.0) for sign in ORDERS] == [False, False, True, True]


@pytest.mark.parametrize("sign", Arithmetic)
def test_calculating_with_unknown_gives_unknown(sign: Arithmetic) -> None:
    assert result(sign, None, 1.0) is None
    assert result(sign, 1.0, None) is None


def test_calculating() -> None:
    assert [result(sign, 3.0, 2.0) for sign in Arithmetic] == [5.0, 1.0, 6.0, 1.5]
    assert result(Arithmetic.DIVIDE, 1.0, 0.0) is None
    assert result(Arithmetic.MULTIPLY, LARGEST_NUMBER, 2.0) is None
    assert result(Arithmetic.ADD, LARGEST_NUMBER, -1.0) == LARGEST_NUMBER - 1
    assert str(result(Arithmetic.MULTIPLY, -1.0, 0.0)) == "0.0"


def test_looking_into_minds() -> None:
    assert value_of(FluentRead((), 0), HERE) == 1.0
    assert value_of(FluentRead((0,), 0), HERE) == 2.0
    assert value_of(FluentRead((1,), 0), HERE) == 1.0


def test_choosing() -> None:
    assert value_of(IfElse(TRUE, ConstantValue(1.0), ConstantValue(2.0)), HERE) == 1.0
    assert value_of(IfElse(FALSE, ConstantValue(1.0), ConstantValue(2.0)), HERE) == 2.0


def test_bounds_stop_a_number() -> None:
    bounded = Fluent("n", "n", (), FluentKind.NUMBER, 0.0, 3.0)
    assert [within(bounded, n) for n in (-1.0, 2.0, 4.0, None)] == [0.0, 2.0, 3.0, None]
    assert within(Fluent("p", "p", (), FluentKind.YES_NO), True) is True


def test_support_is_what_makes_a_condition_true() -> None:
    one = ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue(1.0))
    two = ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue(2.0))
    name = ComparisonTest(Comparison.UNEQUAL, FluentRead((), 1), ConstantValue("Y"))
    assert list(support(Conjunction((one, Disjunction((two, name)))), HERE)) == [one, name]
    assert list(support(Disjunction((one, name, two)), HERE)) == [one, name]
    assert list(support(Conjunction((one, two)), HERE)) == []


def test_looks_come_in_the_order_of_the_text() -> None:
    number: ValueExpression = IfElse(
        ComparisonTest(Comparison.EQUAL, FluentRead((), 0), FluentRead((), 1)),
        BinaryOperation(Arithmetic.ADD, FluentRead((), 2), ConstantValue(1.0)),
        FluentRead((0,), 3),
    )
    condition = Conjunction((ComparisonTest(Comparison.LESS, number, FluentRead((), 4)), TRUE))
    assert [look.fluent for look in looks_in(condition)] == [0, 1, 2, 3, 4]


@pytest.mark.slow
@given(problems(), st.data())
def test_the_sieve_lets_through_what_holds(problem: Problem, data: st.DataObject) -> None:
    values = st.sampled_from([None, 0.0, 1.0, True, False, "A", "X"])
    count = len(problem.fluents)
    drawn = st.tuples(*(values,) * count)
    mind = State(0, 0, data.draw(drawn), (None,) * 3)
    for events in (problem.actions, problem.triggers):
        sieve = Sieve(events)
        for _ in range(2):
            state = State(1, None, data.draw(drawn), (mind, None, None))
            expected = [n for n, event in enumerate(events) if holds(event.condition, state)]
            assert list(sieve.possible(state)) == expected
