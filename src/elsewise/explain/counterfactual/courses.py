"""What the stories of a world come to within limits, and which one to look at."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from elsewise.explain.counterfactual.comparison import Course, Reach
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.settings import effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, ProgressReport
from elsewise.story.story import Story
from elsewise.world.model import World

EXPLORED_STATES = 500_000
"""Where nobody says how many states may be made, whole graphs are given up beyond this."""

MOST_STATES = 1_000_000
"""... and a search for one ending beyond this."""

MOST_ALIKE = 64
"""So many shortest stories are looked at to find the one nearest to another."""


class Budget:
    """The limits of several searches that share one limit of time."""

    def __init__(self, limits: Limits, report: ProgressReport | None = None) -> None:
        self.report = report
        self.stopped_by: str | None = None
        self._limits = limits
        self._end = math.inf if limits.seconds is None else time.monotonic() + limits.seconds

    def limits(self, before: Sequence[str]) -> Limits:
        """Return what is left for stories that go on after some beats."""
        left = max(0.0, self._end - time.monotonic())
        return replace(
            self._limits,
            length=max(0, self._limits.length - len(before)),
            seconds=None if self._limits.seconds is None else left,
        )

    @property
    def over(self) -> bool:
        """Whether nothing more is to be looked for."""
        return self.stopped_by == "interrupt" or time.monotonic() >= self._end

    def note(self, stopped_by: str | None) -> None:
        """Remember what cut a search short."""
        self.stopped_by = self.stopped_by or stopped_by


@dataclass(frozen=True)
class Outlook:
    """What stories come to from the start of a world: by its graph, if that is whole."""

    world: World
    problem: Problem
    before: tuple[str, ...]
    endings: dict[str, Reach]
    graph: StoryGraph | None


def outlook(world: World, before: Sequence[str], budget: Budget) -> Outlook:
    """Find out which endings are reached: by exploring, or one by one where that is too much."""
    problem = ground(world)
    limits = budget.limits(before)
    capped = limits if limits.states is not None else replace(limits, states=EXPLORED_STATES)
    graph = explore(problem, capped, report=budget.report)
    if graph.stopped_by == "interrupt":
        budget.note("interrupt")
    endings: dict[str, Reach] = {}
    for name in problem.endings:
        if graph.reaching(name):
            endings[name] = Reach.REACHED
        elif graph.complete:
            endings[name] = Reach.NEVER
        else:
            endings[name] = _searched(problem, name, before, budget)
    return Outlook(world, problem, tuple(before), endings, graph if graph.complete else None)


def _searched(problem: Problem, ending: str, before: Sequence[str], budget: Budget) -> Reach:
    if budget.over:
        return Reach.OPEN
    limits = budget.limits(before)
    if limits.states is None:
        limits = replace(limits, states=MOST_STATES)
    outcome = find(problem, ending=ending, limits=limits, report=budget.report)
    budget.note(outcome.stopped_by)
    if outcome.story is not None:
        return Reach.REACHED
    return Reach.OPEN if outcome.stopped_by else Reach.NEVER


def course(
    found: Outlook,
    wanted: float | str | None,
    budget: Budget,
    *,
    like: Course | None = None,
) -> Course:
    """Return the story to look at.

    It is the shortest for what is `wanted` if that is reached, else (or without a wish) for the
    first ending that is. Of several equally short ones it is the one most like another course's.
    """
    aim: float | str | None
    if isinstance(wanted, float) or not found.endings:
        aim = wanted
    else:
        reached = [name for name, reach in found.endings.items() if reach is Reach.REACHED]
        aim = wanted if wanted in reached else next(iter(reached), None)
    story = None if aim is None else _shortest(found, aim, budget, like)
    return Course(
        found.world, found.before, found.endings, aim if story else wanted, story, budget.stopped_by
    )


def default_aim(problem: Problem, goal: float | None, ending: str | None) -> float | str | None:
    """Return what stories are looked for; None: whichever ending is reached first.

    Raises `UsageError` if there is no such ending, both are given, or nothing is to be aimed at.
    """
    if goal is None and ending is None and problem.endings:
        return None
    return Moment.start(problem, effective_limits(problem)).aim(goal, ending)


def _shortest(
    found: Outlook, aim: float | str, budget: Budget, like: Course | None
) -> Story | None:
    if budget.over:
        return None
    goal, ending = (None, aim) if isinstance(aim, str) else (aim, None)
    limits = budget.limits(found.before)
    outcome = find(found.problem, goal, ending=ending, limits=limits, report=budget.report)
    budget.note(outcome.stopped_by)
    if outcome.story is None or like is None or found.graph is None:
        return outcome.story
    short = replace(limits, length=len(outcome.story.beats))
    alike = find(found.problem, goal, ending=ending, limits=short, most=MOST_ALIKE)
    return min(alike.stories or outcome.stories, key=lambda story: _distance(story, found, like))


def _distance(story: Story, found: Outlook, like: Course) -> tuple[int, int]:
    """Say how far a story is from another: by its common beginning, then by its common events."""
    events = (*found.before, *story.events)
    begin = 0
    for one, two in zip(events, like.events, strict=False):
        if one != two:
            break
        begin += 1
    return -begin, -len(set(events) & set(like.events))
