from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.engines.reference.states import StateNode
from elsewise.errors import UsageError, WorldError
from elsewise.problem.problem import (
    TRUE,
    BinaryOperation,
    ConstantValue,
    FluentRead,
    GroundEffect,
    Problem,
    ValueExpression,
)
from elsewise.story.limits import Limits, Outcome, Progress, Status
from elsewise.world.expressions import Arithmetic
from small_problems import A, action, is_so, problem, set_to, worth
from strategies import problems

P, Q, N = 0, 1, 2
FACTS = {"p": False, "q": False, "n": 0.0}
MORE = BinaryOperation(Arithmetic.ADD, FluentRead((), N), ConstantValue(1.0))
GROW = action("grow", GroundEffect(TRUE, (), N, MORE))
SET_P = action("set_p", set_to(P, True))
SET_Q = action("set_q", set_to(Q, True))
BOTH: ValueExpression = BinaryOperation(
    Arithmetic.ADD, worth(is_so(P, True)), worth(is_so(Q, True))
)


def find(made: Problem, goal: float | str, most: int = 1, **limits: int) -> Outcome:
    return ReferenceEngine(made, 1).search(goal, Limits(**limits), most)  # type: ignore[arg-type]


def events(outcome: Outcome) -> list[str]:
    return ["; ".join(story.events) for story in outcome.stories]


def test_stories_come_shortest_first_then_in_order() -> None:
    made = problem(FACTS, (SET_P, SET_Q), story_wants=BOTH)
    assert events(find(made, 2.0, 9)) == ["set_p; set_q", "set_q; set_p"]
    assert events(find(made, 1.0, 9)) == [
        "set_p",
        "set_q",
        "set_p; set_q",
        "set_q; set_p",
    ]
    assert events(find(made, 1.0, 3)) == ["set_p", "set_q", "set_p; set_q"]


def test_none_is_a_proof_within_the_limits() -> None:
    made = problem(FACTS, (GROW,), story_wants=FluentRead((), N))
    outcome = find(made, 4.0, length=3)
    assert (outcome.status, outcome.stopped_by, outcome.stories) == (Status.NONE, None, ())
    assert events(find(made, 4.0, length=4)) == ["; ".join(["grow"] * 4)]


def test_a_story_must_gain() -> None:
    made = problem(FACTS, (SET_P, GROW), story_wants=worth(is_so(P, False)))
    assert find(made, 0.0).status is Status.NONE


def test_endings() -> None:
    endings = {"p": is_so(P, True), "start": is_so(P, False)}
    made = problem(FACTS, (SET_Q, SET_P), endings=endings)
    outcome = find(made, "p", 9)
    assert events(outcome) == ["set_p"]
    assert outcome.stories[0].goal == "p"
    assert events(find(made, "start", 9)) == [""]
    with pytest.raises(UsageError, match="no ending called q"):
        find(made, "q")


def test_a_story_has_the_reasons_of_all() -> None:
    mine = action("mine", set_to(P, True), by=(A,))
    want = worth(is_so(P, True))
    made = problem(FACTS, (mine,), wants=(want, ConstantValue(0.0)), story_wants=want)
    story = find(made, 1.0).stories[0]
    assert story.utility == 1.0
    assert story.beats[0].reasons["A"].gain == (0.0, 1.0)


def test_limits_stop_a_search_and_keep_what_was_found() -> None:
    made = problem(FACTS, (GROW, SET_P), story_wants=FluentRead((), N))
    outcome = find(made, 1.0, 99, length=900, states=40)
    assert (outcome.status, outcome.stopped_by) == (Status.FOUND, "states")
    assert events(outcome)[0] == "grow"
    outcome = find(made, 999.0, length=1000, states=40)
    assert (outcome.status, outcome.stopped_by) == (Status.STOPPED, "states")
    assert 0 < outcome.statistics.states <= 41
    engine = ReferenceEngine(made, 1)
    assert engine.search(9e9, Limits(length=1000, seconds=0.05)).stopped_by == "seconds"
    assert engine.search(9e9, Limits(length=1000, memory=0.001)).stopped_by == "memory"
    assert events(engine.search(2.0, Limits())) == ["grow; grow"]


def test_control_c_keeps_what_was_found() -> None:
    made = problem(FACTS, (GROW, SET_P), story_wants=FluentRead((), N))

    def interrupt(progress: Progress) -> None:
        if progress.stories:
            raise KeyboardInterrupt

    outcome = ReferenceEngine(made, 1).search(1.0, Limits(), 9, interrupt)
    assert (outcome.status, outcome.stopped_by) == (Status.FOUND, "interrupt")
    assert events(outcome) == ["grow"]


def test_progress_is_reported() -> None:
    made = problem(FACTS, (GROW,), story_wants=FluentRead((), N))
    lengths: list[int] = []
    ReferenceEngine(made, 1).search(3.0, Limits(), 1, lambda p: lengths.append(p.length))
    assert lengths == [0, 1, 2, 3]


def test_long_stories_are_found() -> None:
    made = problem({**FACTS, "m": 0.0}, (GROW,), story_wants=FluentRead((), N))
    assert len(find(made, 400.0, length=400).stories[0].beats) == 400


def test_count() -> None:
    made = problem(FACTS, (SET_P, SET_Q))
    assert ReferenceEngine(made, 1).count(3, 1) == (1, 2, 4, 8)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems())
def test_stories_and_counts_hold_by_the_letter(made: Problem) -> None:
    """All sequences are tried one by one and compared with what the search finds."""
    engine = ReferenceEngine(made, 1)
    try:
        start = engine.start()
        lines = {
            line: end
            for length in range(4)
            for line in product(range(len(made.actions)), repeat=length)
            if (end := run(engine, start, line)) is not None
        }
        before = engine.utility(start, None)
        expected = [
            line
            for line, end in lines.items()
            if before is not None
            and (utility := engine.utility(end, None)) is not None
            and utility > before
            and not any(
                (other := lines.get(part)) is not None
                and (less := engine.utility(other, None)) is not None
                and less >= utility
                for part in parts(line)
            )
        ]
        outcome = engine.search(-1e9, Limits(length=3, foresight=2), 1000)
        names = [action.name for action in made.actions]
        assert [tuple(map(names.index, s.events)) for s in outcome.stories] == expected
        counts = engine.count(3, 2)
        assert counts == tuple(sum(len(line) == n for line in lines) for n in range(4))
    except WorldError:
        return


def run(engine: ReferenceEngine, state: StateNode, line: tuple[int, ...]) -> StateNode | None:
    for number in line:
        if number not in engine.possible(state) or engine.reasons(state, number, 2) is None:
            return None
        state = engine.after(state, number)
    return state


def parts(line: tuple[int, ...]) -> set[tuple[int, ...]]:
    whole = range(2 ** len(line) - 1)
    return {tuple(a for place, a in enumerate(line) if mask >> place & 1) for mask in whole}
