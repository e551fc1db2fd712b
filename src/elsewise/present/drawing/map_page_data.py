"""The states of a map for the HTML page: their facts and minds, and the ways to and from them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from elsewise.graph.arrays import Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.map_clusters import Clustering
from elsewise.present.drawing.page_data import PageData, PageState
from elsewise.present.numbering import Numbering
from elsewise.problem.names import value_text
from elsewise.telling.event_words import EventWords

MOST_STATES = 20_000
"""States of a map that its page can show; of more, so many of each cluster."""
MOST_NAMED = 500
"""States up to which each has its id on the page."""


def map_data(graph: StoryGraph, clustering: Clustering, words: EventWords) -> PageData:
    """Return the states of a map; thing n is its cluster n."""
    problem, arrays, futures = graph.problem, graph.arrays, clustering.futures
    fluents = [fluent.name for fluent in problem.fluents]
    data = PageData(list(problem.characters), fluents, list(futures.names))
    before, came = _first_edges(graph)
    kept = _kept(graph, clustering, before)
    places = {state: place for place, state in enumerate(kept)}
    says, rows = Numbering[str](), Numbering[int]()
    people = range(len(problem.characters) if kept else 0)
    minds = [arrays.nodes((c,)) if arrays.keeps((c,)) else None for c in people]
    for state in kept:
        on = [(says[words.say(state, e)], places.get(t)) for e, t in _edges(graph, state)]
        row = rows[int(arrays.rows[state])]
        believed = [None if m is None else rows[int(arrays.rows[m[state]])] for m in minds]
        source = places[int(before[state])] if state else None
        said = says[words.say(int(before[state]), int(came[state]))] if state else None
        name = graph.id_of(state) if len(graph) <= MOST_NAMED else None
        goals = futures.goals_in(int(futures.reached[state]))
        beats = int(arrays.layers[state])
        data.states.append(PageState(name, beats, row, believed, source, said, goals, on))
    data.texts, data.says = [value_text(value) for value in arrays.data.codes], list(says)
    data.rows = arrays.values[list(rows)].tolist() if rows else []
    data.spots = [[places[s] for s in c.states if s in places] for c in clustering.clusters]
    data.sizes = [len(cluster.states) for cluster in clustering.clusters]
    return data


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


def _kept(graph: StoryGraph, clustering: Clustering, before: Numbers) -> list[int]:
    """Return the states that the page can show, with all states on the way to them."""
    if len(graph) <= MOST_STATES:
        return list(graph.states)
    share = MOST_STATES // max(1, len(clustering.clusters))
    kept = {0}
    for cluster in clustering.clusters:
        for state in cluster.states[:share]:
            here = state
            while here not in kept:
                kept.add(here)
                here = int(before[here])
    return sorted(kept)
