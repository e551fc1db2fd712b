"""Who intends what: the reasons for the events that can come next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np

from elsewise.engines.protocol import Engine, Handle
from elsewise.explain.query.labels import Truth, settled
from elsewise.explain.query.matching import is_event
from elsewise.graph.arrays import Flags, GraphArrays, Numbers
from elsewise.play.make_engine import make_engine
from elsewise.problem.problem import Condition
from elsewise.story.story import Reason
from elsewise.world.expressions import Expression
from elsewise.world.questions import Happened, Intends, Now


class GraphIntentions:
    """Looks into the reasons of a graph's edges, where it is asked; each is worked out once.

    `aims` are the conditions with which plans may be asked to end.
    """

    def __init__(self, arrays: GraphArrays, aims: Mapping[Expression, Condition]) -> None:
        self._arrays = arrays
        self._aims = {aim: f"?{number}" for number, aim in enumerate(aims)}
        endings = {self._aims[aim]: condition for aim, condition in aims.items()}
        self._problem = replace(arrays.data.problem, endings=endings)
        self._handles: dict[int, Handle] = {}
        self._reasons: dict[int, Mapping[str, Reason]] = {}

    def at(self, formula: Intends, states: Flags) -> Truth:
        """Return where somebody intends something, of some states; elsewhere, anything.

        Of a state that was not explored it is not known.
        """
        sure = np.zeros(self._arrays.data.states, np.bool_)
        who = self._problem.characters.index(str(formula.who.value))
        asked = [who in action.by for action in self._problem.actions]
        edges = np.flatnonzero(np.array(asked, np.bool_)[self._arrays.events])
        sources = self._arrays.sources[edges]
        for edge, source in zip(
            edges[states[sources]].tolist(), sources[states[sources]].tolist(), strict=True
        ):
            if not sure[source] and self._is_meant(formula, source, edge):
                sure[source] = True
        return settled(sure, sure | ~self._arrays.explored)

    def _is_meant(self, formula: Intends, state: int, edge: int) -> bool:
        """Whether somebody's reason for an event is the one that is asked about."""
        name = str(formula.who.value)
        reason = self._of(state, edge).get(name)
        if reason is None:
            return False
        events = [planned.event for planned in reason.plan]
        if isinstance(formula.aim, Happened):
            planned = (self._problem.actions[self._numbers[event]] for event in events)
            return any(is_event(event, formula.aim) for event in planned)
        return self._ends_so(formula.aim, state, name, events)

    def _ends_so(self, aim: Now, state: int, name: str, events: list[str]) -> bool:
        engine = self._engine
        mind = engine.mind(self._handle(state), self._problem.characters.index(name))
        for event in events:
            mind = engine.after(mind, self._numbers[event])
        return engine.holds(mind, self._aims[aim.condition])

    def _of(self, state: int, edge: int) -> Mapping[str, Reason]:
        """Return the reasons for an edge; none if somebody lacks one."""
        if edge not in self._reasons:
            action = int(self._arrays.events[edge])
            foresight = self._arrays.data.limits.foresight
            found = self._engine.reasons(self._handle(state), action, foresight)
            self._reasons[edge] = {} if found is None else found
        return self._reasons[edge]

    def _handle(self, state: int) -> Handle:
        way: list[int] = []
        while state not in self._handles:
            if state == 0:
                self._handles[0] = self._engine.start()
                break
            way.append(state)
            state = int(self._arrays.sources[self._first_edges[state]])
        for state in reversed(way):
            edge = self._first_edges[state]
            before = self._handles[int(self._arrays.sources[edge])]
            self._handles[state] = self._engine.after(before, int(self._arrays.events[edge]))
        return self._handles[way[0] if way else state]

    @cached_property
    def _first_edges(self) -> Numbers:
        """Per state, the first edge that leads to it: it was found by that one."""
        states, edges = np.unique(self._arrays.targets, return_index=True)
        first = np.zeros(self._arrays.data.states, np.int64)
        first[states] = edges
        return first

    @cached_property
    def _engine(self) -> Engine:
        return make_engine("kernel", self._problem, self._arrays.data.limits)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return self._problem.action_numbers
