"""The states of a map for the HTML page: their facts and minds, and the ways to and from them."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.map_clusters import Clustering
from elsewise.present.drawing.page_data import PageData, PageState
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
    kept = _kept(graph, clustering)
    places = {state: place for place, state in enumerate(kept)}
    says = defaultdict[str, int](count().__next__)
    rows = defaultdict[int, int](count().__next__)
    people = range(len(problem.characters) if kept else 0)
    minds = [arrays.nodes((c,)) if arrays.keeps((c,)) else None for c in people]
    for state in kept:
        on = [(says[words.say(state, e)], places.get(t)) for e, t in graph.moves(state)]
        row = rows[int(arrays.rows[state])]
        believed = [None if m is None else rows[int(arrays.rows[m[state]])] for m in minds]
        source = said = None
        if state:
            before, action = arrays.before(state)
            source, said = places[before], says[words.say(before, action)]
        name = graph.id_of(state) if len(graph) <= MOST_NAMED else None
        goals = futures.goals_in(int(futures.reached[state]))
        beats = int(arrays.layers[state])
        data.states.append(PageState(name, beats, row, believed, source, said, goals, on))
    data.texts, data.says = [value_text(value) for value in arrays.data.codes], list(says)
    data.rows = arrays.values[list(rows)].tolist() if rows else []
    data.spots = [[places[s] for s in c.states if s in places] for c in clustering.clusters]
    data.sizes = [len(cluster.states) for cluster in clustering.clusters]
    return data


def _kept(graph: StoryGraph, clustering: Clustering) -> list[int]:
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
                here, _ = graph.arrays.before(here)
    return sorted(kept)
