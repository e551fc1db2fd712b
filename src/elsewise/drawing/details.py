"""What the HTML page of a picture shows beside it: facts, minds and the way to every state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from elsewise.drawing.course import Course
from elsewise.drawing.futures import Goals
from elsewise.drawing.spots import Chart
from elsewise.graph.arrays import Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.grounding.names import value_text
from elsewise.telling.event_words import EventWords
from elsewise.world.types import Value

MOST_STATES = 20_000
"""States of a map that its page can show; of more, so many of each group."""
MOST_NAMED = 500
"""States up to which each has its id on the page."""


@dataclass(slots=True)
class Details:
    """Tables for the page's script, as plain lists.

    `rows` are values by fluent, as places in `texts`. A state is `[id, beats, row, rows of the
    people's minds (null: not kept), state before or null, how it came, goals, ways on]`, where a
    way on is `[event, state]`. An id is null where it is not known, and empty in a story; events
    are places in `says`, states places in `states` (null: not on the page). `spots` are the
    states behind each thing that can be clicked, and `sizes` how many there really are.
    """

    people: list[str]
    fluents: list[str]
    goals: list[str]
    texts: list[str] = field(default_factory=list)
    says: list[str] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    states: list[list[Any]] = field(default_factory=list)
    spots: list[list[int]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)


class _Places:
    """Gives every text the place at which it stands in a list."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self._places: dict[str, int] = {}

    def of(self, text: str) -> int:
        """Return the place of a text."""
        if text not in self._places:
            self._places[text] = len(self._texts)
            self._texts.append(text)
        return self._places[text]


# -- a story ----------------------------------------------------------------------------------


def course_details(course: Course) -> Details:
    """Return the states of a course; thing n is the state after n beats."""
    names = list(course.states[0].values)
    made = Details(list(course.characters), names, list(course.endings))
    texts, says = _Places(made.texts), _Places(made.says)

    def row(values: Sequence[Value]) -> int:
        made.rows.append([texts.of(value_text(value)) for value in values])
        return len(made.rows) - 1

    last = len(course.states) - 1
    for beat, state in enumerate(course.states):
        own = row(list(state.values.values()))
        minds = [row(list(state.minds[name].values.values())) for name in course.characters]
        came = says.of(course.moments[beat - 1].words) if beat else None
        on = [[says.of(course.moments[beat].words), beat + 1]] if beat < last else []
        goals = list(range(len(course.endings))) if beat == last else []
        before = beat - 1 if beat else None
        made.states.append(["", beat, own, minds, before, came, goals, on])
    made.spots = [[beat] for beat in range(last + 1)]
    made.sizes = [1] * (last + 1)
    return made


# -- a graph ----------------------------------------------------------------------------------


def map_details(graph: StoryGraph, chart: Chart, goals: Goals, words: EventWords) -> Details:
    """Return the states of a map; thing n is its spot n."""
    fluents = [fluent.name for fluent in graph.problem.fluents]
    made = Details(list(graph.problem.characters), fluents, list(goals.names))
    before, came = _first_edges(graph)
    kept = _kept(graph, chart, before)
    places = {state: place for place, state in enumerate(kept)}
    says, rows = _Places(made.says), _Rows(graph, made)
    layers = graph.arrays.layers
    named = len(graph) <= MOST_NAMED
    for state in kept:
        on = [
            [says.of(words.say(state, event)), places.get(target)]
            for event, target in _edges(graph, state)
        ]
        source = int(before[state])
        made.states.append(
            [
                graph.id_of(state) if named else None,
                int(layers[state]),
                rows.of(state),
                rows.minds(state),
                places[source] if state else None,
                says.of(words.say(source, int(came[state]))) if state else None,
                [goal for goal in range(len(goals.names)) if int(goals.reached[state]) >> goal & 1],
                on,
            ]
        )
    made.spots = [[places[s] for s in spot.states if s in places] for spot in chart.spots]
    made.sizes = [len(spot.states) for spot in chart.spots]
    return made


def _edges(graph: StoryGraph, state: int) -> Iterator[tuple[int, int]]:
    """Yield the events from a state, by the numbers of their actions, and where they lead."""
    arrays = graph.arrays
    if arrays.degrees[state]:
        end = int(arrays.edge_ends[state])
        span = slice(end - int(arrays.degrees[state]), end)
        yield from zip(arrays.events[span].tolist(), arrays.targets[span].tolist(), strict=True)


def _first_edges(graph: StoryGraph) -> tuple[Numbers, Numbers]:
    """Return, per state, the state and the event by which it was found first."""
    arrays = graph.arrays
    targets, first = np.unique(arrays.targets, return_index=True)
    before, came = np.zeros(len(graph), np.int64), np.zeros(len(graph), np.int64)
    before[targets], came[targets] = arrays.sources[first], arrays.events[first]
    return before, came


def _kept(graph: StoryGraph, chart: Chart, before: Numbers) -> list[int]:
    """Return the states that the page can show, with all states on the way to them."""
    if len(graph) <= MOST_STATES:
        return list(graph.states)
    share = MOST_STATES // max(1, len(chart.spots))
    kept = {0}
    for spot in chart.spots:
        for state in spot.states[:share]:
            here = state
            while here not in kept:
                kept.add(here)
                here = int(before[here])
    return sorted(kept)


class _Rows:
    """Values of a graph's states, each row once."""

    def __init__(self, graph: StoryGraph, made: Details) -> None:
        self._arrays = graph.arrays
        self._made = made
        texts = _Places(made.texts)
        self._codes = [texts.of(value_text(value)) for value in graph.arrays.data.codes]
        self._places: dict[int, int] = {}
        self._people = range(len(graph.problem.characters))
        self._kept = [graph.arrays.keeps((c,)) for c in self._people]
        self._nodes = [graph.arrays.nodes((c,)) for c in self._people]

    def of(self, node: int) -> int:
        """Return the place of a state's row, also of one in a mind."""
        row = int(self._arrays.rows[node])
        if row not in self._places:
            self._places[row] = len(self._made.rows)
            codes = self._arrays.values[row].tolist()
            self._made.rows.append([self._codes[code] for code in codes])
        return self._places[row]

    def minds(self, state: int) -> list[int | None]:
        """Return the rows of everybody's mind in a state; None where none is kept."""
        return [
            self.of(int(self._nodes[c][state])) if self._kept[c] else None for c in self._people
        ]
