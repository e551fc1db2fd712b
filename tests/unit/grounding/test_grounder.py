"""From a world to its finite problem: what is kept, in which order, and what is left out."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from elsewise.diagnostics.catalogue import grounding as codes
from elsewise.errors import WorldError
from elsewise.grounding import instances
from elsewise.grounding.grounder import ground
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Conjunction,
    ConstantValue,
    Fluent,
    FluentKind,
    FluentRead,
    GroundEffect,
    IfElse,
)
from elsewise.problem.problem_file import to_json
from elsewise.world.expressions import (
    NOTHING,
    Arithmetic,
    Calculate,
    Comparison,
    Constant,
    If,
    IsType,
    Not,
    Together,
)
from elsewise.world.model import Ending, EventRule, EverySeer, World
from elsewise.world.types import NumberType
from hand_made import (
    CHARACTER,
    NUMBER,
    PLACE,
    YES_NO,
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

AT = fact("at", CHARACTER, values=PLACE)
PATH = fact("path", PLACE, PLACE)
RAIN = fact("rain")
WET = fact("wet")
TIME = fact("time", values=NUMBER)
WHO, OTHER = var("who"), var("other")
FROM, TO = var("from", PLACE), var("to", PLACE)
PLACES = ("Home", "Shop", "Park")
EQUAL = Comparison.EQUAL


def walk(**more: object) -> EventRule:
    more = {"by": (WHO,)} | more
    condition = both(read(PATH, FROM, TO), eq(read(AT, WHO), FROM))
    return action("walk", WHO, FROM, TO, condition=condition, effect=let(read(AT, WHO), TO), **more)


AT_HOME = tuple(let(read(AT, who), "Home") for who in ("Ann", "Ben"))
THERE_AND_BACK = (let(read(PATH, "Home", "Shop"), True), let(read(PATH, "Shop", "Home"), True))


def names(events: tuple[object, ...]) -> list[str]:
    return [event.name for event in events]  # type: ignore[attr-defined]


def walking() -> World:
    return world((AT, PATH), (walk(),), places=PLACES, start=(*AT_HOME, *THERE_AND_BACK))


# -- what is there ----------------------------------------------------------------------------


def test_events_stand_in_order_and_only_where_facts_allow() -> None:
    problem = ground(walking())
    assert names(problem.actions) == [
        "walk(Ann, Home, Shop)",
        "walk(Ann, Shop, Home)",
        "walk(Ben, Home, Shop)",
        "walk(Ben, Shop, Home)",
    ]
    first = problem.actions[0]
    assert first.condition == ComparisonTest(EQUAL, FluentRead((), 0), ConstantValue("Home"))
    assert first.effects == (GroundEffect(TRUE, (), 0, ConstantValue("Shop")),)
    assert first.arguments == ("Ann", "Home", "Shop")
    assert (first.rule, first.by, first.seen_by) == (0, (0,), (TRUE, TRUE))


def test_constant_facts_are_kept_aside() -> None:
    problem = ground(walking())
    assert problem.fluents == tuple(
        Fluent(f"at({who})", "at", (who,), FluentKind.ENTITY) for who in ("Ann", "Ben")
    )
    assert problem.start == {(): {0: "Home", 1: "Home"}}
    assert problem.constants["path(Home, Shop)"] is True
    assert len(problem.constants) == 9


def test_without_simplifying_everything_is_there() -> None:
    problem = ground(walking(), simplify=False)
    assert len(problem.actions) == 2 * 3 * 3
    assert len(problem.fluents) == 11
    assert problem.constants == {}


def test_wants_are_added_up_from_the_left() -> None:
    wants = (read(TIME), Constant(2.0), eq(read(AT, "Ann"), "Shop"), Constant(1.0))
    start = (*AT_HOME, *THERE_AND_BACK)
    pass_time = action(
        "wait", effect=let(read(TIME), Calculate(Arithmetic.ADD, read(TIME), Constant(1.0)))
    )
    problem = ground(
        world(
            (AT, PATH, TIME), (walk(), pass_time), places=PLACES, start=start, wants={"Ben": wants}
        )
    )
    shop = IfElse(
        ComparisonTest(EQUAL, FluentRead((), 0), ConstantValue("Shop")),
        ConstantValue(1.0),
        ConstantValue(0.0),
    )
    add = Arithmetic.ADD
    total = BinaryOperation(add, BinaryOperation(add, FluentRead((), 2), ConstantValue(2.0)), shop)
    assert problem.wants == (ConstantValue(0.0), BinaryOperation(add, total, ConstantValue(1.0)))
    assert problem.story_wants == ConstantValue(0.0)


def test_endings_keep_their_order_and_fold() -> None:
    endings = (
        Ending("z", eq(read(AT, "Ann"), "Shop")),
        Ending("a", read(PATH, "Home", "Shop")),
        Ending("never", eq(read(AT, "Ann"), "Park")),
    )
    start = (*AT_HOME, *THERE_AND_BACK)
    problem = ground(world((AT, PATH), (walk(),), places=PLACES, start=start, endings=endings))
    assert list(problem.endings) == ["z", "a", "never"]
    assert problem.endings["z"] == ComparisonTest(EQUAL, FluentRead((), 0), ConstantValue("Shop"))
    assert problem.endings["a"] is TRUE
    assert problem.endings["never"] is FALSE


def test_borders_of_numbers_stand_in_the_fluents() -> None:
    few = fact("few", values=NumberType(0.0, 3.0))
    more = action(
        "more", effect=let(read(few), Calculate(Arithmetic.ADD, read(few), Constant(1.0)))
    )
    problem = ground(world((few,), (more,)))
    assert problem.fluents == (Fluent("few", "few", (), FluentKind.NUMBER, 0.0, 3.0),)


def test_parameters_may_be_fixed_or_yes_no() -> None:
    lamp = fact("lamp", "Home")
    switch = action(
        "switch",
        Constant("Ann"),
        var("on", YES_NO),
        effect=let(read(lamp, "Home"), var("on", YES_NO)),
    )
    problem = ground(world((lamp,), (switch,)))
    assert names(problem.fluents) == ["lamp(Home)"]
    assert names(problem.actions) == ["switch(Ann, no)", "switch(Ann, yes)"]
    assert problem.actions[1].effects[0].value == ConstantValue(True)


# -- who does and sees ------------------------------------------------------------------------


def seen(seen_by: object) -> tuple[object, ...]:
    start = (*AT_HOME, *THERE_AND_BACK)
    rule = walk(seen_by=seen_by)
    return ground(world((AT, PATH), (rule,), places=PLACES, start=start)).actions[0].seen_by


def test_who_sees_an_event() -> None:
    ann_home, ben_home = (
        ComparisonTest(EQUAL, FluentRead((), c), ConstantValue("Home")) for c in (0, 1)
    )
    near = EverySeer(var("c"), eq(read(AT, var("c")), FROM))
    assert seen(None) == (TRUE, TRUE)
    assert seen(()) == (FALSE, FALSE)
    assert seen((WHO,)) == (TRUE, FALSE)
    assert seen((near,)) == (ann_home, ben_home)
    assert seen((WHO, near)) == (TRUE, ben_home)
    assert seen((EverySeer(var("c"), None),)) == (TRUE, TRUE)
    assert seen((Constant("Home"),)) == (FALSE, FALSE)


def test_each_consenter_is_named_once_in_the_order_of_the_text() -> None:
    meet = action("meet", WHO, OTHER, effect=let(read(RAIN), True), by=(OTHER, WHO, OTHER))
    assert [e.by for e in ground(world((RAIN,), (meet,))).actions] == [(0,), (1, 0), (0, 1), (1,)]


def test_nobody_sees_a_trigger() -> None:
    wet = trigger("soak", condition=both(read(RAIN), Not(read(WET))), effect=let(read(WET), True))
    rain = action("rain", effect=let(read(RAIN), True))
    (event,) = ground(world((RAIN, WET), (rain,), (wet,))).triggers
    assert (event.name, event.seen_by, event.by) == ("soak()", (), ())


# -- what is left out -------------------------------------------------------------------------


def test_what_can_never_be_reached_is_left_out() -> None:
    start = (*AT_HOME, *THERE_AND_BACK)
    swim = action("swim", condition=eq(read(AT, "Ann"), "Park"), effect=let(read(WET), True))
    dry = action("dry", condition=read(WET), effect=let(read(WET), False))
    problem = ground(world((AT, PATH, WET), (walk(), swim, dry), places=PLACES, start=start))
    assert {e.rule for e in problem.actions} == {0}
    assert problem.constants["wet"] is False


def test_what_somebody_believes_can_be_reached() -> None:
    """Ann thinks she is in the park: in her mind, swimming is possible, and so it stays."""
    start = (*AT_HOME, *THERE_AND_BACK, mind("Ann", let(read(AT, "Ann"), "Park")))
    swim = action("swim", condition=eq(read(AT, "Ann"), "Park"), effect=let(read(WET), True))
    problem = ground(world((AT, PATH, WET), (walk(), swim), places=PLACES, start=start))
    assert "swim()" in names(problem.actions)
    assert problem.start[(0,)] == {0: "Park"}


def test_a_fluent_that_minds_disagree_about_is_no_constant() -> None:
    problem = ground(world((RAIN, WET), start=(mind("Ann", let(read(RAIN), True)),)))
    assert names(problem.fluents) == ["rain"]
    assert problem.start == {(): {0: False}, (0,): {0: True}}
    assert problem.constants == {"wet": False}


def test_what_is_said_of_a_mind_stays_said_even_if_it_is_the_same() -> None:
    """It matters for minds within minds, and once the fluent is told to somebody else."""
    start = (
        mind("Ann", let(read(RAIN), True)),
        mind("Ann", mind("Ben", let(read(RAIN), False))),
        mind("Ben", let(read(RAIN), False)),
    )
    assert ground(world((RAIN,), start=start)).start == {
        (): {0: False},
        (0,): {0: True},
        (1,): {0: False},
        (0, 1): {0: False},
    }


def test_an_effect_on_a_belief_stays_though_the_world_never_changes() -> None:
    """The peer loses such an effect if no condition asks about it."""
    lie = action("lie", effect=let(mind("Ben", read(RAIN)), True), by=(Constant("Ann"),))
    problem = ground(world((RAIN,), (lie,)))
    assert problem.actions[0].effects == (GroundEffect(TRUE, (1,), 0, ConstantValue(True)),)
    # Also where it would tell what everybody knows, while somebody may forget it.
    unlearn = action("forget", effect=let(mind("Ben", read(WET)), False))
    remind = action("remind", effect=let(mind("Ben", read(WET)), True))
    problem = ground(world((WET,), (unlearn, remind), start=(let(read(WET), True),)))
    assert names(problem.actions) == ["forget()", "remind()"]


def test_effects_that_can_never_apply_or_change_anything_are_left_out() -> None:
    effect = Together(
        (
            If(read(WET), let(read(TIME), 9.0)),
            let(read(WET), False),
            let(read(RAIN), True),
        )
    )
    problem = ground(world((RAIN, WET, TIME), (action("a", effect=effect),)))
    assert problem.actions[0].effects == (GroundEffect(TRUE, (), 0, ConstantValue(True)),)
    assert problem.constants == {"wet": False, "time": 0.0}


def test_an_event_without_effect_is_left_out_unless_it_can_teach_somebody() -> None:
    rain = action("rain", effect=let(read(RAIN), True))
    nothing = action("nothing", effect=NOTHING)
    hidden = action("hidden", condition=read(RAIN), seen_by=())
    lesson = action("lesson", condition=read(RAIN))
    idle = trigger("idle", condition=read(RAIN))
    problem = ground(world((RAIN,), (rain, nothing, hidden, lesson), (idle,)))
    assert names(problem.actions) == ["rain()", "lesson()"]
    assert problem.triggers == ()


def test_surprise_may_make_a_value_unknown() -> None:
    """Whoever sees Ben leave "not home" without knowing where he was, knows that no more."""
    hop = action(
        "hop", condition=cmp(read(AT, "Ben"), "!=", "Home"), effect=let(read(AT, "Ben"), "Home")
    )
    lost = action("lost", condition=eq(read(AT, "Ben"), None), effect=let(read(RAIN), True))
    start = (let(read(AT, "Ben"), "Shop"), let(read(AT, "Ann"), "Shop"))
    believing = (*start, mind("Ann", let(read(AT, "Ben"), "Home")))
    assert "lost()" in names(ground(world((AT, RAIN), (hop, lost), start=believing)).actions)
    unseen = action("hop", condition=hop.condition, effect=hop.effect, seen_by=())
    assert "lost()" not in names(ground(world((AT, RAIN), (unseen, lost), start=believing)).actions)


def test_numbers_are_followed_as_far_as_they_go() -> None:
    more = Calculate(Arithmetic.ADD, read(TIME), Constant(1.0))
    tick = action("tick", condition=cmp(read(TIME), "<", 3.0), effect=let(read(TIME), more))
    three = action("three", condition=eq(read(TIME), 3.0), effect=let(read(RAIN), True))
    assert "three()" in names(ground(world((TIME, RAIN), (tick, three))).actions)
    endless = action("tick", effect=let(read(TIME), more))
    late = action("late", condition=cmp(read(TIME), ">", 1e6), effect=let(read(RAIN), True))
    early = action("early", condition=cmp(read(TIME), "<", 0.0), effect=let(read(RAIN), True))
    problem = ground(world((TIME, RAIN), (endless, late, early)))
    assert names(problem.actions) == ["tick()", "late()"]


def test_contradictory_conditions_are_left_out() -> None:
    torn = action(
        "torn",
        condition=both(eq(read(AT, "Ann"), "Home"), eq(read(AT, "Ann"), "Shop")),
        effect=let(read(RAIN), True),
    )
    rain = action("rain", effect=let(read(RAIN), True))
    assert names(ground(world((AT, RAIN), (rain, torn), start=AT_HOME)).actions) == ["rain()"]


def test_what_always_holds_is_taken_out_of_conditions() -> None:
    start = (*AT_HOME, *THERE_AND_BACK)
    condition = both(cmp(read(AT, "Ann"), "!=", "Park"), Not(read(WET)), read(RAIN))
    stay = action("stay", condition=condition, effect=let(read(RAIN), False))
    rain = action("rain", effect=let(read(RAIN), True))
    problem = ground(world((AT, PATH, RAIN, WET), (walk(), stay, rain), places=PLACES, start=start))
    (found,) = (a for a in problem.actions if a.name == "stay()")
    assert found.condition == ComparisonTest(EQUAL, FluentRead((), 2), ConstantValue(True))


def test_conditions_are_shared() -> None:
    listen = action(
        "listen",
        WHO,
        FROM,
        condition=both(read(RAIN), eq(read(AT, WHO), FROM)),
        effect=let(read(RAIN), False),
    )
    rain = action("rain", effect=let(read(RAIN), True))
    start = (*AT_HOME, *THERE_AND_BACK)
    problem = ground(world((AT, PATH, RAIN), (walk(), rain, listen), places=PLACES, start=start))
    conditions = [a.condition for a in problem.actions if a.name.startswith("listen")]
    assert len(conditions) == 4
    assert all(isinstance(c, Conjunction) for c in conditions)
    assert len({id(c.parts[0]) for c in conditions}) == 1  # type: ignore[union-attr]


# -- limits -----------------------------------------------------------------------------------


def test_too_many_events_are_an_error_that_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances, "MOST_EVENTS", 10)
    rule = action("say", WHO, FROM, TO, effect=let(read(RAIN), True))
    with pytest.raises(WorldError) as caught:
        ground(world((RAIN,), (rule,), places=PLACES))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code is codes.TOO_MANY_EVENTS
    assert diagnostic.message == "`say` can happen in more than 10 ways (who: 2, from: 3, to: 3)."


def test_too_many_fluents_are_an_error_that_says_which() -> None:
    places = tuple(f"P{n}" for n in range(130))
    with pytest.raises(WorldError) as caught:
        ground(world((fact("far", PLACE, PLACE, PLACE),), places=places))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code is codes.TOO_MANY_FLUENTS
    assert "`far` stands for 2,197,000 fluents" in diagnostic.message


# -- the same always --------------------------------------------------------------------------


def rich() -> World:
    """A world in which sets of values, minds and seers all play a part."""
    near = EverySeer(var("c"), IsType(read(AT, var("c")), "place"))
    doubt = trigger(
        "doubt",
        WHO,
        condition=both(read(RAIN), cmp(mind(WHO, read(AT, "Ann")), "!=", read(AT, "Ann"))),
        effect=let(mind(WHO, read(AT, "Ann")), None),
    )
    more = Calculate(Arithmetic.ADD, read(TIME), Constant(1.0))
    rain = action(
        "rain", effect=Together((let(read(RAIN), Not(read(RAIN))), let(read(TIME), more)))
    )
    lie = mind("Ben", mind("Ann", let(read(AT, "Ben"), "Park")))
    return world(
        (AT, PATH, RAIN, TIME, WET),
        (walk(seen_by=(near,)), rain),
        (doubt,),
        places=PLACES,
        start=(*AT_HOME, *THERE_AND_BACK, lie, mind("Ann", let(read(RAIN), True))),
        wants={"Ann": (read(TIME),), "Ben": (read(RAIN),)},
        endings=(Ending("wet", read(RAIN)), Ending("late", cmp(read(TIME), ">", 3.0))),
    )


PROGRAM = """
import hashlib, sys
sys.path[:0] = {path!r}
from test_grounder import rich
from elsewise.problem.problem_file import to_json
from elsewise.grounding.grounder import ground
print(hashlib.sha256(to_json(ground(rich()))).hexdigest())
"""


def test_the_same_world_gives_the_same_bytes_in_every_process() -> None:
    here = Path(__file__)
    path = [str(here.parent), str(here.parents[2]), str(here.parents[3] / "src")]
    expected = hashlib.sha256(to_json(ground(rich()))).hexdigest()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM.format(path=path)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == expected
