from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elsewise.errors import WorldError
from elsewise.graph.columns import Columns
from elsewise.play.explore import explore
from elsewise.problem.problem import ComparisonTest, ConstantValue, IfElse, Problem
from elsewise.story.limits import Limits
from elsewise.world.expressions import Comparison
from engines import ENGINES
from strategies import problems

pytestmark = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(), st.sampled_from((0, 1, 2)))
def test_conditions_hold_where_the_kernel_says(problem: Problem, depth: int) -> None:
    wants = {
        f"want{n}": ComparisonTest(Comparison.AT_LEAST, want, ConstantValue(1.0))
        for n, want in enumerate((*problem.wants, problem.story_wants))
    }
    seen = {f"seen{n}": a.seen_by[0] for n, a in enumerate(problem.actions)}
    chosen = {
        f"chosen{n}": ComparisonTest(
            Comparison.UNEQUAL, IfElse(a.condition, want, ConstantValue(None)), want
        )
        for n, (a, want) in enumerate(zip(problem.actions, problem.wants, strict=False))
    }
    asked = {**problem.endings, **wants, **seen, **chosen}
    try:
        graph = explore(
            replace(problem, endings=asked), Limits(length=3, depth=depth), explained=False
        )
    except WorldError:
        return
    columns = Columns(graph.arrays)
    for name, condition in asked.items():
        expected = [name in graph.endings(state) for state in graph.states]
        assert columns.holds(condition).tolist() == expected
