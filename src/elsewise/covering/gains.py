"""For which wants people act: what a reason's plan gains them, want by want."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

import numpy as np

from elsewise.graph.arrays import Flags
from elsewise.graph.limits import Limits
from elsewise.graph.protocol import Handle
from elsewise.graph.story_graph import StoryGraph
from elsewise.graph.values import Reason
from elsewise.grounding.looks import looks_in
from elsewise.grounding.problem import Look, Minds, Number
from elsewise.reference.conditions import number_of
from elsewise.reference.states import State
from elsewise.searching.conditions import ground_numbers
from elsewise.searching.engines import make_engine
from elsewise.world.expressions import Expression
from elsewise.world.model import World
from elsewise.world.types import Value

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
        self._actions = {action.name: n for n, action in enumerate(graph.problem.actions)}
        self._people = {name: n for n, name in enumerate(graph.problem.characters)}
        self._wants = {
            who: list(
                ground_numbers(
                    world, graph.problem, {str(n): want for n, want in enumerate(wants)}
                ).values()
            )
            for who, wants in world.wants.items()
        }
        self._values: dict[Handle, dict[str, Value]] = {}
        self._known: dict[tuple[Handle, int, str], frozenset[Want]] = {}
        self._edges: dict[Want, list[int]] = {}
        self.stopped_by: str | None = None
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
                if other is want:
                    flags[self._edges.get((who, number), [])] = True
        return flags

    def _run(self, limits: Limits) -> None:
        if not len(self._graph):
            return
        arrays = self._graph.arrays
        handles: list[Handle] = [None] * len(self._graph)
        begin = time.monotonic()
        try:
            handles[0] = self._engine.start()
            for edge, source in enumerate(arrays.sources.tolist()):
                action, target = int(arrays.events[edge]), int(arrays.targets[edge])
                state = handles[source]
                if handles[target] is None:
                    handles[target] = self._engine.after(state, action)
                for want in self._gained(state, action):
                    self._edges.setdefault(want, []).append(edge)
                if limits.seconds is not None and time.monotonic() - begin > limits.seconds:
                    self.stopped_by = "seconds"
                    return
        except KeyboardInterrupt:
            self.stopped_by = "interrupt"

    def _gained(self, state: Handle, action: int) -> frozenset[Want]:
        """Return the wants for which those who must consent to an event do so."""
        people = [self._graph.problem.characters[c] for c in self._graph.problem.actions[action].by]
        keys = [(self._engine.mind(state, self._people[who]), action, who) for who in people]
        if any(key not in self._known for key in keys):
            reasons = self._engine.reasons(state, action, self._graph.limits.foresight) or {}
            for key in keys:
                reason = reasons.get(key[2])
                self._known[key] = frozenset() if reason is None else self._of(key[0], reason)
        return frozenset().union(*(self._known[key] for key in keys))

    def _of(self, mind: Handle, reason: Reason) -> frozenset[Want]:
        """Return the wants that have another value at the end of a plan, in the planner's mind."""
        wants = self._wants.get(reason.character, [])
        end = mind
        for planned in reason.plan:
            end = self._engine.after(end, self._actions[planned.event])
        return frozenset(
            (reason.character, number)
            for number, want in enumerate(wants)
            if self._differs(self._value(want, mind), self._value(want, end))
        )

    @staticmethod
    def _differs(before: float, after: float) -> bool:
        return before != after and not (math.isnan(before) and math.isnan(after))

    def _value(self, want: Number, state: Handle) -> float:
        looks = tuple(dict.fromkeys(looks_in(want)))
        fluents = self._graph.problem.fluents
        known = []
        for look in looks:
            place = state
            for character in look.minds:
                place = self._engine.mind(place, character)
            known.append((look, self._at(place)[fluents[look.fluent].name]))
        return _Looked(known).number(want)

    def _at(self, state: Handle) -> dict[str, Value]:
        if state not in self._values:
            self._values[state] = dict(self._engine.look(state, 0).values)
        return self._values[state]


class _Place(NamedTuple):
    """The values at the end of one path of minds, as far as they are looked at."""

    values: dict[int, Value]


class _Looked:
    """A state of which only what is looked at is known; the reference reads it like its own."""

    def __init__(self, known: Iterable[tuple[Look, Value]]) -> None:
        self._places: dict[Minds, _Place] = {}
        for look, value in known:
            self._places.setdefault(look.minds, _Place({})).values[look.fluent] = value

    def with_minds(self, minds: Minds) -> _Place:
        """Return what is known at the end of a path."""
        return self._places[minds]

    def number(self, number: Number) -> float:
        """Return a number there; unknown is NaN."""
        value = number_of(number, cast(State, self))
        return math.nan if value is None else value
