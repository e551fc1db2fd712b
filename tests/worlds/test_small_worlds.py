"""The small example worlds: each comes out, and shows what its first line claims."""

from __future__ import annotations

import pytest

from elsewise.diagnostics import Source
from elsewise.samples import sample_names, sample_text
from elsewise.syntax.parser import parse
from elsewise.syntax.printer import format_file
from elsewise.telling.tell import tell
from worlds.example_worlds import Day

ENDINGS = {
    "bridge": "delivered",
    "drawer": "too_late",
    "gift": "acted",
    "honey": "fed",
    "letter": "ashes",
    "quarrel": "peace",
}


def test_every_example_world_is_tested_here_or_by_itself() -> None:
    assert set(sample_names()) == {*ENDINGS, "smoke"}


@pytest.mark.parametrize("name", [*ENDINGS, "smoke"])
def test_a_world_says_what_it_shows_and_has_words_for_everything(name: str) -> None:
    world = Day(name).world
    assert world.texts
    assert not world.warnings
    assert all(action.tell for action in world.actions)


@pytest.mark.parametrize("name", [*ENDINGS, "smoke"])
def test_a_world_stands_in_the_canonical_form(name: str) -> None:
    source = Source(f"{name}.ew", sample_text(name))
    file, _ = parse(source)
    assert format_file(file) == source.text


@pytest.mark.parametrize(("name", "ending"), ENDINGS.items())
def test_the_story_comes_out_explained(name: str, ending: str) -> None:
    day = Day(name)
    story = day.story(ending)
    rules = {action.name: action for action in day.engine.problem.actions}
    for beat in story.beats:
        consenters = {day.engine.problem.characters[c] for c in rules[beat.event].by}
        assert set(beat.reasons) == consenters
        assert all(reason.gain[0] < reason.gain[1] for reason in beat.reasons.values())


@pytest.mark.parametrize(("name", "ending"), ENDINGS.items())
def test_deeper_minds_change_no_story(name: str, ending: str) -> None:
    day = Day(name)
    deeper = Day(name, depth=day.limits.depth + 1)
    assert day.find(ending, 5).stories == deeper.find(ending, 5).stories


def test_letter_a_lie_is_said_against_better_knowledge_and_believed() -> None:
    day = Day("letter")
    story = day.story("ashes")
    assert story.events == ("hide(Ines, Stove)", "say(Ines, Tomas, Desk)", "light(Tomas)")
    _, _, told, burnt = day.states(story)
    assert told.minds["Ines"].values["letter"] == "Stove"
    assert told.minds["Tomas"].values["letter"] == "Desk"
    assert burnt.values["burnt"] is True
    assert burnt.minds["Tomas"].values["burnt"] is False
    assert "Ines lied to him that the letter was in the desk" in tell(day.world, story)


def test_letter_without_the_lie_he_does_not_light_the_stove() -> None:
    day = Day("letter", ("then\n    spoken\n    Tomas believes letter = where", "then\n    spoken"))
    assert not day.find("ashes").stories


def test_bridge_a_wrong_belief_is_put_right_by_somebody_who_gains_by_it() -> None:
    day = Day("bridge")
    story = day.story("delivered")
    assert story.events[0] == "tell_truth(Odo, Nell)"
    before, after, *_ = day.states(story)
    assert before.values["bridge"] is True
    assert before.minds["Nell"].values["bridge"] is False
    assert after.minds["Nell"].values["bridge"] is True
    assert [p.event for p in story.beats[0].reasons["Odo"].plan][-1] == "cross(Nell)"


def test_bridge_nobody_is_told_if_the_teller_has_nothing_to_gain() -> None:
    day = Day("bridge", ("3 if carrier = Nell and at(Nell) = Mill", "3 if carrier = Odo"))
    assert not day.find("delivered").stories


def test_honey_each_has_a_reason_for_the_deal() -> None:
    day = Day("honey")
    story = day.story("fed")
    assert set(story.beats[-1].reasons) == {"Ada", "Ben"}
    unwilling = Day(
        "honey", ("Ben wants 2 if owner(Honey) = Ben", "Ben wants 0 if owner(Honey) = Ben")
    )
    assert not unwilling.find("fed").stories


def test_gift_he_acts_on_what_he_thinks_that_she_thinks() -> None:
    day = Day("gift")
    story = day.story("acted")
    assert story.events == ("peek(Emil)", "give(Rosa, Emil)", "gasp(Emil, Rosa)")
    *_, before, after = day.states(story)
    assert before.values["peeked"] is True
    assert before.minds["Rosa"].values["peeked"] is False
    assert before.minds["Emil"].minds["Rosa"].values["peeked"] is False
    assert after.values["surprised"] is False
    assert after.minds["Rosa"].values["surprised"] is True
    assert "he believed that she believed that he did not know" in tell(day.world, story, "Emil")


def test_gift_if_she_sees_him_peek_he_does_not_act() -> None:
    assert not Day("gift", ("  seen by Emil\n", "")).find("acted").stories


def test_drawer_the_plan_fails_and_the_truth_surprises() -> None:
    day = Day("drawer")
    story = day.story("too_late")
    assert story.events == ("take(Rolf)", "go_home(Tess)", "pay(Rolf)")
    plan = [planned.event for planned in story.beats[1].reasons["Tess"].plan]
    assert plan == ["go_home(Tess)", "take(Tess)"]
    _, taken, home, paid = day.states(story)
    assert (taken.values["in_drawer"], taken.minds["Tess"].values["in_drawer"]) == (False, True)
    assert home.minds["Tess"].values["in_drawer"] is False
    assert home.minds["Tess"].values["has(Rolf)"] is False
    assert paid.minds["Tess"].values["paid"] is True
    assert "To Tess's surprise, Rolf paid" in tell(day.world, story, "Tess")


def test_quarrel_each_counts_on_the_other() -> None:
    day = Day("quarrel")
    story = day.story("peace")
    first, second = story.beats
    assert [len(reason.plan) for reason in first.reasons.values()] == [2]
    assert [len(reason.plan) for reason in second.reasons.values()] == [1]
