"""The kernel engine's own manners; what it computes is compared with the reference in `twins`."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from elsewise.engines.kernel import KernelEngine
from elsewise.errors import EngineError, UsageError, WorldError
from elsewise.problem.problem import (
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Conjunction,
    ConstantValue,
    Event,
    Fluent,
    FluentKind,
    FluentRead,
    GroundEffect,
    IfElse,
    MindLevels,
    Problem,
)
from elsewise.story.limits import Limits, Progress, Status
from elsewise.world.expressions import Arithmetic, Comparison
from engines import ENGINES, Factory


def is_number(fluent: int, number: float) -> ComparisonTest:
    return ComparisonTest(Comparison.EQUAL, FluentRead((), fluent), ConstantValue(number))


def plus(fluent: int, number: float) -> BinaryOperation:
    return BinaryOperation(Arithmetic.ADD, FluentRead((), fluent), ConstantValue(number))


def counters(places: int, goal: float, high: float | None = None) -> Problem:
    """A world of counters that Ann may turn up one by one, liking to see all of them at a goal."""
    fluents = tuple(
        Fluent(f"f{n}", f"f{n}", (), FluentKind.NUMBER, 0.0, high) for n in range(places)
    )
    actions = tuple(
        Event(f"turn({n})", 0, (), TRUE, (GroundEffect(TRUE, (), n, plus(n, 1.0)),), (0,), (TRUE,))
        for n in range(places)
    )
    done = Conjunction(tuple(is_number(n, goal) for n in range(places)))
    want = IfElse(done, ConstantValue(1.0), ConstantValue(0.0))
    return Problem(
        name="counters",
        characters=("Ann",),
        fluents=fluents,
        actions=actions,
        triggers=(),
        start={(): dict.fromkeys(range(places), 0.0)},
        wants=(want,),
        story_wants=want,
        endings={"done": done},
        limits={},
        levels=MindLevels(0, (False,), (True,)),
        constants={},
    )


LONG = counters(8, 9.0)
"""A problem whose shortest story has 72 beats: nobody finds it soon."""
LONG_LIMITS = Limits(length=100, foresight=100)


@contextmanager
def interrupt_after(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_states_are_looked_at_by_name() -> None:
    engine = KernelEngine(counters(2, 1.0), 1)
    state = engine.after(engine.start(), 0)
    look = engine.look(state, 1)
    assert look.values == {"f0": 1.0, "f1": 0.0}
    assert look.minds["Ann"].values == look.values
    assert not look.minds["Ann"].minds
    assert engine.mind(engine.mind(state, 0), 0) == engine.mind(state, 0)
    assert engine.utility(engine.after(state, 1), 0) == 1.0
    assert engine.holds(engine.after(state, 1), "done")


def test_a_story_has_its_reasons() -> None:
    engine = KernelEngine(counters(2, 1.0), 1)
    outcome = engine.search(1.0, Limits())
    assert outcome.status is Status.FOUND
    assert outcome.stopped_by is None
    assert outcome.proven_shortest
    assert [story.events for story in outcome.stories] == [("turn(0)", "turn(1)")]
    reason = outcome.stories[0].beats[0].reasons["Ann"]
    assert [planned.event for planned in reason.plan] == ["turn(0)", "turn(1)"]
    assert reason.gain == (0.0, 1.0)
    assert len(engine.search("done", Limits(), most=5).stories) == 2
    assert engine.search(2.0, Limits(length=4)).status is Status.NONE


def test_what_is_not_there_is_refused() -> None:
    engine = KernelEngine(counters(1, 1.0), 1)
    with pytest.raises(UsageError, match=r"no ending called end\. The endings are: done"):
        engine.search("end", Limits())
    with pytest.raises(EngineError, match="not possible"):
        engine.after(engine.start(), 7)
    with pytest.raises(EngineError, match="no such state"):
        engine.possible(1_000_000)


def test_a_loop_of_triggers_is_told() -> None:
    problem = counters(1, 1.0)
    up = GroundEffect(TRUE, (), 0, plus(0, 1.0))
    loop = Event(
        "climb",
        0,
        (),
        ComparisonTest(Comparison.GREATER, FluentRead((), 0), ConstantValue(0.0)),
        (up,),
    )
    engine = KernelEngine(replace(problem, triggers=(loop,)), 1)
    with pytest.raises(WorldError, match="climb"):
        engine.after(engine.start(), 0)


@pytest.mark.parametrize(
    ("limits", "by"),
    [
        (replace(LONG_LIMITS, seconds=0.2), "seconds"),
        (replace(LONG_LIMITS, memory=0.001), "memory"),
        (replace(LONG_LIMITS, states=1000), "states"),
    ],
)
def test_limits_are_kept(limits: Limits, by: str) -> None:
    engine = KernelEngine(LONG, 1)
    begin = time.monotonic()
    outcome = engine.search("done", limits)
    assert (outcome.status, outcome.stopped_by) == (Status.STOPPED, by)
    assert time.monotonic() - begin < 2.0
    assert engine.possible(engine.start()) == tuple(range(8))


def test_more_values_than_fit_are_a_limit_reached() -> None:
    problem = counters(1, 1.0)
    far = IfElse(is_number(0, 70_000.0), ConstantValue(1.0), ConstantValue(0.0))
    engine = KernelEngine(replace(problem, wants=(far,), story_wants=far), 1)
    outcome = engine.search(1.0, Limits(length=80_000, foresight=1))
    assert outcome.status is Status.NONE
    event = replace(problem.actions[0], by=())
    free = replace(problem, actions=(event,), story_wants=far)
    outcome = KernelEngine(free, 0).search(1.0, Limits(length=80_000, foresight=1))
    assert (outcome.status, outcome.stopped_by) == (Status.STOPPED, "states")


def test_ctrl_c_ends_a_search_at_once_and_keeps_the_engine() -> None:
    engine = KernelEngine(LONG, 1)
    with interrupt_after(0.3):
        begin = time.monotonic()
        outcome = engine.search("done", LONG_LIMITS)
        took = time.monotonic() - begin
    assert (outcome.status, outcome.stopped_by) == (Status.STOPPED, "interrupt")
    assert 0.25 < took < 0.3 + 0.5  # 0.1 where nobody else uses the machine
    assert engine.search("done", replace(LONG_LIMITS, states=10)).stopped_by == "states"


def test_ctrl_c_ends_other_calls_with_an_exception() -> None:
    engine = KernelEngine(LONG, 1)
    with interrupt_after(0.2), pytest.raises(KeyboardInterrupt):
        engine.count(100, 100)
    assert engine.count(0, 1) == (1,)


def test_other_threads_run_and_wait_for_the_engine() -> None:
    engine = KernelEngine(LONG, 1)
    turns = 0
    ended: list[float] = []
    done = threading.Event()

    def look_on() -> None:
        nonlocal turns
        while not done.wait(0.001):
            turns += 1

    def use_it_too() -> None:
        assert engine.possible(engine.start())
        ended.append(time.monotonic())

    threads = [threading.Thread(target=target) for target in (look_on, use_it_too)]
    begin = time.monotonic()
    with engine._errors:  # the search comes first
        for thread in threads:
            thread.start()
        engine.search("done", replace(LONG_LIMITS, seconds=0.5))
    done.set()
    for thread in threads:
        thread.join()
    assert turns > 20
    assert ended[0] - begin >= 0.5


def test_progress_is_reported_now_and_then() -> None:
    reports: list[Progress] = []
    engine = KernelEngine(LONG, 1)
    engine.search("done", replace(LONG_LIMITS, seconds=0.7), report=reports.append)
    assert 2 <= len(reports) <= 8
    assert reports[-1].statistics.states > reports[0].statistics.states > 0
    assert reports[-1].statistics.peak_memory_bytes > 1_000_000


def test_what_a_report_raises_comes_through() -> None:
    def report(_: Progress) -> None:
        raise ZeroDivisionError

    engine = KernelEngine(LONG, 1)
    with pytest.raises(ZeroDivisionError):
        engine.search("done", LONG_LIMITS, report=report)
    assert engine.possible(engine.start())


@pytest.mark.parametrize("make", ENGINES.values(), ids=ENGINES)
def test_a_story_can_begin_anywhere_but_in_a_mind(make: Factory) -> None:
    engine = make(counters(2, 3.0), 1, None)
    start = engine.start()
    later = engine.changed(start, (), 0, 2.0)
    outcome = engine.search("done", Limits(length=5, foresight=6), start=later)
    assert outcome.story is not None
    assert sorted(outcome.story.events) == ["turn(0)", "turn(1)", "turn(1)", "turn(1)"]
    with pytest.raises(EngineError, match="somebody's mind"):
        engine.search("done", LONG_LIMITS, start=engine.mind(start, 0))


def test_only_values_of_the_problem_can_be_said_to_the_kernel() -> None:
    engine = KernelEngine(counters(2, 3.0), 1)
    with pytest.raises(EngineError, match="Nowhere is no value"):
        engine.changed(engine.start(), (), 0, "Nowhere")
