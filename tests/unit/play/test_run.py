"""The course of a world in which people choose."""

from __future__ import annotations

from textwrap import dedent

import pytest

import elsewise as ew

WINDOW = """
world Window
character Ann, Bo, Cy
fact open
everyone chooses
action open_it(who: character)
  if not open
  then open
  by who
every character c wants 1 if open
"""


def course(text: str, **said: object) -> ew.Course:
    return ew.run(ew.loads(dedent(text)), **said)  # type: ignore[arg-type]


def events(text: str, **said: object) -> tuple[str, ...]:
    return course(text, **said).story.events


# -- choice -----------------------------------------------------------------------------------


def test_what_all_want_is_done_once_by_the_first():
    made = course(WINDOW)
    assert made.story.events == ("open_it(Ann)",)
    assert made.end == "quiet"
    assert made.times == (0,)


def test_the_first_in_the_cast_is_another_if_the_cast_is():
    assert events(WINDOW.replace("Ann, Bo, Cy", "Cy, Bo, Ann")) == ("open_it(Cy)",)


def test_without_foresight_nobody_moves():
    assert events(WINDOW, foresight=0) == ()


def test_who_does_not_choose_does_nothing():
    assert events(WINDOW + "Ann is explained\n") == ("open_it(Bo)",)
    assert events(WINDOW + "Ann is explained\neveryone chooses\n") == ("open_it(Ann)",)


def test_nobody_goes_where_a_song_is_sung_anyway():
    """A deed that makes no difference is not done, though it is followed by what is wanted."""
    text = """
    world Song
    type place
    character Ann, Bo
    place Hall, Yard
    fact at(who: character): place
    fact sung
    everyone chooses
    start
      at(Ann) = Yard, at(Bo) = Hall
    action sing(Bo)
      if not sung
      then sung
      by Bo
    action go(who: character, to: place)
      if not at(who) = to
      then at(who) = to
      by who
    every character c wants 1 if sung
    """
    assert events(text) == ("sing(Bo)",)


def test_the_better_end_wins_over_the_quicker_gain_and_is_told_with_its_price():
    text = """
    world Coins
    character Ann
    fact taken
    fact dug
    fact rich
    everyone chooses
    action take(Ann)
      if not taken and not dug
      then taken
      by Ann
    action dig(Ann)
      if not taken and not dug
      then dug
      by Ann
    action fill(Ann)
      if dug and not rich
      then rich
      by Ann
    Ann wants 2 if taken, 5 if rich
    """
    made = course(text)
    assert made.story.events == ("dig(Ann)", "fill(Ann)")
    reason = made.story.beats[0].reasons["Ann"]
    assert reason.gain == (0, 5)
    assert [planned.event for planned in reason.plan] == ["dig(Ann)", "fill(Ann)"]
    assert reason.rejected == (ew.Rejected("take(Ann)", 2.0),)
    assert events(text, foresight=1) == ("take(Ann)",)


def test_a_lamp_that_would_not_stay_lit_is_not_lit():
    text = """
    world Lamp
    character Ann, Bo
    fact lit
    everyone chooses
    action light(Ann)
      if not lit
      then lit
      by Ann
    action douse(Bo)
      if lit
      then not lit
      by Bo
    Ann wants 1 if lit
    Bo wants 1 if not lit
    """
    assert events(text, depth=1) == ()
    assert course(text, depth=0, length=10).end == "round"


# -- joint deeds ------------------------------------------------------------------------------

TRADE = """
world Trade
character Ann, Bo
fact has_coin(character)
fact has_bread(character)
everyone chooses
start
  has_coin(Ann), has_bread(Bo)
action trade(who: character, other: character)
  if has_coin(who) and has_bread(other)
  then
    not has_coin(who), has_bread(who)
    has_coin(other), not has_bread(other)
  by who, other
Ann wants 2 if has_bread(Ann), 1 if has_coin(Ann)
Bo wants WORTH if has_coin(Bo), 1 if has_bread(Bo)
"""


def test_a_trade_is_made_once_if_both_gain():
    assert events(TRADE.replace("WORTH", "2")) == ("trade(Ann, Bo)",)


