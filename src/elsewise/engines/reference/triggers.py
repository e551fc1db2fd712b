"""The order of triggers: which fire next in a state.

The world first, then the minds: triggers that change the state itself fire one at a time, each time
the first in the order of the text; when none is left, those that only put something into minds, all
at once; and so on, until none has anything left to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.engines.reference.event_index import EventIndex
from elsewise.engines.reference.states import StateNode
from elsewise.problem.problem import Event


class Triggers:
    """The triggers of a problem, by whether they change the state itself or only minds in it."""

    def __init__(self, triggers: Sequence[Event]) -> None:
        numbered = list(enumerate(triggers))
        self._in_world = [n for n, t in numbered if any(not e.minds for e in t.effects)]
        self._in_minds = [n for n, t in numbered if all(e.minds for e in t.effects)]
        self._world_index = EventIndex([triggers[n] for n in self._in_world])
        self._mind_index = EventIndex([triggers[n] for n in self._in_minds])

    def candidates(self, state: StateNode) -> Iterator[list[int]]:
        """Yield which may fire together, by number; the first that change anything do."""
        for place in self._world_index.possible(state):
            yield [self._in_world[place]]
        yield [self._in_minds[place] for place in self._mind_index.possible(state)]
