"""A fork is the world edited by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elsewise.engines.protocol import Engine, Handle
from elsewise.errors import UsageError, WorldError
from elsewise.explain.counterfactual.interventions import (
    Intervention,
    Stated,
    believed,
    forced,
    forked,
    skipped,
    stated,
    wanted,
)
from elsewise.grounding.grounder import ground
from elsewise.play.find import find
from elsewise.play.forks import world_after
from elsewise.play.ground import ground as finite_problem
from elsewise.problem.problem import Problem
from elsewise.samples import sample, sample_names, sample_text
from elsewise.story.limits import Limits
from elsewise.story.story import State
from elsewise.world.load import load_text
from elsewise.world.model import World
from engines import ENGINES
from random_worlds import worlds

SMOKE = sample("smoke")
LEFT = (
    "plead(Clark, Lex)",
    "climb(Lex, Tunnel, Ladder)",
    "climb(Lex, Ladder, Grass)",
    "blow()",
    "come(Lana)",
    "come(Chloe)",
    "ask(Chloe, Lex)",
    "account(Lex, Lana, tried)",
    "confirm(Chloe, Lana)",
)
EDITS = {
    "light": (
        [stated(SMOKE, "light(Tunnel), not light(Ladder)")],
        "  light(Ladder)\n  not trusts",
        "  light(Tunnel)\n  not trusts",
    ),
    "mortal": (
        [believed(SMOKE, "Lex believes mortal(Clark)")],
        "hurt him.\n    not mortal(Clark)",
        "hurt him.\n    mortal(Clark)",
    ),
    "deeper": (
        [believed(SMOKE, "Clark believes Lex believes mortal(Clark)")],
        "as a friend\n    Lex believes not mortal(Clark)",
        "as a friend\n    Lex believes mortal(Clark)",
    ),
    "minute": ([stated(SMOKE, "minute = 5")], "  minute = 4\n", "  minute = 5\n"),
    "stones": ([stated(SMOKE, "stones = stones - 1")], "  stones = 3\n", "  stones = 2\n"),
    "wants": (
        [wanted(SMOKE, "Clark wants 3 if pleaded")],
        "Lana wants\n",
        "Clark wants 3 if pleaded\nLana wants\n",
    ),
}


def problem_at(
    world: World, events: Sequence[str] = (), changes: Sequence[Intervention] = ()
) -> Problem:
    return finite_problem(forked(world, events, changes))


def by_hand(old: str, new: str) -> World:
    """Return smoke with a piece of its text replaced."""
    text = sample_text("smoke")
    if new.startswith("Clark wants"):
        old, new = (
            "3 if alive(Lex) and at(Lex) = Grass\n",
            ("3 if alive(Lex) and at(Lex) = Grass\n  3 if pleaded\n"),
        )
    assert text.count(old) == 1, old
    return load_text(text.replace(old, new), "smoke.ew")


@pytest.mark.parametrize("name", EDITS)
def test_a_fork_of_the_start_is_the_world_edited_by_hand(name: str) -> None:
    changes, old, new = EDITS[name]
    assert problem_at(SMOKE, (), changes) == ground(by_hand(old, new))


def test_without_changes_it_is_the_world_itself() -> None:
    assert forked(SMOKE) is SMOKE


def test_what_is_said_of_the_start_changes_the_minds_that_followed_it() -> None:
    problem = problem_at(SMOKE, LEFT[:1], [stated(SMOKE, "stones = 2")]).with_all_minds()
    for engine in ENGINES.values():
        running = engine(problem, 2, None)
        there = running.look(running.start(), 1)
        stones = {who: mind.values["stones"] for who, mind in there.minds.items()}
        assert there.values["stones"] == 2.0
        assert stones == {"Lex": 2.0, "Clark": 2.0, "Lana": 0.0, "Chloe": 0.0}


def test_triggers_settle_behind_a_change() -> None:
    # He sees the blood as soon as there is light where he stands.
    problem = problem_at(SMOKE, LEFT[:1], [stated(SMOKE, "light(Tunnel)")])
    running = ENGINES["kernel"](problem, 2, None)
    assert running.look(running.start(), 1).minds["Lex"].values["mortal(Clark)"] is True


def test_a_fork_in_the_middle_leads_to_another_course() -> None:
    changed = forked(SMOKE, LEFT[:1], [believed(SMOKE, "Lex believes mortal(Clark)")])
    assert find(changed, ending="left").story is None
    saved = find(changed, ending="saved").story
    assert saved is not None
    assert saved.events[0] == "free(Lex, Clark)"


def test_what_is_skipped_never_happens_again() -> None:
    changes = [skipped(SMOKE, "plead(Clark, Lex)")]
    problem = problem_at(SMOKE, (), changes)
    assert "plead(Clark, Lex)" not in {action.name for action in problem.actions}
    assert find(problem, ending="left").story is None
    one = {action.name for action in problem_at(SMOKE, (), [skipped(SMOKE, "come(Lana)")]).actions}
    assert "come(Lana)" not in one
    assert "come(Chloe)" in one
    every = problem_at(SMOKE, (), [skipped(SMOKE, "come")])
    assert not any(action.name.startswith("come(") for action in every.actions)


def test_a_trigger_can_be_skipped() -> None:
    problem = problem_at(SMOKE, (), [skipped(SMOKE, "see_blood")])
    assert not any(trigger.name.startswith("see_blood(") for trigger in problem.triggers)


def test_what_is_forced_has_happened_though_nobody_has_a_reason() -> None:
    engine = ENGINES["kernel"](ground(SMOKE), 2, None)
    number = [action.name for action in engine.problem.actions].index("push(Clark)")
    assert engine.reasons(engine.start(), number, 5) is None
    problem = problem_at(SMOKE, (), [forced("push( Clark )")])
    running = ENGINES["kernel"](problem, 2, None)
    assert running.look(running.start(), 0).values["stones"] == 2.0


@pytest.mark.parametrize("event", ["blow()", "climb(Clark, Tunnel, Ladder)", "dance()"])
def test_what_cannot_happen_cannot_be_forced(event: str) -> None:
    with pytest.raises(UsageError, match="cannot be made to happen"):
        problem_at(SMOKE, (), [forced(event)])


def test_mistakes_are_said() -> None:
    with pytest.raises(UsageError, match="no action or trigger called pled"):
        skipped(SMOKE, "pled(Clark, Lex)")
    with pytest.raises(UsageError, match=r"come is written come\(who: character\)"):
        skipped(SMOKE, "come(Tunnel)")
    with pytest.raises(UsageError, match="changes what is so"):
        believed(SMOKE, "mortal(Clark)")
    with pytest.raises(WorldError):
        stated(SMOKE, "mortal(Clarke)")
    with pytest.raises(WorldError):
        wanted(SMOKE, "Lexx wants 3")


def shown(engine: Engine, state: Handle, depth: int) -> State:
    """Return a state with all its values, those that never change too."""

    def filled(part: State) -> State:
        values = {**engine.problem.constants, **part.values}
        minds = {who: filled(mind) for who, mind in part.minds.items()}
        return State(dict(sorted(values.items())), minds)

    return filled(engine.look(state, depth))


def goes_on(engine: Engine, state: Handle, beats: int, foresight: int) -> Iterator[object]:
    """Yield everything that can happen from a state, with its reasons."""
    for action in engine.possible(state) if beats else ():
        reasons = engine.reasons(state, action, foresight)
        after = engine.after(state, action)
        if reasons is not None and after != state:
            yield engine.problem.actions[action].name, reasons
            yield shown(engine, after, 1), engine.utility(after, None), engine.utility(after, 0)
            yield tuple(goes_on(engine, after, beats - 1, foresight))


def whole(problem: Problem, depth: int) -> Engine:
    return ENGINES["kernel"](problem.with_all_minds(), depth, None)


@pytest.mark.parametrize("name", sample_names())
@pytest.mark.parametrize("beats", [1, 3])
def test_a_world_that_begins_later_goes_on_alike(name: str, beats: int) -> None:
    world = sample(name)
    story = find(world, ending=world.endings[0].name, limits=None).story
    assert story is not None
    assert_goes_on_alike(world, story.events[:beats], depth=2)


def assert_goes_on_alike(world: World, events: tuple[str, ...], depth: int) -> None:
    plain = whole(ground(world), depth)
    numbers = {action.name: number for number, action in enumerate(plain.problem.actions)}
    here = plain.start()
    for event in events:
        here = plain.after(here, numbers[event])
    later = whole(ground(world_after(world, events, depth=depth)), depth)
    least = depth + 1 + min(e.problem.levels.extra for e in (plain, later))
    assert shown(plain, here, least) == shown(later, later.start(), least)
    assert list(goes_on(plain, here, 2, 2)) == list(goes_on(later, later.start(), 2, 2))


@pytest.mark.slow
@settings(max_examples=150)
@given(worlds(), st.data())
def test_random_worlds_that_begin_later_go_on_alike(world: World, data: st.DataObject) -> None:
    events: list[str] = []
    try:
        engine = whole(ground(world), 1)
        state = engine.start()
        for _ in range(data.draw(st.integers(1, 3))):
            possible = engine.possible(state)
            if possible:
                action = data.draw(st.sampled_from(possible))
                events.append(engine.problem.actions[action].name)
                state = engine.after(state, action)
        assert_goes_on_alike(world, tuple(events), depth=1)
    except WorldError as error:
        assert error.diagnostics[0].code.name == "trigger-loop"


def test_limits_of_the_world_hold_in_its_fork() -> None:
    changes: list[Intervention] = [Stated((), "nothing")]
    assert Limits(**problem_at(SMOKE, LEFT[:2], changes).limits) == Limits(**SMOKE.limits)
