"""What can be left out of a story, beside the definition tried out on every part of it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from elsewise.engines.reference.reasons import Reasons
from elsewise.engines.reference.states import StateNode
from elsewise.engines.reference.transition import TransitionSystem
from elsewise.errors import WorldError
from elsewise.problem.evaluate import holds
from elsewise.problem.problem import Condition, Problem
from elsewise.story.limits import Limits
from elsewise.validation.redundancy import at_least, left_out
from elsewise.validation.validate import validate
from elsewise.world.load import load_text
from strategies import problems

MOST_BEATS = 5


def end_without(
    reasons: Reasons, start: StateNode, steps: list[tuple[int, int]], omitted: tuple[int, ...]
) -> StateNode | None:
    """Return where the other steps lead to; None if one is impossible or lacks a reason."""
    state = start
    for place, (action, foresight) in enumerate(steps):
        if place in omitted:
            continue
        if not reasons.transitions.is_possible(state, action):
            return None
        if not reasons.explained(state, action, foresight):
            return None
        state = reasons.transitions.after(state, action)
    return state


def is_enough(
    reasons: Reasons,
    start: StateNode,
    steps: list[tuple[int, int]],
    omitted: tuple[int, ...],
    good: Condition,
) -> bool:
    end = end_without(reasons, start, steps, omitted)
    return end is not None and holds(good, end.value)


@pytest.mark.slow
@settings(max_examples=200)
@given(problem=problems(), data=st.data(), foresight=st.integers(1, 2))
def test_it_is_the_definition(problem: Problem, data: st.DataObject, foresight: int) -> None:
    reasons = Reasons(TransitionSystem(problem, 1, None))
    try:
        start = state = reasons.transitions.start()
        steps: list[tuple[int, int]] = []
        while len(steps) < MOST_BEATS:
            possible = reasons.transitions.possible(state)
            explained = [a for a in possible if reasons.explained(state, a, foresight)]
            if not explained:
                break
            action = data.draw(st.sampled_from(explained))
            steps.append((action, foresight))
            state = reasons.transitions.after(state, action)
    except WorldError:  # triggers that go round
        assume(False)
    assume(steps)
    goods = [good for good in problem.endings.values() if holds(good, state.value)]
    utility = reasons.utility(state)
    if utility is not None:
        goods.append(at_least(problem.story_wants, utility))
    for good in goods:
        found = left_out(reasons, start, steps, good)
        tries = (
            omitted
            for size in range(1, len(steps) + 1)
            for omitted in combinations(range(len(steps)), size)
        )
        some = any(is_enough(reasons, start, steps, omitted, good) for omitted in tries)
        event(f"{'something' if some else 'nothing'} of {len(steps)} can be left out")
        assert (found is not None) == some
        if found is not None:
            assert is_enough(reasons, start, steps, found, good)


def lanterns(number: int, then: str, wants: str, ending: str) -> str:
    names = [f"P{n}" for n in range(number)]
    return f"""\
world Lanterns
type lantern
character Ida (she)
lantern {", ".join(names)}
fact burning(lantern)
fact oil: number
fact oil_in(lantern): number
action kindle(who: character, what: lantern)
  if not burning(what)
  then burning(what){then}
  by who
every character c wants {wants}
ending bright if {ending}
limits length {number}, foresight 1, depth 1
"""


LONG = [
    ("", "sum of lantern x with burning(x): 1", "every lantern x: burning(x)"),
    (", oil = oil + 1", "oil", "oil >= {n}"),
    (
        ", oil_in(what) = oil_in(what) + 1",
        "sum of lantern x: oil_in(x)",
        "(sum of lantern x: oil_in(x)) >= {n}",
    ),
]


@pytest.mark.parametrize(("then", "wants", "ending"), LONG)
def test_a_long_story_is_checked_at_once(then: str, wants: str, ending: str) -> None:
    beats = 40
    world = load_text(lanterns(beats, then, wants, ending.format(n=beats)), "lanterns.ew")
    events = [f"kindle(Ida, P{n})" for n in range(beats)]
    limits = Limits(**world.limits, seconds=5)  # type: ignore[arg-type]
    assert validate(world, events, goal="bright", limits=limits) is None
    less = load_text(lanterns(beats, then, wants, "burning(P3)"), "lanterns.ew")
    fault = validate(less, events, goal="bright", limits=limits)
    assert fault is not None
    assert fault.kind == "redundant"
