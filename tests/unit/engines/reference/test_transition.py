from __future__ import annotations

import pytest

from elsewise.engines.reference.states import StateNode
from elsewise.engines.reference.transition import TransitionSystem
from elsewise.errors import WorldError
from elsewise.problem.problem import (
    TRUE,
    ComparisonTest,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentRead,
    GroundEffect,
    MindLevels,
    Problem,
)
from elsewise.world.expressions import Comparison
from elsewise.world.types import Value
from small_problems import A, B, action, is_so, problem, set_to, trigger

P, Q, N = 0, 1, 2
FACTS: dict[str, Value] = {"p": False, "q": False, "n": 0.0}


def after(made: Problem, *actions: int, depth: int = 1) -> StateNode:
    transitions = TransitionSystem(made, depth, None)
    state = transitions.start()
    for number in actions:
        state = transitions.after(state, number)
    return state


def test_what_is_unsaid_follows_the_shorter_path() -> None:
    made = problem(FACTS, beliefs={(A,): {N: 5.0}, (B, A): {N: 7.0}})
    start = after(made, depth=2)
    expected = {(): 0.0, (A,): 5.0, (A, B): 5.0, (A, B, A): 5.0, (B,): 0.0, (B, A, B): 7.0}
    assert {path: start.with_minds(path).values[N] for path in expected} == expected


def test_all_is_read_before_anything_is_made() -> None:
    swap = action("swap", set_to(P, FluentRead((), Q)), set_to(Q, FluentRead((), P)))
    made = problem({"p": True, "q": False}, (swap,))
    assert after(made, 0).values == (False, True)


def test_of_several_effects_the_last_counts() -> None:
    under = GroundEffect(is_so(Q, True), (), N, ConstantValue(3.0))
    act = action("act", set_to(N, 1.0), set_to(N, 2.0), under)
    assert after(problem(FACTS, (act,)), 0).values[N] == 2.0
    assert after(problem({**FACTS, "q": True}, (act,)), 0).values[N] == 3.0


def test_bounds_hold_in_every_mind() -> None:
    act = action("act", set_to(N, 9.0), set_to(N, -9.0, (A,)), seen_by=(is_so(P, True),) * 2)
    state = after(problem(FACTS, (act,), bounds=(0.0, 3.0)), 0)
    assert state.values[N] == 3.0
    assert state.with_minds((A,)).values[N] == 0.0


def test_who_does_not_see_it_keeps_their_mind() -> None:
    act = action("act", set_to(P, True), seen_by=(TRUE, is_so(Q, True)))
    made = problem(FACTS, (act,))
    before, state = after(made), after(made, 0)
    assert state.minds[A] is not None
    assert state.minds[A].values[P] is True
    assert state.minds[B] is not None
    assert state.minds[B].values == before.with_minds((B,)).values
    assert state.with_minds((A, B)).values[P] is False


def test_whether_others_see_it_is_decided_in_ones_own_mind() -> None:
    act = action("act", set_to(P, True), seen_by=(TRUE, is_so(Q, True)))
    state = after(problem(FACTS, (act,), beliefs={(A,): {Q: True}}), 0)
    assert state.with_minds((B,)).values[P] is False
    assert state.with_minds((A, B)).values[P] is True


def test_surprise_takes_over_what_must_have_been_so() -> None:
    more = ComparisonTest(Comparison.GREATER, FluentRead((), N), ConstantValue(3.0))
    act = action("act", set_to(Q, True), condition=Conjunction((is_so(P, True), more)))
    facts: dict[str, Value] = {"p": True, "q": False, "n": 5.0}
    made = problem(facts, (act,), beliefs={(A,): {P: False, N: 1.0}, (B,): {P: False}})
    state = after(made, 0)
    assert state.with_minds((A,)).values == (True, True, None)
    assert state.with_minds((B,)).values == (True, True, 5.0)


def test_a_yes_no_fact_is_never_unknown_after_surprise() -> None:
    unlike = ComparisonTest(Comparison.UNEQUAL, FluentRead((), P), ConstantValue(True))
    made = problem(FACTS, (action("act", condition=unlike),), beliefs={(A,): {P: True}})
    assert after(made, 0).with_minds((A,)).values[P] is False


