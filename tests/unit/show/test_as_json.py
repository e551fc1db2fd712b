from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.show.as_json import json_of, json_text, keys
from elsewise.show.harmless import escaped
from elsewise.story.limits import Limits


class Side(Enum):
    LEFT = "left"


@dataclass
class Inner:
    number: float
    side: Side


@dataclass
class Outer:
    inner: Inner
    counts: dict[Side, int]
    found: tuple[Inner, ...] = ()


VALUE = Outer(Inner(1.0, Side.LEFT), {Side.LEFT: 3}, (Inner(0.5, Side.LEFT),))


def test_fields_are_keys_and_whole_numbers_have_no_point():
    assert json_text(json_of(VALUE)) == json_text(
        {
            "inner": {"number": 1, "side": "left"},
            "counts": {"left": 3},
            "found": [{"number": 0.5, "side": "left"}],
        }
    )


def test_keys_may_have_other_names_and_another_order():
    made = keys("found first=inner.number")(VALUE)
    assert list(made) == ["found", "first"] and made["first"] == 1


def test_a_display_says_which_keys_there_are():
    assert list(json_of(Limits(spill="folder"))) == [
        "length",
        "foresight",
        "depth",
        "seconds",
        "memory",
        "states",
    ]


def test_what_has_no_form_is_refused():
    with pytest.raises(TypeError):
        json_of(object())


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-1e9, 1e9) | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    )
)
def test_text_is_indented_and_ends_in_a_line_break(made):
    assert json_text(made) == escaped(json.dumps(made, ensure_ascii=False, indent=2)) + "\n"
