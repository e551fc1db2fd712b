"""What a map draws: clusters, which stand for one state or many, and links between them.

A map of few states has a cluster for each. In a larger one, states after the same number of beats
that have reached the same, and of which the same can still come, are one cluster; where that tells
too little apart, also the value of a fact counts, which the reader chooses or which is chosen here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

import numpy as np

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.graph.arrays import GraphArrays, Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.map_futures import OPEN, Futures, futures_of
from elsewise.present.drawing.map_symbols import Symbol, symbol_of
from elsewise.problem.names import value_text

MOST_SINGLE = 260
"""States up to which each has a cluster of its own."""
MOST_ROWS = 30
"""States of one layer up to which each has a cluster of its own."""
MOST_COLUMNS, MOST_VALUE_COLUMNS = 14, 8
"""Columns of a map, and of one that also tells a fact; of more beats, they hold several each."""
MOST_BACK = 4
"""Ways back that are drawn; of more, the words alone tell."""
CROWD = 2.0
"""Links per cluster from which on only those that matter most are drawn."""
SHARE = 0.8
"""The share of a cluster's edges that are drawn then."""
MOST_IN_COLUMN = 9
"""Clusters in a column of a map of many states; the smallest are put together."""
FEW_CLUSTERS = 2.0
"""If there are fewer clusters per column than this, a fact is chosen to tell states apart."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """States in a column of the map, what all of them reach, and what can still come of some.

    `value` is that of the fact by which states are told apart, None where none is. `rest`: it
    stands for all small clusters of its column. `open`: a limit of the machine cut off what else
    can come.
    """

    column: int
    states: tuple[int, ...]
    symbol: Symbol
    reached: int
    coming: int
    value: str | None = None
    rest: bool = False
    open: bool = False

    @property
    def lost(self) -> bool:
        """Whether nothing can come any more, within the limits."""
        return self.coming == 0 and not self.open


@dataclass(frozen=True, slots=True)
class ClusterLink:
    """Events that lead from one cluster to another: their numbers, and how many edges there are."""

    source: int
    target: int
    events: tuple[int, ...]
    edges: int


@dataclass(frozen=True)
class Clustering:
    """Clusters and links of a map. `by` is the fact that tells states apart, None where none does.

    `beats` says for each column the first and the last number of beats in it. `single`: every
    cluster is one state; `passing` are then those that one event leads to and one leads from, and
    that decide nothing: they are drawn as parts of a way.
    """

    futures: Futures
    clusters: tuple[Cluster, ...]
    links: tuple[ClusterLink, ...]
    beats: tuple[tuple[int, int], ...]
    single: bool
    by: str | None = None
    passing: frozenset[int] = frozenset()

    @cached_property
    def back(self) -> tuple[ClusterLink, ...]:
        """The links that lead to the same column or an earlier one."""
        column = [cluster.column for cluster in self.clusters]
        return tuple(k for k in self.links if column[k.target] <= column[k.source])

    @cached_property
    def drawn(self) -> tuple[ClusterLink, ...]:
        """The links that are worth a line.

        In a map of single states these are all, but for ways back where there are many. In a crowd
        of clusters they are, from each, the ones that have most of its edges between them; and the
        largest to each, so that none stands alone.
        """
        back = set(self.back)
        if self.single and len(back) <= MOST_BACK:
            return self.links
        forward = [link for link in self.links if link not in back]
        if self.single or len(self.links) <= CROWD * len(self.clusters):
            return tuple(forward)
        edges = attrgetter("edges")
        leaving: dict[int, list[ClusterLink]] = defaultdict(list)
        largest: dict[int, ClusterLink] = {}
        for link in forward:
            leaving[link.source].append(link)
            largest[link.target] = max(largest.get(link.target, link), link, key=edges)
        kept = set(largest.values())
        for links in leaving.values():
            left = (1 - SHARE) * sum(map(edges, links))
            for link in sorted(links, key=edges):
                left -= link.edges
                if left < 0:
                    kept.add(link)
        return tuple(link for link in self.links if link in kept)


def cluster_states(graph: StoryGraph, by: str | None = None) -> Clustering:
    """Return what to draw of a graph; `by` is a fact by whose values states are to be grouped.

    Raises `UsageError` if there is no such fact.
    """
    futures, arrays, layers = futures_of(graph), graph.arrays, len(graph.layers)
    widest = max(map(len, graph.layers), default=0)
    few = len(graph) <= MOST_SINGLE and widest <= MOST_ROWS and layers <= MOST_COLUMNS
    single = few and by is None
    fluent = None if single else _fluent(graph, futures, by)
    codes = None if fluent is None else arrays.codes((), fluent)
    in_one = max(1, -(-layers // (MOST_COLUMNS if fluent is None else MOST_VALUE_COLUMNS)))
    columns, groups, rest = arrays.layers // in_one, np.arange(len(graph)), set[int]()
    if not single:
        found, groups = np.unique(_keys(columns, futures, codes), axis=1, return_inverse=True)
        groups, rest = _without_small(found[0].astype(np.int64), groups.reshape(-1))
    return Clustering(
        futures,
        tuple(_clusters(arrays, futures, columns, groups, codes, rest)),
        _links(arrays, groups),
        tuple((n, min(layers, n + in_one) - 1) for n in range(0, layers, in_one)),
        single,
        None if fluent is None else graph.problem.fluents[fluent].name,
        _passing(arrays, futures) if single else frozenset(),
    )


def _fluent(graph: StoryGraph, futures: Futures, by: str | None) -> int | None:
    """Return the fluent by which states are told apart: the one of a name, or one that is needed.

    Raises `UsageError` if there is none of that name.
    """
    if by is None:
        keys = _keys(graph.arrays.layers, futures)
        many = len(np.unique(keys, axis=1)[0]) >= FEW_CLUSTERS * len(graph.layers)
        return None if many else _telling_fluent(graph.arrays, futures.coming)
    names = [fluent.name for fluent in graph.problem.fluents]
    if by not in names:
        raise UsageError(f"There is no fact {by} that can change.{did_you_mean(by, names)}")
    return names.index(by)


def _keys(columns: Numbers, futures: Futures, codes: Numbers | None = None) -> Numbers:
    """Return, per state, in its column what tells it apart from others."""
    rows = [columns, futures.reached, futures.coming, *([] if codes is None else [codes])]
    return np.stack([row.astype(np.uint64) for row in rows])


def _clusters(
    arrays: GraphArrays,
    futures: Futures,
    columns: Numbers,
    groups: Numbers,
    codes: Numbers | None,
    rest: Collection[int],
) -> Iterator[Cluster]:
    """Yield the clusters of numbered groups of states."""
    order = np.argsort(groups, kind="stable")
    ends = np.cumsum(np.bincount(groups))
    for number, states in enumerate(np.split(order, ends[:-1]) if len(order) else ()):
        first = int(states[0])
        reached = int(np.bitwise_and.reduce(futures.reached[states]))
        bits = int(np.bitwise_or.reduce(futures.coming[states]))
        coming, is_open = bits & ~OPEN, bool(bits & OPEN)
        symbol = symbol_of(futures, reached, coming, is_open=is_open)
        value = None
        if codes is not None and number not in rest:
            value = value_text(arrays.data.codes[int(codes[first])])
        which = (int(columns[first]), tuple(states.tolist()))
        yield Cluster(*which, symbol, reached, coming, value, number in rest, is_open)


def _passing(arrays: GraphArrays, futures: Futures) -> frozenset[int]:
    """Return the states, but for the first, that only lead from one beat to the next."""
    only = np.flatnonzero((arrays.degrees == 1) & (futures.reached == 0))
    targets = arrays.targets[arrays.edge_ends[only] - 1]
    incoming = np.bincount(arrays.targets, minlength=len(arrays.layers))
    on = (arrays.layers[targets] == arrays.layers[only] + 1) & (incoming[only] == 1)
    return frozenset(only[on].tolist()) - {0}


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


def _links(arrays: GraphArrays, groups: Numbers) -> tuple[ClusterLink, ...]:
    """Return the links between groups of states; edges within a group are left out."""
    triples = np.stack([groups[arrays.sources], groups[arrays.targets], arrays.events])
    triples = triples[:, triples[0] != triples[1]]
    found, counts = np.unique(triples, axis=1, return_counts=True)
    edges: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for source, target, event, many in zip(*found.tolist(), counts.tolist(), strict=True):
        edges[source, target].append((-many, event))
    return tuple(
        ClusterLink(*ends, tuple(event for _, event in sorted(events)), -sum(n for n, _ in events))
        for ends, events in edges.items()
    )
