from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import UsageError, WorldError
from elsewise.play.asked_conditions import with_conditions
from elsewise.play.explore import explore, open_graph
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.samples import sample
from elsewise.world.expressions import And, Constant, Expression, InMind, Not, Read
from elsewise.world.model import Ending, World
from engines import ENGINES
from random_worlds import Maker, worlds

LENGTH, FORESIGHT = 2, 2


def fact(world: World, name: str, *arguments: str) -> Read:
    found = next(f for f in world.facts if f.name == name)
    return Read(found, tuple(map(Constant, arguments)))


def believes(who: str, what: Expression) -> InMind:
    return InMind(Constant(who), what)


def test_a_condition_can_be_searched_for():
    smoke = sample("smoke")
    doubts = {"first": fact(smoke, "doubts", "Lana")}
    story = find(with_conditions(smoke, doubts), ending="first").story
    assert story is not None
    assert story.events[-1].startswith("account(Lex")
    assert ground(smoke).levels == with_conditions(smoke, doubts).levels


def test_minds_are_kept_where_a_condition_looks():
    smoke = sample("smoke")
    levels = ground(smoke).levels
    assert levels.asked == (False, False, True, False)
    mortal = fact(smoke, "mortal", "Clark")
    deep = believes("Clark", believes("Lex", mortal))
    problem = with_conditions(smoke, {"first": deep, "second": Not(deep)})
    assert problem.levels.asked == (True, True, True, False)
    assert problem.levels.extra == levels.extra  # two of the three levels that depth 2 has anyway
    engine = ReferenceEngine(problem, 2)
    assert not engine.holds(engine.start(), "first")
    assert engine.holds(engine.start(), "second")
    for _ in range(2):
        deep = believes("Chloe", believes("Lana", deep))
    assert with_conditions(smoke, {"first": deep}, depth=2).levels.extra == 3
    assert with_conditions(smoke, {"first": deep}, depth=0).levels.extra == 5


def test_names_are_the_callers_own():
    smoke = sample("smoke")
    blown = fact(smoke, "blown")
    once = with_conditions(smoke, {"first": blown})
    with pytest.raises(UsageError, match="called first"):
        with_conditions(smoke, {"first": blown}, once)
    both = with_conditions(smoke, {"left": blown}, once)
    assert list(both.asked) == ["first", "left"]
    assert both.endings == ground(smoke).endings
    # What is asked hides an ending of the same name.
    assert both.named_condition("left") == both.asked["left"] != both.endings["left"]
    with pytest.raises(UsageError, match="no ending called second"):
        both.condition_number("second")


@pytest.mark.parametrize("make", ENGINES.values())
def test_engines_keep_endings_and_what_is_asked_apart(make: Any):
    smoke = sample("smoke")
    problem = with_conditions(smoke, {"left": Not(fact(smoke, "blown"))})
    plain, engine = make(ground(smoke), 1, None), make(problem, 1, None)
    assert not plain.holds(plain.start(), "left")
    assert engine.holds(engine.start(), "left")
    for name in problem.endings.keys() - {"left"}:
        assert engine.holds(engine.start(), name) == plain.holds(plain.start(), name)


def test_graphs_keep_endings_and_what_is_asked_apart(tmp_path: Path):
    smoke = sample("smoke")
    asked = {str(n): fact(smoke, "doubts", "Lana") for n in range(9)} | {
        "left": And((fact(smoke, "blown"), Not(fact(smoke, "blown"))))
    }
    plain = explore(smoke, length=4)
    graph = explore(with_conditions(smoke, asked), length=4)
    for state in graph.states:
        assert graph.endings(state) == plain.endings(state)
        doubts = graph.values(state)["doubts(Lana)"]
        assert graph.asked(state) == (tuple(map(str, range(9))) if doubts else ())
        assert graph.id_of(state) == plain.id_of(state)
    assert graph.reaching("3") == tuple(s for s in graph.states if "3" in graph.asked(s))
    assert graph.reaching("left") == ()
    graph.save(tmp_path / "graph")
    saved = open_graph(tmp_path / "graph")
    assert saved.problem == ground(smoke)
    assert [saved.endings(s) for s in saved.states] == [plain.endings(s) for s in plain.states]
    assert saved.reaching("left") == plain.reaching("left")


def sequences(engine: ReferenceEngine) -> Iterator[tuple[tuple[int, ...], Any]]:
    """Every sequence of explained actions, with the state it leads to."""
    waiting: list[tuple[tuple[int, ...], Any]] = [((), engine.start())]
    for actions, state in waiting:  # grows meanwhile
        yield actions, state
        if len(actions) < LENGTH:
            waiting += [
                ((*actions, action), engine.after(state, action))
                for action in engine.possible(state)
                if engine.reasons(state, action, FORESIGHT) is not None
            ]


@st.composite
def _asked(draw: Any) -> tuple[World, Expression]:
    return draw(worlds()), Maker(draw).condition((), 3)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(_asked())
def test_random_worlds_go_on_as_they_did(asked: tuple[World, Expression]):
    world, condition = asked
    try:
        plain = dict(sequences(ReferenceEngine(ground(world), 1)))
        problem = with_conditions(world, {"first": condition}, depth=1)
        other = ReferenceEngine(problem, 1)
        new = dict(sequences(other))
    except WorldError:
        assume(False)  # triggers go round, at the latest in a mind
    assert list(new) == list(plain)
    written = _written(world, condition)
    if written.levels == problem.levels:
        engine = ReferenceEngine(written, 1)
        for actions, state in sequences(engine):
            assert engine.holds(state, "x") == other.holds(new[actions], "first")


def _written(world: World, condition: Expression) -> Problem:
    """The problem of the world if the condition were an ending in its text."""
    return ground(replace(world, endings=(*world.endings, Ending("x", condition))))
