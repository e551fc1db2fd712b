"""What a map draws: spots, which stand for one state or many, and links between them.

A map of few states has a spot for each. In a larger one, states after the same number of beats
that have reached the same, and of which the same can still come, are one spot; where that tells
too little apart, also the value of a fact counts, which the reader chooses or which is chosen here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.graph.arrays import GraphArrays, Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.map_futures import OPEN, Futures, Goals
from elsewise.problem.names import value_text
from elsewise.problem.problem import Problem

MOST_SINGLE = 260
"""States up to which each has a spot of its own."""
MOST_ROWS = 30
"""States of one layer up to which each has a spot of its own."""
MOST_COLUMNS, MOST_VALUE_COLUMNS = 14, 8
"""Columns of a map, and of one that also tells a fact; of more beats, they hold several each."""
MOST_BACK = 4
"""Ways back that are drawn; of more, the words alone tell."""
CROWD = 2.0
"""Links per spot from which on only those that matter most are drawn."""
SHARE = 0.8
"""The share of a spot's edges that are drawn then."""
MOST_IN_COLUMN = 9
"""Spots in a column of a map of many states; the smallest are put together."""
FEW_SPOTS = 2.0
"""If there are fewer spots per column than this, a fact is chosen to tell states apart."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to be drawn in a column: states, what all reach, and what can still come of some.

    `value` is that of the fact by which states are told apart, None where none is. A `passing`
    spot is a state that one event leads to and one leads from, and that decides nothing: it is
    drawn as part of the way. `rest`: it stands for all small groups of its column. `open`: a limit
    of the machine cut off what else can come.
    """

    column: int
    states: tuple[int, ...]
    reached: int
    coming: int
    value: str | None = None
    passing: bool = False
    rest: bool = False
    open: bool = False

    @property
    def lost(self) -> bool:
        """Whether nothing can come any more, within the limits."""
        return self.coming == 0 and not self.open


