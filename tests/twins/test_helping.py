"""A whole graph is the same, byte by byte, whether one thread explores it or two do.

`ELSEWISE_HELPED` sets how many random problems are tried (default 200).
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elsewise.play.ground import ground
from elsewise.play.settings import effective_limits
from elsewise.problem.problem import Problem
from elsewise.samples import sample, sample_names
from engines import ENGINES
from strategies import looping, problems, standing_alone

PROBLEMS = int(os.environ.get("ELSEWISE_HELPED", "200"))
NEVER = 2**64 - 1
SECTIONS = ("edge_ends", "events", "targets", "utilities", "endings", "rows", "minds", "values")

pytestmark = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")


def explored(problem: Problem, length: int, depth: int, foresight: int, alone: int) -> object:
    """Return all that is in a graph, or the triggers that go round; help after `alone` steps."""
    from elsewise import _kernel
    from elsewise.engines.kernel.encoding import tables

    kernel = _kernel.Engine(tables(problem), depth, problem.levels.extra)
    try:
        graph = kernel.explore(length, foresight, 20.0, None, None, None, alone)
    except _kernel.TriggerLoop as loop:
        return loop.args
    assert graph.stopped_by is None
    parts = [(part.level, part.owner, part.slots, part.first, part.count) for part in graph.parts]
    content = [getattr(graph, f"take_{name}")() for name in SECTIONS]
    return graph.states, graph.explored, graph.layer_ends, graph.numbers, parts, content


@pytest.mark.slow
@settings(max_examples=PROBLEMS, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.one_of(problems(), standing_alone(), looping()),
    st.integers(0, 3),
    st.integers(0, 2),
    st.integers(0, 4),
    st.sampled_from((0, 5, 50)),
)
def test_random_problems(
    problem: Problem, length: int, depth: int, foresight: int, alone: int
) -> None:
    expected = explored(problem, length, depth, foresight, NEVER)
    assert explored(problem, length, depth, foresight, alone) == expected


@pytest.mark.parametrize("name", sample_names())
def test_example_worlds(name: str) -> None:
    problem = ground(sample(name))
    limits = effective_limits(problem)
    asked = (limits.length, limits.depth, limits.foresight)
    expected = explored(problem, *asked, NEVER)
    for alone in (0, 0, 100):
        assert explored(problem, *asked, alone) == expected
