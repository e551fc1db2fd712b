from __future__ import annotations

import time
from dataclasses import replace

import pytest

from elsewise.errors import UsageError
from elsewise.play.find import find
from elsewise.problem.problem import ConstantValue
from elsewise.story.limits import Limits, Status
from elsewise.story.watch import Watch
from problems import coin_problem


def test_the_default_goal_is_the_next_whole_utility():
    outcome = find(replace(coin_problem(), endings={}), engine="reference")
    assert outcome.goal == 1.0
    assert outcome.status is Status.FOUND
    assert outcome.story is not None
    assert outcome.story.events == ("tell(Ben)", "walk(Ann, Market)", "take(Ann, Market)")
    assert list(outcome) == [outcome.story]


def test_an_ending_is_a_goal_by_name():
    outcome = find(coin_problem(), ending="rich", engine="reference")
    assert outcome.goal == "rich"
    assert outcome.story is not None


def test_limits_are_said_one_by_one():
    outcome = find(coin_problem(), length=2, engine="reference")
    assert (outcome.status, outcome.stopped_by, outcome.story) == (Status.NONE, None, None)
    stopped = find(coin_problem(), states=1, engine="reference")
    assert (stopped.status, stopped.stopped_by) == (Status.STOPPED, "states")


def test_seconds_begin_when_they_are_said_to():
    watch = Watch()
    time.sleep(0.02)
    stopped = find(coin_problem(), seconds=0.02, watch=watch, engine="reference")
    assert (stopped.status, stopped.stopped_by) == (Status.STOPPED, "seconds")
    found = find(coin_problem(), seconds=5000, watch=watch, engine="reference")
    assert found.status is Status.FOUND


def test_limits_as_a_whole():
    limits = Limits(length=3, foresight=2, depth=1)
    assert find(coin_problem({"length": 1}), limits=limits, engine="reference").story is not None


def test_most_stories():
    outcome = find(coin_problem(), ending="away", most=3, length=4, engine="reference")
    assert [story.events for story in outcome] == [
        ("walk(Ann, Garden)",),
        ("tell(Ben)", "walk(Ann, Market)"),
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"ending": "rihc"}, "no ending called rihc. Did you mean rich"),
        ({"ending": "rich", "goal": 1.0}, "not for both"),
        ({"goal": float("nan")}, "finite"),
        ({"most": 0}, "at least one"),
        ({"engine": "kernal"}, "Did you mean kernel"),
    ],
)
def test_wrong_use(asked, words):
    with pytest.raises(UsageError, match=words):
        find(coin_problem(), **{"engine": "reference", **asked})


def test_the_first_ending_comes_before_any_utility():
    for wants in (coin_problem().story_wants, ConstantValue(0.0), ConstantValue(None)):
        outcome = find(replace(coin_problem(), story_wants=wants), engine="reference")
        assert outcome.goal == "rich"


def test_a_story_that_wants_nothing_in_a_world_without_endings():
    indifferent = replace(coin_problem(), story_wants=ConstantValue(0.0))
    assert find(indifferent, 1.0, engine="reference").status is Status.NONE
    without_endings = replace(indifferent, endings={})
    assert find(without_endings, engine="reference").status is Status.NONE


def test_an_unknown_utility_gives_no_goal():
    with pytest.raises(UsageError, match="unknown at the start"):
        find(
            replace(coin_problem(), story_wants=ConstantValue(None), endings={}), engine="reference"
        )
