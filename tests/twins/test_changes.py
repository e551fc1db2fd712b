"""A state changed by hand is what an event with that one effect leads to, in both engines.

Searches that begin there are compared too, one after the other in the same engines: what an engine
remembers of one start must not show at another. `ELSEWISE_CHANGES` sets how many random problems
are tried (default 600).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from elsewise.engines.protocol import Engine, Handle
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import WorldError
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    ConstantValue,
    Event,
    FluentKind,
    GroundEffect,
    Minds,
    Problem,
)
from elsewise.story.default_goal import next_goal
from elsewise.story.limits import Limits, Outcome, Statistics
from elsewise.story.story import State
from elsewise.world.types import Value
from engines import ENGINES
from strategies import problems, standing_alone

PROBLEMS = int(os.environ.get("ELSEWISE_CHANGES", "600"))
FORESIGHT = 3
LIMITS = Limits(length=3, foresight=FORESIGHT)
DEEP = 4
VALUES: dict[FluentKind, tuple[Value, ...]] = {
    FluentKind.YES_NO: (False, True),
    FluentKind.ENTITY: (None,),
    FluentKind.NUMBER: (None, 0.0, 2.0, -7.5),
}

Change = tuple[Minds, int, Value]

pytestmark = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")


def changes(problem: Problem) -> SearchStrategy[Change]:
    """Draw a mind to change, a fluent and a value; what is said at the start counts as a value."""

    def of(fluent: int) -> SearchStrategy[Change]:
        said = {values[fluent] for values in problem.start.values() if fluent in values}
        values = [*VALUES[problem.fluents[fluent].kind], *sorted(said, key=repr)]
        return st.tuples(st.sampled_from(paths), st.just(fluent), st.sampled_from(values))

    everybody = range(len(problem.characters))
    paths: list[Minds] = [(), (), *((c,) for c in everybody)]
    paths += [(c, d) for c in everybody for d in everybody if c != d]
    return st.integers(0, len(problem.fluents) - 1).flatmap(of)


def as_event(change: Change, characters: int) -> Event:
    minds, fluent, value = change
    effect = GroundEffect(TRUE, minds, fluent, ConstantValue(value))
    return Event("change", 0, (), TRUE, (effect,), (), (FALSE,) * characters)


def with_events(problem: Problem, made: list[Change]) -> Problem:
    """Return the problem with an action for every change; nobody is ever to plan with them."""
    events = tuple(as_event(change, len(problem.characters)) for change in made)
    return replace(problem, actions=(*problem.actions, *events))


class Three:
    """The reference, for which changes are events, and both engines that make them by hand."""

    def __init__(self, problem: Problem, made: list[Change]) -> None:
        depth = len(problem.actions) % 3
        self.problem = problem
        self.made = made
        self.judge = ReferenceEngine(with_events(problem, made), depth)
        self.makers: tuple[Engine, ...] = (
            ReferenceEngine(problem, depth),
            ENGINES["kernel"](problem, depth, None),
        )
        self.states: list[Handle] = [engine.start() for engine in (self.judge, *self.makers)]

    def step(self, take: Callable[[Engine, Handle], Handle]) -> bool:
        """Take a step with all; False if triggers go round, as all must say alike."""
        after: list[Handle] = []
        loops: list[str] = []
        for engine, state in zip((self.judge, *self.makers), self.states, strict=True):
            try:
                after.append(take(engine, state))
            except WorldError as error:
                loops.append(str(error))
        if loops:
            assert not after
            assert len(set(loops)) == 1
            return False
        self.states = after
        return True

    def change(self, number: int) -> bool:
        def take(engine: Engine, state: Handle) -> Handle:
            if engine is self.judge:
                return engine.after(state, len(self.problem.actions) + number)
            return engine.changed(state, *self.made[number])

        return self.step(take)

    def go_on(self) -> None:
        """Let the first possible action happen, if there is one."""
        action = next(iter(self.judge.possible(self.states[0])))
        if action < len(self.problem.actions):
            self.step(lambda engine, state: engine.after(state, action))

    def shown(self) -> State:
        """Return what is so, which must be the same for all."""
        judged, *others = (
            engine.look(state, DEEP)
            for engine, state in zip((self.judge, *self.makers), self.states, strict=True)
        )
        assert others == [judged, judged]
        return judged

    def search(self, met: Counter[str]) -> None:
        one, two = map(story_answers, self.makers, self.states[1:])
        for first, second in zip(one, two, strict=True):
            if first is not None and second is not None:
                assert first == second
                met["story" if first.stories else "no story"] += 1


def story_answers(engine: Engine, start: Handle) -> list[Outcome | None]:
    """Search for everything from a start; the answer of a search that meets a loop is None."""
    utility = engine.utility(start, None)
    answers: list[Outcome | None] = []
    for goal in (*engine.problem.endings, next_goal(utility or 0.0)):
        try:
            found = engine.search(goal, LIMITS, 2, start=start)
        except WorldError:
            answers.append(None)  # which imagined states are looked at is the engine's own affair
        else:
            assert found.utility == utility
            answers.append(replace(found, statistics=Statistics()))
    return answers


def compare(problem: Problem, made: list[Change], met: Counter[str]) -> None:
    """Make changes one after the other, an event in between, and compare what is so then."""
    try:
        three = Three(problem, made)
    except WorldError:
        return
    for number, (minds, _, _) in enumerate(made):
        before = three.shown()
        if not three.change(number):
            met["loop"] += 1
            continue
        met["nothing changed" if three.shown() == before else "changed"] += 1
        met[f"{len(minds)} minds deep"] += 1
        three.search(met)
        three.go_on()


@pytest.mark.parametrize("tries", [40, pytest.param(PROBLEMS // 2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("some_problems", [problems, standing_alone])
def test_changes_are_events(
    some_problems: Callable[[], SearchStrategy[Problem]], tries: int
) -> None:
    met: Counter[str] = Counter()

    @settings(
        max_examples=tries,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize="ELSEWISE_CHANGES" not in os.environ,
    )
    @given(
        some_problems().flatmap(lambda p: st.tuples(st.just(p), st.lists(changes(p), max_size=3)))
    )
    def run(drawn: tuple[Problem, list[Change]]) -> None:
        compare(*drawn, met)

    run()
    for what in ("changed", "nothing changed", "2 minds deep", "story"):
        assert met[what] > tries // 50, what
