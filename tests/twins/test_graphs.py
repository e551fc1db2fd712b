"""Whole graphs are what a plain breadth-first search with the reference finds.

`ELSEWISE_GRAPHS` sets how many random problems are tried (default 600).
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elsewise.engines.protocol import Handle
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import WorldError
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore, open_graph
from elsewise.play.ground import ground
from elsewise.play.settings import effective_limits
from elsewise.problem.problem import Problem
from elsewise.samples import sample, sample_names
from elsewise.story.limits import Limits
from engines import ENGINES
from strategies import looping, problems, standing_alone

PROBLEMS = int(os.environ.get("ELSEWISE_GRAPHS", "600"))
MOST_STATES = 60

pytestmark = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")


@dataclass
class Plain:
    """A graph made in the plainest way: states as the reference has them, layer by layer."""

    engine: ReferenceEngine
    limits: Limits
    explained: bool = True
    states: list[Handle] = field(default_factory=list)
    layers: list[int] = field(default_factory=list)
    edges: list[tuple[int, str, int]] = field(default_factory=list)

    def explore(self) -> None:
        number = {self.engine.start(): 0}
        self.states = [self.engine.start()]
        self.layers = [0]
        for state in self.states:  # grows meanwhile
            layer = self.layers[number[state]]
            if layer == self.limits.length or len(self.states) > MOST_STATES:
                continue
            for action in self.engine.possible(state):
                if (
                    self.explained
                    and self.engine.reasons(state, action, self.limits.foresight) is None
                ):
                    continue
                target = self.engine.after(state, action)
                if target not in number:
                    number[target] = len(self.states)
                    self.states.append(target)
                    self.layers.append(layer + 1)
                name = self.engine.problem.actions[action].name
                self.edges.append((number[state], name, number[target]))


def check(graph: StoryGraph, plain: Plain) -> None:
    engine, limits = plain.engine, plain.limits
    assert len(graph) == len(plain.states)
    assert list(graph.edges()) == plain.edges
    assert [graph.layer(state) for state in graph.states] == plain.layers
    assert [state for layer in graph.layers for state in layer] == list(graph.states)
    levels = limits.depth + 1 + engine.problem.levels.extra
    for state, handle in enumerate(plain.states):
        assert graph.state(state) == engine.look(handle, levels)
        assert graph.utility(state) == engine.utility(handle, None)
        reached = tuple(e for e in engine.problem.endings if engine.holds(handle, e))
        assert graph.endings(state) == reached
        assert len(graph.way_to(state)) == plain.layers[state]
    for ending in engine.problem.endings:
        states = [s for s, h in enumerate(plain.states) if engine.holds(h, ending)]
        assert list(graph.reaching(ending)) == states
    assert graph.explained == plain.explained
    if plain.explained:
        assert graph.counts == engine.count(limits.length, limits.foresight)


def compare(problem: Problem, limits: Limits, path: Path, explained: bool = True) -> int:
    """Compare both graphs, the kernel's also from a file; return the number of states
    (0: too many to be tried, -1: both say that triggers go round)."""
    plain = Plain(ReferenceEngine(problem, limits.depth), limits, explained)
    try:
        plain.explore()
    except WorldError as error:
        with pytest.raises(WorldError, match="trigger") as raised:
            explore(problem, limits, explained=explained)
        assert str(raised.value) == str(error)
        return -1
    if len(plain.states) > MOST_STATES:
        return 0
    graph = explore(problem, limits, explained=explained)
    check(graph, plain)
    graph.save(path)
    check(open_graph(path), plain)
    for number, event, _ in plain.edges[::7]:
        action = [a.name for a in problem.actions].index(event)
        expected = plain.engine.reasons(plain.states[number], action, limits.foresight)
        assert graph.reasons(number, event) == (expected or {})
    return len(graph)


def loosened(problem: Problem) -> Problem:
    """Return a problem in which only the last action needs consent: its graph is larger."""
    *others, last = problem.actions
    return replace(problem, actions=(*(replace(action, by=()) for action in others), last))


def sizes_of(strategy: st.SearchStrategy[Problem], tries: int, path: Path) -> list[int]:
    """Compare the graphs of random problems; return how many states each has (-1: an error)."""
    sizes: list[int] = []

    @settings(
        max_examples=tries,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize="ELSEWISE_GRAPHS" not in os.environ,
    )
    @given(
        strategy,
        st.sampled_from((0, 1, 1, 2)),
        st.sampled_from((0, 2, 3, 4, 5)),
        st.sampled_from((True, True, False)),
    )
    def run(problem: Problem, depth: int, length: int, explained: bool) -> None:
        limits = Limits(length=length, foresight=3, depth=depth)
        sizes.append(compare(problem, limits, path, explained))

    run()
    return sizes


@pytest.mark.parametrize("tries", [40, pytest.param(PROBLEMS // 2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("strategy", [problems(), standing_alone()], ids=["any", "standing alone"])
def test_random_problems(strategy: st.SearchStrategy[Problem], tries: int, tmp_path: Path) -> None:
    sizes = sizes_of(strategy.map(loosened), tries, tmp_path / "graph")
    assert sum(size > 5 for size in sizes) > tries // 20


@pytest.mark.slow
def test_triggers_that_go_round(tmp_path: Path) -> None:
    # Nobody has to be asked: which plans an engine thinks through in vain is its own business.
    free = looping().map(
        lambda p: replace(p, actions=tuple(replace(action, by=()) for action in p.actions))
    )
    sizes = sizes_of(free, 100, tmp_path / "graph")
    assert sizes.count(-1) > 10


@pytest.mark.parametrize("name", [n for n in sample_names() if n != "smoke"])
def test_sample_worlds(name: str, tmp_path: Path) -> None:
    problem = ground(sample(name))
    assert compare(problem, effective_limits(problem), tmp_path / "graph") > 3


def test_the_day_called_smoke(tmp_path: Path) -> None:
    problem = ground(sample("smoke"))
    assert compare(problem, effective_limits(problem, length=4, foresight=3), tmp_path / "g") > 3
