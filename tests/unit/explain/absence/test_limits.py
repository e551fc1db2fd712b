"""Limits of effort are those that were said, kept, and named; what was found so far is told."""

from __future__ import annotations

import time
from typing import Any

import pytest

import elsewise as ew
from elsewise.explain.absence.answer import Layer
from elsewise.play.explore import BEYOND
from elsewise.story.limits import Limits
from elsewise.story.watch import Stopped, Watch
from whynot_worlds import CHAIN, NUMBERS

TOWER = """\
world Tower
"Fourteen floors, and bells that anybody may ring on the way."
type bell
character Ida (she)
bell B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11
fact rung(bell)
fact floor: 0 to 14
action rise
  if floor < 14
  then floor = floor + 1
action ring(what: bell)
  if not rung(what)
  then rung(what)
ending roof if floor = 4
limits length 3, foresight 1, depth 0
"""

CROWD = """\
world Crowd
"Five people may wave, one may forge keys, and another wants to open the gate with them."
character P0, P1, P2, P3, P4
fact waved(who: character, to: character)
fact keys: 0 to 4
fact open
fact shut
action wave(who: character, to: character)
  if not who = to and not waved(who, to)
  then waved(who, to)
action forge(P0)
  if keys < 4
  then keys = keys + 1
action unlock(P1)
  if keys = 4 and not open
  then open
  by P1
action lock(P1)
  if keys = 0 and not shut
  then shut
  by P1
P1 wants 1 if open
ending ajar if open
ending both if open and shut
limits length 6, foresight 2, depth 0
"""


def ask(text: str, aim: str, **said: Any) -> ew.WhyNot:
    return ew.why_not(ew.loads(text), aim, **said)


def test_what_find_finds_is_known() -> None:
    assert ew.find(ew.loads(CROWD), ending="ajar").story is not None
    found = ask(CROWD, "ajar")
    assert (found.layer, found.complete, found.stopped_by) == (Layer.HAPPENS, True, None)


def test_larger_limits_are_tried_while_there_is_time() -> None:
    found = ask(TOWER, "roof", seconds=30)
    assert found.layer is Layer.LIMITS
    assert found.needed is not None
    assert found.needed.length == 4
    assert "a length of 4 (instead of 3)" in found.text


COUNTS = """\
world Counts
"Two numbers that go up and down, so that every pair of them comes about; no two meet half-way."
character Ida (she)
fact left: 0 to 900
fact right: 0 to 900
action up
  if left < 900
  then left = left + 1
action over
  if right < 900
  then right = right + 1
action down
  if left > 0
  then left = left - 1
ending half if left + right = 0.5
limits length 6, foresight 1, depth 0
"""
ENDLESS = [(COUNTS, "half"), (COUNTS, "left - right = 0.5")]


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.0])
@pytest.mark.parametrize(("text", "aim"), ENDLESS)
def test_seconds_are_kept(text: str, aim: str, seconds: float) -> None:
    world = ew.loads(text)
    ew.why_not(world, aim, seconds=0)  # what is loaded once is loaded
    begin = time.monotonic()
    found = ew.why_not(world, aim, seconds=seconds)
    assert time.monotonic() - begin <= seconds * 1.1 + 0.3
    assert (found.complete, found.stopped_by) == (False, "seconds")
    unit = "second" if seconds == 1 else "seconds"
    assert f"The limit of {seconds:g} {unit} was reached" in found.text


LIMITS: list[tuple[dict[str, Any], str, str]] = [
    ({"states": 200}, "states", "The limit of 200 states was reached."),
    ({"memory": 0.001}, "memory", "The limit of 0.001 GB of memory was reached."),
    ({}, "states", f"ended after {BEYOND:,} states, as no limit on time was set"),
]


@pytest.mark.parametrize(("said", "by", "text"), LIMITS)
def test_the_limit_that_was_hit_is_named(said: dict[str, Any], by: str, text: str) -> None:
    found = ask(COUNTS, "half", **said)
    assert (found.layer, found.complete, found.stopped_by) == (Layer.OPEN, False, by)
    assert text in found.text


def test_the_longest_stories_are_no_proof() -> None:
    found = ask(NUMBERS, "count = 5000 and not even")
    assert (found.layer, found.complete, found.stopped_by) == (Layer.OPEN, False, "length")
    assert "No story has more than 1,000 beats" in found.text


class Interrupting(Watch):
    """A watch at the `last` look of which somebody presses Ctrl-C, or the time is up."""

    def __init__(self, last: int, error: BaseException) -> None:
        super().__init__()
        self.last, self.error = last, error

    def limited(self, limits: Limits) -> Watch:
        self._limits = limits
        return self

    def look(self) -> None:
        self.last -= 1
        if self.last < 0:
            raise self.error

    def left(self, limits: Limits | None = None, parts: int = 1) -> Limits:
        self.look()
        return super().left(limits, parts)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Stopped("seconds")])
def test_whenever_it_is_stopped_it_tells_what_is_known(error: BaseException) -> None:
    by = "interrupt" if isinstance(error, KeyboardInterrupt) else "seconds"
    world = ew.loads(CHAIN.replace("Ann wants b1\n", ""))
    layers = []
    for last in range(120):
        found = ew.why_not(world, "done", watch=Interrupting(last, error))
        layers.append(found.layer)
        assert found.text
        assert found.complete or found.stopped_by == by
    assert list(dict.fromkeys(layers)) == [Layer.OPEN, Layer.REASONS]
    assert found.complete


def test_a_way_is_not_said_to_be_the_nearest_unless_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    world = ew.loads(CHAIN.replace("Ann wants b1\n", ""))
    sure = ew.why_not(world, "done")
    monkeypatch.setattr("elsewise.explain.absence.near.MOST_STATES", 1)
    unsure = ew.why_not(world, "done")
    assert sure.miss is not None and unsure.miss is not None
    assert (sure.miss.nearest, unsure.miss.nearest) == (True, False)
    assert "This comes nearest to it;" in sure.text and "This is one way to it;" in unsure.text


def test_an_interrupt_within_a_search_is_one_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    find = ew.find

    def interrupted(problem: ew.Problem, **said: Any) -> ew.Outcome:
        return find(problem, **{**said, "report": stop})

    def stop(_progress: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("elsewise.explain.absence.searching.find", interrupted)
    found = ask(CROWD, "both", seconds=20)
    assert (found.layer, found.stopped_by) == (Layer.OPEN, "interrupt")
    assert "It was stopped." in found.text
