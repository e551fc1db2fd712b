"""Kernel and reference give the same answers on random problems.

`ELSEWISE_TWINS` sets how many problems are tried (default 2000): half of them of any sort, half
such that the world does not depend on minds.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

from elsewise.engines.protocol import Engine, Handle
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.engines.reference.states import StateNode
from elsewise.errors import WorldError
from elsewise.problem.problem import Problem
from elsewise.story.default_goal import next_goal
from elsewise.story.limits import Limits
from engines import ENGINES
from strategies import constructs, looping, problems, standing_alone

FEW, MANY = 50, int(os.environ.get("ELSEWISE_TWINS", "2000")) // 2
SIMPLE = ("plan of 1", "story of 1")
VARIED = (*SIMPLE, "plan of 2", "plan of 3", "story of 2", "reason within a plan")
MOST_STATES = 40
FORESIGHT = 3
DEPTHS = (1, 0, 2)

ours = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize="ELSEWISE_TWINS" not in os.environ,  # the same on every run, unless asked for more
)
needs_kernel = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")


class Twins:
    """Both engines on one problem, and which of their states belong together."""

    def __init__(self, problem: Problem, depth: int) -> None:
        self.problem = problem
        self.reference = ReferenceEngine(problem, depth)
        self.kernel = ENGINES["kernel"](problem, depth, None)
        self.kernel_of: dict[StateNode, Handle] = {}
        self.reference_of: dict[Handle, StateNode] = {}

    def same(self, ask: Callable[[Engine], object]) -> bool:
        """Ask both the same question; whether the answer is an answer, not an error."""
        answers: list[object] = []
        for engine in (self.reference, self.kernel):
            try:
                answers.append(ask(engine))
            except WorldError as error:
                answers.append(("error", str(error)))
        assert answers[0] == answers[1]
        return not isinstance(answers[0], tuple) or answers[0][:1] != ("error",)

    def step(self, one: Callable[[], StateNode], other: Callable[[], Handle]) -> StateNode | None:
        """Take the same step in both, and see that equal states are equal in both."""
        results: list[object] = []
        for take in (one, other):
            try:
                results.append(take())
            except WorldError as error:
                results.append(str(error))
        state, handle = results
        assert isinstance(state, str) == isinstance(handle, str)
        if not isinstance(state, StateNode):
            assert state == handle
            return None
        assert handle is not None
        assert self.kernel_of.setdefault(state, handle) == handle
        assert self.reference_of.setdefault(handle, state) is state
        return state

    def compare_everything(self) -> Counter[str]:
        """Compare all that can be asked; return what was met."""
        met: Counter[str] = Counter()
        start = self.step(self.reference.start, self.kernel.start)
        if start is None:
            return Counter({"loop at the start": 1})
        waiting = deque([start])
        seen = {start}
        while waiting:
            state = waiting.popleft()
            for following in self.compare_at(state, met):
                if following not in seen and len(seen) < MOST_STATES:
                    seen.add(following)
                    waiting.append(following)
        self.compare_searches(met)
        return met

    def compare_at(self, state: StateNode, met: Counter[str]) -> list[StateNode]:
        """Compare all about one state; return those next to it."""
        problem, handle = self.problem, self.kernel_of[state]
        places = {id(self.reference): state, id(self.kernel): handle}

        def at(engine: Engine) -> Handle:
            return places[id(engine)]

        self.same(lambda engine: engine.look(at(engine), 4))
        self.same(lambda engine: engine.possible(at(engine)))
        for character in (None, *range(len(problem.characters))):
            self.same(lambda engine, c=character: engine.utility(at(engine), c))
        for ending in problem.endings:
            self.same(lambda engine, e=ending: engine.holds(at(engine), e))
        following: list[StateNode | None] = [
            self.step(
                lambda c=c: self.reference.mind(state, c), lambda c=c: self.kernel.mind(handle, c)
            )
            for c in range(len(problem.characters))
        ]
        for action in self.reference.possible(state):
            after = self.step(
                lambda a=action: self.reference.after(state, a),
                lambda a=action: self.kernel.after(handle, a),
            )
            following.append(after)
            met["loop"] += after is None
            if state.owner is None and self.same(
                lambda engine, a=action: engine.reasons(at(engine), a, FORESIGHT)
            ):
                self.note_reasons(state, action, met)
        return [other for other in following if other is not None]

    def note_reasons(self, state: StateNode, action: int, met: Counter[str]) -> None:
        """Note what reasons there are, so that it can be seen that they are not all alike."""
        reasons = self.reference.reasons(state, action, FORESIGHT)
        if reasons is None:
            met["unexplained"] += 1
        for reason in (reasons or {}).values():
            met[f"plan of {len(reason.plan)}"] += 1
            if any(planned.reasons for planned in reason.plan):
                met["reason within a plan"] += 1

    def compare_searches(self, met: Counter[str]) -> None:
        """Compare the stories found, and the counts of explained sequences."""
        limits = Limits(length=3, foresight=FORESIGHT)
        utility = self.reference.utility(self.reference.start(), None)
        goals = [*self.problem.endings, next_goal(utility or 0.0)]
        for goal in goals:
            outcomes: list[object] = []
            for engine in (self.reference, self.kernel):
                try:
                    outcome = engine.search(goal, limits, 3)
                except WorldError:
                    break  # which imagined states are looked at is the engine's own affair
                outcomes.append((outcome.status, outcome.stories, outcome.utility, outcome.goal))
                met[f"stories {len(outcome.stories)}"] += 1
                met.update(f"story of {len(story.beats)}" for story in outcome.stories)
            if len(outcomes) == 2:
                assert outcomes[0] == outcomes[1]
        counts: list[object] = []
        for engine in (self.reference, self.kernel):
            try:
                counts.append(engine.count(3, FORESIGHT))
            except WorldError:
                break
        if len(counts) == 2:
            assert counts[0] == counts[1]


@needs_kernel
@pytest.mark.parametrize(
    ("tries", "expected"), [(FEW, SIMPLE), pytest.param(MANY, VARIED, marks=pytest.mark.slow)]
)
@pytest.mark.parametrize("some_problems", [problems, standing_alone])
def test_kernel_and_reference_agree(
    some_problems: Callable[[], SearchStrategy[Problem]], tries: int, expected: tuple[str, ...]
) -> None:
    met: Counter[str] = Counter()

    @settings(ours, max_examples=tries)
    @given(some_problems())
    def compare(problem: Problem) -> None:
        depth = DEPTHS[len(problem.actions) % 3]
        met.update(Twins(problem, depth).compare_everything())

    compare()
    assert not set(expected) - met.keys()


@pytest.mark.slow
@needs_kernel
def test_loops_are_told_alike() -> None:
    met: Counter[str] = Counter()

    @settings(ours, max_examples=30)
    @given(looping())
    def compare(problem: Problem) -> None:
        met.update(Twins(problem, 1).compare_everything())

    compare()
    assert met["loop"] > 10


@pytest.mark.slow
def test_all_constructs_are_generated() -> None:
    met: Counter[str] = Counter()

    @settings(ours, max_examples=600)
    @given(problems())
    def collect(problem: Problem) -> None:
        met.update(constructs(problem).keys())

    collect()
    expected = {
        *(f"BinaryOperation {sign}" for sign in "+-*/"),
        *(f"ComparisonTest {sign}" for sign in ("=", "!=", "<", ">", "<=", ">=")),
        *(f"{kind} of {number}" for kind in ("Conjunction", "Disjunction") for number in (0, 1, 2)),
        *(f"known {kind}" for kind in ("NoneType", "bool", "float", "str")),
        "IfElse",
        *(f"look {depth} minds deep" for depth in range(4)),
        *(f"start {depth} minds deep" for depth in range(4)),
        *(
            f"effect {depth} minds deep, conditional {conditional}"
            for depth in range(4)
            for conditional in (True, False)
        ),
        *(f"fluent {kind}, low False, high False" for kind in ("YES_NO", "ENTITY", "NUMBER")),
        "fluent NUMBER, low True, high True",
        "fluent NUMBER, low True, high False",
        *(f"action by {number}" for number in range(3)),
        *("seen", "unseen", "seen under condition"),
        *(f"trigger in {where} {so}" for where in ("world", "minds") for so in (True, False)),
        "want with belief",
        "ending with belief",
    }
    assert not expected - met.keys()


@needs_kernel
@pytest.mark.parametrize("extra", [0, 1, 2, 3])
def test_levels_can_be_set(extra: int) -> None:
    @settings(ours, max_examples=50)
    @given(problems())
    def compare(problem: Problem) -> None:
        levels = replace(problem.levels, extra=0)
        fixed = replace(problem, levels=levels)
        engines = [ReferenceEngine(fixed, 1, extra), ENGINES["kernel"](fixed, 1, extra)]
        try:
            shown = [engine.look(engine.start(), 5) for engine in engines]
            counted = [engine.count(2, 3) for engine in engines]
        except WorldError:
            return
        assert shown[0] == shown[1]
        assert counted[0] == counted[1]

    compare()
