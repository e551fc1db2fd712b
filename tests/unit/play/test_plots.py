from __future__ import annotations

import pytest

from elsewise.errors import FormatError, UsageError
from elsewise.play.find import find
from elsewise.play.plots import as_story, events_of, load_stories, load_story
from elsewise.show.as_json import json_of, json_text
from elsewise.story.limits import Limits
from elsewise.story.story_file import outcome_json
from problems import coin_problem


def test_a_plain_list_of_events(tmp_path):
    path = tmp_path / "plot.txt"
    path.write_text("# the plot\n\nwalk(Tom,Cottage , Market)\nblow()  # at last\nblow\n", "utf-8")
    story = load_story(path, goal="left")
    assert story.events == ("walk(Tom, Cottage, Market)", "blow()", "blow()")
    assert story.goal == "left"
    assert as_story(story) is story
    assert events_of("a(X); b", between=";") == ("a(X)", "b()")


def test_an_outcome_is_read_back(tmp_path):
    outcome = find(coin_problem(), ending="away", most=2, length=4, engine="reference")
    path = tmp_path / "found.json"
    path.write_text(json_text(outcome_json(outcome, "Coin", Limits(length=4))), "utf-8")
    file = load_stories(path)
    assert file.stories == outcome.stories
    assert file.limits == {"length": 4, "foresight": 5, "depth": 2}
    assert file.limits_beside({"depth": 1, "length": None}) == {**file.limits, "depth": 1}
    assert load_story(path, 2) == outcome.stories[1]
    with pytest.raises(UsageError, match="2 stories; there is no number 3"):
        load_story(path, 3)


def test_one_story_of_an_outcome_is_read_back(tmp_path):
    story = find(coin_problem(), engine="reference").story
    path = tmp_path / "one.json"
    path.write_text(json_text(json_of(story)), "utf-8")
    assert load_story(path) == story


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"stories": [{"beats": [{"event": 3}]}]}',
        '{"stories": [], "format": "something else"}',
        '{"stories": [], "version": 2}',
        '{"a":' * 5000,
        '{"stories": [{"beats": [{"event": "a", "reasons": {"T": {"plan": [], "gain": [1]}}}]}]}',
    ],
)
def test_other_json_is_refused(tmp_path, text):
    path = tmp_path / "other.json"
    path.write_text(text, "utf-8")
    with pytest.raises(FormatError, match="story file"):
        load_stories(path)
