"""What the stories of a world come to within limits, and which one to look at."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from elsewise.errors import UsageError
from elsewise.explain.counterfactual.comparison import ComparedCourse, Reach
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import explore, graph_with
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, ProgressReport
from elsewise.story.story import Story
from elsewise.world.model import World

Aim = float | str
"""What a story is for: a utility of the story, or the name of an ending."""

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

    def left(self, before: Sequence[str], states: int | None = None) -> Limits:
        """Return what is left for stories that go on after some beats.

        `states` may be made where nobody says how many (None: without limit).
        """
        limits = self._limits
        return replace(
            limits,
            length=max(0, limits.length - len(before)),
            seconds=None if limits.seconds is None else max(0.0, self._end - time.monotonic()),
            states=states if limits.states is None else limits.states,
        )

    @property
    def over(self) -> bool:
        """Whether nothing more is to be looked for."""
        return self.stopped_by == "interrupt" or time.monotonic() >= self._end

    def note(self, stopped_by: str | None) -> None:
        """Remember what cut a search short."""
        self.stopped_by = self.stopped_by or stopped_by


class Outlook:
    """What stories come to from the start of a world, after events: which endings they reach.

    That is known by the whole graph, or, where that is too large (None), by searching for one
    ending after the other.
    """

    def __init__(self, world: World, before: Sequence[str], budget: Budget) -> None:
        self.world = world
        self.problem = ground(world)
        self.before = tuple(before)
        self._budget = budget
        limits = budget.left(before, EXPLORED_STATES)
        graph = explore(self.problem, limits, report=budget.report)
        if graph.stopped_by == "interrupt":
            budget.note("interrupt")
        self.graph = graph if graph.complete else None
        self.endings = {name: self._reach(name, graph) for name in self.problem.endings}

    def _reach(self, ending: str, graph: StoryGraph) -> Reach:
        if graph.reaching(ending):
            return Reach.REACHED
        if graph.complete:
            return Reach.NEVER
        if self._budget.over:
            return Reach.OPEN
        outcome = self._find(ending, self._budget.left(self.before, MOST_STATES))
        if outcome.story is not None:
            return Reach.REACHED
        return Reach.OPEN if outcome.stopped_by else Reach.NEVER

    def _find(self, aim: Aim, limits: Limits) -> Outcome:
        outcome = find_for(self.problem, aim, limits, report=self._budget.report)
        self._budget.note(outcome.stopped_by)
        return outcome

    def course(self, wanted: Aim | None, like: ComparedCourse | None = None) -> ComparedCourse:
        """Return the story to look at.

        It is the shortest for what is `wanted` if that is reached, else (or without a wish) for the
        first ending that is. Of several equally short ones it is the one most like another's.
        """
        aim = wanted
        if isinstance(wanted, str | None) and self.endings:
            reached = [name for name, reach in self.endings.items() if reach is Reach.REACHED]
            aim = wanted if wanted in reached else next(iter(reached), None)
        story = None if aim is None or self._budget.over else self._shortest(aim, like)
        stopped_by = self._budget.stopped_by
        return ComparedCourse(
            self.world, self.before, self.endings, aim if story else wanted, story, stopped_by
        )

    def _shortest(self, aim: Aim, like: ComparedCourse | None) -> Story | None:
        limits = self._budget.left(self.before)
        outcome = self._find(aim, limits)
        if outcome.story is None or like is None or self.graph is None:
            return outcome.story
        limits = replace(limits, length=len(outcome.story.beats))
        alike = find_for(self.problem, aim, limits, most=MOST_ALIKE).stories or outcome.stories
        return min(alike, key=lambda story: _distance((*self.before, *story.events), like.events))


def _distance(one: Sequence[str], two: Sequence[str]) -> tuple[int, int]:
    """Say how far events are from others: by their common beginning, then by what is common."""
    begin = takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False))
    return -len(list(begin)), -len(set(one) & set(two))


def find_for(
    problem: Problem,
    aim: Aim,
    limits: Limits,
    *,
    most: int = 1,
    report: ProgressReport | None = None,
) -> Outcome:
    """Find stories for an aim of either kind: see `find`."""
    goal, ending = (None, aim) if isinstance(aim, str) else (aim, None)
    return find(problem, goal, ending=ending, limits=limits, most=most, report=report)


def events_before(
    world: World,
    at: int | str | None,
    after: str | Sequence[str] | None,
    aim: Aim | None,
    limits: Limits,
) -> tuple[str, ...]:
    """Return the events that come before a change: see `events_to`.

    A beat is one of the shortest story for the aim; without one, for the first ending that is
    reached. Raises `UsageError` if there is none, and as `events_to` does.
    """

    def story() -> Story:
        problem = ground(world)
        for one in problem.endings if aim is None else (aim,):
            found = find_for(problem, one, limits).story
            if found is not None:
                return found
        raise UsageError("There is no story within the limits that this could be a beat of.")

    return events_to(at, after, story, lambda state: graph_with(world, state, limits))
