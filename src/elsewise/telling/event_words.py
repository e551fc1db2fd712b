"""Single events in words; those of a graph are read in the graph's own states."""

from __future__ import annotations

from functools import partial

from elsewise.graph.story_graph import StoryGraph
from elsewise.play.expressions import ReadByName
from elsewise.telling.rules import Happening, action_happening, event_clause, plain_event
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, sentence
from elsewise.world.model import World


def event_words(
    world: World, event: Happening, before: ReadByName, tense: Tense = Tense.PRESENT
) -> str:
    """Return an event as a clause that stands alone; `before` reads the state before it."""
    clause = event_clause(world, event, before, Discourse(world), sure=False)
    return plain_event(world, event) if clause is None else clause.finite(tense)


def say_event(world: World, event: Happening, before: ReadByName) -> str:
    """Return an event as a sentence in the present tense; `before` reads the state before it."""
    return sentence(event_words(world, event, before))


class EventWords:
    """Says the edges of a graph; without the world that it is of, by the events' names."""

    def __init__(self, graph: StoryGraph, world: World | None) -> None:
        self._graph = graph
        self._world = world
        self._happenings: dict[int, Happening] = {}
        self._said: dict[tuple[int, int], str] = {}

    def say(self, state: int, action: int) -> str:
        """Return the event of an edge from a state, by the number of its action, in words."""
        event = self._graph.problem.actions[action]
        if self._world is None:
            return event.name
        if action not in self._happenings:
            self._happenings[action] = action_happening(self._world, event)
        told = self._happenings[action]
        # Where no line of `tell` has a condition, an event is said in one way only.
        place = state if any(line.condition is not None for line in told.rule.tell) else -1
        if (place, action) not in self._said:
            before = partial(self._graph.value, state)
            self._said[place, action] = say_event(self._world, told, before)
        return self._said[place, action]
