"""Who intends what: the reasons for the events that can come next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from elsewise.explain.query.labels import Truth, settled
from elsewise.explain.query.looking import is_event, looked_at, told_at
from elsewise.graph.arrays import Flags
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import GraphMoments
from elsewise.problem.problem import Condition
from elsewise.story.story import Reason
from elsewise.world.questions import Happened, Intends


class GraphIntentions:
    """Looks into the reasons of a graph's edges, where it is asked; each is worked out once.

    `conditions` are the ground ones with which plans may be asked to end, by their part's `id`.
    """

    def __init__(self, graph: StoryGraph, conditions: Mapping[int, Condition]) -> None:
        self._graph = graph
        self._arrays = graph.arrays
        self._problem = graph.problem
        self._conditions = conditions
        self._reasons: dict[int, Mapping[str, Reason]] = {}

    @cached_property
    def _moments(self) -> GraphMoments:
        return GraphMoments(self._graph)

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
        name, aim = str(formula.who.value), formula.aim
        reason = self._of(state, edge).get(name)
        if reason is None:
            return False
        events = [planned.event for planned in reason.plan]
        if isinstance(aim, Happened):
            return any(is_event(self._moments.at(0).action(event), aim) for event in events)
        end = self._moments.at(state).mind(self._problem.characters.index(name)).replay(events)
        return looked_at(aim, told_at(end, self._conditions), {}) is True

    def _of(self, state: int, edge: int) -> Mapping[str, Reason]:
        """Return the reasons for an edge; none if somebody lacks one."""
        if edge not in self._reasons:
            action = int(self._arrays.events[edge])
            self._reasons[edge] = self._moments.at(state).reasons(action) or {}
        return self._reasons[edge]
