"""Single events in words; those of a graph are read in the graph's own states."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from elsewise.graph.arrays import GraphArrays
from elsewise.graph.story_graph import StoryGraph
from elsewise.problem.names import fluent_name
from elsewise.telling.reading import Mind
from elsewise.telling.rules import Happening, action_happening, event_clause, plain_event
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, sentence
from elsewise.world.model import Fact, World
from elsewise.world.types import Value


def say_event(world: World, event: Happening, before: Mind) -> str:
    """Return an event as a sentence in the present tense."""
    clause = event_clause(world, event, before, Discourse(world), sure=False)
    if clause is None:
        return sentence(plain_event(world, event))
    return sentence(clause.finite(Tense.PRESENT))


class EventWords:
    """Says the edges of a graph; without the world that it is of, by the events' names."""

    def __init__(self, graph: StoryGraph, world: World | None) -> None:
        self._graph = graph
        self._world = world
        self._actions = graph.problem.actions
        self._reading = _Reading(graph)
        self._happenings: dict[int, Happening] = {}
        self._said: dict[tuple[int, int], str] = {}

    def say(self, state: int, action: int) -> str:
        """Return the event of an edge from a state, by the number of its action, in words."""
        if self._world is None:
            return self._actions[action].name
        if action not in self._happenings:
            self._happenings[action] = action_happening(self._world, self._actions[action])
        event = self._happenings[action]
        # Where no line of `tell` has a condition, an event is said in one way only.
        place = state if any(line.condition is not None for line in event.rule.tell) else -1
        if (place, action) not in self._said:
            mind = _GraphMind(self._reading, state)
            self._said[place, action] = say_event(self._world, event, mind)
        return self._said[place, action]


class _Reading:
    """Values in the states of a graph, minds included."""

    def __init__(self, graph: StoryGraph) -> None:
        self.problem = graph.problem
        self.arrays: GraphArrays = graph.arrays
        self.characters = {name: i for i, name in enumerate(graph.problem.characters)}
        self._fluents = {(f.fact, f.arguments): i for i, f in enumerate(graph.problem.fluents)}

    def value(self, place: int, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        """Return the value of a fluent, or of what never changes."""
        fluent = self._fluents.get((fact.name, arguments))
        if fluent is None:
            name = fluent_name(fact.name, arguments)
            return self.problem.constants.get(name, fact.initial)
        return self.arrays.data.codes[int(self.arrays.values[self.arrays.rows[place], fluent])]


@dataclass(frozen=True, slots=True)
class _GraphMind:
    """A state of a graph, to read in."""

    reading: _Reading
    place: int

    def value(self, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        """Return the value of a fluent."""
        return self.reading.value(self.place, fact, arguments)

    def mind(self, character: str) -> _GraphMind:
        """Return what a character believes; the state itself where no such mind is kept."""
        number = self.reading.characters.get(character)
        if number is None:
            return self
        arrays = self.reading.arrays
        here = np.array([self.place], np.uint32)
        return _GraphMind(self.reading, int(arrays.step(here, number)[0]))
