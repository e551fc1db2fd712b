"""What is so, and what everyone believes, at a beat of a story."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.errors import UsageError
from elsewise.play.ground import ground
from elsewise.play.moment import begin
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
    problem = ground(world)
    events = as_story(plot).events
    if beat is None:
        beat = len(events)
    if not 0 <= beat <= len(events):
        raise UsageError(
            f"There is no beat {beat}: the plot has beats 0 (its start) to {len(events)}."
        )
    deep = max(depth, effective_limits(problem).depth)
    return begin(problem, engine=engine, depth=deep).replay(events[:beat]).state(depth)


def mind_in(state: State, path: Sequence[str]) -> State:
    """Return the mind at the end of a path: `("Lana", "Tom")` is what Lana thinks Tom believes.

    Raises `UsageError` if somebody on the path is no character, or it goes deeper than the state.
    """
    for name in path:
        state = state.minds[name]
    return state
