"""Layered layout: columns are given; what remains is the order in each, and the heights.

The method is that of Sugiyama, Tagawa and Toda ("Methods for visual understanding of hierarchical
system structures", 1981): links over several columns hold places on their way (dummy vertices), so
that they can run around what stands there; then each thing moves to the mean place of its
neighbours in the column before, then after, to and fro (barycentre sweeps). It differs from theirs
in three things: the columns are not worked out (a map has one for each number of beats); things may
have ranks, which stand before the barycentres; and heights do not go by priorities: each thing is
drawn to its neighbours' mean height, as near as order and distance allow (isotonic regression).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

SWEEPS = 8
MOVES = 12

Pair = tuple[int, int]


class LayerItem(NamedTuple):
    """A thing to be placed in a column, how much room it takes there, and its rank.

    Things of a column stand in the order of their ranks first.
    """

    column: int
    tall: float
    rank: int = 0


class LayeredLayout(NamedTuple):
    """Where things stand: the middle of each thing, and the heights that a link passes at.

    `heights` is per thing; `ways` has for links over several columns the heights in the columns
    between, in order. The highest place is 0 and `height` is how far down places reach.
    """

    heights: Sequence[float]
    ways: Mapping[Pair, Sequence[float]]
    height: float


def layered(items: Sequence[LayerItem], links: Iterable[Pair], gap: float) -> LayeredLayout:
    """Place things; `gap` is what remains free between two. Only links to a later column count."""
    layers = _Layers(items, links)
    for sweep in range(SWEEPS):
        layers.sweep(forwards=sweep % 2 == 0)
    heights = layers.settle(gap)
    sides = [(h - tall / 2, h + tall / 2) for h, tall in zip(heights, layers.tall, strict=True)]
    top = min((above for above, _ in sides), default=0.0)
    bottom = max((below for _, below in sides), default=0.0)
    found = [h - top for h in heights]
    ways = {pair: [found[i] for i in way] for pair, way in layers.ways.items()}
    return LayeredLayout(found[: len(items)], ways, bottom - top)


class _Layers:
    """Things and the places that long links hold, in columns that are brought into order."""

    def __init__(self, items: Sequence[LayerItem], links: Iterable[Pair]) -> None:
        column = [item.column for item in items]
        self.tall = [item.tall for item in items]
        self.ways: dict[Pair, range] = {}
        self._ranks = [item.rank for item in items]
        self._before: dict[int, list[int]] = defaultdict(list)
        self._after: dict[int, list[int]] = defaultdict(list)
        for source, target in sorted(set(links)):
            passed = range(column[source] + 1, column[target])
            way = self.ways[source, target] = range(len(column), len(column) + len(passed))
            column += passed
            self.tall += [0.0] * len(passed)
            self._ranks += [self._ranks[target]] * len(passed)
            if column[source] < column[target]:
                for one, other in pairwise((source, *way, target)):
                    self._after[one].append(other)
                    self._before[other].append(one)
        self._orders: list[list[int]] = [[] for _ in range(max(column, default=-1) + 1)]
        for item in sorted(range(len(column)), key=self._ranks.__getitem__):
            self._orders[column[item]].append(item)

    def sweep(self, *, forwards: bool) -> None:
        """Put every column in the order of its neighbours' mean places on one side."""
        place = {item: float(i) for order in self._orders for i, item in enumerate(order)}
        neighbours = self._before if forwards else self._after
        for order in self._orders if forwards else reversed(self._orders):
            means = {item: _mean(neighbours[item], place, item) for item in order}
            order.sort(key=lambda item: (self._ranks[item], means[item], place[item]))
            place.update((item, float(i)) for i, item in enumerate(order))

    def settle(self, gap: float) -> list[float]:
        """Return the heights of all items: near their neighbours, in order, with gaps between."""
        heights = dict.fromkeys(range(len(self.tall)), 0.0)
        for order in self._orders:
            y = -sum(self.tall[i] + gap for i in order) / 2
            for item in order:
                heights[item] = y + (self.tall[item] + gap) / 2
                y += self.tall[item] + gap
        for move in range(MOVES):
            for order in self._orders if move % 2 == 0 else reversed(self._orders):
                near = (self._before[item] + self._after[item] for item in order)
                wanted = [_mean(n, heights, item) for n, item in zip(near, order, strict=True)]
                heights.update(zip(order, self._spread(order, wanted, gap), strict=True))
        return [*heights.values()]

    def _spread(self, order: Sequence[int], wanted: Sequence[float], gap: float) -> list[float]:
        """Return the places nearest to the wanted ones that keep order and distance.

        Neighbours that are too close form a block that stands at its members' mean (the pool of
        adjacent violators: Ayer and others, "An empirical distribution function for sampling with
        incomplete information", 1955).
        """
        offsets = [0.0] if order else []
        for one, other in pairwise(order):
            offsets.append(offsets[-1] + (self.tall[one] + self.tall[other]) / 2 + gap)
        blocks: list[tuple[float, int]] = []
        for goal, offset in zip(wanted, offsets, strict=True):
            total, many = goal - offset, 1
            while blocks and blocks[-1][0] / blocks[-1][1] >= total / many:
                before, count = blocks.pop()
                total, many = total + before, many + count
            blocks.append((total, many))
        places = [total / many for total, many in blocks for _ in range(many)]
        return [p + offset for p, offset in zip(places, offsets, strict=True)]


def _mean(items: Sequence[int], values: Mapping[int, float], otherwise: int) -> float:
    """Return the mean value of some items; without any, that of another one."""
    return sum(values[i] for i in items) / len(items) if items else values[otherwise]
