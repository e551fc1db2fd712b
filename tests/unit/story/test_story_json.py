from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.story import story_json as fileformat
from elsewise.story.limits import Limits, Outcome, Statistics, Status
from elsewise.story.story import Beat, Planned, Reason, State, Story
from elsewise.story.story_file import read_stories
from elsewise.story.story_json import outcome_json, state_json, story_json, to_text

names = st.text("abcXYZ(), é", min_size=1, max_size=8)
numbers = st.floats(-(2.0**53), 2.0**53, allow_nan=False)


def _reasons(children):
    plans = st.lists(st.builds(Planned, names, children), max_size=3).map(tuple)
    made = st.builds(Reason, names, plans, st.tuples(numbers, numbers))
    return st.lists(made, max_size=2).map(lambda rs: {r.character: r for r in rs})


reasons = st.recursive(st.just({}), _reasons, max_leaves=6)
beats = st.lists(st.builds(Beat, names, reasons), max_size=3).map(tuple)
stories = st.builds(Story, beats, numbers | names, st.none() | numbers)


@given(st.lists(stories, max_size=3).map(tuple))
def test_what_is_written_is_read_back(found):
    outcome = Outcome(Status.FOUND, None, found, "end", 0.0, True, Statistics())
    text = to_text(outcome_json(outcome, "W", Limits()))
    assert read_stories(text, "file").stories == found


@given(stories)
def test_one_story_is_read_back(story):
    assert read_stories(to_text(story_json(story)), "file").stories == (story,)


def test_the_keys_that_other_programs_rely_on():
    reason = Reason("Tom", (Planned("go(Tom)"), Planned("b()")), (0.0, 1.5))
    story = Story((Beat("go(Tom)", {"Tom": reason}),), 1.0, 2.0)
    taken = Statistics(3, 4, 0.25, 1000)
    outcome = Outcome(Status.FOUND, "seconds", (story,), 1.0, 0.0, False, taken)
    made = json.loads(to_text(outcome_json(outcome, "W", Limits(seconds=1.0))))
    assert made["status"] == "found"
    assert made["stopped_by"] == "seconds"
    assert made["stories"] == [
        {
            "beats": [
                {
                    "event": "go(Tom)",
                    "reasons": {"Tom": {"plan": ["go(Tom)", "b()"], "gain": [0, 1.5]}},
                }
            ],
            "utility": 2,
            "goal": 1,
        }
    ]
    assert made["statistics"] == {
        "states": 3,
        "transitions": 4,
        "seconds": 0.25,
        "peak_memory_bytes": 1000,
    }


def test_states_are_written_with_their_minds():
    state = State({"n": 1.0, "p": True}, {"Tom": State({"n": None, "p": False})})
    assert state_json(state) == {
        "values": {"n": 1, "p": True},
        "minds": {"Tom": {"values": {"n": None, "p": False}}},
    }


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-1e9, 1e9) | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    )
)
def test_long_and_short_texts_are_laid_out_alike(made):
    with pytest.MonkeyPatch.context() as patch:
        short = to_text(made)
        patch.setattr(fileformat, "LONG_TEXT", 0)
        assert to_text(made) == short
    assert json.loads(short) == made
