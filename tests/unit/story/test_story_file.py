from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from elsewise.show.as_json import json_of, json_text
from elsewise.story.limits import Limits, Outcome, Statistics
from elsewise.story.story import Beat, Planned, Reason, State, Story
from elsewise.story.story_file import outcome_json, read_stories

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
    outcome = Outcome(None, found, "end", 0.0, True, Statistics())
    text = json_text(outcome_json(outcome, "W", Limits()))
    assert read_stories(text, "file").stories == found


@given(stories)
def test_one_story_is_read_back(story):
    assert read_stories(json_text(json_of(story)), "file").stories == (story,)


def test_the_keys_that_other_programs_rely_on():
    reason = Reason("Tom", (Planned("go(Tom)"), Planned("b()")), (0.0, 1.5))
    story = Story((Beat("go(Tom)", {"Tom": reason}),), 1.0, 2.0)
    taken = Statistics(3, 4, 0.25, 1000)
    outcome = Outcome("seconds", (story,), 1.0, 0.0, False, taken)
    made = json.loads(json_text(outcome_json(outcome, "W", Limits(seconds=1.0))))
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
    assert json_of(state) == {
        "values": {"n": 1, "p": True},
        "minds": {"Tom": {"values": {"n": None, "p": False}}},
    }
