"""What the stories of a world come to within limits, and which one to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from elsewise.errors import UsageError
from elsewise.explain.counterfactual.comparison import ComparedCourse, Reach
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import GROWTH, explore, graph_with
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, ProgressReport
from elsewise.story.story import Story
from elsewise.story.watch import Watch
from elsewise.world.model import World

Aim = float | str
"""What a story is for: a utility of the story, or the name of an ending."""

FIRST_LOOK = 20_000
"""So many states are looked at before anything is searched for: a small world is known whole."""

MOST_ALIKE = 64
"""So many shortest stories are looked at to find the one nearest to another."""


class Outlook:
    """What stories come to from the start of a world, after events: which endings they reach.

    Where a small graph is the whole one, it says so; else each ending is searched for. All of it is
    within the time of `watch`. `stopped_by` is the limit that came before an ending or a story was
    found, `cut_by` the one that cut off the graph. Ctrl-C raises `KeyboardInterrupt` as soon as
    what was found is kept.
    """

    def __init__(
        self,
        world: World,
        before: Sequence[str],
        limits: Limits,
        watch: Watch,
        report: ProgressReport | None,
    ) -> None:
        self.world = world
        self.problem = ground(world)
        self.before = tuple(before)
        self.endings = dict.fromkeys(self.problem.endings, Reach.OPEN)
        self.stopped_by: str | None = None
        self.graph: StoryGraph | None = None
        self.cut_by: str | None = None
        self._states = 0
        self._limits = replace(limits, length=max(0, limits.length - len(before)))
        self._watch = watch
        self._report = report
        self._found: dict[Aim, Story] = {}

    @property
    def open(self) -> list[str]:
        """The endings of which it is not known whether they are reached."""
        return [name for name, reach in self.endings.items() if reach is Reach.OPEN]

    def course(self, story: Story | None = None, aim: Aim | None = None) -> ComparedCourse:
        """Return what is known by now, with a story."""
        endings = dict(self.endings)
        return ComparedCourse(self.world, self.before, endings, aim, story, self.stopped_by)

    # -- which endings are reached ----------------------------------------------------------------

    def look(self, parts: int) -> None:
        """Look at a first graph, within a share of the time; at a larger one each time again."""
        states = self._states = self._states * GROWTH or FIRST_LOOK
        left = self._watch.left(self._limits, parts)
        enough = left.states is None or states < left.states
        tried = replace(left, states=states) if enough else left
        graph = explore(self.problem, tried, report=self._report)
        self.cut_by = None if enough and graph.stopped_by == "states" else graph.stopped_by
        if self.graph is None or graph.complete or graph.known_length > self.graph.known_length:
            self.graph = graph
        for name in self.open:
            if graph.reaching(name):
                self.endings[name] = Reach.REACHED
            elif graph.complete:
                self.endings[name] = Reach.NEVER
        if graph.stopped_by == "interrupt":
            raise KeyboardInterrupt

    def search(self, ending: str, parts: int) -> None:
        """Search for an ending, within a share of the time."""
        outcome = self._find(ending, parts)
        if outcome.story is None and outcome.stopped_by is None:
            self.endings[ending] = Reach.NEVER

    def _find(self, aim: Aim, parts: int) -> Outcome:
        limits = self._watch.left(self._limits, parts)
        outcome = find_for(self.problem, aim, limits, report=self._report)
        if outcome.story is None:
            self.stopped_by = self.stopped_by or outcome.stopped_by
        else:
            self._found[aim] = outcome.story
            if isinstance(aim, str):
                self.endings[aim] = Reach.REACHED
        if outcome.stopped_by == "interrupt":
            raise KeyboardInterrupt
        return outcome

    # -- the story to look at ---------------------------------------------------------------------

    def told(
        self, wanted: Aim | None, parts: int, like: ComparedCourse | None = None
    ) -> ComparedCourse:
        """Return the course with the story to look at.

        It is the shortest for what is `wanted` if that is reached, else (or without a wish) for the
        first ending that is. Of several equally short ones it is the one most like another's.
        """
        aim = wanted
        if isinstance(wanted, str | None) and self.endings:
            reached = [name for name, reach in self.endings.items() if reach is Reach.REACHED]
            aim = wanted if wanted in reached else next(iter(reached), None)
        story = None if aim is None else self._shortest(aim, parts, like)
        return self.course(story, aim if story else wanted)

    def _shortest(self, aim: Aim, parts: int, like: ComparedCourse | None) -> Story | None:
        story = self._found.get(aim) or self._find(aim, parts).story
        if story is None or like is None or self.graph is None or not self.graph.complete:
            return story
        limits = replace(self._watch.left(self._limits, parts), length=len(story.beats))
        alike = find_for(self.problem, aim, limits, most=MOST_ALIKE).stories or (story,)
        return min(alike, key=lambda one: _distance((*self.before, *one.events), like.events))


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
    return find(problem, goal, ending=ending, limits=limits, most=most, orders=True, report=report)


def events_before(
    world: World,
    at: int | str | None,
    after: str | Sequence[str] | None,
    aim: Aim | None,
    watch: Watch,
) -> tuple[str, ...]:
    """Return the events that come before a change: see `events_to`.

    A beat is one of the shortest story for the aim; without one, for the first ending that is
    reached. Raises `UsageError` if there is none, and as `events_to` does.
    """

    def story() -> Story:
        problem = ground(world)
        for one in problem.endings if aim is None else (aim,):
            found = find_for(problem, one, watch.left()).story
            if found is not None:
                return found
        raise UsageError("There is no story within the limits that this could be a beat of.")

    return events_to(at, after, story, lambda state: graph_with(world, state, watch.left()))
