"""Tiny problems of ours in the peer's language: what follows from them by the idealised rules.

`docs/differences-from-sabre.md` names those where the peer's program answers otherwise; they are
marked here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from elsewise.engines.protocol import Engine, Handle
from elsewise.grounding.grounder import ground
from elsewise.problem.problem import Problem
from elsewise.sabre.load import load_text
from elsewise.story.default_goal import next_goal
from elsewise.story.limits import Limits, Status
from elsewise.world.types import Value
from engines import ENGINES
from peer_files import PEER, needs_peer_files

every_engine = pytest.mark.parametrize("engine", ENGINES)


def problem(name: str) -> Problem:
    folder = PEER / ("conformance" if len(name) == 2 else "problems")
    return ground(load_text((folder / f"{name}.txt").read_text("utf-8"), name))


@dataclass(frozen=True)
class Row:
    """A search and the only thing it may find: the events of the first story, or none."""

    problem: str
    length: int
    foresight: int
    depth: int
    story: str | None
    goal: float = 1.0

    def __str__(self) -> str:
        return f"{self.problem} {self.length} {self.foresight} {self.depth}"


ROWS = [
    Row("d1", 1, 3, 1, None),
    Row("d1", 1, 4, 1, "inc()"),
    Row("d1", 1, 4, 0, None),
    Row("d1", 4, 3, 1, None),  # the peer's best-first search: found
    Row("d2", 1, 3, 2, None),
    Row("d2", 1, 4, 2, "doA()"),
    Row("d2", 1, 4, 1, None),  # the peer's best-first search: found
    Row("d3", 1, 2, 1, "doA()"),
    Row("d3", 1, 2, 0, None),
    Row("d4", 1, 5, 2, None),
    Row("d5", 1, 3, 2, "joint()"),
    Row("d6", 2, 4, 3, None),
    Row("m1", 1, 3, 1, None),  # the peer: found
    Row("m2", 1, 3, 1, None),
    Row("m3", 2, 3, 1, None),  # the peer: found
    Row("m4", 1, 3, 1, None),
    Row("m5", 1, 3, 1, "a()"),
    Row("m7", 9, 3, 1, "a(); b(); c()", goal=3),
    Row("m7", 9, 3, 1, None, goal=9),  # the peer: shows the best it has
    Row("h1", 3, 9, 9, None),  # the peer's best-first and goal-first search: found
    Row("s1", 3, 3, 1, "look(); cheer()"),  # the peer: look, boo
    Row("macguffin", 3, 3, 1, "walk(Tom, Home, Market); buy(Tom, MacGuffin, Merchant)"),
    Row("treasure", 4, 4, 3, "rumor(); sail(); dig(); take(Hawkins, Treasure)"),
]


@needs_peer_files
@every_engine
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_stories(row: Row, engine: str) -> None:
    running = ENGINES[engine](problem(row.problem), row.depth, None)
    limits = Limits(length=row.length, foresight=row.foresight, depth=row.depth)
    outcome = running.search(row.goal, limits)
    if row.story is None:
        assert outcome.status is Status.NONE
    else:
        assert "; ".join(outcome.stories[0].events) == row.story


@needs_peer_files
@every_engine
@pytest.mark.parametrize(
    ("name", "goal", "foresight", "depth", "beats"),
    [
        ("space", 4, 3, 1, 5),
        ("bribery", 1, 5, 2, 2),
        ("raiders", 1, 4, 1, 6),
        ("fantasy", 1, 3, 2, 2),
    ],
)
def test_problems_have_stories(
    name: str, goal: float, foresight: int, depth: int, beats: int, engine: str
) -> None:
    running = ENGINES[engine](problem(name), depth, None)
    limits = Limits(length=beats, foresight=foresight, depth=depth)
    outcome = running.search(goal, limits)
    assert [len(story.beats) for story in outcome.stories] == [beats]


@needs_peer_files
@every_engine
def test_a_reason_has_all_the_beats_it_needs(engine: str) -> None:
    running = ENGINES[engine](problem("d1"), 1, None)
    reasons = running.reasons(running.start(), 0, 4)
    assert reasons is not None
    assert [planned.event for planned in reasons["A"].plan] == ["inc()"] * 4
    assert reasons["A"].gain == (0.0, 1.0)


# -- values after events ----------------------------------------------------------------------


class Walk:
    """An engine that keeps everybody's mind, and a look into them."""

    def __init__(self, name: str, engine: str, depth: int = 3) -> None:
        made = problem(name)
        everybody = (True,) * len(made.characters)
        made = replace(made, levels=replace(made.levels, asked=everybody))
        self.engine: Engine = ENGINES[engine](made, depth, None)
        self.problem = made

    def after(self, *events: str) -> Handle:
        names = [action.name for action in self.problem.actions]
        state = self.engine.start()
        for event in events:
            state = self.engine.after(state, names.index(event))
        return state

    def value(self, state: Handle, path: str, fluent: str) -> Value:
        for character in path:
            state = self.engine.mind(state, self.problem.characters.index(character))
        values = {**self.problem.constants, **self.engine.look(state, 0).values}
        return values[fluent]


