"""What is called impossible is found within no limits; what is said of larger limits is so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

import elsewise as ew
from elsewise.engines.kernel import KernelEngine
from elsewise.explain.absence.aims import read_aim
from elsewise.explain.absence.answer import Layer
from elsewise.explain.absence.problems import aimed, name_of
from elsewise.explain.absence.proving import closures, is_closed, levels_needed
from elsewise.grounding.reachability import relaxed
from elsewise.grounding.value_sets import can_hold
from elsewise.problem.problem import Problem
from elsewise.world.model import World
from random_worlds import worlds
from strategies import problems, standing_alone

BUDGET = 4_000


def reached(problem: Problem, ending: str, depth: int, length: int = 5) -> bool:
    """Whether anything that can physically happen reaches an ending."""
    willing = replace(problem, actions=tuple(replace(a, by=()) for a in problem.actions))
    engine = KernelEngine(willing, depth)
    limits = ew.Limits(length=length, foresight=1, depth=depth, states=BUDGET)
    return bool(engine.search(ending, limits).stories)


def aims(world: World) -> list[str]:
    rules = [rule.name for rule in (*world.actions, *world.triggers)]
    return [*(ending.name for ending in world.endings), *dict.fromkeys(rules)]


@pytest.mark.slow
@settings(max_examples=120)
@given(world=worlds(), choice=st.integers(0, 20), depth=st.integers(0, 1))
def test_on_random_worlds(world, choice, depth):
    names = aims(world)
    assume(names)
    aim = names[choice % len(names)]
    limits = ew.Limits(length=2, foresight=1, depth=depth, states=BUDGET)
    try:
        found = ew.why_not(world, aim, limits=limits)
    except ew.WorldError:  # triggers that go round
        return
    event(found.layer.value)
    meant = read_aim(world, aim)
    problem, name = aimed(world, meant, depth), name_of(meant)
    if found.layer is Layer.IMPOSSIBLE:
        for deeper in (depth, depth + 1, depth + 2):
            if name in problem.condition_numbers:
                assert not reached(problem, name, deeper)
    if found.layer is Layer.REASONS:
        assert found.miss is not None
        assert found.miss.unexplained
        assert reached(problem, name, depth, length=len(found.miss.events))
    if found.layer is Layer.HAPPENS:
        assert found.story is not None
        assert len(found.story.beats) <= 2
    if found.layer is Layer.LIMITS:
        assert found.needed is not None
        outcome = ew.find(problem, ending=name, limits=replace(found.needed, states=None))
        assert outcome.story is not None
        assert not ew.find(problem, ending=name, limits=replace(limits, states=None)).stories
    assert ew.why_not(world, aim, limits=limits) == found


def check_proofs(problem: Problem, depth: int) -> None:
    limits = ew.Limits(length=2, foresight=1, depth=depth, states=BUDGET)
    for ending, condition in problem.endings.items():
        proven = not can_hold(condition, relaxed(problem).values)
        if not proven:
            found = list(closures(problem, [condition], limits))
            event(f"levels {levels_needed(problem, [condition])}")
            if any(graph.reaching(ending) for graph, _ in found):
                continue
            proven = all(is_closed(graph) for graph, _ in found) and found[-1][1]
        event(f"proven {proven}")
        if proven:
            for deeper in range(depth, depth + 4):
                assert not reached(problem, ending, deeper)


@pytest.mark.slow
@settings(max_examples=250)
@given(problem=problems(), depth=st.integers(0, 2))
def test_the_proofs_on_random_problems(problem, depth):
    try:
        check_proofs(problem, depth)
    except ew.WorldError:
        return


@pytest.mark.slow
@settings(max_examples=150)
@given(problem=standing_alone(), depth=st.integers(0, 2))
def test_the_proofs_where_the_world_does_not_hang_on_minds(problem, depth):
    try:
        check_proofs(problem, depth)
    except ew.WorldError:
        return
