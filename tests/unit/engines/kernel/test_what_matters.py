"""Numbers are as near as places, and what makes no difference costs nothing."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.story.limits import MODES, Mode, Status

WELL = """
world Well
type bucket
type window
character Uta (she), Vic (he)
bucket red, blue
window w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15, w16, w17, w18
fact shut(window)
fact water: 0 to 9
fact price: number
fact sold
action shut_one(Vic, which: window)
  if not shut(which)
  then shut(which)
  by Vic
action air(which: window)
  if shut(which)
  then not shut(which)
action draw(Uta)
  if water < 9
  then water = water + 1
  by Uta
action haul(Uta, using: bucket)
  if water < 8
  then water = water + 2
  by Uta
action raise_price
  then price = price + 3
action sell(Uta)
  if water > 6 and price - 1 >= 7 and not sold
  then sold
  by Uta
Uta wants 1 if water >= 1, 1 if water >= 4, 1 if water >= 7, 5 if sold
Vic wants shut(w1)
ending rich if sold
ending dry if water < 0
ending cheap if price < 0
limits length 12, foresight 4, depth 1
"""


@pytest.mark.parametrize("mode", MODES)
def test_a_goal_of_numbers_is_walked_to(mode: Mode) -> None:
    outcome = ew.find(ew.loads(WELL), ending="rich", mode=mode, seconds=20)
    assert outcome.status is Status.FOUND
    assert outcome.story is not None
    # Four times two buckets, three times the price, and the sale.
    assert len(outcome.story.beats) == 8
    assert not [beat for beat in outcome.story.beats if "w1" in beat.event]
    assert outcome.statistics.states < 2000


def test_what_numbers_cannot_reach_is_excluded_at_once() -> None:
    for ending in ("dry", "cheap"):
        outcome = ew.find(ew.loads(WELL), ending=ending, length=40, seconds=20)
        assert outcome.status is Status.NONE
        assert outcome.statistics.states < 10


QUAY = """
world Quay
"Two steps and it is done, but Lea could dream up endless favours."
type crew
character Lea (she), Max (he)
crew c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14
fact tied
fact signalled
fact favours(crew): number
action signal(Lea)
  if not signalled
  then signalled
  by Lea
action tie_up(Lea)
  if signalled and not tied
  then tied
  by Lea
action tie(Max)
  if signalled and not tied
  then tied
  by Max
action favour(Lea, one: crew)
  then favours(one) = favours(one) + 1
  by Lea
Lea wants 1 if signalled, 5 if (sum of crew c: favours(c)) > 8
Max wants tied
ending fast if tied
limits length 6, foresight 9, depth 1
"""


@pytest.mark.parametrize("mode", MODES)
def test_a_story_as_short_as_the_bound_is_the_shortest_at_once(mode: Mode) -> None:
    outcome = ew.find(ew.loads(QUAY), ending="fast", mode=mode, seconds=20)
    assert outcome.story is not None
    assert [beat.event for beat in outcome.story.beats] == ["signal(Lea)", "tie(Max)"]
    assert outcome.proven_shortest
    assert outcome.at_least == 2
    assert outcome.statistics.transitions < 40_000
