"""Names of events and fluents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.errors import UsageError
from elsewise.problem.names import (
    canonical_event_name,
    event_name,
    fluent_name,
    parse_event_name,
)


def test_an_event_always_has_brackets() -> None:
    assert event_name("rain", ()) == "rain()"
    assert event_name("walk", ("Tom", "Cottage")) == "walk(Tom, Cottage)"


def test_a_fluent_has_brackets_only_around_arguments() -> None:
    assert fluent_name("asked", ()) == "asked"
    assert fluent_name("at", ("Tom",)) == "at(Tom)"


def test_values_in_names() -> None:
    arguments = (True, False, 3.0, -0.5, 1e16, None, "Tom")
    assert event_name("e", arguments) == "e(yes, no, 3, -0.5, 10000000000000000, ?, Tom)"


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("walk(Tom, Cottage)", ("walk", ("Tom", "Cottage"))),
        ("  walk ( Tom ,Cottage )\n", ("walk", ("Tom", "Cottage"))),
        ("rain()", ("rain", ())),
        ("rain( )", ("rain", ())),
        ("rain", ("rain", ())),
    ],
)
def test_parsing_is_tolerant_of_spaces(text: str, parsed: tuple[str, tuple[str, ...]]) -> None:
    assert parse_event_name(text) == parsed


@pytest.mark.parametrize(
    "text", ["", "(", "walk(Tom", "walk(Tom,)", "walk(,)", "a(b)(c)", "a(b(c))"]
)
def test_what_is_no_event_is_said_to_be_none(text: str) -> None:
    with pytest.raises(UsageError):
        parse_event_name(text)


WORDS = st.from_regex(r"[A-Za-z][A-Za-z0-9_']{0,6}", fullmatch=True)


@given(WORDS, st.lists(WORDS, max_size=4))
def test_parsing_undoes_naming(name: str, arguments: list[str]) -> None:
    text = event_name(name, tuple(arguments))
    assert parse_event_name(text) == (name, tuple(arguments))
    assert canonical_event_name(text.replace(", ", " ,  ")) == text
