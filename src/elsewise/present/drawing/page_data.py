"""What the HTML page of a picture shows beside it: facts, minds and the way to every state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from elsewise.graph.arrays import Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.drawn_story import Course
from elsewise.present.drawing.map_clusters import Chart
from elsewise.present.drawing.map_futures import Goals
from elsewise.problem.names import value_text
from elsewise.story.story import State
from elsewise.telling.event_words import EventWords

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
        self._places = {text: place for place, text in enumerate(texts)}

    def of(self, text: str) -> int:
        """Return the place of a text."""
        if text not in self._places:
            self._places[text] = len(self._texts)
            self._texts.append(text)
        return self._places[text]


# -- a story ----------------------------------------------------------------------------------


def course_details(course: Course) -> Details:
    """Return the states of a course; thing n is the state after n beats."""
    words = [moment.words for moment in course.moments]
    made = Details(list(course.characters), list(course.states[0].values), list(course.endings))
    add_states(made, course.states, [None, *words], course.endings)
    return made


def add_states(
    made: Details,
    states: Sequence[State],
    words: Sequence[str | None],
    endings: Sequence[str],
    before: int | None = None,
) -> None:
    """Add states that follow each other to a story's details, each a thing of its own.

    `words` say how each state came to be; `before` is the state that they follow, and `endings`
    are those that the last one reaches.
    """
    texts, says = _Places(made.texts), _Places(made.says)

    def row(state: State) -> int:
        made.rows.append([texts.of(value_text(state.values[name])) for name in made.fluents])
        return len(made.rows) - 1

    for place, (state, came) in enumerate(zip(states, words, strict=True)):
        number = len(made.states)
        said = None if came is None else says.of(came)
        beat = 0
        if before is not None:
            beat = made.states[before][1] + 1
            made.states[before][7].append([said, number])
        minds = [row(state.minds[name]) for name in made.people]
        goals = [made.goals.index(e) for e in endings] if place == len(states) - 1 else []
        made.states.append(["", beat, row(state), minds, before, said, goals, []])
        made.spots.append([number])
        made.sizes.append(1)
        before = number


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
