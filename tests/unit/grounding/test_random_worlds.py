"""Laws of grounding, on random worlds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hypothesis import HealthCheck, given, settings

from elsewise.errors import WorldError
from elsewise.graph.values import State
from elsewise.grounding.fileformat import from_json, to_json
from elsewise.grounding.grounder import draft, ground, simplified
from elsewise.grounding.problem import Problem
from elsewise.reference.engine import ReferenceEngine
from elsewise.world.model import World
from random_worlds import worlds

SLOW = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(worlds())
@settings(SLOW, max_examples=100)
def test_joins_and_constants_on_the_way_give_what_trying_all_gives(world: World) -> None:
    tried = draft(world, constant_facts=False, joins=False)
    assert ground(world) == simplified(tried)
    assert draft(world).actions == draft(world, joins=False).actions


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


@given(worlds())
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
