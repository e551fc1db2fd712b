"""Follows every edge of a graph once, to see which triggers fire on it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from elsewise.engines.reference.conditions import holds
from elsewise.engines.reference.states import State
from elsewise.engines.reference.watch import Stopped, Watch
from elsewise.explain.coverage.recording import Firing, Recorder
from elsewise.graph.story_graph import StoryGraph
from elsewise.problem.problem import Condition
from elsewise.story.limits import Limits, Progress, ProgressReport

AT_START = -1
"""Stands for an edge where triggers fire before anything has happened."""


@dataclass
class Followed:
    """At which edges each trigger fired, by numbers, in order: in the world, and in some mind.

    `places` are the states of the world in which it did. `stopped_by`: a limit ended it early.
    """

    fired: dict[int, list[int]] = field(default_factory=dict)
    in_minds: dict[int, list[int]] = field(default_factory=dict)
    places: dict[int, list[tuple[int, State]]] = field(default_factory=dict)
    stopped_by: str | None = None

    @property
    def complete(self) -> bool:
        """Whether all edges were followed."""
        return self.stopped_by is None

    def where(self, trigger: int, condition: Condition) -> list[int]:
        """Return the edges at which a trigger fired while a condition held."""
        known: dict[State, bool] = {}
        found: list[int] = []
        for edge, state in self.places.get(trigger, ()):
            if state not in known:
                known[state] = holds(condition, state)
            if known[state]:
                found.append(edge)
        return found

    def note(self, edge: int, firings: frozenset[Firing]) -> None:
        """Note what fired at an edge."""
        world = {firing.trigger for firing in firings if firing.state is not None}
        minds = {firing.trigger for firing in firings if firing.state is None}
        for trigger in sorted(world):
            self.fired.setdefault(trigger, []).append(edge)
        for trigger in sorted(minds):
            self.in_minds.setdefault(trigger, []).append(edge)
        for firing in firings:
            if firing.state is not None:
                self.places.setdefault(firing.trigger, []).append((edge, firing.state))


def follow(graph: StoryGraph, limits: Limits, report: ProgressReport | None = None) -> Followed:
    """Return which triggers fire at which edges of a graph.

    Each edge is run by the reference, a few hundred of them in a second. `limits` are those of
    time and memory; where one is reached, or at Ctrl-C, what was found so far is returned.
    """
    followed = Followed()
    if not graph.problem.triggers or not len(graph):
        return followed
    recorder = Recorder(graph.problem, graph.limits.depth, graph.limits.extra_levels)
    recorder.watch = watch = Watch(limits, None)
    states: list[State | None] = [None] * len(graph)
    arrays = graph.arrays
    last_report = time.monotonic()
    try:
        states[0], firings = recorder.begin()
        followed.note(AT_START, firings)
        for edge, source in enumerate(arrays.sources.tolist()):
            state = states[source]
            assert state is not None  # the edge that found it came before
            after, firings = recorder.step(state, int(arrays.events[edge]))
            followed.note(edge, firings)
            states[int(arrays.targets[edge])] = after
            if report is not None and time.monotonic() - last_report > 1:
                last_report = time.monotonic()
                report(Progress(graph.layer(source), 0, watch.statistics()))
    except Stopped as stopped:
        followed.stopped_by = stopped.by
    except KeyboardInterrupt:
        followed.stopped_by = "interrupt"
    return followed
