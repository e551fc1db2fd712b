"""Causal networks of stories, on days whose causes are known and against the reference."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.engines.reference.states import StateNode
from elsewise.errors import UsageError, WorldError
from elsewise.explain.causes import Cause, CauseKind, causal_edges
from elsewise.grounding.grounder import ground
from elsewise.play.find import find
from elsewise.samples import sample
from elsewise.story.limits import Limits
from elsewise.world.model import World
from random_worlds import worlds


def network(name: str, ending: str) -> tuple[tuple[str, ...], set[tuple[int, int, str, str]]]:
    """Return the events of a sample's story, and its causes from beat to beat."""
    world = sample(name)
    story = find(world, ending=ending).story
    assert story is not None
    causes = causal_edges(world, story.events, ending=ending)
    assert all(0 <= c.source < c.target <= len(story.events) + 1 for c in causes)
    assert list(causes) == sorted(causes, key=lambda c: (c.target, c.source))
    return story.events, {
        (c.source, c.target, c.kind.value, " ".join((*c.minds, c.fluent or "")))
        for c in causes
        if c.source
    }


def test_what_enables_what_in_the_day_called_smoke() -> None:
    _, causes = network("smoke", "left")
    assert causes == {
        (2, 3, "enables", "at(Lex)"),
        (2, 3, "enables", "clock(Lex)"),
        (3, 4, "enables", "at(Lex)"),
        (4, 5, "enables", "blown"),
        (4, 6, "enables", "blown"),
        (3, 7, "enables", "at(Lex)"),
        (4, 7, "enables", "blown"),
        (6, 7, "enables", "at(Chloe)"),
        (3, 8, "enables", "at(Lex)"),
        (5, 8, "enables", "at(Lana)"),
        (7, 8, "enables", "asked"),
        (4, 9, "enables", "alive(Clark)"),
        (5, 9, "enables", "at(Lana)"),
        (6, 9, "enables", "at(Chloe)"),
        (8, 9, "enables", "answered"),
        # What the ending needs:
        (1, 10, "enables", "pleaded"),
        (2, 10, "physical", "deed"),  # on the ladder it is too late: a trigger
        (4, 10, "enables", "alive(Clark)"),
        (8, 10, "enables", "answered"),
        (9, 10, "enables", "Lana alive(Clark)"),
    }


def test_a_lie_gives_somebody_a_reason() -> None:
    events, causes = network("letter", "ashes")
    assert events == ("hide(Ines, Stove)", "say(Ines, Tomas, Desk)", "light(Tomas)")
    assert (2, 3, "motivates", "") in causes
    assert not any(source == 1 and target == 3 for source, target, _, _ in causes)


def test_what_somebody_finds_out_is_physical() -> None:
    _, causes = network("drawer", "too_late")
    assert (2, 4, "physical", "Tess in_drawer") in causes


def test_what_has_been_so_since_the_start_has_beat_0() -> None:
    causes = causal_edges(sample("smoke"), ("plead(Clark, Lex)",))
    assert Cause(0, 1, CauseKind.ENABLES, "stones") in causes
    assert {cause.source for cause in causes} == {0}


def test_events_that_cannot_happen_have_no_causes() -> None:
    with pytest.raises(UsageError, match=r"Beat 2: .* cannot happen there"):
        causal_edges(sample("smoke"), ("plead(Clark, Lex)", "blow()"))
    with pytest.raises(UsageError, match="Beat 1"):
        causal_edges(sample("smoke"), ("dance()",))


class Judge:
    """The reference, asked step by step what a course of events would come to."""

    def __init__(self, world: World, limits: Limits) -> None:
        self.problem = ground(world).with_all_minds()
        self.engine = ReferenceEngine(self.problem, limits.depth)
        self.names = [action.name for action in self.problem.actions]
        self.foresight = limits.foresight

    def states(self, events: tuple[str, ...], left_out: frozenset[int]) -> list[StateNode]:
        states = [self.engine.start()]
        for beat, event in enumerate(events, start=1):
            state, action = states[-1], self.names.index(event)
            possible = beat not in left_out and action in self.engine.possible(state)
            states.append(self.engine.after(state, action) if possible else state)
        return states

    def lacks_only_reasons(self, state: StateNode, event: str) -> bool:
        action = self.names.index(event)
        if action not in self.engine.possible(state):
            return False
        return self.engine.reasons(state, action, self.foresight) is None

    def is_explained(self, state: StateNode, event: str) -> bool:
        action = self.names.index(event)
        return self.engine.reasons(state, action, self.foresight) is not None

    def value(self, state: StateNode, cause: Cause) -> object:
        path = tuple(self.problem.characters.index(name) for name in cause.minds)
        names = [fluent.name for fluent in self.problem.fluents]
        assert cause.fluent is not None
        return state.with_minds(path).values[names.index(cause.fluent)]


SMALL = ("bridge", "drawer", "gift", "honey", "letter", "quarrel")


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(st.one_of(st.sampled_from(SMALL).map(sample), worlds()), st.data())
def test_causes_hold_before_the_reference(world: World, data: st.DataObject) -> None:
    limits = Limits(length=4, foresight=2, depth=1)
    judge = Judge(world, limits)
    events: list[str] = []
    try:
        state = judge.engine.start()
        for _ in range(data.draw(st.integers(2, 5))):
            possible = list(judge.engine.possible(state))
            if possible:
                action = data.draw(st.sampled_from(possible))
                events.append(judge.names[action])
                state = judge.engine.after(state, action)
        course = tuple(events)
        causes = causal_edges(world, course, depth=1, foresight=2)
        assert_true(judge, course, causes)
    except WorldError as error:
        assert error.diagnostics[0].code.name == "trigger-loop"


def assert_true(judge: Judge, course: tuple[str, ...], causes: tuple[Cause, ...]) -> None:
    whole = judge.states(course, frozenset())
    motives = {(c.source, c.target) for c in causes if c.kind is CauseKind.MOTIVATES}
    for cause in causes:
        if cause.kind is not CauseKind.MOTIVATES:
            values = [judge.value(state, cause) for state in whole[: cause.target]]
            assert len(set(map(repr, values[cause.source :]))) == 1
            assert cause.source == 0 or values[cause.source - 1] != values[cause.source]
    for target, event in enumerate(course, start=1):
        if not judge.is_explained(whole[target - 1], event):
            assert not any(target == there for _, there in motives)
            continue
        for source in range(1, target):
            states = judge.states(course, frozenset({source}))
            lacks = judge.lacks_only_reasons(states[target - 1], event)
            if (source, target) in motives:
                assert lacks
            elif lacks:
                # Then it is so through a beat between that cannot happen any more.
                assert any(
                    states[beat - 1] == states[beat] and whole[beat - 1] != whole[beat]
                    for beat in range(source + 1, target)
                )
