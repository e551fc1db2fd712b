from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings

from elsewise.engines.reference.reasons import Reasons
from elsewise.engines.reference.states import StateNode
from elsewise.engines.reference.transition import TransitionSystem
from elsewise.errors import WorldError
from elsewise.problem.problem import (
    TRUE,
    BinaryOperation,
    ConstantValue,
    FluentRead,
    GroundEffect,
    Problem,
)
from elsewise.world.expressions import Arithmetic
from small_problems import A, B, action, is_so, problem, set_to, worth
from strategies import problems

P, Q, N = 0, 1, 2
FACTS = {"p": False, "q": False, "n": 0.0}


def reasons_of(made: Problem, depth: int = 1) -> tuple[Reasons, StateNode]:
    transitions = TransitionSystem(made, depth, None)
    return Reasons(transitions), transitions.start()


def climbing(goal: float) -> Problem:
    more = BinaryOperation(Arithmetic.ADD, FluentRead((), N), ConstantValue(1.0))
    climb = action("climb", GroundEffect(TRUE, (), N, more), by=(A,))
    return problem(FACTS, (climb,), wants=(worth(is_so(N, goal)), ConstantValue(0.0)))


def test_a_plan_may_have_as_many_actions_as_foresight() -> None:
    reasons, start = reasons_of(climbing(3.0))
    assert not reasons.explained(start, 0, 0)
    assert not reasons.explained(start, 0, 2)
    assert reasons.explained(start, 0, 3)
    assert not reasons.explained(start, 0, 2)  # also when a longer plan is known
    mind = start.minds[A]
    assert mind is not None
    plan = reasons.plan(mind, 0, 5)
    assert plan is not None
    assert (plan.horizon, plan.actions) == (3, (0, 0, 0))


def test_at_the_deepest_level_a_plan_has_one_action() -> None:
    reasons, start = reasons_of(climbing(1.0), depth=0)
    assert reasons.explained(start, 0, 3)
    reasons, start = reasons_of(climbing(2.0), depth=0)
    assert not reasons.explained(start, 0, 3)


def test_who_does_not_believe_it_possible_does_not_consent() -> None:
    act = action("act", set_to(Q, True), by=(A,), condition=is_so(P, False))
    made = problem(FACTS, (act,), beliefs={(A,): {P: True}}, wants=(worth(is_so(Q, True)),) * 2)
    reasons, start = reasons_of(made)
    assert not reasons.explained(start, 0, 3)


def test_an_unknown_utility_is_no_gain() -> None:
    act = action("act", set_to(N, None), by=(A,))
    gain = action("gain", set_to(N, 1.0), by=(A,))
    reasons, start = reasons_of(
        problem(FACTS, (act, gain), wants=(FluentRead((), N), ConstantValue(0.0)))
    )
    assert not reasons.explained(start, 0, 3)
    assert reasons.explained(start, 1, 3)
    unknown = {**FACTS, "n": None}
    reasons, start = reasons_of(
        problem(unknown, (act, gain), wants=(FluentRead((), N), ConstantValue(0.0)))
    )
    assert not reasons.explained(start, 1, 3)


JOINT = action("joint", set_to(P, True), by=(A, B))
FINISH = action("finish", set_to(Q, True), by=(B,), condition=is_so(P, True))
WANTS = (worth(is_so(P, True)), worth(is_so(Q, True)))


def test_the_first_action_needs_no_reason_of_the_others_in_ones_own_view() -> None:
    reasons, start = reasons_of(problem(FACTS, (JOINT,), wants=WANTS))
    assert reasons.consents(start, A, 0, 3)
    assert not reasons.explained(start, 0, 3)


def test_later_actions_need_the_reasons_of_the_others() -> None:
    finish_wanted = (worth(is_so(Q, True)), worth(is_so(Q, True)))
    reasons, start = reasons_of(problem(FACTS, (JOINT, FINISH), wants=finish_wanted))
    assert reasons.explained(start, 0, 3)
    values = reasons.reasons(start, 0, 3)
    assert values is not None
    plan = values["A"].plan
    assert [planned.event for planned in plan] == ["joint", "finish"]
    assert list(plan[0].reasons) == []
    assert list(plan[1].reasons) == ["B"]
    assert values["A"].gain == (0.0, 1.0)
    never = (worth(is_so(Q, True)), ConstantValue(0.0))
    reasons, start = reasons_of(problem(FACTS, (JOINT, FINISH), wants=never))
    assert not reasons.consents(start, A, 0, 3)


def test_nobody_counts_on_what_just_happens() -> None:
    luck = action("luck", set_to(Q, True), condition=is_so(P, True))
    mine = action("mine", set_to(P, True), by=(A,))
    reasons, start = reasons_of(problem(FACTS, (mine, luck), wants=(WANTS[1], ConstantValue(0.0))))
    assert not reasons.explained(start, 0, 3)
    assert reasons.explained(reasons.transitions.after(start, 0), 1, 3)


def test_no_step_is_there_for_nothing() -> None:
    idle = action("idle", set_to(P, True), by=(A,))
    work = action("work", set_to(Q, True), by=(A,))
    reasons, start = reasons_of(problem(FACTS, (idle, work), wants=(WANTS[1], ConstantValue(0.0))))
    assert not reasons.explained(start, 0, 4)
    assert reasons.explained(start, 1, 4)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_plans_hold_by_the_letter_of_their_definition(made: Problem) -> None:
    """Every plan found is checked against all its parts, one by one."""
    try:
        reasons, start = reasons_of(made)
        for state in (mind for mind in start.minds if mind is not None):
            for action_number in reasons.transitions.possible(state):
                if state.owner in made.actions[action_number].by:
                    plan = reasons.plan(state, action_number, 3)
                    if plan is not None:
                        assert_is_plan(reasons, state, plan.actions, plan.horizon)
    except WorldError:
        return


def run(
    reasons: Reasons,
    state: StateNode,
    actions: tuple[int, ...],
    places: tuple[int, ...],
    horizon: int,
) -> StateNode | None:
    """Return where some of a plan's actions lead, or None if they are not possible or explained."""
    for place in places:
        if not reasons.transitions.is_possible(state, actions[place]):
            return None
        if place and not (
            made_by_somebody(reasons, actions[place])
            and reasons.explained(state, actions[place], horizon - place)
        ):
            return None
        state = reasons.transitions.after(state, actions[place])
    return state


def made_by_somebody(reasons: Reasons, action_number: int) -> bool:
    return bool(reasons.transitions.problem.actions[action_number].by)


def assert_is_plan(
    reasons: Reasons, state: StateNode, actions: tuple[int, ...], horizon: int
) -> None:
    places = tuple(range(len(actions)))
    assert len(actions) <= horizon
    end = run(reasons, state, actions, places, horizon)
    assert end is not None
    before, gain = reasons.utility(state), reasons.utility(end)
    assert before is not None
    assert gain is not None
    assert gain > before
    for kept in (kept for length in places for kept in combinations(places, length)):
        other = run(reasons, state, actions, kept, horizon)
        utility = None if other is None else reasons.utility(other)
        assert utility is None or utility < gain
