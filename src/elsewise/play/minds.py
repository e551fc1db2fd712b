"""What is so, and what everyone believes, at a beat of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.engines.protocol import Engine, Handle
from elsewise.errors import UsageError
from elsewise.play.grounded import grounded
from elsewise.play.make_engine import make_engine
from elsewise.play.plots import Plot, as_story
from elsewise.play.settings import effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.story import State
from elsewise.world.model import World


def minds(
    world: World | Problem,
    plot: Plot = (),
    beat: int | None = None,
    *,
    depth: int = 1,
    engine: str = "kernel",
) -> State:
    """Return the state after a beat of a plot, with the minds in it.

    `beat` 0 is the start, None the end of the plot; nobody needs a reason here. `depth` says how
    deep: 1 shows what everyone believes, 2 also what they believe about each other. Raises
    `UsageError` if an event does not exist or cannot happen where it stands.
    """
    problem = with_all_minds(grounded(world))
    events = as_story(plot).events
    if beat is None:
        beat = len(events)
    if not 0 <= beat <= len(events):
        raise UsageError(
            f"There is no beat {beat}: the plot has beats 0 (its start) to {len(events)}."
        )
    limits = effective_limits(problem, depth=max(depth, effective_limits(problem).depth))
    running = make_engine(engine, problem, limits)
    return running.look(replay(running, events[:beat]), depth)


def with_all_minds(problem: Problem) -> Problem:
    """Return a problem with everybody's mind kept, also where no condition looks into it."""
    everybody = (True,) * len(problem.characters)
    return problem.with_levels(replace(problem.levels, asked=everybody))


def replay(engine: Engine, events: Sequence[str]) -> Handle:
    """Return the state after events that happen one after the other, for whatever reason.

    Raises `UsageError` for the first one that does not exist or is not possible there.
    """
    problem = engine.problem
    numbers = {name: number for number, name in enumerate(problem.action_names)}
    state = engine.start()
    for beat, event in enumerate(events, start=1):
        if event not in numbers:
            hint = did_you_mean(event, numbers, list_up_to=0)
            raise UsageError(f"Beat {beat}: {event} can never happen in this world.{hint}")
        if numbers[event] not in engine.possible(state):
            raise UsageError(f"Beat {beat}: {event} cannot happen there; its condition fails.")
        state = engine.after(state, numbers[event])
    return state


def mind_in(state: State, path: Sequence[str]) -> State:
    """Return the mind at the end of a path: `("Lana", "Tom")` is what Lana thinks Tom believes.

    Raises `UsageError` if somebody on the path is no character, or it goes deeper than the state.
    """
    for name in path:
        if name not in state.minds:
            hint = did_you_mean(name, state.minds)
            raise UsageError(f"There is no mind of {name} to look into here.{hint}")
        state = state.minds[name]
    return state
