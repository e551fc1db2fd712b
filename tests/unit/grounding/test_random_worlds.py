"""Laws of grounding, on random worlds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import WorldError
from elsewise.grounding.grounder import draft, ground, simplified
from elsewise.grounding.reachability import reach
from elsewise.grounding.value_sets import can_fail
from elsewise.problem.problem import ComparisonTest, Condition, Disjunction, Problem
from elsewise.problem.problem_file import from_json, to_json
from elsewise.story.story import State
from elsewise.world.model import World
from random_worlds import worlds

SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.slow
@given(worlds())
@settings(SLOW, max_examples=100)
def test_joins_give_what_trying_all_gives(world: World) -> None:
    problem = ground(world)
    assert problem == simplified(draft(world, joins=False))
    # Constants that are filled in only afterwards let no event be missed either.
    tried = simplified(draft(world, constant_facts=False, joins=False))
    assert {a.name for a in problem.actions} <= {a.name for a in tried.actions}
    assert {t.name for t in problem.triggers} <= {t.name for t in tried.triggers}


@given(worlds())
@settings(SLOW, max_examples=40)
def test_files_keep_everything(world: World) -> None:
    problem = ground(world)
    content = to_json(problem)
    assert from_json(content) == problem
    assert to_json(from_json(content)) == content == to_json(ground(world))


Values = dict[tuple[str, ...], dict[str, object]]
"""What is so in every mind, by the path to it."""


def _values(state: State, constants: Mapping[str, object], path: tuple[str, ...] = ()) -> Values:
    found: Values = {path: {**constants, **state.values}}
    for name, mind in state.minds.items():
        found |= _values(mind, constants, (*path, name))
    return found


def _states(problem: Problem, paths: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], Values]:
    """Return what is so after each sequence of actions that is possible."""
    engine = ReferenceEngine(problem, depth=1, extra_levels=1)
    numbers = {action.name: a for a, action in enumerate(problem.actions)}
    states = {(): engine.start()}
    for path in paths:
        before = states.get(path[:-1])
        if path and before is not None and numbers.get(path[-1]) in engine.possible(before):
            states[path] = engine.after(before, numbers[path[-1]])
    return {path: _values(engine.look(s, 2), problem.constants) for path, s in states.items()}


def _some_paths(problem: Problem) -> list[tuple[str, ...]]:
    """Return some sequences of up to three actions that are possible one after the other."""
    engine = ReferenceEngine(problem, depth=1, extra_levels=1)
    paths: list[tuple[str, ...]] = []
    layer = [((), engine.start())]
    for _ in range(3):
        further = [
            ((*path, problem.actions[a].name), engine.after(state, a))
            for path, state in layer
            for a in engine.possible(state)
        ]
        layer = further[:: max(1, len(further) // 8)]
        paths += [path for path, _ in layer]
    return paths


def _has_needless_alternatives(world: World) -> bool:
    """Whether an action says `x or y` where y always holds, but x does not.

    By design nothing can be learned from that; without simplifying, x would be.
    """
    made = draft(world, constant_facts=False)
    instances = [*made.actions, *made.triggers]
    values = reach(made.tables.fluents, made.start.values(), instances).values

    def needless(condition: Condition) -> bool:
        if isinstance(condition, ComparisonTest):
            return False
        certain = [not can_fail(part, values) for part in condition.parts]
        mixed = isinstance(condition, Disjunction) and any(certain) and not all(certain)
        return mixed or any(map(needless, condition.parts))

    return any(needless(action.condition) for action in made.actions)


@pytest.mark.slow
@given(worlds().filter(lambda world: not _has_needless_alternatives(world)))
@settings(SLOW, max_examples=50)
def test_simplifying_changes_nothing_that_happens(world: World) -> None:
    plain, simple = ground(world, simplify=False), ground(world)
    kept = {action.name for action in simple.actions}
    try:
        paths = _some_paths(plain)
        full, some = _states(plain, paths), _states(simple, paths)
    except WorldError:  # triggers that go round
        return
    for path, minds in full.items():
        if kept.issuperset(path):
            for mind, values in some[path].items():
                assert minds.get(mind, values) == values, (path, mind)
        elif path[-1] not in kept:
            # What was left out never changes anything.
            assert minds == full[path[:-1]]
