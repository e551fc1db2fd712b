"""Conditions and values are folded and kept once."""

from __future__ import annotations

from elsewise.grounding.expression_factory import NO, YES, ExpressionFactory
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    ComparisonTest,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentRead,
)
from elsewise.world.expressions import Arithmetic, Comparison

F = ExpressionFactory()
EQUAL, UNEQUAL, LESS = Comparison.EQUAL, Comparison.UNEQUAL, Comparison.LESS


def is_at(fluent: int, place: str, operator: Comparison = EQUAL) -> ComparisonTest:
    made = F.comparison(operator, F.fluent_read((), fluent), F.constant(place))
    assert isinstance(made, ComparisonTest)
    return made


def test_equal_forms_are_one_object() -> None:
    assert F.constant(1.0) is F.constant(1.0)
    assert F.fluent_read((0,), 3) is F.fluent_read((0,), 3)
    assert is_at(1, "Home") is is_at(1, "Home")
    both = F.conjunction([is_at(1, "Home"), is_at(2, "Home")])
    assert both is F.conjunction([is_at(1, "Home"), is_at(2, "Home")])
    assert F.disjunction([both, is_at(3, "Home")]) is F.disjunction([both, is_at(3, "Home")])


def test_yes_is_not_one() -> None:
    assert F.constant(True) is YES
    assert F.constant(1.0) is not F.constant(True)
    assert F.constant(0.0) is not F.constant(False)


def test_known_sides_fold() -> None:
    assert F.comparison(LESS, F.constant(1.0), F.constant(2.0)) is TRUE
    assert F.comparison(EQUAL, F.constant(None), F.constant(None)) is TRUE
    assert F.comparison(EQUAL, F.constant("Ann"), F.constant(None)) is FALSE
    assert F.operation(Arithmetic.ADD, F.constant(1.0), F.constant(2.0)) is F.constant(3.0)


def test_a_constant_stands_on_the_right() -> None:
    made = F.comparison(LESS, F.constant(1.0), F.fluent_read((), 0))
    assert made == ComparisonTest(Comparison.GREATER, FluentRead((), 0), ConstantValue(1.0))


def test_a_value_equals_itself() -> None:
    look = F.fluent_read((), 0)
    assert F.comparison(EQUAL, look, look) is TRUE
    assert F.comparison(UNEQUAL, look, look) is FALSE
    assert F.comparison(LESS, look, look) is FALSE
    # But unknown is not at most itself.
    assert isinstance(F.comparison(Comparison.AT_MOST, look, look), ComparisonTest)


def test_neutral_numbers_vanish_and_nothing_times_something_stays() -> None:
    look = F.fluent_read((), 0)
    assert F.operation(Arithmetic.ADD, F.constant(0.0), look) is look
    assert F.operation(Arithmetic.MULTIPLY, look, F.constant(1.0)) is look
    # The fluent may be unknown.
    assert F.operation(Arithmetic.MULTIPLY, look, F.constant(0.0)) is not F.constant(0.0)


def test_conditions_flatten_keep_the_order_of_the_text_and_lose_doubles() -> None:
    a, b, c = is_at(3, "Home"), is_at(1, "Home"), is_at(2, "Home")
    assert F.conjunction([a, F.conjunction([b, a]), TRUE, c]) == Conjunction((a, b, c))
    assert F.disjunction([a, F.disjunction([b, a]), FALSE, c]) == Disjunction((a, b, c))
    assert F.conjunction([a, TRUE]) is a
    assert F.conjunction([]) is TRUE
    assert F.disjunction([]) is FALSE
    assert F.conjunction([a, FALSE]) is FALSE
    assert F.disjunction([a, TRUE]) is TRUE


def test_contradictions_are_false() -> None:
    assert F.conjunction([is_at(1, "Home"), is_at(1, "Shop")]) is FALSE
    assert F.conjunction([is_at(1, "Home"), is_at(1, "Home", UNEQUAL)]) is FALSE
    assert isinstance(
        F.conjunction([is_at(1, "Home", UNEQUAL), is_at(1, "Shop", UNEQUAL)]), Conjunction
    )


def test_choices_fold() -> None:
    test = is_at(1, "Home")
    one, two = F.constant(1.0), F.constant(2.0)
    assert F.if_else(TRUE, one, two) is one
    assert F.if_else(FALSE, one, two) is two
    assert F.if_else(test, one, one) is one


def test_a_yes_no_fluent_is_its_own_value() -> None:
    look = F.fluent_read((1,), 4)
    assert F.if_else(F.is_yes(look), YES, NO) is look
    assert F.is_yes(F.if_else(is_at(1, "Home"), YES, NO)) is is_at(1, "Home")
    assert F.is_yes(look, yes=False) == ComparisonTest(EQUAL, look, NO)
