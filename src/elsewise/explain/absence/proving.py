"""Proofs that something can never be: everything that can physically happen is looked at.

It is a proof for every depth only if what happens does not hang on how deep minds are kept, which
`levels_needed` works out. (A proof of another kind, for any depth, is `grounding.relaxed`.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore
from elsewise.problem.evaluate import way
from elsewise.problem.problem import Condition, Event, Minds, Problem, ValueExpression
from elsewise.problem.reads import fluent_reads
from elsewise.story.limits import Limits
from elsewise.world.limit_bounds import HIGHEST

DEEPEST = 6
"""Paths of minds that get longer than this are taken to get longer without end."""

LONGEST = HIGHEST["length"]
"""The greatest limit of length: a search that comes so far is no proof."""


# -- how deep minds matter --------------------------------------------------------------------


def levels_needed(problem: Problem, aims: Iterable[Condition]) -> int | None:
    """Return how many levels of minds decide what happens in truth; None: perhaps any number.

    What is so in a mind after an event hangs on what is so there and in the minds before it on the
    path, and on what conditions look at from there. `aims` are looked at in truth alone.
    """
    rules = _Rules(problem)
    found: set[Minds] = set()
    waiting: list[Minds] = [()]
    waiting += [way(look.minds) for aim in aims for look in fluent_reads(aim)]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        if len(path) > DEEPEST:
            return None
        found.add(path)
        waiting += [path[:-1]] if path else []
        waiting += rules.looked_at_for(path)
    return max(map(len, found))


class _Rules:
    """What the events of a problem look at when they write."""

    def __init__(self, problem: Problem) -> None:
        self.base: set[Minds] = set()  # looked at for what is written where it happens
        self.told: dict[Minds, set[Minds]] = {}  # for what is written to minds, by path
        self.seen: dict[int, set[Minds]] = {}  # to decide who sees it
        for action in problem.actions:
            self.base |= _paths(action.condition)
            self._effects(action)
            for character, condition in enumerate(action.seen_by):
                self.seen.setdefault(character, set()).update(_paths(condition))
        for trigger in problem.triggers:
            asked = _paths(trigger.condition)
            self._effects(trigger)
            for effect in trigger.effects:
                if effect.minds:
                    self.told.setdefault(effect.minds, set()).update(asked)
                else:
                    self.base |= asked

    def _effects(self, event: Event) -> None:
        for effect in event.effects:
            paths = _paths(effect.condition) | _paths(effect.value)
            if effect.minds:
                self.told.setdefault(effect.minds, set()).update(paths)
            else:
                self.base |= paths

    def looked_at_for(self, path: Minds) -> Iterator[Minds]:
        """Yield the paths that decide what becomes so in the mind at a path."""
        yield from (way((*path, *look)) for look in self.base)
        if path:
            yield from (way((*path[:-1], *look)) for look in self.seen.get(path[-1], ()))
        for begin in range(len(path) + 1):
            place = path[:begin]
            for target, looks in self.told.items():
                if way((*place, *target)) == path:
                    yield from (way((*place, *look)) for look in looks)


def _paths(part: Condition | ValueExpression) -> set[Minds]:
    return {look.minds for look in fluent_reads(part)}


# -- every state ------------------------------------------------------------------------------


def closures(
    problem: Problem, aims: Iterable[Condition], limits: Limits
) -> Iterator[tuple[StoryGraph, bool]]:
    """Explore all that can physically happen, at each depth at which it may differ.

    With each graph it is said whether, if it is closed, there is nothing else at any greater depth.
    Depths below the limit's are not looked at, except where they are the same.
    """
    needed = levels_needed(problem, aims)
    least = limits.depth if needed is None else max(0, needed - 1 - limits.levels_below(problem))
    for depth in range(min(limits.depth, least), least + 1):
        graph = explore(problem, replace(limits, depth=depth, length=LONGEST), explained=False)
        yield graph, needed is not None and depth == least


def is_closed(graph: StoryGraph) -> bool:
    """Whether nothing lies beyond a graph: what follows all its states was looked at."""
    return graph.complete and graph.explored == len(graph)