def test_a_definite_value_beats_unknown() -> None:
    more = ComparisonTest(Comparison.GREATER, FluentRead((), N), ConstantValue(3.0))
    for condition in (Disjunction((more, is_so(N, 5.0))), Disjunction((is_so(N, 5.0), more))):
        made = problem(
            {**FACTS, "n": 5.0}, (action("act", condition=condition),), beliefs={(A,): {N: 1.0}}
        )
        assert after(made, 0).with_minds((A,)).values[N] == 5.0


def test_surprise_reaches_the_mind_that_was_asked_about() -> None:
    act = action("act", condition=is_so(P, True, (B,)))
    beliefs = {(B,): {P: True}, (A, B): {P: False}}
    state = after(problem(FACTS, (act,), beliefs=beliefs), 0)
    assert state.with_minds((A, B)).values[P] is True
    assert state.with_minds((A,)).values[P] is False


def test_stated_beliefs_come_after_what_was_seen() -> None:
    act = action("act", set_to(P, True), set_to(P, False, (A,)), set_to(Q, FluentRead((), P), (B,)))
    state = after(problem({**FACTS, "p": True}, (act,)), 0)
    assert state.values[P] is True
    assert state.with_minds((A,)).values[P] is False
    assert state.with_minds((B,)).values[Q] is True


def test_nobody_puts_something_into_their_own_mind_in_their_own_view() -> None:
    state = after(problem(FACTS, (action("act", set_to(P, True, (A,))),)), 0, depth=2)
    assert state.with_minds((A,)).values[P] is True
    transitions = TransitionSystem(problem(FACTS, (action("act", set_to(P, True, (A,))),)), 2, None)
    mind = transitions.start().with_minds((A,))
    assert transitions.after(mind, 0).values[P] is False


def test_triggers_fire_in_order_until_nothing_changes() -> None:
    one = trigger("one", is_so(P, True), set_to(P, False), set_to(N, 1.0))
    two = trigger("two", is_so(P, True), set_to(N, 2.0))
    made = problem(FACTS, (action("act", set_to(P, True)),), (one, two))
    assert after(made, 0).values == (False, False, 1.0)
    assert after(made, 0).with_minds((A, B)).values == (False, False, 1.0)


def test_the_world_comes_first_and_minds_all_at_once() -> None:
    tell = trigger("tell", is_so(P, True), set_to(N, FluentRead((), N), (A,)))
    count = trigger("count", Conjunction((is_so(P, True), is_so(N, 0.0))), set_to(N, 4.0))
    act = action("act", set_to(P, True), seen_by=(is_so(Q, True),) * 2)
    assert after(problem(FACTS, (act,), (tell, count)), 0).with_minds((A,)).values[N] == 4.0


def test_triggers_that_go_round_are_named() -> None:
    on = trigger("on", is_so(P, False), set_to(P, True))
    off = trigger("off", is_so(P, True), set_to(P, False))
    with pytest.raises(WorldError, match=r"go round without end: off, on\."):
        after(problem(FACTS, (), (on, off, trigger("rest", is_so(Q, False), set_to(Q, True)))))


def test_beliefs_that_go_round_are_named() -> None:
    flip = trigger("flip", is_so(P, False, (A,)), set_to(P, True, (A,)))
    flop = trigger("flop", is_so(P, True, (A,)), set_to(P, False, (A,)))
    with pytest.raises(WorldError, match="flip, flop"):
        after(problem(FACTS, (), (flip, flop)))


def test_what_aims_below_the_bottom_is_dropped() -> None:
    act = action("act", set_to(P, True, (A, B, A, B)), seen_by=(is_so(Q, True),) * 2)
    made = problem(FACTS, (act,))
    transitions = TransitionSystem(made, 1, None)
    assert transitions.after(transitions.start(), 0) is transitions.start()


def test_only_minds_that_matter_are_kept() -> None:
    made = problem(FACTS, levels=MindLevels(1, (False, True), (True, False)))
    start = after(made)
    assert start.level == 3
    assert [mind is not None for mind in start.minds] == [True, True]
    assert [mind is not None for mind in start.with_minds((B, A)).minds] == [False, True]
    assert start.with_minds((B, A, B)).minds == (None, None)
