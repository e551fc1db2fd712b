"""Questions and forks that are written out are read as what they were."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elsewise.conversion.asking import Asking
from elsewise.conversion.convert import convert
from elsewise.conversion.naming import name_all
from elsewise.syntax.printer import format_expression
from elsewise.world.expressions import Constant
from elsewise.world.load import load_text
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Happened,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)
from elsewise.world.reading import read_condition, read_question

WORLD = load_text(
    "character Ann, Bo\nfact paid(character)\nfact asked\n"
    "action pay(who: character, other: character)\n  if not paid(who)\n  then paid(other)\n"
    "action ask\n  then asked\nAnn wants asked and paid(Bo)\nending paid if asked\n"
)
ASKING = Asking(WORLD, name_all(WORLD))
ANN, BO = Constant("Ann"), Constant("Bo")
CONDITIONS = [
    read_condition(WORLD, text)
    for text in ("asked", "paid(Ann)", "Bo believes asked", "not paid(Bo)", "paid(Ann) or asked")
]
NOW = st.sampled_from(CONDITIONS).map(Now)
TERMS = st.sampled_from([None, ANN, BO])
HAPPENED = st.one_of(
    st.tuples(TERMS, TERMS).map(lambda terms: Happened(WORLD.actions[0], terms)),
    st.just(Happened(WORLD.actions[1], ())),
)
INTENDS = st.tuples(st.sampled_from([ANN, BO]), NOW | HAPPENED).map(lambda x: Intends(*x))
COMMON = st.sampled_from(CONDITIONS).map(lambda c: CommonBelief((ANN, BO), c))
STORIES = st.sampled_from(Stories)


def _larger(inner: st.SearchStrategy[Any], within: st.SearchStrategy[Any]) -> Any:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.map(Denied),
        parts.map(AllOf),
        parts.map(AnyOf),
        st.tuples(STORIES, inner).map(lambda x: Next(*x)),
        st.tuples(STORIES, inner, within).map(lambda x: Always(*x)),
        st.tuples(STORIES, inner, inner, within).map(lambda x: Until(*x)),
        st.tuples(STORIES, st.just(AllOf(())), inner, within).map(lambda x: Until(*x)),
    )


def formulas(within: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Formulas; `within` are the numbers of beats in them."""
    simple = st.one_of(NOW, HAPPENED, INTENDS, COMMON)
    return st.recursive(simple, lambda inner: _larger(inner, within), max_leaves=6)


def again(formula: Formula) -> Formula:
    return read_question(WORLD, format_expression(ASKING.question(formula))).formula


@pytest.mark.slow
@given(formulas(st.none() | st.integers(0, 9)))
@settings(max_examples=300, deadline=None)
def test_what_is_written_stays_the_same_when_written_again(formula: Formula) -> None:
    once = again(formula)
    assert again(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "possible paid",
        "possible always asked",
        "possible (asked until paid(Ann) within 3 beats)",
        "possible eventually always asked",
        "always if asked then eventually paid(Bo) within 2 beats",
        "pay(Ann) before ask()",
        "pay after ask",
        "Ann intends pay(Ann, ?) or Bo intends asked",
        "everyone commonly believes asked",
        "every character c: possible next c knows asked",
        "never (paid(Ann) and ask) within 4 beats",
        "not next asked and not possible paid",
        "always possible asked within 2 beats",
    ],
)
def test_what_is_written_is_read_as_the_same(text: str) -> None:
    formula = read_question(WORLD, text).formula
    assert again(formula) == formula


def test_a_number_of_beats_stays_with_its_word() -> None:
    inner = Next(Stories.EVERY, Now(CONDITIONS[0]))
    formula = Always(Stories.EVERY, inner, 3)
    read = again(formula)
    assert isinstance(read, Always) and read.within == 3
    assert isinstance(read.operand, AllOf) and read.operand.parts[0] == inner


def test_forks_and_expectations_are_kept() -> None:
    text = (
        'fork early\n  "Why not?"\n  asked, paid(Ann)\n  Bo believes not asked\n'
        "  Ann wants 3 if asked\nexpect possible paid\nexpect pay(Ann) before ask\n"
    )
    world = load_text(convert(WORLD) + text)
    assert len(world.forks) == 1 and len(world.expectations) == 2
    read = load_text(convert(world))
    assert read.forks == world.forks
    assert read.expectations == world.expectations