def test_a_trade_is_refused_by_who_loses():
    assert events(TRADE.replace("WORTH", "0.5")) == ()


# -- time -------------------------------------------------------------------------------------

HURRY = """
world Hurry
character Ann
fact safe
fact hit
deadline storm LENGTH
everyone chooses
action hide(Ann)
  if not safe
  then safe
  by Ann
  takes 2
  before storm
action strike
  if not safe and not hit
  then hit
  after storm
Ann wants 5 if not hit
"""


@pytest.mark.parametrize(("length", "expected"), [(2, ("hide(Ann)",)), (1, ())])
def test_before_is_exact_at_the_border(length: int, expected: tuple[str, ...]):
    assert events(HURRY.replace("LENGTH", str(length))) == expected


def test_what_is_due_happens_by_itself_and_is_no_beat():
    made = course(HURRY.replace("LENGTH", "1"))
    assert made.story.events == ()
    assert made.end == "quiet"


def test_a_deed_keeps_its_doer_busy():
    text = """
    world Work
    character Ann
    fact baked
    fact swept
    everyone chooses
    action bake(Ann)
      if not baked
      then baked
      by Ann
      takes 3
    action sweep(Ann)
      if not swept
      then swept
      by Ann
      takes nothing
    Ann wants 2 if baked, 1 if swept
    """
    made = course(text)
    assert made.story.events == ("bake(Ann)", "sweep(Ann)")
    assert made.times == (0, 3)


def test_no_state_holds_a_number_that_grows():
    problem = ew.ground(ew.loads(HURRY.replace("LENGTH", "4")))
    bounds = {fluent.name: (fluent.low, fluent.high) for fluent in problem.fluents}
    assert bounds["busy(Ann)"] == (0, 2)
    assert bounds["storm"][0] == 0


# -- wrong beliefs ----------------------------------------------------------------------------

DOOR = """
world Door
character Ann
fact locked
fact inside
fact key
everyone chooses
start
  locked
  Ann believes not locked
action enter(Ann)
  if not locked and not inside
  then inside
  by Ann
action unlock(Ann)
  if locked
  then not locked
  by Ann
Ann wants 3 if inside
"""


def test_what_cannot_be_done_is_tried_and_teaches_what_stood_in_the_way():
    made = course(DOOR)
    assert made.story.events == ("try enter(Ann)", "unlock(Ann)", "enter(Ann)")
    assert made.times == (0, 1, 2)


# -- ends and limits --------------------------------------------------------------------------


def test_it_stops_where_an_ending_holds():
    text = DOOR + "ending opened if not locked\n"
    made = course(text, ending="opened")
    assert made.end == "ending"
    assert made.endings == ("opened",)
    assert made.story.events[-1] == "unlock(Ann)"


def test_length_bounds_the_beats():
    made = course(DOOR, length=1)
    assert made.end == "length"
    assert len(made.story.beats) == 1


def test_no_time_at_all_leaves_what_has_happened_so_far():
    made = course(WINDOW, seconds=0)
    assert made.stopped_by == "seconds"
    assert made.end is None


def test_to_look_too_far_ahead_is_refused_in_a_sentence():
    text = """
    world Chain
    character Ann
    fact n: 0 to 2000
    everyone chooses
    action up(Ann)
      then n = n + 1
      by Ann
    Ann wants 1 if n > 900
    """
    with pytest.raises(ew.UsageError, match="foresight 1000 and depth 1 people look further"):
        course(text, foresight=1000, depth=1)


def test_a_world_in_which_nobody_chooses_has_no_course():
    with pytest.raises(ew.UsageError, match="Nobody chooses in Quarrel"):
        ew.run(ew.sample("quarrel"))


def test_both_engines_take_the_same_course():
    for text in (WINDOW, DOOR, TRADE.replace("WORTH", "2"), HURRY.replace("LENGTH", "2")):
        kernel, reference = (course(text, engine=name) for name in ("kernel", "reference"))
        assert kernel.story == reference.story
        assert kernel.times == reference.times
