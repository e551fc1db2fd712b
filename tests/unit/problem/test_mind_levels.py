"""How deep minds must be kept, and whose."""

from __future__ import annotations

from pathlib import Path

import pytest

from elsewise.grounding.grounder import ground
from elsewise.problem.problem import MindLevels
from elsewise.sabre.load import load_text
from elsewise.world.expressions import And, Constant, Expression, If, Together
from elsewise.world.model import Ending, EventRule, EverySeer, World
from hand_made import (
    NUMBER,
    action,
    both,
    cmp,
    eq,
    fact,
    let,
    mind,
    read,
    trigger,
    var,
    world,
)
from peer_files import PROBLEMS, needs_peer_files

RAIN = fact("rain")
WET = fact("wet")
TIME = fact("time", values=NUMBER)
START = (mind("Ann", let(read(RAIN), True)),)


def toggle(who: str = "Ann", **more: object) -> EventRule:
    """An action of one character that changes everything; without it all would be constant."""
    effects = Together(
        (let(read(RAIN), cmp(read(TIME), "<", 1.0)), let(read(WET), True), let(read(TIME), 1.0))
    )
    return action("toggle", effect=effects, by=(Constant(who),), **more)


def believes(*minds: str) -> Expression:
    made: object = read(RAIN)
    for who in reversed(minds):
        made = mind(who, made)
    return made  # type: ignore[return-value]


def levels(*actions: EventRule, triggers: tuple[EventRule, ...] = (), **more: object) -> MindLevels:
    return ground(world((RAIN, WET, TIME), actions, triggers, start=START, **more)).levels  # type: ignore[arg-type]


def test_nothing_looks_into_minds() -> None:
    assert levels(toggle()) == MindLevels(0, (False, False), (True, False))


def test_conditions_of_actions_count_in_full() -> None:
    assert levels(toggle(condition=believes("Ben"))) == MindLevels(1, (False, True), (True, False))
    deep = toggle(condition=believes("Ben", "Ann"))
    assert levels(deep) == MindLevels(2, (True, True), (True, False))


def test_who_sees_counts_for_those_whose_mind_is_kept() -> None:
    c = var("c")
    asked = EverySeer(c, believes("Ben"))
    assert levels(toggle(seen_by=(asked,))) == MindLevels(1, (False, True), (True, False))
    only_ben = EverySeer(c, both(eq(c, "Ben"), believes("Ann")))
    assert levels(toggle(seen_by=(only_ben,))) == MindLevels(0, (False, False), (True, False))


def test_wants_count_but_for_ones_own_mind() -> None:
    assert levels(toggle(), wants={"Ann": (believes("Ben"),)}).extra == 1
    assert levels(toggle(), wants={"Ann": (believes("Ann"),)}) == MindLevels(
        0, (False, False), (True, False)
    )
    assert levels(toggle(), wants={"Ann": (believes("Ann", "Ben"),)}).asked == (False, True)
    # Nobody asks Ben for a reason, so his wants are never looked at.
    assert levels(toggle(), wants={"Ben": (believes("Ann"),)}).extra == 0


def test_the_story_and_endings_count() -> None:
    assert levels(toggle(), story_wants=(believes("Ben"),)).extra == 1
    assert levels(toggle(), endings=(Ending("e", believes("Ben", "Ann")),)).extra == 2


def test_effects_count_for_what_they_look_deeper_than_they_write() -> None:
    def effect(*target: str, looks: tuple[str, ...]) -> EventRule:
        made: object = let(_in(target, read(WET)), believes(*looks))
        return action("tell", effect=made, by=(Constant("Ann"),))

    def _in(minds: tuple[str, ...], body: object) -> object:
        for who in reversed(minds):
            body = mind(who, body)
        return body

    assert levels(toggle(), effect(looks=("Ben",))) == MindLevels(1, (False, True), (True, False))
    assert levels(toggle(), effect("Ann", looks=("Ann",))) == MindLevels(
        0, (False, False), (True, False)
    )
    assert levels(toggle(), effect("Ann", looks=("Ben",))) == MindLevels(
        0, (False, True), (True, False)
    )
    assert levels(toggle(), effect("Ann", looks=("Ann", "Ben"))) == MindLevels(
        1, (False, True), (True, False)
    )
    # Ben's mind is not kept: nothing is written there, so nothing need be read for it.
    assert levels(toggle(), effect("Ben", looks=("Ann", "Ben"))) == MindLevels(
        0, (False, False), (True, False)
    )


def test_a_trigger_that_only_changes_minds_does_not_count() -> None:
    who = var("who")
    see = trigger(
        "see",
        who,
        condition=And((read(WET), cmp(mind(who, read(RAIN)), "!=", read(RAIN)))),
        effect=let(mind(who, read(RAIN)), read(RAIN)),
    )
    assert levels(toggle(), triggers=(see,)) == MindLevels(0, (False, False), (True, False))
    deep = trigger(
        "see", condition=believes("Ann", "Ben"), effect=let(mind("Ann", read(WET)), True)
    )
    assert levels(toggle(), triggers=(deep,)) == MindLevels(1, (False, True), (True, False))


def test_a_trigger_that_changes_the_world_counts_in_full() -> None:
    effects = Together((let(read(WET), True), let(mind("Ann", read(WET)), True)))
    both_ways = trigger("t", condition=believes("Ann"), effect=effects)
    assert levels(toggle(), triggers=(both_ways,)) == MindLevels(1, (True, False), (True, False))
    guarded = trigger("t", condition=And(()), effect=If(believes("Ben"), let(read(WET), True)))
    assert levels(toggle(), triggers=(guarded,)) == MindLevels(1, (False, True), (True, False))


@needs_peer_files
@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_only_two_of_the_peers_problems_look_into_minds(path: Path) -> None:
    deep: World = load_text(path.read_text("utf-8"), path.name)
    assert ground(deep).levels.extra == (path.stem in ("lovers", "gramma"))
