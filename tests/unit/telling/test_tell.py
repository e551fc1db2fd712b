"""Whole tellings of small stories, word for word."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from elsewise.errors import UsageError
from elsewise.play.moment import begin
from elsewise.story.story import Beat, Story
from elsewise.telling.tell import tell
from elsewise.world.load import load_text

WORDLESS = """\
world Wordless
type place
place Home, Shop
type thing
thing Bread
character Ann (she), Bo (he)
fact at(character): place
fact owner(thing): character
fact rained
start
  at(Ann) = Home, at(Bo) = Shop, owner(Bread) = Bo
action rain
  if not rained
  then rained
action go(who: character, from: place, to: place)
  if rained and at(who) = from and not from = to
  then at(who) = to
  by who
action hand_over(giver: character, taker: character, what: thing, at: place)
  if owner(what) = giver and at(giver) = at and at(taker) = at and not giver = taker
  then owner(what) = taker
  by giver, taker
Ann wants 2 if owner(Bread) = Ann
Bo wants 1 if owner(Bread) = Ann
ending fed if owner(Bread) = Ann
"""

PLAY = """\
world Play
character Ann (she), Bo (he), Cy (he)
fact asleep(character)
  tell "{1} [is] asleep"
fact robbed
  tell "{Cy} [has] lost {their} purse"
fact known(character)
start
  asleep(Cy)
action steal(thief: character)
  if not robbed and asleep(Cy) and not thief = Cy
  then robbed
  by thief
  seen by Ann, Bo
  tell "{thief} [takes] {Cy's} purse from under {Cy their} head"
action wake(who: character)
  if asleep(who)
  then not asleep(who)
  tell
    "{who} [wakes], too late" if robbed
    "{who} [wakes]"
    "{who} [opens] {their} eyes"
trigger notice(who: character)
  if robbed and not asleep(who) and who believes not robbed
  then who believes robbed
  tell "{who} [sees] that the purse [is] gone"
Ann wants 1 if robbed
ending done
  if robbed and not asleep(Cy)
  tell "that [is] all, and it [is] enough"
"""


@cache
def told(text: str, ending: str, view: str | None = None, *, reasons: bool = True) -> str:
    world = load_text(text)
    start = begin(world, engine="reference", depth=2)
    story = start.find(ending=ending, length=4, foresight=4).stories[0]
    return tell(world, story, view, start=start, reasons=reasons)


def test_a_world_without_words_is_told_plainly() -> None:
    assert told(WORDLESS, "fed") == (
        "Then: rain. Ann: go, from Home to Shop. "
        'Ann expected "Bo and Ann: hand over, Bread, at Shop" to follow, and wanted the "owner" of '
        "Bread to be her. Bo, she thought, wanted the same. "
        'Bo and Ann: hand over, Bread, at Shop. Bo wanted the "owner" of Bread to be Ann. '
        'Ann wanted the "owner" of Bread to be her.'
    )


def test_what_a_list_of_events_does_not_say_is_found_out() -> None:
    world = load_text(PLAY)
    start = begin(world, engine="reference", depth=2, foresight=4)
    found = start.find(ending="done", length=4).stories[0]
    plain = Story(tuple(Beat(beat.event, {}) for beat in found.beats), found.goal, None)
    assert tell(world, plain, start=start) == tell(world, found, start=start)
    assert "because" in tell(world, plain, start=start)
    assert "because" not in tell(world, plain, start=start, reasons=False)


def test_a_story_without_beats_says_so() -> None:
    assert tell(load_text(PLAY), Story((), 0.0, None)) == "The story has no beats."
    assert tell(load_text(PLAY), Story((), 0.0, None), "Ann") == "The story has no beats."


def test_reasons_can_be_left_out() -> None:
    assert told(WORDLESS, "fed", reasons=False) == (
        "Then: rain. Ann: go, from Home to Shop. Bo and Ann: hand over, Bread, at Shop."
    )


def test_conditions_triggers_and_the_words_of_an_ending() -> None:
    assert told(PLAY, "done") == (
        "Ann took Cy's purse from under his head, because she wanted him to have lost his "
        "purse.\n\n"
        "Cy woke, too late. He saw that the purse was gone.\n\n"
        "That was all, and it was enough."
    )


def test_who_slept_tells_only_of_the_waking() -> None:
    # He cannot know that it is too late: for him it is one of the other lines, which take turns.
    assert told(PLAY, "done", "Cy") == "Cy opened his eyes. He saw that the purse was gone."


def test_who_watched_tells_what_was_done_but_not_why() -> None:
    assert told(PLAY, "done", "Bo") == (
        "Ann took Cy's purse from under his head.\n\nCy woke, too late."
    )


def test_who_saw_nothing_says_so() -> None:
    hidden = (
        PLAY.replace("asleep(Cy)\naction", "asleep(Cy), asleep(Bo)\naction")
        .replace("seen by Ann, Bo", "seen by Ann")
        .replace("  then not asleep(who)\n", "  then not asleep(who)\n  seen by who\n")
    )
    assert told(hidden, "done", "Bo") == "Bo noticed nothing of it all."


def test_only_characters_have_eyes() -> None:
    with pytest.raises(UsageError, match="no character called Box"):
        told(PLAY, "done", "Box")


@pytest.mark.parametrize(
    ("beat", "message"),
    [
        (Beat("dance(Ann)", {}), "Beat 1: There is no action or trigger called dance"),
        (Beat("wake(Cy)", {}), "Beat 2: wake.Cy. cannot happen there"),
    ],
)
def test_a_story_must_be_possible(beat: Beat, message: str) -> None:
    world = load_text(PLAY)
    with pytest.raises(UsageError, match=message):
        tell(world, Story((beat, beat), "done", None))


def test_reasons_of_nobody() -> None:
    world = load_text(PLAY)
    story = begin(world).find(ending="done", length=4, foresight=4).stories[0]
    assert any(beat.reasons for beat in story.beats)
    beats = tuple(
        replace(beat, reasons={f"{who}ie": replace(reason, character=f"{who}ie")})
        for beat in story.beats
        for who, reason in beat.reasons.items()
    )
    with pytest.raises(UsageError, match=r"There is no character called \w+ie in Play"):
        tell(world, replace(story, beats=beats))


LINE = """\
world Line
character Ann (she), Bo (he)
fact steps(who: character): number
  tell
    "{who} [has] gone one step" if steps(who) = 1
    "{who} [has] gone {value} steps"
fact wet(character)
  tell "{1} [is] wet"
fact deep = yes
  tell "the water [is] deep"
start
  Ann believes not deep
action step(Ann)
  if steps(Ann) < 3
  then
    steps(Ann) = steps(Ann) + 1
    wet(Ann) if deep
  by Ann
  tell "{Ann} [goes] a step further"
action swim(Bo)
  if steps(Ann) = 3
  then steps(Bo) = 1
  by Bo
  tell "{Bo} [swims] after {Ann}"
Ann wants 2 if steps(Ann) = 3, -1 if wet(Ann)
Bo wants 1 if steps(Bo) = 1
ending over if steps(Bo) = 1
"""


def test_a_plan_carried_out_is_explained_once_and_its_error_named() -> None:
    assert told(LINE, "over") == (
        "Ann went a step further, because she wrongly believed that the water was not deep, meant "
        "to go a step further twice, and wanted to have gone three steps. "
        "She went a step further, as she had meant to. She went a step further, as she had meant "
        "to. Bo swam after her, because he wanted to have gone one step."
    )
