"""Exploring keeps limits, and what it has when one is reached."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore
from elsewise.problem.problem import MindLevels
from elsewise.story.limits import Limits, Progress
from elsewise.story.watch import Watch
from small_problems import counters


@contextmanager
def interrupt_after(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def assert_sound(cut: StoryGraph) -> None:
    """What was explored before a limit came is as it is in a complete graph."""
    assert not cut.complete
    assert 0 < cut.explored < len(cut)
    assert cut.incomplete_from == cut.layer(cut.explored) + 1
    assert list(cut.edges(cut.explored)) == []
    for state in (0, 1, cut.explored - 1):
        edges = list(cut.edges(state))
        assert [edge.event for edge in edges] == [f"tick({n})" for n in range(8)]
        before = cut.values(state)
        for n, edge in enumerate(edges):
            assert cut.values(edge.target) == before | {f"f{n}": before[f"f{n}"] + 1.0}
    for length, count in enumerate(cut.counts):
        assert count == 8**length
    assert len(cut.counts) == cut.incomplete_from


def test_a_limit_of_states_keeps_the_graph_so_far() -> None:
    whole = explore(counters(8), length=3)
    cut = explore(counters(8), length=100, states=2000)
    assert cut.stopped_by == "states"
    assert_sound(cut)
    assert cut.statistics.states <= 2001
    small = explore(counters(8), length=3, states=200)
    assert list(small.edges()) == list(whole.edges())[: small.edge_count]
    assert [small.state(s) for s in small.states] == [whole.state(s) for s in small.states]


def test_a_limit_of_time_keeps_the_graph_so_far() -> None:
    begin = time.monotonic()
    cut = explore(counters(8), length=100, seconds=0.2)
    assert time.monotonic() - begin < 5
    assert cut.stopped_by == "seconds"
    assert_sound(cut)


def test_seconds_begin_when_they_are_said_to() -> None:
    watch = Watch()
    time.sleep(0.1)
    graph = explore(counters(9), length=100, seconds=0.1, watch=watch)
    assert graph.stopped_by == "seconds"
    assert graph.limits.seconds == 0.1


@pytest.mark.slow
def test_a_limit_of_memory_keeps_the_graph_so_far() -> None:
    now = explore(counters(1), length=1).statistics.peak_memory_bytes / 1e9
    cut = explore(counters(8), length=100, memory=now + 0.2, seconds=60)
    assert cut.stopped_by == "memory"
    assert_sound(cut)
    after = explore(counters(1), length=1).statistics.peak_memory_bytes / 1e9
    assert after < now + 0.3


def test_ctrl_c_keeps_the_graph_so_far() -> None:
    with interrupt_after(0.3):
        cut = explore(counters(8), length=100, seconds=60)
    assert cut.stopped_by == "interrupt"
    assert_sound(cut)


def test_not_even_a_start() -> None:
    cut = explore(counters(2), states=1)
    assert (len(cut), cut.explored, cut.incomplete_from, cut.counts) == (0, 0, 0, ())
    assert list(cut.edges()) == []


def test_progress_is_reported() -> None:
    reports: list[Progress] = []
    explore(counters(8), length=100, seconds=0.4, report=reports.append)
    assert reports
    assert reports[-1].length > 0
    assert reports[-1].statistics.states > 0
    with pytest.raises(ZeroDivisionError):
        explore(counters(8), length=100, seconds=10, report=lambda _: 1 / 0)


def test_many_values_and_many_endings() -> None:
    graph = explore(counters(1, endings=11), length=400)
    assert (len(graph), graph.counts[-1]) == (401, 1)
    assert [graph.values(state)["f0"] for state in graph.states] == list(map(float, range(401)))
    assert graph.utility(400) == 400.0
    assert graph.endings(400) == tuple(graph.problem.endings)
    assert graph.reaching("end10") == tuple(graph.states)


def test_limits_are_those_of_the_mind_too() -> None:
    problem = replace(counters(1), levels=MindLevels(0, (True,), (True,)))
    graph = explore(problem, Limits(length=1, depth=3))
    assert graph.state(0).minds["Ann"].values == graph.values(0)
    assert graph.state(0).minds["Ann"].minds == {}
