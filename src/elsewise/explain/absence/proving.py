"""Proofs that something can never be, within no limits.

Two proofs are tried. The first is relaxed: every fact keeps all the values that it ever had in any
mind (see `grounding.reach`), which holds for stories of any length and minds of any depth. The
second looks at every state that can physically be reached, whoever has a reason. It is a proof for
every depth only if what happens does not hang on how deep minds are kept, which `levels_needed`
works out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from elsewise.graph.story_graph import StoryGraph
from elsewise.grounding.instances import Instance
from elsewise.grounding.reachability import Reached, reach
from elsewise.grounding.value_sets import ValueSet, can_hold
from elsewise.play.explore import explore
from elsewise.problem.evaluate import way
from elsewise.problem.problem import Condition, Event, Minds, Problem, ValueExpression
from elsewise.problem.reads import fluent_reads
from elsewise.story.limits import Limits
from elsewise.world.types import Value

DEEPEST = 6
"""Paths of minds that get longer than this are taken to get longer without end."""

LONGEST = 1000
"""The greatest limit of length: a search that comes so far is no proof."""


# -- relaxed ----------------------------------------------------------------------------------


def relaxed(problem: Problem, truth: Problem | None = None) -> Reached:
    """Return all values and events that can ever be if everything that was once so stays so.

    `truth` says how it begins, if `problem` does not: a problem of the same world.
    """
    return reach(
        problem.fluents,
        _start_values(problem, truth or problem),
        [_instance(event) for event in (*problem.actions, *problem.triggers)],
    )


def _instance(event: Event) -> Instance:
    return Instance(
        event.rule, event.arguments, event.condition, event.effects, event.by, event.seen_by
    )


def _start_values(problem: Problem, truth: Problem) -> list[frozenset[Value]]:
    """Return what every fluent is at the start in anybody's mind."""
    values: dict[str, set[Value]] = {name: {value} for name, value in truth.constants.items()}
    for said in truth.start.values():
        for fluent, value in said.items():
            values.setdefault(truth.fluents[fluent].name, set()).add(value)
    return [frozenset(values[fluent.name]) for fluent in problem.fluents]


def never_holds(condition: Condition, values: Sequence[ValueSet]) -> bool:
    """Whether a condition can hold for none of the values."""
    return not can_hold(condition, values)


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


@dataclass(frozen=True, slots=True)
class Closure:
    """Everything that can physically happen, as far as it was looked at.

    `closed`: there is nothing beyond it; `every_depth`: at any greater depth of minds there is
    nothing else either.
    """

    graph: StoryGraph
    closed: bool
    every_depth: bool


def closures(problem: Problem, aims: Iterable[Condition], limits: Limits) -> Iterator[Closure]:
    """Explore all that can physically happen, at each depth at which it may differ.

    The last closure says whether there is nothing else at any greater depth. Depths below the
    limit's are not looked at, except where they are the same. Raises `KeyboardInterrupt` where an
    exploration would only stop.
    """
    needed = levels_needed(problem, aims)
    least = limits.depth if needed is None else max(0, needed - 1 - limits.levels_below(problem))
    for depth in range(min(limits.depth, least), least + 1):
        wide = replace(limits, depth=depth, length=LONGEST)
        graph = explore(problem, wide, explained=False)
        if graph.stopped_by == "interrupt":
            raise KeyboardInterrupt
        closed = graph.complete and graph.explored == len(graph)
        yield Closure(graph, closed, closed and needed is not None and depth == least)
