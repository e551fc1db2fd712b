"""What would make a search of a world quicker: counted in the world, and measured in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from elsewise.explain.relevance import makes_a_difference, relevant
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore
from elsewise.problem.problem import Problem
from elsewise.show.layout import counted
from elsewise.story.limits import Limits
from elsewise.world.kinds import listed

MOMENT = 0.1
"""So many seconds each try takes."""

WORTH_SAYING = 2.0
"""Limits are named that make a state so many times as quick to look at."""

MOST_NAMED = 3
"""So many actions are named at most."""


def what_would_help(problem: Problem, limits: Limits, ending: str | None = None) -> tuple[str, ...]:
    """Return sentences on what would make a search quicker, each with its count or measure.

    `ending` is what was searched for (None: any ending). What takes long is tried out for a moment,
    with a smaller foresight and depth; nothing is said that did not help then. It takes half a
    second.
    """
    return (*_idle(problem, limits, ending), *_shallower(problem, limits))


def _idle(problem: Problem, limits: Limits, ending: str | None) -> Iterator[str]:
    """Count the events that make no difference for what is searched for, and go without them."""
    aims = list(problem.endings.values()) if ending is None else [problem.endings[ending]]
    matters = frozenset[int]().union(*(relevant(problem, aim) for aim in aims))
    idle = [a for a in problem.actions if not makes_a_difference(a, matters)]
    if not aims or not idle:
        return
    others = tuple(a for a in problem.actions if makes_a_difference(a, matters))
    now = _tried(problem, limits).known_length
    then = _tried(replace(problem, actions=others), limits).known_length
    if then > now:
        names = list(dict.fromkeys(event.name.partition("(")[0] for event in idle))
        more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
        aim = f"the ending {ending}" if ending is not None else "any ending"
        count = counted(len(problem.actions), "event")
        yield (
            f"{len(idle):,} of {count} ({listed([*names[:MOST_NAMED], *more], 'and')}) make no "
            f"difference for {aim}: without them, all stories of {counted(then, 'beat')} were "
            f"looked at in the time that it takes for {counted(now, 'beat')}."
        )


def _shallower(problem: Problem, limits: Limits) -> Iterator[str]:
    """Try out smaller limits of what people foresee and think of each other."""
    now = _pace(problem, limits)
    tries = (
        ("foresight", replace(limits, foresight=max(1, limits.foresight - 2))),
        ("depth", replace(limits, depth=max(0, limits.depth - 1))),
    )
    for name, less in tries:
        was, smaller = getattr(limits, name), getattr(less, name)
        if smaller < was:
            times = _pace(problem, less) / now
            if times >= WORTH_SAYING:
                yield (
                    f"With a {name} of {smaller} instead of {was}, {times:,.0f} times as many "
                    "states were looked at in the same time; stories that need more are lost."
                )


def _pace(problem: Problem, limits: Limits) -> float:
    """Return how many states a second are looked at, in a moment."""
    graph = _tried(problem, limits)
    return max(1, graph.explored) / max(graph.statistics.seconds, 1e-6)


def _tried(problem: Problem, limits: Limits) -> StoryGraph:
    return explore(problem, replace(limits, seconds=MOMENT, states=None, memory=None, spill=None))