@needs_peer_files
@every_engine
def test_beliefs_at_the_start(engine: str) -> None:
    walk = Walk("b1", engine)
    expected = {"A": 5, "AB": 5, "ABA": 5, "B": 1, "BA": 7, "BAC": 7, "C": 1, "CA": 1}
    start = walk.after()
    assert {path: walk.value(start, path, "f") for path in expected} == expected


@needs_peer_files
@every_engine
def test_belief_effects_read_where_they_stand(engine: str) -> None:
    walk = Walk("b1", engine)
    after = walk.after("setA()")
    assert [walk.value(after, path, "g") for path in ("A", "C", "B", "")] == [5, 1, 4, 0]


@needs_peer_files
@every_engine
def test_surprise(engine: str) -> None:
    walk = Walk("b1", engine)
    after = walk.after("need()")
    assert walk.value(after, "A", "d") == "P1"
    assert walk.value(after, "A", "f") is None
    assert walk.value(after, "A", "w") is True
    assert walk.value(after, "B", "d") == "P1"
    assert walk.value(after, "B", "f") == 1
    assert walk.value(after, "AB", "f") is None or walk.value(after, "AB", "f") == 5
    assert walk.value(after, "BA", "d") == "P1"
    assert walk.value(after, "BA", "f") == 7
    assert walk.value(after, "C", "f") == 1


@needs_peer_files
@every_engine
def test_the_last_effect_in_the_text_counts(engine: str) -> None:
    walk = Walk("c1", engine)
    assert walk.value(walk.after("overlap()"), "", "loc") == "X"
    after = walk.after("over2()")
    assert walk.value(after, "", "n") == 5
    assert walk.value(after, "A", "loc") == "X"  # the peer: Y


@needs_peer_files
@every_engine
def test_triggers_follow_in_the_order_of_the_text(engine: str) -> None:
    walk = Walk("o1", engine)
    assert walk.value(walk.after("set()"), "", "n") == 1  # the peer: 2
    at_start = Walk("o2", engine)
    assert at_start.value(at_start.after(), "", "n") == 1


@needs_peer_files
@every_engine
def test_only_told_beliefs_reach_a_mind_from_a_trigger(engine: str) -> None:
    walk = Walk("t1", engine)
    start = walk.after()
    assert walk.value(start, "", "seen(A)") is True
    assert walk.value(start, "A", "loc(Box)") is None
    assert walk.value(start, "A", "seen(A)") is False


# -- utilities --------------------------------------------------------------------------------


@every_engine
@pytest.mark.parametrize(
    ("expression", "utility"),
    [
        ("x() - y() - z()", 9),
        ("x() - y() + z()", 9),
        ("(x() + y() * z())", 26),
        ("x() * y() + z()", 50),
    ],
)
def test_arithmetic_binds_as_in_the_peers_language(
    expression: str, utility: float, engine: str
) -> None:
    text = f"""
        entity A : character; entity B : character;
        property x() : number; property y() : number; property z() : number;
        x() = 10; y() = 3; z() = 2;
        utility(): {expression};
    """
    running = ENGINES[engine](ground(load_text(text, "arithmetic")), 1, None)
    assert running.utility(running.start(), None) == utility


@pytest.mark.parametrize(
    ("start", "goal"), [(0.0, 1.0), (1.5, 2.0), (2.0, 3.0), (-1.5, -0.5), (-2.0, -1.0)]
)
def test_the_goal_if_none_is_given(start: float, goal: float) -> None:
    assert next_goal(start) == goal
