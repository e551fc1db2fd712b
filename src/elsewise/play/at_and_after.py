"""What `at` and `after` mean: the events that lead to where a question or a command begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from elsewise.errors import UsageError
from elsewise.play.plots import Plot, as_story, events_of

if TYPE_CHECKING:  # a short search needs none
    from elsewise.graph.story_graph import StoryGraph


def events_to(
    at: str | int | None,
    after: str | Sequence[str] | None,
    story: Callable[[], Plot],
    graph: Callable[[str], StoryGraph],
) -> tuple[str, ...]:
    """Return the events that lead to where a command begins.

    `after` are events, in a text with semicolons between them or one by one. `at` is the number of
    a beat (of these events, else of `story`; 0 is its start) or the id of a state, of which a
    shortest way there is taken in the `graph` that has it. Without both it is the start. Raises
    `UsageError` for a beat or a state that is not there.
    """
    events = events_behind(after)
    if at is None:
        return events
    if not str(at).strip().isdecimal():
        if after is not None:
            raise UsageError("A state has its own way there: say --at with an id, or --after.")
        reached = graph(str(at))
        return reached.way_to(reached.named(str(at)))
    if after is None and int(at) > 0:
        events = as_story(story()).events
    if int(at) > len(events):
        raise UsageError(
            f"There is no beat {at}: the plot has beats 0 (its start) to {len(events)}."
        )
    return events[: int(at)]


def events_behind(after: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the events `after` which something is: see `events_to`."""
    if after is None:
        return ()
    return events_of(after, between=";") if isinstance(after, str) else as_story(after).events
