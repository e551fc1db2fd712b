"""The kernel's grounder makes the tables that the reference grounder's problem becomes."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from elsewise import _kernel
from elsewise.engines.kernel import KernelEngine
from elsewise.engines.kernel.decode_problem import DecodedEvents
from elsewise.engines.kernel.encode_problem import ProblemEncoder
from elsewise.engines.kernel.encode_world import lifted
from elsewise.engines.kernel.encoding import Flat, flat
from elsewise.engines.kernel.ground import ground
from elsewise.errors import EngineError, WorldError
from elsewise.grounding import grounder
from elsewise.play import ground as play
from elsewise.play.load import loads
from elsewise.problem.problem import FALSE, TRUE, ConstantValue, GroundEffect, MindLevels, Problem
from elsewise.problem.problem_file import to_json
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


def decoded(given: World) -> Problem:
    problem = ground(given)
    assert problem is not None
    return problem


def said(tables: _kernel.Tables, name: str) -> object:
    """Return an array; no bound (NaN) is made equal to no bound."""
    made = getattr(tables, name)
    if not isinstance(made, list):
        return made
    return [None if isinstance(n, float) and math.isnan(n) else n for n in made]


def check_same(given: World) -> None:
    reference = grounder.ground(given)
    problem = ground(given)
    assert problem is not None
    assert problem.action_names == reference.action_names
    ours, theirs = flat(problem), ProblemEncoder(reference).flat()
    theirs.tables.extra_levels = reference.levels.extra
    check_tables(ours, theirs)
    assert problem == reference
    assert problem.origin == reference.origin
    assert list(problem.constants) == list(reference.constants)
    again = ProblemEncoder(problem).flat()
    again.tables.extra_levels = problem.levels.extra
    check_tables(again, ours)
    assert to_json(problem) == to_json(reference)


def check_tables(ours: Flat, theirs: Flat) -> None:
    assert ours.entities == theirs.entities
    for name in ARRAYS:
        assert said(ours.tables, name) == said(theirs.tables, name), name


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
    names = decoded(made).action_names
    assert "win()" in names
    assert any(name.startswith("earn(") and name.endswith(", 3)") for name in names)


def test_what_is_wrong_is_said_by_the_reference():
    at = fact("at", CHARACTER, values=PLACE)
    who = var("who")
    wrong = world(
        facts=(at,),
        actions=(action("go", who, effect=let(Read(at, (Constant("Nowhere"),)), Constant(None))),),
    )
    assert ground(wrong) is None
    with pytest.raises(EngineError, match="Nowhere"):
        play.ground(wrong)


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
    assert ground(made) is None
    with pytest.raises(WorldError):
        play.ground(made)


def test_events_are_decoded_when_they_are_asked_for():
    given = loads(sample_text("quarrel"), "quarrel.ew")
    problem, reference = decoded(given), grounder.ground(given)
    events = problem.actions
    assert isinstance(events, DecodedEvents)
    assert len(events) == len(reference.actions)
    assert events[-1] is events[len(events) - 1]
    assert events[1:3] == reference.actions[1:3]
    assert repr(events) == repr(reference.actions)
    assert events == reference.actions
    assert reference.actions == events
    assert events != reference.actions[1:]
    with pytest.raises(IndexError):
        _ = events[len(events)]


def test_conditions_that_always_or_never_hold_are_the_ones_and_only():
    problem = decoded(loads(sample_text("quarrel"), "quarrel.ew"))
    seen = [condition for action in problem.actions for condition in action.seen_by]
    assert any(condition is TRUE for condition in seen)
    assert all(condition is FALSE for condition in seen if condition == FALSE)


def test_a_fork_knows_the_start_of_its_world():
    given = replace(loads(sample_text("quarrel"), "quarrel.ew"))
    check_same(replace(given, start=(), origin=given.start))
    assert decoded(replace(given, start=(), origin=given.start)).origin


def test_other_levels_share_the_arrays():
    given = loads(sample_text("quarrel"), "quarrel.ew")
    problem, reference = decoded(given), grounder.ground(given)
    everybody = (True,) * len(reference.characters)
    levels = MindLevels(reference.levels.extra + 1, everybody, reference.levels.consents)
    other = problem.with_levels(levels)
    assert flat(other) is flat(problem)
    engine, theirs = KernelEngine(other, 1), KernelEngine(reference.with_levels(levels), 1)
    assert engine.look(engine.start(), 3) == theirs.look(theirs.start(), 3)
    assert other == replace(reference, levels=levels)
    assert problem == reference
    assert KernelEngine(problem, 1).start() == KernelEngine(reference, 1).start()


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


def test_effects_that_are_there_twice_count_once_as_the_last() -> None:
    given = loads("""
world Beads
type bead
character Zoe
bead a, b, c
fact strung(bead, bead)
fact last: bead
action string(Zoe, one: bead)
  then last = one, last = a, (every bead x: every bead y: every bead z: strung(x, z)), last = one
  by Zoe
ending done if strung(b, c) and last = c
""")
    check_same(given)
    effects = decoded(given).actions[1].effects  # string(Zoe, b)
    assert len(effects) == 3 * 3 + 2
    assert effects[-1] == GroundEffect(TRUE, (), effects[-1].fluent, ConstantValue("b"))
