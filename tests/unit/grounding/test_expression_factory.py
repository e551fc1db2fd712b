"""Conditions and values are folded and kept once."""

from __future__ import annotations

from elsewise.grounding.expression_factory import NO, YES, Forms
from elsewise.problem.problem import FALSE, TRUE, All, Any, Compared, Known, Look
from elsewise.world.expressions import Arithmetic, Comparison

F = Forms()
EQUAL, UNEQUAL, LESS = Comparison.EQUAL, Comparison.UNEQUAL, Comparison.LESS


def is_at(fluent: int, place: str, operator: Comparison = EQUAL) -> Compared:
    made = F.compared(operator, F.look((), fluent), F.known(place))
    assert isinstance(made, Compared)
    return made


def test_equal_forms_are_one_object() -> None:
    assert F.known(1.0) is F.known(1.0)
    assert F.look((0,), 3) is F.look((0,), 3)
    assert is_at(1, "Home") is is_at(1, "Home")
    both = F.all_of([is_at(1, "Home"), is_at(2, "Home")])
    assert both is F.all_of([is_at(1, "Home"), is_at(2, "Home")])
    assert F.any_of([both, is_at(3, "Home")]) is F.any_of([both, is_at(3, "Home")])


def test_yes_is_not_one() -> None:
    assert F.known(True) is YES
    assert F.known(1.0) is not F.known(True)
    assert F.known(0.0) is not F.known(False)


def test_known_sides_fold() -> None:
    assert F.compared(LESS, F.known(1.0), F.known(2.0)) is TRUE
    assert F.compared(EQUAL, F.known(None), F.known(None)) is TRUE
    assert F.compared(EQUAL, F.known("Ann"), F.known(None)) is FALSE
    assert F.calculated(Arithmetic.ADD, F.known(1.0), F.known(2.0)) is F.known(3.0)


def test_a_constant_stands_on_the_right() -> None:
    made = F.compared(LESS, F.known(1.0), F.look((), 0))
    assert made == Compared(Comparison.GREATER, Look((), 0), Known(1.0))


def test_a_value_equals_itself() -> None:
    look = F.look((), 0)
    assert F.compared(EQUAL, look, look) is TRUE
    assert F.compared(UNEQUAL, look, look) is FALSE
    assert F.compared(LESS, look, look) is FALSE
    # But unknown is not at most itself.
    assert isinstance(F.compared(Comparison.AT_MOST, look, look), Compared)


def test_neutral_numbers_vanish_and_nothing_times_something_stays() -> None:
    look = F.look((), 0)
    assert F.calculated(Arithmetic.ADD, F.known(0.0), look) is look
    assert F.calculated(Arithmetic.MULTIPLY, look, F.known(1.0)) is look
    # The fluent may be unknown.
    assert F.calculated(Arithmetic.MULTIPLY, look, F.known(0.0)) is not F.known(0.0)


def test_conditions_flatten_keep_the_order_of_the_text_and_lose_doubles() -> None:
    a, b, c = is_at(3, "Home"), is_at(1, "Home"), is_at(2, "Home")
    assert F.all_of([a, F.all_of([b, a]), TRUE, c]) == All((a, b, c))
    assert F.any_of([a, F.any_of([b, a]), FALSE, c]) == Any((a, b, c))
    assert F.all_of([a, TRUE]) is a
    assert F.all_of([]) is TRUE
    assert F.any_of([]) is FALSE
    assert F.all_of([a, FALSE]) is FALSE
    assert F.any_of([a, TRUE]) is TRUE


def test_contradictions_are_false() -> None:
    assert F.all_of([is_at(1, "Home"), is_at(1, "Shop")]) is FALSE
    assert F.all_of([is_at(1, "Home"), is_at(1, "Home", UNEQUAL)]) is FALSE
    assert isinstance(F.all_of([is_at(1, "Home", UNEQUAL), is_at(1, "Shop", UNEQUAL)]), All)


def test_choices_fold() -> None:
    test = is_at(1, "Home")
    one, two = F.known(1.0), F.known(2.0)
    assert F.chosen(TRUE, one, two) is one
    assert F.chosen(FALSE, one, two) is two
    assert F.chosen(test, one, one) is one


def test_a_yes_no_fluent_is_its_own_value() -> None:
    look = F.look((1,), 4)
    assert F.chosen(F.is_yes(look), YES, NO) is look
    assert F.is_yes(F.chosen(is_at(1, "Home"), YES, NO)) is is_at(1, "Home")
    assert F.is_yes(look, yes=False) == Compared(EQUAL, look, NO)
