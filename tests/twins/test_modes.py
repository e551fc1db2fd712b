"""Every way in which the kernel looks for a story comes to the length that the reference finds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elsewise.engines.protocol import Engine
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import WorldError
from elsewise.problem.problem import Problem
from elsewise.story.default_goal import next_goal
from elsewise.story.limits import MODES, Limits, Mode, Outcome, Status
from elsewise.validation.validate import validate
from engines import ENGINES
from strategies import problems, standing_alone

pytestmark = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")

LIMITS = Limits(length=4, foresight=3)


def found(engine: Engine, mode: Mode, *, from_start: bool) -> Outcome | None:
    """Search for an ending if there is one, else for more utility; None: triggers go round."""
    try:
        start = engine.start()
        goal = next(iter(engine.problem.endings), next_goal(engine.utility(start, None) or 0.0))
        return engine.search(goal, LIMITS, 1, None, start if from_start else None, mode)
    except WorldError:
        return None


def shortest_by_first(problem: Problem, depth: int, *, from_start: bool) -> int | None:
    """Take the first story that comes up, then one that is shorter, until there is none."""
    length, shortest = LIMITS.length, None
    while length >= 0:
        engine = ENGINES["kernel"](problem, depth, None)
        goal = next(iter(problem.endings), None)
        start = engine.start()
        aim = goal or next_goal(engine.utility(start, None) or 0.0)
        outcome = engine.search(
            aim, replace(LIMITS, length=length), 1, None, start if from_start else None, "first"
        )
        if outcome.story is None:
            assert outcome.status is Status.NONE
            break
        assert validate(problem, outcome.story, limits=replace(LIMITS, depth=depth)) is None
        shortest = len(outcome.story.beats)
        length = shortest - 1
    return shortest


@pytest.mark.slow
@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize=True,
)
@given(st.one_of(problems(), standing_alone()), st.sampled_from((0, 1, 2)), st.booleans())
def test_modes_agree_with_the_reference(problem: Problem, depth: int, from_start: bool) -> None:
    expected = found(ReferenceEngine(problem, depth), "shortest", from_start=from_start)
    if expected is None:
        return
    length = None if expected.story is None else len(expected.story.beats)
    for mode in MODES:
        outcome = found(ENGINES["kernel"](problem, depth, None), mode, from_start=from_start)
        if outcome is None:
            return
        assert (outcome.story is None) == (length is None)
        if outcome.story is not None and outcome.proven_shortest:
            assert len(outcome.story.beats) == length
        assert outcome.story is None or outcome.proven_shortest or mode == "first"
    assert shortest_by_first(problem, depth, from_start=from_start) == length
