"""Follows every edge of a graph once, to see which triggers fire on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import GraphMoments
from elsewise.play.moment import Moment
from elsewise.problem.problem import Condition
from elsewise.story.step import Step
from elsewise.story.watch import Stopped, Watch

AT_START = -1
"""Stands for an edge where triggers fire before anything has happened."""


@dataclass
class Followed:
    """At which edges each trigger fired, by numbers, in order.

    `fired`: in the world, with the moment at which it did; `in_minds`: in some mind. `stopped_by`:
    a limit ended it early.
    """

    fired: dict[int, list[tuple[int, Moment]]] = field(default_factory=dict)
    in_minds: dict[int, list[int]] = field(default_factory=dict)
    stopped_by: str | None = None

    @property
    def complete(self) -> bool:
        """Whether all edges were followed."""
        return self.stopped_by is None

    def edges(self, triggers: Iterable[int]) -> Iterator[int]:
        """Yield the edges at which any of these triggers fired in the world."""
        return (edge for trigger in triggers for edge, _ in self.fired.get(trigger, ()))

    def edges_in_minds(self, triggers: Iterable[int]) -> Iterator[int]:
        """Yield the edges at which any of these triggers fired in some mind."""
        return (edge for trigger in triggers for edge in self.in_minds.get(trigger, ()))

    def where(self, trigger: int, condition: Condition) -> Iterator[int]:
        """Yield the edges at which a trigger fired while a condition held."""
        places = self.fired.get(trigger, ())
        holding = {
            here: here.holds(condition) for here in dict.fromkeys(here for _, here in places)
        }
        return (edge for edge, here in places if holding[here])

    def note(self, edge: int, step: Step, start: Moment) -> None:
        """Note what fired at an edge; `start` is a moment of the same beginning."""
        for firing in step.fired:
            if not firing.minds:
                here = start.at(firing.state)
                self.fired.setdefault(firing.trigger, []).append((edge, here))
        for trigger in sorted({firing.trigger for firing in step.fired if firing.minds}):
            self.in_minds.setdefault(trigger, []).append(edge)


def follow(graph: StoryGraph, moments: GraphMoments, watch: Watch) -> Followed:
    """Return which triggers fire at which edges of a graph.

    Where a limit of the watch is reached, or at Ctrl-C, what was found so far is returned.
    """
    followed, arrays = Followed(), graph.arrays
    if not graph.problem.triggers or not len(graph):
        return followed
    try:
        start = moments.at(0)
        followed.note(AT_START, start.opening(None), start)
        for edge, source in enumerate(arrays.sources.tolist()):
            watch.step()
            step = moments.at(source).step(int(arrays.events[edge]), None)
            followed.note(edge, step, start)
    except Stopped as stopped:
        followed.stopped_by = stopped.by
    except KeyboardInterrupt:
        followed.stopped_by = "interrupt"
    return followed
