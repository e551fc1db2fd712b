"""Several stories are different stories, not one in several orders."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import elsewise as ew

KITES = """\
world Kites
type colour
character Ada, Ben, Cleo
colour Red, Blue
fact kite(character): colour
fact flown(character)
action make(who: character, what: colour)
  if kite(who) = ?
  then kite(who) = what
  by who
action fly(who: character)
  if not kite(who) = ? and not flown(who)
  then flown(who)
  by who
start
  every character c: kite(c) = ?
every character c wants flown(c)
ending all_fly
  if every character c: flown(c)
limits length 6, foresight 2, depth 1
"""
SUMS = """\
world Sums
character Ann
fact number: 0 to 9
fact added
fact doubled
start
  number = 1
action add
  if not added
  then number = number + 1, added
action double
  if not doubled
  then number = number * 2, doubled
ending both
  if added and doubled
limits length 2
"""


@pytest.fixture(scope="module")
def kites():
    return ew.loads(KITES)


def deeds(story):
    return frozenset(Counter(story.events).items())


def test_different_stories_come_first(kites):
    found = ew.find(kites, ending="all_fly", most=8)
    assert len(found.stories) == 8
    assert len({deeds(story) for story in found.stories}) == 8
    assert found.orders > 0
    assert "only tell the same deeds in another order" in str(found)
    for story in found.stories:
        assert ew.validate(kites, story) is None


def test_no_story_is_lost_but_orders(kites):
    every = ew.find(kites, ending="all_fly", most=5000, orders=True)
    assert every.orders == 0
    assert len(every.stories) == 8 * 90
    found = ew.find(kites, ending="all_fly", most=100)
    assert len(found.stories) == 8
    assert {deeds(story) for story in found.stories} == {deeds(s) for s in every.stories}
    assert found.orders == 8 * 90 - 8
    assert found.stories[0] == every.stories[0]
    assert found.proven_shortest


def test_an_order_that_makes_a_difference_is_another_story():
    found = ew.find(ew.loads(SUMS), ending="both", most=5)
    assert [story.events for story in found.stories] == [
        ("add()", "double()"),
        ("double()", "add()"),
    ]
    assert found.orders == 0


@pytest.mark.parametrize("engine", ["kernel", "reference"])
def test_from_a_situation_and_by_both_engines(kites, engine):
    here = ew.begin(kites, engine=engine).after("make(Ada, Blue)").after("fly(Ada)")
    found = here.find(ending="all_fly", most=3)
    assert len({deeds(story) for story in found.stories}) == 3
    assert len(here.find(ending="all_fly", most=3, orders=True).stories) == 3


def test_a_limit_keeps_what_was_found(kites):
    stopped = ew.find(kites, ending="all_fly", most=8, seconds=0)
    assert stopped.status is ew.Status.STOPPED
    cut = ew.find(kites, ending="all_fly", most=8, states=60)
    assert cut.stopped_by == "states"
    assert len({deeds(story) for story in cut.stories}) == len(cut.stories)


def test_the_command(capsys, tmp_path):
    from elsewise.cli.main import main

    file = tmp_path / "kites.ew"
    file.write_text(KITES, "utf-8")
    for words, different in ([], 3), (["--orders"], 1):
        code = main(["find", str(file), "--ending", "all_fly", "--most", "3", "--json", *words])
        assert code == 0
        made = json.loads(capsys.readouterr().out)
        told = [frozenset(beat["event"] for beat in s["beats"]) for s in made["stories"]]
        assert len(told) == 3
        assert len(set(told)) == different
        assert (made["orders"] > 0) is (not words)
