"""Every instance that the peer solves is solved, in as few beats, by a story that validates.

Lengths are asserted, never times; `elsewise bench` prints those.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from elsewise.engines.kernel import KernelEngine
from elsewise.grounding.grounder import ground
from elsewise.problem.problem import Problem
from elsewise.sabre.load import load_text
from elsewise.samples import sample, sample_names
from elsewise.story.limits import Limits, Outcome, Status
from elsewise.validation.validate import validate
from peer_files import INSTANCES, PEER, needs_peer_files

pytestmark = needs_peer_files
SOLVED = [i for i in INSTANCES if i["settings_that_solve_it"]]
LONG = {"basketball_both", "lovers"}
by_name = pytest.mark.parametrize(
    "instance",
    [
        pytest.param(i, id=i["name"], marks=pytest.mark.slow if i["name"] in LONG else ())
        for i in SOLVED
    ],
)


@cache
def problem(path: str) -> Problem:
    return ground(load_text((PEER / path).read_text("utf-8"), path))


def solve(instance: dict[str, Any], more_levels: int = 0) -> Outcome:
    finite = problem(instance["problem"])
    extra = finite.levels.extra + more_levels
    limits = limits_of(instance)
    return KernelEngine(finite, limits.depth, extra).search(instance["goal"], limits)


def limits_of(instance: dict[str, Any]) -> Limits:
    return Limits(
        length=instance["length"], foresight=instance["foresight"], depth=instance["depth"]
    )


@by_name
def test_shortest_story(instance: dict[str, Any]) -> None:
    outcome = solve(instance)
    assert outcome.status is Status.FOUND
    assert outcome.proven_shortest
    assert len(outcome.stories[0].beats) == instance["shortest_published"]


@by_name
def test_story_validates(instance: dict[str, Any]) -> None:
    story = solve(instance).stories[0]
    assert validate(problem(instance["problem"]), story, limits=limits_of(instance)) is None


@by_name
def test_one_more_level_of_minds_changes_no_story(instance: dict[str, Any]) -> None:
    assert solve(instance, more_levels=1).stories == solve(instance).stories


@pytest.mark.parametrize(
    ("path", "goal", "limits"),
    [
        ("problems/macguffin.txt", 1.0, Limits(length=3, foresight=3, depth=1)),
        ("problems/aladdin.txt", 1.0, Limits(length=7, foresight=8, depth=1)),
    ],
)
def test_one_more_level_changes_no_story_of_the_rest(
    path: str, goal: float, limits: Limits
) -> None:
    """The others among the problems, at limits at which they are solved."""
    finite = problem(path)
    stories = [
        KernelEngine(finite, limits.depth, finite.levels.extra + more).search(goal, limits).stories
        for more in (0, 1)
    ]
    assert stories[0]
    assert stories[0] == stories[1]


@pytest.mark.parametrize("name", sample_names())
def test_one_more_level_of_minds_changes_no_story_of_ours(name: str) -> None:
    finite = ground(sample(name))
    limits = Limits(**finite.limits)
    for ending in finite.endings:
        stories = [
            KernelEngine(finite, limits.depth, finite.levels.extra + more)
            .search(ending, limits, most=3)
            .stories
            for more in (0, 1)
        ]
        assert stories[0] == stories[1]
