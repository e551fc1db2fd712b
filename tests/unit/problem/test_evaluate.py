"""What operators on values mean."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.problem.evaluate import (
    atoms,
    calculate,
    clamp,
    compare,
    conjuncts,
    disjuncts,
    failing,
    holds,
    support,
    value_of,
    way,
)
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
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import OPPOSITE, Arithmetic, Comparison
from elsewise.world.types import LARGEST_NUMBER, Value

NUMBERS = st.floats(-LARGEST_NUMBER, LARGEST_NUMBER)
VALUES = st.one_of(st.none(), st.booleans(), NUMBERS, st.sampled_from(("Ann", "Home")))


@pytest.mark.parametrize(
    ("operator", "left", "right", "result"),
    [
        (Arithmetic.ADD, 1.0, 2.0, 3.0),
        (Arithmetic.SUBTRACT, 1.0, 2.0, -1.0),
        (Arithmetic.MULTIPLY, 0.5, 4.0, 2.0),
        (Arithmetic.DIVIDE, 1.0, 4.0, 0.25),
        (Arithmetic.DIVIDE, 1.0, 0.0, None),
        (Arithmetic.DIVIDE, 0.0, 0.0, None),
        (Arithmetic.ADD, None, 2.0, None),
        (Arithmetic.ADD, 1.0, True, None),
        (Arithmetic.ADD, LARGEST_NUMBER, 1e300, None),
        (Arithmetic.MULTIPLY, LARGEST_NUMBER, 2.0, None),
    ],
)
def test_arithmetic(operator: Arithmetic, left: float, right: float, result: float | None) -> None:
    assert calculate(operator, left, right) == result


def test_there_is_no_negative_zero() -> None:
    result = calculate(Arithmetic.MULTIPLY, 0.0, -1.0)
    assert isinstance(result, float)
    assert math.copysign(1, result) == 1


@given(st.sampled_from(Arithmetic), VALUES, VALUES)
def test_results_are_finite_or_unknown(operator: Arithmetic, left: object, right: object) -> None:
    result = calculate(operator, left, right)  # type: ignore[arg-type]
    assert result is None or (isinstance(result, float) and abs(result) <= LARGEST_NUMBER)


def test_unknown_equals_only_unknown() -> None:
    assert compare(Comparison.EQUAL, None, None)
    assert not compare(Comparison.UNEQUAL, None, None)
    assert not compare(Comparison.EQUAL, None, "Ann")
    assert compare(Comparison.UNEQUAL, None, 0.0)


@pytest.mark.parametrize("operator", [o for o in Comparison if o.value not in ("=", "!=")])
@pytest.mark.parametrize("value", [None, True, "Ann"])
def test_orders_without_a_number_fail(operator: Comparison, value: object) -> None:
    assert not compare(operator, value, value)  # type: ignore[arg-type]
    assert not compare(operator, value, 1.0)  # type: ignore[arg-type]


@given(st.sampled_from(Comparison), NUMBERS, NUMBERS)
def test_of_numbers_the_opposite_holds_where_a_comparison_fails(
    operator: Comparison, left: float, right: float
) -> None:
    assert compare(OPPOSITE[operator], left, right) is not compare(operator, left, right)


def test_clamping_stops_at_the_borders_and_leaves_unknown() -> None:
    bounded = Fluent("n", "n", (), FluentKind.NUMBER, 0.0, 3.0)
    assert [clamp(bounded, v) for v in (-1.0, 2.0, 9.0, None)] == [0.0, 2.0, 3.0, None]
    assert clamp(Fluent("n", "n", (), FluentKind.NUMBER), 9.0) == 9.0


def test_ground_expressions_are_read_in_their_minds() -> None:
    def read(minds: tuple[int, ...], fluent: int) -> float:
        return float(10 * len(minds) + fluent)

    look = BinaryOperation(Arithmetic.ADD, FluentRead((0,), 1), ConstantValue(0.5))
    deep = ComparisonTest(Comparison.LESS, FluentRead((), 2), look)
    assert value_of(look, read) == 11.5
    assert value_of(IfElse(deep, ConstantValue("Ann"), ConstantValue("Ben")), read) == "Ann"
    assert holds(Conjunction((TRUE, deep)), read)
    assert not holds(Disjunction((FALSE, Conjunction((deep, FALSE)))), read)


def at_home(_: tuple[int, ...], fluent: int) -> Value:
    return (1.0, "X")[fluent]


def test_support_is_what_makes_a_condition_true() -> None:
    one = ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue(1.0))
    two = ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue(2.0))
    name = ComparisonTest(Comparison.UNEQUAL, FluentRead((), 1), ConstantValue("Y"))
    assert list(support(Conjunction((one, Disjunction((two, name)))), at_home)) == [one, name]
    assert list(support(Disjunction((one, name, two)), at_home)) == [one, name]
    assert list(support(Conjunction((one, two)), at_home)) == []


def test_looks_come_in_the_order_of_the_text() -> None:
    number: ValueExpression = IfElse(
        ComparisonTest(Comparison.EQUAL, FluentRead((), 0), FluentRead((), 1)),
        BinaryOperation(Arithmetic.ADD, FluentRead((), 2), ConstantValue(1.0)),
        FluentRead((0,), 3),
    )
    condition = Conjunction((ComparisonTest(Comparison.LESS, number, FluentRead((), 4)), TRUE))
    assert [look.fluent for look in fluent_reads(condition)] == [0, 1, 2, 3, 4]


@pytest.mark.slow
def test_what_fails_is_what_must_hold_and_does_not() -> None:
    one = ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue(1.0))
    two = ComparisonTest(Comparison.EQUAL, FluentRead((), 0), ConstantValue(2.0))
    either = Disjunction((two, FALSE))
    assert list(failing(Conjunction((one, Conjunction((two, either)))), at_home)) == [two, either]
    assert list(failing(Disjunction((one, two)), at_home)) == []


def test_conditions_are_taken_apart() -> None:
    one, two, three = (
        ComparisonTest(Comparison.EQUAL, FluentRead((), n), ConstantValue(1.0)) for n in range(3)
    )
    either = Disjunction((one, two))
    assert conjuncts(Conjunction((either, three))) == (either, three)
    assert conjuncts(either) == (either,)
    assert disjuncts(either) == (one, two)
    assert list(atoms(Conjunction((either, three)))) == [one, two, three]


def test_in_ones_own_mind_one_stands_where_one_is() -> None:
    assert way((0, 0, 1, 1, 0)) == (0, 1, 0)
    assert way((2, 1), 2) == (1,)
    assert way((1, 2), 2) == (1, 2)
