"""Laws of grounding, on random worlds."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from elsewise.errors import WorldError
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
@settings(SLOW, max_examples=150)
def test_joins_and_constants_on_the_way_give_what_trying_all_gives(world: World) -> None:
    tried = draft(world, constant_facts=False, joins=False)
    assert ground(world) == simplified(tried)
    assert draft(world).actions == draft(world, joins=False).actions


@given(worlds())
@settings(SLOW, max_examples=100)
def test_files_keep_everything(world: World) -> None:
    problem = ground(world)
    content = to_json(problem)
    assert from_json(content) == problem
    assert to_json(from_json(content)) == content == to_json(ground(world))


def _states(problem: Problem, steps: int) -> dict[tuple[str, ...], dict[str, object]]:
    """Return the values after every possible sequence of actions up to a length."""
    engine = ReferenceEngine(problem, depth=1, extra_levels=1)
    found = {}
    layer = {(): engine.start()}
    for _ in range(steps + 1):
        for path, state in layer.items():
            found[path] = dict(problem.constants) | dict(engine.look(state, 0).values)
        layer = {
            (*path, problem.actions[a].name): engine.after(state, a)
            for path, state in list(layer.items())[:20]
            for a in engine.possible(state)
        }
    return found


@given(worlds())
@settings(SLOW, max_examples=60)
def test_simplifying_changes_nothing_that_happens(world: World) -> None:
    plain = ground(world, simplify=False)
    simple = ground(world)
    kept = {action.name for action in simple.actions}
    try:
        full = _states(plain, 2)
    except WorldError:
        return
    for path, values in _states(simple, 2).items():
        assert full[path] == values
    # What was left out never changes anything.
    for path, values in full.items():
        if path and path[-1] not in kept:
            assert values == full[path[:-1]]
