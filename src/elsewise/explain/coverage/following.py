"""Follows every edge of a graph once, to see which triggers fire on it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from elsewise.engines.protocol import Engine, Handle
from elsewise.engines.reading import reader
from elsewise.engines.reference.watch import Stopped, Watch
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.make_engine import make_engine
from elsewise.problem.evaluate import holds
from elsewise.problem.problem import Condition
from elsewise.story.limits import Limits, Progress, ProgressReport
from elsewise.story.step import Step

AT_START = -1
"""Stands for an edge where triggers fire before anything has happened."""


@dataclass
class Followed:
    """At which edges each trigger fired, by numbers, in order: in the world, and in some mind.

    `places` are the states of the world in which it did. `stopped_by`: a limit ended it early.
    """

    engine: Engine
    fired: dict[int, list[int]] = field(default_factory=dict)
    in_minds: dict[int, list[int]] = field(default_factory=dict)
    places: dict[int, list[tuple[int, Handle]]] = field(default_factory=dict)
    stopped_by: str | None = None

    @property
    def complete(self) -> bool:
        """Whether all edges were followed."""
        return self.stopped_by is None

    def where(self, trigger: int, condition: Condition) -> list[int]:
        """Return the edges at which a trigger fired while a condition held."""
        places = self.places.get(trigger, ())
        holding = {
            state: holds(condition, reader(self.engine, state))
            for state in dict.fromkeys(state for _, state in places)
        }
        return [edge for edge, state in places if holding[state]]

    def note(self, edge: int, step: Step) -> Handle:
        """Note what fired at an edge, and return where it leads."""
        for kept, in_world in ((self.fired, True), (self.in_minds, False)):
            for trigger in sorted({f.trigger for f in step.fired if (not f.minds) == in_world}):
                kept.setdefault(trigger, []).append(edge)
        for firing in step.fired:
            if not firing.minds:
                self.places.setdefault(firing.trigger, []).append((edge, firing.state))
        return step.after


def follow(graph: StoryGraph, limits: Limits, report: ProgressReport | None = None) -> Followed:
    """Return which triggers fire at which edges of a graph.

    Each edge is a step of an engine. `limits` are those of time and memory; where one is reached,
    or at Ctrl-C, what was found so far is returned.
    """
    problem, arrays = graph.problem, graph.arrays
    engine = make_engine("kernel", problem, graph.limits)
    followed = Followed(engine)
    if not problem.triggers or not len(graph):
        return followed
    depth = graph.limits.depth + 1 + graph.limits.levels_below(problem)
    watch = Watch(limits, None)
    states: dict[int, Handle] = {}
    last_report = time.monotonic()
    try:
        states[0] = followed.note(AT_START, engine.begin(depth))
        for edge, source in enumerate(arrays.sources.tolist()):
            watch.step()
            step = engine.step(states[source], int(arrays.events[edge]), depth)
            states[int(arrays.targets[edge])] = followed.note(edge, step)
            if report is not None and time.monotonic() - last_report > 1:
                last_report = time.monotonic()
                watch.state(len(states))
                report(Progress(graph.layer(source), 0, watch.statistics()))
    except Stopped as stopped:
        followed.stopped_by = stopped.by
    except KeyboardInterrupt:
        followed.stopped_by = "interrupt"
    return followed
