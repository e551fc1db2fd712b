"""Kernel and reference tell steps alike in all parts, and tell what can be seen without them.

`ELSEWISE_STEPS` sets how many random problems are tried in the long run (default 2000).
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from elsewise.engines.protocol import Engine, Handle
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.engines.reference.states import StateNode
from elsewise.errors import WorldError
from elsewise.grounding.grounder import ground
from elsewise.problem.evaluate import holds
from elsewise.problem.problem import Minds, Problem
from elsewise.samples import sample, sample_names
from elsewise.story.step import Change, Step
from engines import ENGINES
from strategies import looping, problems, standing_alone

PROBLEMS = int(os.environ.get("ELSEWISE_STEPS", "2000"))
FULL = 9

pytestmark = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")


def compare_all(problem: Problem, depth: int, most_states: int) -> Counter[str]:
    """Compare the steps from all states that come first; return what was met."""
    met: Counter[str] = Counter()
    reference = ReferenceEngine(problem, depth)
    kernel = ENGINES["kernel"](problem, depth, None)
    begun = same(reference, kernel, lambda engine: engine.begin(FULL))
    if begun is None:
        return Counter({"loop": 1})
    note(begun[0], met)
    assert begun[0].after is reference.start()
    assert begun[1].after == kernel.start()
    start = reference.start()
    handles: dict[StateNode, Handle] = {start: kernel.start()}
    waiting = deque([start])
    while waiting:
        state = waiting.popleft()
        for action in reference.possible(state):
            for deep in (1, FULL):
                made = same(
                    reference,
                    kernel,
                    lambda engine, s=state, a=action, d=deep: engine.step(
                        s if engine is reference else handles[s], a, d
                    ),
                )
                if made is None:
                    met["loop"] += 1
                    continue
                check(reference, made[0], deep)
                note(made[0], met)
                assert made[0].after is reference.after(state, action)
                assert made[1].after == kernel.after(handles[state], action)
                after = made[0].after
                assert isinstance(after, StateNode)
                if after not in handles and len(handles) < most_states:
                    handles[after] = made[1].after
                    waiting.append(after)
    return met


def same(
    reference: Engine, kernel: Engine, make: Callable[[Engine], Step]
) -> tuple[Step, Step] | None:
    """Return the same step as both make it; None if triggers go round, as both must say alike."""
    steps: list[Step] = []
    loops: list[str] = []
    for engine in (reference, kernel):
        try:
            steps.append(make(engine))
        except WorldError as error:
            loops.append(str(error))
    if loops:
        assert not steps
        assert loops[0] == loops[1]
        return None
    one, other = steps
    assert shown(reference, one) == shown(kernel, other)
    return one, other


def shown(engine: Engine, step: Step) -> tuple[object, ...]:
    """Return a step and, in place of its handles, its states with all minds."""
    states = (step.before, step.after, *(firing.state for firing in step.fired))
    fired = tuple(replace(firing, state=None) for firing in step.fired)
    bare = replace(step, before=None, after=None, fired=fired)
    return bare, [engine.look(state, FULL) for state in states]


def check(engine: ReferenceEngine, step: Step, depth: int) -> None:
    """Check what can be said of a step without its trace."""
    before, after = step.before, step.after
    assert isinstance(before, StateNode)
    assert isinstance(after, StateNode)
    assert step.action is not None
    action = engine.problem.actions[step.action]
    seers = [c for c, condition in enumerate(action.seen_by) if holds(condition, before.value)]
    assert list(step.perceivers) == seers
    differing = dict(differences(before, after, (), depth))
    assert [Change(f, *pair) for (minds, f), pair in differing.items() if not minds] == list(
        step.changes
    )
    assert {key: pair for key, pair in differing.items() if key[0]} == {
        (one.minds, one.fluent): (one.before, one.after) for one in step.learnt
    }
    for character, mind in enumerate(before.minds):
        if mind is not None:
            surprised = (character,) in {one.minds for one in step.surprises}
            assert surprised == (character in seers and not holds(action.condition, mind.value))
    for firing in step.fired:
        assert isinstance(firing.state, StateNode)
        assert holds(engine.problem.triggers[firing.trigger].condition, firing.state.value)
        assert firing.state.owner == (firing.minds[-1] if firing.minds else None)
    paths = [one.minds for one in (*step.learnt, *step.surprises, *step.fired)]
    paths += [minds for one in step.surprises for minds, _, _ in one.corrected]
    assert all(len(minds) <= depth for minds in paths)


def differences(
    before: StateNode, after: StateNode, minds: Minds, depth: int
) -> Iterator[tuple[tuple[Minds, int], tuple[object, object]]]:
    for fluent, pair in enumerate(zip(before.values, after.values, strict=True)):
        if pair[0] != pair[1]:
            yield (minds, fluent), pair
    for character, (old, new) in enumerate(zip(before.minds, after.minds, strict=True)):
        if old is not None and new is not None and depth:
            yield from differences(old, new, (*minds, character), depth - 1)


def note(step: Step, met: Counter[str]) -> None:
    met.update(
        one.how.value + (" by another" if one.source is not None else "") for one in step.learnt
    )
    met["change"] += len(step.changes)
    met["surprise"] += len(step.surprises)
    met["correction"] += sum(len(one.corrected) for one in step.surprises)
    met["fired in the world"] += sum(not one.minds for one in step.fired)
    met["fired in a mind"] += sum(bool(one.minds) for one in step.fired)


@pytest.mark.parametrize("most_states", [6, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("every_mind", [False, True], ids=["as kept", "every mind"])
@pytest.mark.parametrize("name", sample_names())
def test_sample_worlds_step_alike(name: str, every_mind: bool, most_states: int) -> None:
    problem = ground(sample(name))
    if every_mind:
        problem = problem.with_all_minds()
    compare_all(problem, problem.limits.get("depth", 1), most_states)


@pytest.mark.parametrize("tries", [60, pytest.param(PROBLEMS // 2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("some_problems", [problems, standing_alone])
def test_random_problems_step_alike(
    some_problems: Callable[[], SearchStrategy[Problem]], tries: int
) -> None:
    met: Counter[str] = Counter()

    @settings(
        max_examples=tries,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize="ELSEWISE_STEPS" not in os.environ,
    )
    @given(some_problems())
    def compare(problem: Problem) -> None:
        met.update(compare_all(problem, len(problem.actions) % 3, 12))

    compare()
    for what in ("did", "saw", "told by another", "concluded", "change", "surprise", "correction"):
        assert met[what] > 10, what
    assert met["fired in the world"] > 10
    assert met["fired in a mind"] > 10


def test_loops_are_told_alike() -> None:
    met: Counter[str] = Counter()

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(looping())
    def compare(problem: Problem) -> None:
        met.update(compare_all(problem, 1, 3))

    compare()
    assert met["loop"]
