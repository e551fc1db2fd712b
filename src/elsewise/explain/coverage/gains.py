"""For which wants people act: what a reason's plan gains them, want by want."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from elsewise.engines.protocol import Handle
from elsewise.engines.reading import reader
from elsewise.graph.arrays import Flags, Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.asked_conditions import ground_numbers
from elsewise.play.make_engine import make_engine
from elsewise.problem.evaluate import number_of
from elsewise.problem.problem import ValueExpression
from elsewise.story.limits import Limits
from elsewise.story.story import Reason
from elsewise.world.expressions import Expression
from elsewise.world.model import World

_NONE = np.zeros(0, np.int64)

Want = tuple[str | None, int]
"""A character (None: the author) and which of their wants."""


class Gains:
    """At which edges each want is part of what somebody gains.

    A reason is looked at once for all edges at which a mind and an event are the same.
    """

    def __init__(self, world: World, graph: StoryGraph, limits: Limits) -> None:
        self._world = world
        self._graph = graph
        self._engine = make_engine("kernel", graph.problem, graph.limits)
        self._actions = graph.problem.action_numbers
        self._people = {name: n for n, name in enumerate(graph.problem.characters)}
        self._wants = {
            who: list(
                ground_numbers(
                    world, graph.problem, {str(n): want for n, want in enumerate(wants)}
                ).values()
            )
            for who, wants in world.wants.items()
        }
        self._flags: dict[Want, Flags] = {}
        self._handles: dict[int, Handle] = {}
        self.stopped_by: str | None = None
        if len(graph):
            self._run(limits)

    @property
    def complete(self) -> bool:
        """Whether all edges were looked at."""
        return self.stopped_by is None

    def edges(self, wants: Sequence[tuple[str | None, Expression]]) -> Flags:
        """Return at which edges any of these wants is part of a gain."""
        flags = np.zeros(self._graph.edge_count, np.bool_)
        for who, want in wants:
            for number, other in enumerate(self._world.wants.get(who, ()) if who else ()):
                if other is want and (who, number) in self._flags:
                    flags |= self._flags[who, number]
        return flags

    def _run(self, limits: Limits) -> None:
        self._handles[0] = self._engine.start()
        begin = time.monotonic()
        try:
            for who, wants in self._wants.items():
                gained = [np.zeros(self._graph.edge_count, np.bool_) for _ in wants]
                for number, flags in enumerate(gained):
                    self._flags[who, number] = flags
                for alike in self._alike(who):
                    for number in self._gained(int(alike[0]), who):
                        gained[number][alike] = True
                    if limits.seconds is not None and time.monotonic() - begin > limits.seconds:
                        self.stopped_by = "seconds"
                        return
        except KeyboardInterrupt:
            self.stopped_by = "interrupt"

    def _alike(self, who: str) -> Iterator[Numbers]:
        """Yield the edges to which somebody must consent, those together where all is alike.

        That is the event, and the mind of whoever must consent.
        """
        arrays, person = self._graph.arrays, self._people[who]
        asked = [person in action.by for action in self._graph.problem.actions]
        edges = np.flatnonzero(np.asarray(asked, np.bool_)[arrays.events]) if asked else _NONE
        if not len(edges):
            return
        minds = arrays.nodes((person,))[arrays.sources[edges]].astype(np.int64)
        keys = minds * len(asked) + arrays.events[edges]
        order = np.argsort(keys, kind="stable")
        begins = np.flatnonzero(np.diff(keys[order])) + 1
        yield from np.split(edges[order], begins)

    def _gained(self, edge: int, who: str) -> list[int]:
        """Return for which wants somebody consents to an edge."""
        state = self._handle(int(self._graph.arrays.sources[edge]))
        action = int(self._graph.arrays.events[edge])
        foresight = self._graph.limits.foresight
        reason = (self._engine.reasons(state, action, foresight) or {}).get(who)
        if reason is None:
            return []
        return self._of(self._engine.mind(state, self._people[who]), reason)

    def _handle(self, state: int) -> Handle:
        """Return a state of the graph as the engine knows it."""
        back = []
        while state not in self._handles:
            back.append(state)
            state = int(self._graph.arrays.sources[self._found_by[state]])
        for following in reversed(back):
            action = int(self._graph.arrays.events[self._found_by[following]])
            self._handles[following] = self._engine.after(self._handles[state], action)
            state = following
        return self._handles[state]

    @cached_property
    def _found_by(self) -> dict[int, int]:
        """The first edge to each state but the start; its source has a smaller number."""
        states, edges = np.unique(self._graph.arrays.targets, return_index=True)
        return dict(zip(states.tolist(), edges.tolist(), strict=True))

    def _of(self, mind: Handle, reason: Reason) -> list[int]:
        """Return the wants that have another value at the end of a plan, in the planner's mind."""
        wants = self._wants.get(reason.character, [])
        end = mind
        for planned in reason.plan:
            end = self._engine.after(end, self._actions[planned.event])
        return [
            number
            for number, want in enumerate(wants)
            if self._value(want, mind) != self._value(want, end)
        ]

    def _value(self, want: ValueExpression, state: Handle) -> float | None:
        return number_of(want, reader(self._engine, state))
