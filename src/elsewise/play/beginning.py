"""Where a command begins: at a state, at a beat of a story, or after some events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from elsewise.errors import UsageError
from elsewise.play.make_engine import make_engine
from elsewise.play.minds import replay
from elsewise.problem.problem import Minds, Problem
from elsewise.story.limits import Limits
from elsewise.story.story import State
from elsewise.world.types import Value

if TYPE_CHECKING:  # a short search needs neither
    from elsewise.graph.story_graph import StoryGraph
    from elsewise.play.plots import Plot


def events_to(
    at: str | int | None,
    after: str | Sequence[str] | None,
    story: Callable[[], Plot],
    graph: Callable[[], StoryGraph],
) -> tuple[str, ...]:
    """Return the events that lead to where a command begins.

    `after` are events, in a text with semicolons between them or one by one. `at` is the number of
    a beat (of these events, else of `story`; 0 is its start) or the id of a state of `graph`, of
    which a shortest way there is taken. Without both it is the start. Raises `UsageError` for a
    beat or a state that is not there.
    """
    from elsewise.play.plots import as_story, events_of

    events: tuple[str, ...] = ()
    if after is not None:
        events = events_of(after, between=";") if isinstance(after, str) else as_story(after).events
    if at is None:
        return events
    if not str(at).strip().isdecimal():
        if after is not None:
            raise UsageError("A state has its own way there: say --at with an id, or --after.")
        reached = graph()
        return reached.way_to(reached.named(str(at)))
    if after is None and int(at) > 0:
        events = as_story(story()).events
    if int(at) > len(events):
        raise UsageError(
            f"There is no beat {at}: the plot has beats 0 (its start) to {len(events)}."
        )
    return events[: int(at)]


def problem_after(problem: Problem, events: Sequence[str], limits: Limits) -> Problem:
    """Return the problem whose start is the state after events, whoever has a reason for them.

    Whatever can happen from there, and the names of states, are the same as in the problem itself.
    It is meant for limits of the same depth: deeper minds are not carried over. Raises
    `UsageError` for the first event that does not exist or cannot happen where it stands.
    """
    if not events:
        return problem
    engine = make_engine("kernel", problem, limits)
    extra = problem.levels.extra if limits.extra_levels is None else limits.extra_levels
    state = engine.look(replay(engine, events), limits.depth + 1 + extra)
    origin = problem.origin or {
        path: {problem.fluents[fluent].name: value for fluent, value in said.items()}
        for path, said in problem.start.items()
    }
    return replace(problem, start=dict(_said(problem, state, ())), origin=origin)


def id_after(problem: Problem, events: Sequence[str], limits: Limits) -> str:
    """Return the id of the state after events. Raises `UsageError` as `problem_after` does."""
    from elsewise.play.explore import explore

    there = problem_after(problem, events, limits)
    return explore(there, replace(limits, length=0)).id_of(0)


def _said(problem: Problem, state: State, path: Minds) -> Iterator[tuple[Minds, dict[int, Value]]]:
    """Yield what is so in a state and in the minds in it, outermost first."""
    yield path, {f: state.values[fluent.name] for f, fluent in enumerate(problem.fluents)}
    for character, name in enumerate(problem.characters):
        if name in state.minds:
            yield from _said(problem, state.minds[name], (*path, character))
