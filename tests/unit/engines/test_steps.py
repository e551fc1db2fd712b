"""What a step says, on every engine: who notices, what changes, who learns what and how."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from elsewise.errors import EngineError
from elsewise.problem.problem import (
    TRUE,
    ComparisonTest,
    Condition,
    Conjunction,
    FluentRead,
    MindLevels,
    Problem,
)
from elsewise.story.step import Change, How, Step
from elsewise.world.expressions import Comparison
from elsewise.world.types import Value
from engines import ENGINES
from small_problems import A, B, action, is_so, problem, set_to, trigger, worth

P, Q, N = 0, 1, 2
FACTS: dict[str, Value] = {"p": False, "q": False, "n": 0.0}
UNSEEN: tuple[Condition, ...] = (is_so(Q, True), is_so(Q, True))


Stepping = Callable[..., Step]


@pytest.fixture(params=ENGINES)
def step(request: pytest.FixtureRequest) -> Stepping:
    """Return what makes the first action of a problem happen at the start, on an engine."""

    def make(made: Problem, depth: int = 1) -> Step:
        engine = ENGINES[request.param](made, 1, None)
        found = engine.step(engine.start(), 0, depth)
        assert found.after == engine.after(engine.start(), 0)
        return found

    return make


def learnt(step: Step) -> dict[tuple[tuple[int, ...], int], tuple[Value, How, int | None]]:
    return {(one.minds, one.fluent): (one.after, one.how, one.source) for one in step.learnt}


def test_doers_did_it_and_others_saw_it(step: Stepping) -> None:
    found = step(problem(FACTS, (action("act", set_to(P, True), by=(A,)),)), 2)
    assert (found.action, found.perceivers) == (0, (A, B))
    assert found.changes == (Change(P, False, True),)
    assert learnt(found) == {
        ((A,), P): (True, How.DID, None),
        ((A, B), P): (True, How.SAW, None),
        ((B,), P): (True, How.SAW, None),
        ((B, A), P): (True, How.DID, None),
    }


def test_who_does_not_notice_it_learns_nothing(step: Stepping) -> None:
    made = problem(FACTS, (action("act", set_to(P, True), seen_by=(TRUE, is_so(Q, True))),))
    found = step(made)
    assert found.perceivers == (A,)
    assert {one.minds for one in found.learnt} == {(A,)}


def test_what_is_put_into_a_mind_is_told_by_who_else_did_it(step: Stepping) -> None:
    tell = (set_to(P, True, (B,)), set_to(N, 1.0, (A,)), set_to(Q, True, (B, A)))
    found = step(problem(FACTS, (action("tell", *tell, by=(A,)),)), 2)
    assert learnt(found) == {
        ((A,), N): (1.0, How.CONCLUDED, None),
        ((A, B), P): (True, How.TOLD, A),
        ((B,), P): (True, How.TOLD, A),
        ((B, A), N): (1.0, How.CONCLUDED, None),
        ((B, A), Q): (True, How.TOLD, A),
    }


def test_what_is_told_counts_after_what_was_seen(step: Stepping) -> None:
    made = problem(FACTS, (action("act", set_to(P, True), set_to(P, True, (B,)), by=(A,)),))
    assert learnt(step(made))[(B,), P] == (True, How.TOLD, A)


def test_surprise_says_what_was_put_right(step: Stepping) -> None:
    more = ComparisonTest(Comparison.GREATER, FluentRead((), N), FluentRead((B,), N))
    made = problem(
        {"p": True, "q": False, "n": 9.0},
        (action("act", set_to(Q, True), condition=Conjunction((is_so(P, True), more))),),
        beliefs={(A,): {P: False, N: 1.0}, (B,): {N: 2.0}},
        bounds=(0.0, 5.0),
    )
    found = step(made, 2)
    by_path = {one.minds: one.corrected for one in found.surprises}
    assert by_path[A,] == (((A,), P, True), ((A,), N, None), ((A, B), N, None))
    assert learnt(found)[(A,), P] == (True, How.CONCLUDED, None)
    assert learnt(found)[(A,), Q] == (True, How.SAW, None)
    assert all(len(minds) < 2 for one in step(made).surprises for minds, _, _ in one.corrected)


def test_triggers_are_told_in_order_mind_by_mind(step: Stepping) -> None:
    two = trigger("two", Conjunction((is_so(P, True), is_so(N, 1.0))), set_to(N, 2.0))
    one = trigger("one", Conjunction((is_so(P, True), is_so(N, 0.0))), set_to(N, 1.0))
    made = problem(FACTS, (action("act", set_to(P, True), by=(A,)),), (two, one))
    found = step(made)
    assert [(one.trigger, one.minds) for one in found.fired] == [
        *((1, (A,)), (0, (A,))),
        *((1, (B,)), (0, (B,))),
        *((1, ()), (0, ())),
    ]
    assert learnt(found)[(A,), N] == (2.0, How.CONCLUDED, None)
    assert len(step(made, 0).fired) == 2


@pytest.mark.parametrize("name", ENGINES)
def test_a_trigger_fires_in_the_state_before_it(name: str) -> None:
    one = trigger("one", Conjunction((is_so(P, True), is_so(N, 0.0))), set_to(N, 1.0))
    engine = ENGINES[name](problem(FACTS, (action("act", set_to(P, True)),), (one,)), 1, None)
    firing = engine.step(engine.start(), 0).fired[-1]
    assert engine.look(firing.state, 0).values == {"p": True, "q": False, "n": 0.0}


def test_a_trigger_teaches_only_what_it_changes(step: Stepping) -> None:
    both = trigger("both", is_so(Q, False), set_to(P, True), set_to(Q, True))
    made = problem(
        {**FACTS, "q": True}, (action("act", set_to(P, True), set_to(Q, False)),), (both,)
    )
    assert learnt(step(made)) == {((c,), P): (True, How.SAW, None) for c in (A, B)}


def test_what_comes_to_nothing_did_not_fire(step: Stepping) -> None:
    tell = trigger("tell", is_so(P, True), set_to(Q, True, (A,)))
    undo = trigger("undo", is_so(Q, True), set_to(Q, False))
    made = problem(FACTS, (action("act", set_to(P, True), seen_by=UNSEEN),), (tell, undo))
    found = step(made)
    assert (found.fired, found.learnt) == ((), ())


def test_triggers_into_minds_fire_together(step: Stepping) -> None:
    first = trigger("first", is_so(P, True), set_to(Q, True, (A,)))
    nothing = trigger("nothing", is_so(P, True), set_to(P, False, (A,)))
    second = trigger("second", is_so(P, True), set_to(N, 1.0, (A, B)))
    made = problem(
        FACTS, (action("act", set_to(P, True), seen_by=UNSEEN),), (first, nothing, second)
    )
    found = step(made, 2)
    assert [(one.trigger, one.minds) for one in found.fired] == [(0, ()), (2, ())]
    assert found.fired[0].state == found.fired[1].state
    assert learnt(found) == {
        ((A,), Q): (True, How.CONCLUDED, None),
        ((A, B), N): (1.0, How.CONCLUDED, None),
    }


def test_minds_that_are_not_kept_learn_nothing(step: Stepping) -> None:
    made = problem(FACTS, (action("act", set_to(P, True)),))
    none = replace(made, levels=MindLevels(0, (False, True), (False, False)))
    found = step(none)
    assert found.perceivers == (A, B)
    assert {one.minds for one in found.learnt} == {(B,)}


def test_utilities_are_those_in_each_mind(step: Stepping) -> None:
    made = problem(
        FACTS,
        (action("act", set_to(P, True), seen_by=(TRUE, is_so(Q, True))),),
        wants=(worth(is_so(P, True)), worth(is_so(P, True), 2.0)),
        story_wants=worth(is_so(P, True), 3.0),
    )
    assert step(made).utilities == ((0.0, 1.0), (0.0, 0.0), (0.0, 3.0))


@pytest.mark.parametrize("name", ENGINES)
def test_the_beginning_is_told_too(name: str) -> None:
    settle = trigger("settle", is_so(P, False), set_to(P, True))
    engine = ENGINES[name](problem(FACTS, (), (settle,), beliefs={(A,): {P: True}}), 1, None)
    begun = engine.begin()
    assert (begun.action, begun.perceivers, begun.surprises) == (None, (), ())
    assert begun.after == engine.start()
    assert engine.look(begun.before, 1).values["p"] is False
    assert begun.changes == (Change(P, False, True),)
    assert learnt(begun) == {((B,), P): (True, How.CONCLUDED, None)}
    assert [(one.trigger, one.minds) for one in begun.fired] == [(0, (B,)), (0, ())]


@pytest.mark.parametrize("name", ENGINES)
def test_only_what_is_possible_is_a_step(name: str) -> None:
    engine = ENGINES[name](problem(FACTS, (action("act", condition=is_so(P, True)),)), 1, None)
    with pytest.raises(EngineError):
        engine.step(engine.start(), 0)
