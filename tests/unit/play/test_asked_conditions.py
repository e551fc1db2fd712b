from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import UsageError, WorldError
from elsewise.play.asked_conditions import with_conditions
from elsewise.play.find import find
from elsewise.play.grounded import grounded
from elsewise.problem.problem import Problem
from elsewise.samples import sample
from elsewise.world.expressions import Constant, Expression, InMind, Not, Read
from elsewise.world.model import Ending, World
from random_worlds import Maker, worlds

LENGTH, FORESIGHT = 2, 2


def fact(world: World, name: str, *arguments: str) -> Read:
    found = next(f for f in world.facts if f.name == name)
    return Read(found, tuple(map(Constant, arguments)))


def believes(who: str, what: Expression) -> InMind:
    return InMind(Constant(who), what)


def test_a_condition_is_an_ending_that_any_engine_answers():
    smoke = sample("smoke")
    doubts = {"?1": fact(smoke, "doubts", "Lana")}
    story = find(with_conditions(smoke, doubts), ending="?1").story
    assert story is not None
    assert story.events[-1].startswith("account(Lex")
    assert grounded(smoke).levels == with_conditions(smoke, doubts).levels


def test_minds_are_kept_where_a_condition_looks():
    smoke = sample("smoke")
    levels = grounded(smoke).levels
    assert levels.asked == (False, False, True, False)
    mortal = fact(smoke, "mortal", "Clark")
    deep = believes("Clark", believes("Lex", mortal))
    problem = with_conditions(smoke, {"?1": deep, "?2": Not(deep)})
    assert problem.levels.asked == (True, True, True, False)
    assert problem.levels.extra == levels.extra  # two of the three levels that depth 2 has anyway
    engine = ReferenceEngine(problem, 2)
    assert not engine.holds(engine.start(), "?1")
    assert engine.holds(engine.start(), "?2")
    for _ in range(2):
        deep = believes("Chloe", believes("Lana", deep))
    assert with_conditions(smoke, {"?1": deep}, depth=2).levels.extra == 3
    assert with_conditions(smoke, {"?1": deep}, depth=0).levels.extra == 5


def test_names_that_cannot_be():
    smoke = sample("smoke")
    with pytest.raises(UsageError, match="called left"):
        with_conditions(smoke, {"left": fact(smoke, "blown")})
    once = with_conditions(smoke, {"?1": fact(smoke, "blown")})
    with pytest.raises(UsageError, match="called"):
        with_conditions(smoke, {"?1": fact(smoke, "blown")}, once)
    assert list(with_conditions(smoke, {"?2": fact(smoke, "blown")}, once).endings)[-2:] == [
        "?1",
        "?2",
    ]


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
        plain = dict(sequences(ReferenceEngine(grounded(world), 1)))
        problem = with_conditions(world, {"?1": condition}, depth=1)
        other = ReferenceEngine(problem, 1)
        new = dict(sequences(other))
    except WorldError:
        assume(False)  # triggers go round, at the latest in a mind
    assert list(new) == list(plain)
    written = _written(world, condition)
    if written.levels == problem.levels:
        engine = ReferenceEngine(written, 1)
        for actions, state in sequences(engine):
            assert engine.holds(state, "x") == other.holds(new[actions], "?1")


def _written(world: World, condition: Expression) -> Problem:
    """The problem of the world if the condition were an ending in its text."""
    return grounded(replace(world, endings=(*world.endings, Ending("x", condition))))
