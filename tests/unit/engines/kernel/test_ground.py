"""The kernel's grounder makes the tables that the reference grounder's problem becomes."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings

from elsewise import _kernel
from elsewise.engines.kernel import KernelEngine
from elsewise.engines.kernel.encode_problem import Flattening
from elsewise.engines.kernel.encode_world import lifted
from elsewise.engines.kernel.encoding import flat
from elsewise.engines.kernel.ground import ground
from elsewise.engines.kernel.lazy import LazyProblem
from elsewise.errors import EngineError, WorldError
from elsewise.grounding import grounder
from elsewise.play.load import loads
from elsewise.problem.problem import MindLevels, Problem
from elsewise.samples import sample_names, sample_text
from elsewise.world.expressions import Arithmetic, Calculate, Constant, Read
from elsewise.world.model import World
from elsewise.world.types import NumberType
from hand_made import CHARACTER, PLACE, action, fact, let, read, var, world
from peer_files import CONFORMANCE, PROBLEMS, needs_peer_files
from random_worlds import worlds

ARRAYS = [
    name
    for name in dir(_kernel.Tables)
    if not name.startswith("_") and name not in ("asked", "consents")
]


def said(tables: _kernel.Tables, name: str) -> object:
    """Return an array; no bound (NaN) is made equal to no bound."""
    made = getattr(tables, name)
    if not isinstance(made, list):
        return made
    return [None if isinstance(n, float) and math.isnan(n) else n for n in made]


def check_same(given: World) -> None:
    reference = grounder.ground(given)
    problem = ground(given)
    assert type(problem) is LazyProblem
    ours, theirs = flat(problem), Flattening(reference).flat()
    theirs.tables.extra_levels = reference.levels.extra
    assert ours.entities == theirs.entities
    for name in ARRAYS:
        assert said(ours.tables, name) == said(theirs.tables, name), name
    for name in ("name", "characters", "limits", "levels", "story_is_settled"):
        assert getattr(problem, name) == getattr(reference, name), name
    for name in ("fluent_names", "action_names", "ending_names"):
        assert getattr(problem, name) == getattr(reference, name), name
    assert type(problem) is LazyProblem
    assert problem == reference


@pytest.mark.slow
@given(worlds())
@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_random_worlds(given: World):
    check_same(given)


@pytest.mark.parametrize("name", sample_names())
def test_our_worlds(name: str):
    check_same(loads(sample_text(name), f"{name}.ew"))


@needs_peer_files
@pytest.mark.parametrize("path", (*PROBLEMS, *CONFORMANCE), ids=lambda path: path.stem)
def test_the_peers_problems(path: Path):
    try:
        given = loads(path.read_text("utf-8"), str(path))
    except WorldError:
        return  # some are there for their mistakes
    check_same(given)


def test_names_of_numbers_and_later_moments():
    gold = fact("gold", CHARACTER, values=NumberType(-1.5, 10.0))
    score = fact("score", 2.5, -0.0, values=NumberType())
    who = var("who")
    more = Calculate(Arithmetic.ADD, read(gold, who), Constant(0.5))
    made = world(
        facts=(gold, score),
        actions=(
            action("earn", who, Constant(3), effect=let(read(gold, who), more)),
            action(
                "win",
                effect=let(Read(score, (Constant(2.5), Constant(-0.0))), Constant(1.0)),
            ),
        ),
    )
    check_same(made)
    assert "win()" in ground(made).action_names
    assert any(
        name.startswith("earn(") and name.endswith(", 3)") for name in ground(made).action_names
    )


def test_what_is_wrong_is_said_by_the_reference():
    at = fact("at", CHARACTER, values=PLACE)
    who = var("who")
    wrong = world(
        facts=(at,),
        actions=(action("go", who, effect=let(Read(at, (Constant("Nowhere"),)), Constant(None))),),
    )
    with pytest.raises(EngineError, match="Nowhere"):
        ground(replace(wrong))


def test_too_many_events_are_a_mistake_of_the_world():
    roles = [var(f"who{n}") for n in range(8)]
    near = fact("near", CHARACTER, CHARACTER)
    made = world(
        facts=(near,),
        characters=tuple(f"C{n}" for n in range(10)),
        actions=(
            action("meet", *roles, effect=let(read(near, roles[0], roles[1]), Constant(True))),
        ),
    )
    with pytest.raises(WorldError):
        ground(made)


def test_the_rest_is_made_when_it_is_asked_for():
    given = loads(sample_text("quarrel"), "quarrel.ew")
    with patch.object(grounder, "ground", wraps=grounder.ground) as reference:
        problem = ground(given)
        assert problem.action_names
        assert not reference.called
        assert problem.actions
        assert reference.call_count == 1
        assert problem.triggers is not None
        assert reference.call_count == 1
    assert type(problem) is Problem


def test_other_levels():
    given = loads(sample_text("quarrel"), "quarrel.ew")
    problem, reference = ground(given), grounder.ground(given)
    everybody = (True,) * len(reference.characters)
    levels = MindLevels(reference.levels.extra + 1, everybody, reference.levels.consents)
    other = problem.with_levels(levels)
    assert type(other) is type(problem) is LazyProblem
    engine, theirs = KernelEngine(other, 1), KernelEngine(reference.with_levels(levels), 1)
    assert engine.look(engine.start(), 3) == theirs.look(theirs.start(), 3)
    assert other == replace(reference, levels=levels)
    assert problem == reference
    assert KernelEngine(problem, 1).start() == KernelEngine(reference, 1).start()


def test_equality_and_what_there_is_not():
    given = loads(sample_text("quarrel"), "quarrel.ew")
    assert ground(given) == ground(given)
    assert ground(given) != replace(ground(given), name="another")
    assert ground(given) != 1
    with pytest.raises(AttributeError, match="no beats"):
        _ = ground(given).beats


def test_broken_numbers_are_refused():
    given = lifted(loads(sample_text("quarrel"), "quarrel.ew"))
    nodes = given.nodes
    for place in range(0, len(nodes), 7):
        for wrong in (-2, 10_000_000):
            given.nodes = [*nodes[:place], wrong, *nodes[place + 1 :]]
            try:
                _kernel.ground(given)
            except (_kernel.BadProblem, _kernel.Unusual):
                continue
            # The number stands where its node has no operand.
    given.nodes = nodes[:-1]
    with pytest.raises(_kernel.BadProblem):
        _kernel.ground(given)
