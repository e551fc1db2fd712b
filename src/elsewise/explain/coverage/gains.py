"""For which wants people act: what a reason's plan gains them, want by want."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from elsewise.graph.arrays import Flags, Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.asked_conditions import ground_numbers
from elsewise.play.explore import GraphMoments
from elsewise.play.moment import Moment
from elsewise.story.story import Reason
from elsewise.story.watch import Stopped, Watch
from elsewise.world.expressions import Expression
from elsewise.world.model import World

_NONE = np.zeros(0, np.int64)

Want = tuple[str | None, int]
"""A character (None: the author) and which of their wants."""


class Gains:
    """At which edges each want is part of what somebody gains.

    A reason is looked at once for all edges at which a mind and an event are the same. A limit of
    the watch, and Ctrl-C, end it with what is known by then.
    """

    def __init__(
        self, world: World, graph: StoryGraph, moments: GraphMoments, watch: Watch
    ) -> None:
        self._world = world
        self._graph = graph
        self._moments = moments
        self._people = {name: n for n, name in enumerate(graph.problem.characters)}
        self._wants = {
            who: ground_numbers(world, graph.problem, wants) for who, wants in world.wants.items()
        }
        self._flags: dict[Want, Flags] = {}
        self.stopped_by: str | None = None
        if len(graph):
            self._run(watch)

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

    def _run(self, watch: Watch) -> None:
        try:
            for who, wants in self._wants.items():
                for number in range(len(wants)):
                    self._flags[who, number] = np.zeros(self._graph.edge_count, np.bool_)
                for alike in self._alike(who):
                    watch.step()
                    for number in self._gained(int(alike[0]), who):
                        self._flags[who, number][alike] = True
        except Stopped as stopped:
            self.stopped_by = stopped.by
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
        begins = (np.flatnonzero(np.diff(keys[order])) + 1).tolist()
        for begin, end in zip((0, *begins), (*begins, len(order)), strict=True):
            yield edges[order[begin:end]]

    def _gained(self, edge: int, who: str) -> list[int]:
        """Return for which wants somebody consents to an edge."""
        here = self._moments.at(int(self._graph.arrays.sources[edge]))
        reason = (here.reasons(int(self._graph.arrays.events[edge])) or {}).get(who)
        return [] if reason is None else self._of(here.mind(self._people[who]), reason)

    def _of(self, mind: Moment, reason: Reason) -> list[int]:
        """Return the wants that have another value at the end of a plan, in the planner's mind."""
        end = mind.replay(planned.event for planned in reason.plan)
        return [
            number
            for number, want in enumerate(self._wants.get(reason.character, ()))
            if mind.evaluate(want) != end.evaluate(want)
        ]
