"""What is said to make a search quicker did so when it was tried."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.explain import speed
from elsewise.explain.speed import what_would_help

HOUSE = """
world House
type lamp, floor
character Ann
lamp L0, L1, L2, L3, L4, L5, L6, L7, L8, L9, L10, L11, L12, L13, L14, L15, L16, L17, L18, L19
floor Hall, Stairs, Roof
fact lit(lamp)
fact at(Ann): floor
start at(Ann) = Hall
action light(which: lamp)
  if not lit(which)
  then lit(which)
action go(from: floor, to: floor)
  if at(Ann) = from and (from = Hall and to = Stairs or from = Stairs and to = Roof)
  then at(Ann) = to
ending up if at(Ann) = Roof
ending bright if every lamp l: lit(l)
limits length 24, foresight 1, depth 0
"""


def said(text: str, ending: str | None = None, **limits: int) -> tuple[str, ...]:
    problem = ew.ground(ew.loads(text))
    return what_would_help(problem, ew.effective_limits(problem, **limits), ending)


def test_events_that_make_no_difference_are_counted():
    (sentence,) = said(HOUSE, "up")
    assert sentence.startswith(
        "20 of 22 events (light) make no difference for the ending up: without them, all stories "
        "of 24 beats were looked at in the time that it takes for "
    )
    assert said(HOUSE) == ()  # each is for some ending


def test_nothing_is_said_that_did_not_help():
    small = HOUSE.replace(
        "L0, L1, L2, L3, L4, L5, L6, L7, L8, L9, L10, L11, L12, L13, L14, L15, L16, L17, L18, L19",
        "L0",
    )
    assert said(small, "up") == ()


def test_less_foresight_and_depth_are_named_if_they_helped(monkeypatch: pytest.MonkeyPatch):
    def pace(_problem: object, limits: ew.Limits) -> float:
        return 1000.0 / limits.foresight**2 / (limits.depth + 10)

    monkeypatch.setattr(speed, "_pace", pace)
    assert said(HOUSE, foresight=5, depth=3) == (
        "With a foresight of 3 instead of 5, 3 times as many states were looked at in the same "
        "time; stories that need more are lost.",
    )
    assert said(HOUSE, foresight=9, depth=3) == ()
