from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.diagnostics.did_you_mean import distance, nearest


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("acton", "action"),
        ("tpye", "type"),
        ("Start", "start"),
        ("strat", "start"),
        ("limitss", "limits"),
        ("fact", None),
        ("place", None),
        ("x", None),
        ("", None),
    ],
)
def test_nearest_word(word: str, expected: str | None) -> None:
    known = ["type", "fact", "start", "action", "limits"]
    assert nearest(word, [k for k in known if k != word]) == expected


def test_of_equally_near_words_the_first_in_the_alphabet_is_taken() -> None:
    assert nearest("Lxa", ["Lea", "Lea", "Laa"]) == "Laa"


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("ca", "abc", 3), ("", "ab", 2)],
)
def test_distance(first: str, second: str, slips: int) -> None:
    assert distance(first, second) == slips


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_distance_is_symmetric_and_bounded(first: str, second: str) -> None:
    found = distance(first, second)
    assert found == distance(second, first)
    assert abs(len(first) - len(second)) <= found <= max(len(first), len(second))
    assert (found == 0) == (first == second)
