"""Sets of possible values are on the safe side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.grounding.value_sets import (
    MOST_NUMBERS,
    Range,
    ValueSet,
    can_fail,
    can_hold,
    clamped,
    joined,
    narrowed,
    values_of,
    widened,
)
from elsewise.problem.evaluate import clamp, holds, is_number, value_of
from elsewise.problem.problem import Fluent, FluentKind
from elsewise.world.types import LARGEST_NUMBER, Value
from strategies import problems

FREE = Fluent("n", "n", (), FluentKind.NUMBER)
BOUNDED = Fluent("n", "n", (), FluentKind.NUMBER, 0.0, 100.0)

NUMBERS = st.floats(-1000, 1000).map(lambda x: x + 0.0)
SETS = st.one_of(
    st.frozensets(st.one_of(st.none(), NUMBERS), min_size=1, max_size=5),
    st.tuples(NUMBERS, NUMBERS, st.booleans()).map(
        lambda t: Range(min(t[0], t[1]), max(t[0], t[1]), t[2])
    ),
)


def contains(values: ValueSet, value: Value) -> bool:
    if isinstance(values, frozenset):
        return value in values
    if is_number(value):
        return values.low <= value <= values.high  # type: ignore[operator]
    return value is None and values.unknown


@st.composite
def members(draw: st.DrawFn, values: ValueSet) -> Value:
    if isinstance(values, frozenset):
        return draw(st.sampled_from(sorted(values, key=repr)))
    number = st.floats(values.low, values.high).map(lambda x: x + 0.0)
    return draw(st.one_of(st.none(), number) if values.unknown else number)


@pytest.mark.slow
@given(problems(), st.data())
def test_what_comes_out_was_said_to_be_possible(problem: object, data: st.DataObject) -> None:
    """Number fluents become ranges and sets; then every value and condition is drawn and seen."""
    possible: list[ValueSet] = []
    for number, fluent in enumerate(problem.fluents):  # type: ignore[attr-defined]
        said = frozenset(v[number] for v in problem.start.values() if number in v)  # type: ignore[attr-defined]
        is_numeric = fluent.kind is FluentKind.NUMBER
        possible.append(data.draw(SETS) if is_numeric else said)
    values = [data.draw(members(p)) for p in possible]

    def read(_: tuple[int, ...], fluent: int) -> Value:
        return values[fluent]

    for event in (*problem.actions, *problem.triggers):  # type: ignore[attr-defined]
        for condition in (event.condition, *(e.condition for e in event.effects)):
            assert can_hold(condition, possible) or not holds(condition, read)
            assert can_fail(condition, possible) or holds(condition, read)
        for effect in event.effects:
            assert contains(values_of(effect.value, possible), value_of(effect.value, read))


@given(SETS, SETS, st.data())
def test_a_join_has_the_values_of_both(one: ValueSet, two: ValueSet, data: st.DataObject) -> None:
    both = joined(one, two)
    assert contains(both, data.draw(members(one)))
    assert contains(both, data.draw(members(two)))
    assert both == joined(two, one)


@given(SETS, st.data())
def test_clamping_a_set_clamps_its_values(values: ValueSet, data: st.DataObject) -> None:
    value = data.draw(members(values))
    assert contains(clamped(values, BOUNDED), clamp(BOUNDED, value))
    assert contains(clamped(values, FREE), value)


def test_many_numbers_become_a_range() -> None:
    few = frozenset(float(n) for n in range(MOST_NUMBERS))
    assert narrowed(few) == few
    assert narrowed(few | {99.0, None}) == Range(0.0, 99.0, True)
    many_names = frozenset(str(n) for n in range(1000))
    assert narrowed(many_names) == many_names


def test_what_keeps_growing_jumps_to_its_border() -> None:
    small, larger = Range(0.0, 64.0, False), Range(0.0, 65.0, False)
    assert widened(small, larger, FREE) == Range(0.0, LARGEST_NUMBER, False)
    assert widened(small, larger, BOUNDED) == Range(0.0, 100.0, False)
    assert widened(small, small, FREE) == small
    assert widened(small, Range(-1.0, 64.0, True), FREE) == Range(-LARGEST_NUMBER, 64.0, True)
