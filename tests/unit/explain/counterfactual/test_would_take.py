"""What it would have taken: on the day called smoke, and against trying everything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elsewise.errors import UsageError, WorldError
from elsewise.explain.counterfactual.candidates import Starts
from elsewise.explain.counterfactual.enough import WouldTake
from elsewise.explain.counterfactual.interventions import Stated, forked
from elsewise.explain.counterfactual.would_take import would_take
from elsewise.play.find import find
from elsewise.samples import sample
from elsewise.story.limits import Limits
from elsewise.validation.validate import validate
from elsewise.world.load import load_text
from elsewise.world.model import World
from eventful_worlds import eventful_worlds
from many_states import many

SMOKE = sample("smoke")
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck))

DOOR = """
world Door
character Ann (she), Ben (he)
fact key
fact oiled
fact open
fact painted
start
  not key
action push(Ann)
  if      key and oiled and not open
  then    open
  by      Ann
Ann wants 1 if open
ending out if open
ending nowhere if open and not open
limits length 2, foresight 1, depth 1
"""


@pytest.fixture(scope="module")
def saved() -> WouldTake:
    return would_take(SMOKE, "saved")


def texts(made: WouldTake) -> list[str]:
    return ["; ".join(change.text for change in one.changes) for one in made.found]


def test_what_would_have_saved_him(saved: WouldTake) -> None:
    assert saved.size == 1
    assert saved.stopped_by is None
    found = texts(saved)
    names = ("light", "knowledge", "trust", "time", "nothing_to_lose")
    assert found[: len(names)] == [f"fork {name}" for name in names]
    assert "light(Tunnel)" in found  # also without putting out the other one
    assert "trusts(Lex, Clark)" not in found  # that is the fork called trust
    assert "stones = 2" not in found  # then he frees himself


def test_every_set_is_enough_and_its_story_holds(saved: WouldTake) -> None:
    limits = Limits(**SMOKE.limits)
    for one in saved.found[::4]:
        made = forked(SMOKE, (), one.changes)
        assert validate(made, one.story, limits=limits) is None
        outcome = find(made, ending="saved")
        assert outcome.story is not None
        assert len(outcome.story.beats) == len(one.story.beats)


def test_an_ending_that_is_possible_takes_nothing() -> None:
    made = would_take(SMOKE, "left")
    assert made.already is not None
    assert made.found == ()
    assert str(made) == "Nothing: left is possible as it is, in 9 beats."


def test_what_find_finds_in_many_states_takes_nothing() -> None:
    world = many(lamps=22, length=30)
    made = would_take(world, "lit(L1) and lit(L2) and broken and steps = 3", seconds=20)
    assert made.already is not None
    assert made.found == ()
    assert made.stopped_by is None


def test_a_limit_leaves_open_whether_anything_is_needed() -> None:
    world = many(lamps=8, length=12)
    made = would_take(world, "(every lamp l: lit(l)) and steps = 7 and broken", states=50)
    assert not made.needed
    assert made.stopped_by == "states"
    assert made.unsettled
    assert made.found == ()
    assert "Whether it is possible as it is was left open too." in str(made)


@pytest.mark.slow
def test_later_it_takes_something_else() -> None:
    later = would_take(SMOKE, "saved", at=2)
    assert later.before == ("plead(Clark, Lex)", "climb(Lex, Tunnel, Ladder)")
    assert texts(later) == ["leads(Tunnel, Grass)", "at(Lex) = Tunnel"]


def test_two_changes_where_one_is_not_enough() -> None:
    made = would_take(load_text(DOOR), "out")
    # What says the ending outright comes last, though it is the smaller set.
    assert texts(made) == ["open"]
    closed = DOOR.replace("ending out if open", "ending out if open and Ann believes painted")
    world = load_text(closed.replace("fact painted", "fact painted = yes"))
    assert texts(would_take(world, "out")) == ["open"]
    both = would_take(load_text(DOOR), "out", pairs=True)
    assert "key; oiled" in texts(both)
    assert all("open" not in text.split("; ") for text in texts(both)[1:])
    assert both.size == 2


def test_two_changes_are_tried_where_no_single_one_is_enough() -> None:
    story = "ending out if open and painted"
    world = load_text(
        DOOR.replace("ending out if open", story).replace(
            "action push", "action paint(Ben)\n  if not painted\n  then painted\naction push"
        )
    )
    made = would_take(world, "open and not painted and key and oiled")
    assert made.size == 2
    assert "key; oiled" in texts(made)
    assert all(len(one.changes) == 2 for one in made.found)


def test_what_nothing_brings_about() -> None:
    made = would_take(load_text(DOOR), "nowhere")
    assert made.found == ()
    assert made.size == 2
    assert "no two of them" in str(made)


def test_a_condition_is_an_ending_too() -> None:
    made = would_take(load_text(DOOR), "open and key")
    assert texts(made) == ["key; oiled", "key; open"]


def test_declared_forks_come_first() -> None:
    fork = 'fork oiled_key\n  "somebody was there"\n  key, oiled\n'
    made = would_take(load_text(DOOR + fork), "out")
    assert texts(made) == ["fork oiled_key", "open"]


def test_a_limit_keeps_what_is_found_and_is_said() -> None:
    made = would_take(SMOKE, "saved", seconds=0.0)
    assert made.stopped_by == "seconds"
    assert "The search was stopped by the limit of time." in str(made)

    def give_up(tried: int, _found: int, _trying: str) -> None:
        if tried == 5:
            raise KeyboardInterrupt

    made = would_take(SMOKE, "saved", states=20, report=give_up)
    assert made.unsettled > 0
    assert f"Of {made.unsettled} it was left open whether they are enough." in str(made)


def test_an_interrupt_keeps_what_is_found() -> None:
    def give_up(_tried: int, found: int, _trying: str) -> None:
        if found:
            raise KeyboardInterrupt

    made = would_take(SMOKE, "saved", report=give_up)
    assert made.stopped_by == "interrupt"
    assert len(made.found) == 1
    assert "interrupted" in str(made)


def test_mistakes() -> None:
    with pytest.raises(UsageError, match="no ending called savd"):
        would_take(SMOKE, "savd")
    with pytest.raises(WorldError):
        would_take(SMOKE, "deed = savd")
    assert "<table>" in would_take(load_text(DOOR), "out")._repr_html_()


@pytest.mark.slow
@given(eventful_worlds(), st.data())
@settings(SLOW, max_examples=25)
def test_nothing_is_missed_and_nothing_made_up(world: World, data: st.DataObject) -> None:
    limits = Limits(length=2, foresight=2, depth=1)
    try:
        known = find(world, ending="done", limits=limits).story
        if known is not None:  # a shorter one would take something
            limits = replace(limits, length=max(0, len(known.beats) - 1))
        made = would_take(world, "done", limits=limits, report=only_singles)
    except WorldError as error:
        assert error.diagnostics[0].code.name == "trigger-loop"
        return
    found = {one.changes[0].text: len(one.story.beats) for one in made.found}
    candidates = Starts(world, "done").candidates
    tried = data.draw(st.lists(st.sampled_from(candidates), max_size=25, unique=True))
    in_found = [c for c in candidates if c.change.text in found]
    for candidate in (*tried, *in_found[:10]):
        assert found.get(candidate.change.text) == shortest(world, candidate.change, limits)


def only_singles(_tried: int, _found: int, trying: str) -> None:
    if ";" in trying:
        raise KeyboardInterrupt


def shortest(world: World, change: Stated, limits: Limits) -> int | None:
    """Return the length of the shortest story of a world edited by hand."""
    try:
        outcome = find(forked(world, (), [change]), ending="done", limits=limits)
    except WorldError:
        return None
    return None if outcome.story is None else len(outcome.story.beats)


def test_a_declared_fork_is_not_tried_under_another_name() -> None:
    forks = "fork keyed\n  key\nfork shut\n  not open\n"
    made = would_take(load_text(DOOR + forks), "out", pairs=True)
    assert texts(made) == ["open", "fork keyed; oiled"]