@dataclass(frozen=True, slots=True)
class Link:
    """Events that lead from one spot to another: their numbers, and how many edges there are."""

    source: int
    target: int
    events: tuple[int, ...]
    edges: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Spots and links of a map. `by` is the fact that tells states apart, None where none does.

    `beats` says for each column the first and the last number of beats in it.
    """

    spots: tuple[Spot, ...]
    links: tuple[Link, ...]
    beats: tuple[tuple[int, int], ...]
    single: bool
    by: str | None = None


def chart_of(graph: StoryGraph, goals: Goals, by: str | None = None) -> Chart:
    """Return what to draw of a graph; `by` is a fact by whose values states are to be grouped.

    Raises `UsageError` if there is no such fact.
    """
    futures = Futures(graph, goals)
    widest = max((len(layer) for layer in graph.layers), default=0)
    few = len(graph) <= MOST_SINGLE and widest <= MOST_ROWS and len(graph.layers) <= MOST_COLUMNS
    if by is None and few:
        return _singles(graph, goals, futures)
    return _groups(graph, goals, futures, by)


# -- a spot for every state -------------------------------------------------------------------


def _singles(graph: StoryGraph, goals: Goals, futures: Futures) -> Chart:
    arrays = graph.arrays
    incoming = np.bincount(arrays.targets, minlength=len(graph))
    coming, reached = futures.coming, goals.reached
    layers = arrays.layers
    ahead = _only_target(arrays)
    spots = []
    for state in graph.states:
        on = int(ahead[state])
        passing = (
            state > 0
            and incoming[state] == 1
            and on >= 0
            and layers[on] == layers[state] + 1
            and reached[state] == 0
        )
        states = (state,)
        spots.append(
            Spot(
                int(layers[state]),
                states,
                int(reached[state]),
                int(coming[state]) & ~OPEN,
                passing=bool(passing),
                open=bool(int(coming[state]) & OPEN),
            )
        )
    links = _links(arrays, np.arange(len(graph)))
    beats = tuple((n, n) for n in range(len(graph.layers)))
    return Chart(tuple(spots), links, beats, single=True)


def _only_target(arrays: GraphArrays) -> Numbers:
    """Return, per state, where its only edge leads; -1 where there is none or more than one."""
    only = np.full(arrays.data.states, -1, np.int64)
    one = np.flatnonzero(arrays.degrees == 1)
    only[one] = arrays.targets[arrays.edge_ends[one] - 1]
    return only


# -- a spot for many states -------------------------------------------------------------------


def _groups(graph: StoryGraph, goals: Goals, futures: Futures, by: str | None) -> Chart:
    arrays = graph.arrays
    layers = len(graph.layers)
    fluent = _fluent(graph.problem, by)
    if fluent is None:
        keys = np.stack([arrays.layers.astype(np.uint64), goals.reached, futures.coming])
        if len(np.unique(keys, axis=1)[0]) < FEW_SPOTS * layers:
            fluent = _telling_fluent(arrays, futures.coming)
    in_one = -(-layers // (MOST_COLUMNS if fluent is None else MOST_VALUE_COLUMNS))
    columns = arrays.layers // in_one
    keys = np.stack([columns.astype(np.uint64), goals.reached, futures.coming])
    if fluent is not None:
        keys = np.vstack([keys, arrays.codes((), fluent)[None].astype(np.uint64)])
    found, groups = np.unique(keys, axis=1, return_inverse=True)
    groups = groups.reshape(-1)
    groups, rest = _without_small(found[0].astype(np.int64), groups)
    made = _spots(graph, goals, futures, columns, groups, rest, fluent)
    beats = tuple((n, min(layers, n + in_one) - 1) for n in range(0, layers, in_one))
    name = None if fluent is None else graph.problem.fluents[fluent].name
    return Chart(made, _links(arrays, groups), beats, single=False, by=name)


def _fluent(problem: Problem, by: str | None) -> int | None:
    if by is None:
        return None
    names = [fluent.name for fluent in problem.fluents]
    if by not in names:
        raise UsageError(f"There is no fact {by} that can change.{did_you_mean(by, names)}")
    return names.index(by)


def _telling_fluent(arrays: GraphArrays, coming: Numbers) -> int | None:
    """Return the fluent with few values that says most about a state, or None.

    Most: what it says about what can still come (Shannon's mutual information, 1948); between
    fluents that say the same of it, the one that parts the states most evenly.
    """
    futures = np.unique(coming, return_inverse=True)[1].reshape(-1)
    best: tuple[float, float] = (0.0, 0.0)
    chosen: int | None = None
    for fluent in range(len(arrays.data.problem.fluents)):
        values, codes = np.unique(arrays.codes((), fluent), return_inverse=True)
        if not 2 <= len(values) <= MOST_IN_COLUMN - 2:
            continue
        parted = _entropy(codes)
        both = codes.reshape(-1) * (1 + futures.max()) + futures
        shared = parted + _entropy(futures) - _entropy(both)
        if (round(shared, 9), parted) > best:
            best, chosen = (round(shared, 9), parted), fluent
    return chosen


def _entropy(classes: Numbers) -> float:
    shares = np.unique(classes, return_counts=True)[1] / max(1, classes.size)
    return float(-(shares * np.log2(shares)).sum())


def _without_small(columns: Numbers, groups: Numbers) -> tuple[Numbers, set[int]]:
    """Put the smallest groups of a crowded column together; return the groups, and which are so."""
    sizes = np.bincount(groups, minlength=len(columns))
    new = np.arange(len(columns))
    rest: set[int] = set()
    for column in np.unique(columns):
        here = np.flatnonzero(columns == column)
        if len(here) > MOST_IN_COLUMN:
            small = here[np.argsort(-sizes[here], kind="stable")[MOST_IN_COLUMN - 1 :]]
            new[small] = small[0]
            rest.add(int(small[0]))
    kept = np.unique(new)
    return np.searchsorted(kept, new[groups]), {int(np.searchsorted(kept, g)) for g in rest}


def _spots(
    graph: StoryGraph,
    goals: Goals,
    futures: Futures,
    columns: Numbers,
    groups: Numbers,
    rest: set[int],
    fluent: int | None,
) -> tuple[Spot, ...]:
    order = np.argsort(groups, kind="stable")
    ends = np.cumsum(np.bincount(groups))
    codes = None if fluent is None else graph.arrays.codes((), fluent)
    spots = []
    for number, states in enumerate(np.split(order, ends[:-1])):
        first = int(states[0])
        value = None
        if codes is not None and number not in rest:
            value = value_text(graph.arrays.data.codes[int(codes[first])])
        coming = int(np.bitwise_or.reduce(futures.coming[states]))
        spots.append(
            Spot(
                int(columns[first]),
                tuple(states.tolist()),
                int(np.bitwise_and.reduce(goals.reached[states])),
                coming & ~OPEN,
                value,
                rest=number in rest,
                open=bool(coming & OPEN),
            )
        )
    return tuple(spots)


# -- links ------------------------------------------------------------------------------------


def _links(arrays: GraphArrays, groups: Numbers) -> tuple[Link, ...]:
    """Return the links between groups of states; edges within a group are left out."""
    sources, targets = groups[arrays.sources], groups[arrays.targets]
    between = np.flatnonzero(sources != targets)
    if not len(between):
        return ()
    triples = np.stack([sources[between], targets[between], arrays.events[between]])
    found, counts = np.unique(triples, axis=1, return_counts=True)
    links: list[Link] = []
    changes = np.flatnonzero(np.diff(found[:2], axis=1).any(axis=0)) + 1
    for part in np.split(np.arange(found.shape[1]), changes):
        often = part[np.argsort(-counts[part], kind="stable")]
        events = tuple(int(found[2, i]) for i in often)
        source, target = int(found[0, part[0]]), int(found[1, part[0]])
        links.append(Link(source, target, events, int(counts[part].sum())))
    return tuple(links)


def ways_back(chart: Chart) -> tuple[Link, ...]:
    """Return the links that lead to the same column or an earlier one."""
    spots = chart.spots
    return tuple(k for k in chart.links if spots[k.target].column <= spots[k.source].column)


def main_links(chart: Chart) -> tuple[Link, ...]:
    """Return the links that are worth a line.

    In a map of single states these are all, but for ways back where there are many. In a crowd of
    groups they are, from every spot, the ones that have most of its edges between them; and the
    largest to every spot, so that none stands alone.
    """
    back = set(ways_back(chart))
    if chart.single:
        return tuple(k for k in chart.links if k not in back or len(back) <= MOST_BACK)
    if len(chart.links) <= CROWD * len(chart.spots):
        return tuple(k for k in chart.links if k not in back)
    leaving: dict[int, list[Link]] = defaultdict(list)
    largest: dict[int, Link] = {}
    for link in (k for k in chart.links if k not in back):
        leaving[link.source].append(link)
        if link.target not in largest or link.edges > largest[link.target].edges:
            largest[link.target] = link
    kept = set(largest.values())
    for links in leaving.values():
        left = (1 - SHARE) * sum(link.edges for link in links)
        for link in sorted(links, key=lambda link: link.edges):
            left -= link.edges
            if left < 0:
                kept.add(link)
    return tuple(link for link in chart.links if link in kept)
