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
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 8
MOVES = 12

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LayeredLayout:
    """Where things stand: the middle of each thing, and the heights that a link passes at.

    `heights` is per thing; `ways` has for links over several columns the heights in the columns
    between, in order. The highest place is 0 and `height` is how far down places reach.
    """

    heights: tuple[float, ...]
    ways: Mapping[Pair, tuple[float, ...]]
    height: float


def layered(
    columns: Sequence[int],
    tall: Sequence[float],
    links: Iterable[Pair],
    gap: float,
    ranks: Sequence[int] | None = None,
) -> LayeredLayout:
    """Place things. `tall` is how much room each takes; `gap` is what remains free between two.

    Only links to a later column count. With `ranks`, things stand in the order of their ranks
    first, and sweeps only put those of one rank in order.
    """
    items = _Layers(columns, tall, links, ranks)
    for sweep in range(SWEEPS):
        items.sweep(forwards=sweep % 2 == 0)
    heights = items.settle(gap)
    top = min((h - t / 2 for h, t in zip(heights, items.tall, strict=True)), default=0.0)
    bottom = max((h + t / 2 for h, t in zip(heights, items.tall, strict=True)), default=0.0)
    found = [h - top for h in heights]
    ways = {pair: tuple(found[i] for i in way) for pair, way in items.ways.items()}
    return LayeredLayout(tuple(found[: len(columns)]), ways, bottom - top)


class _Layers:
    """Things and the places that long links hold, in columns that are brought into order."""

    def __init__(
        self,
        columns: Sequence[int],
        tall: Sequence[float],
        links: Iterable[Pair],
        ranks: Sequence[int] | None,
    ) -> None:
        self.tall = list(tall)
        self.ways: dict[Pair, tuple[int, ...]] = {}
        self._column = list(columns)
        self._ranks = list(ranks) if ranks is not None else [0] * len(columns)
        self._before: dict[int, list[int]] = defaultdict(list)
        self._after: dict[int, list[int]] = defaultdict(list)
        for source, target in sorted(set(links)):
            if columns[source] < columns[target]:
                self._join(source, target)
        self._orders: list[list[int]] = [[] for _ in range(max(self._column, default=-1) + 1)]
        for item in sorted(range(len(self._column)), key=lambda i: (self._ranks[i], i)):
            self._orders[self._column[item]].append(item)

    def _join(self, source: int, target: int) -> None:
        way: list[int] = []
        last = source
        for column in range(self._column[source] + 1, self._column[target]):
            item = len(self._column)
            self._column.append(column)
            self.tall.append(0.0)
            self._ranks.append(self._ranks[target])
            self._link(last, item)
            way.append(item)
            last = item
        self._link(last, target)
        if way:
            self.ways[source, target] = tuple(way)

    def _link(self, source: int, target: int) -> None:
        self._after[source].append(target)
        self._before[target].append(source)

    def sweep(self, *, forwards: bool) -> None:
        """Put every column in the order of its neighbours' mean places on one side."""
        place = {item: i for order in self._orders for i, item in enumerate(order)}
        neighbours = self._before if forwards else self._after
        for order in self._orders if forwards else reversed(self._orders):
            means = {
                item: sum(place[n] for n in neighbours[item]) / len(neighbours[item])
                if neighbours[item]
                else float(place[item])
                for item in order
            }
            order.sort(key=lambda item: (self._ranks[item], means[item], place[item]))
            place.update((item, i) for i, item in enumerate(order))

    def settle(self, gap: float) -> list[float]:
        """Return the heights of all items: near their neighbours, in order, with gaps between."""
        heights = [0.0] * len(self._column)
        for order in self._orders:
            y = -sum(self.tall[i] + gap for i in order) / 2
            for item in order:
                heights[item] = y + (self.tall[item] + gap) / 2
                y += self.tall[item] + gap
        for move in range(MOVES):
            orders = self._orders if move % 2 == 0 else reversed(self._orders)
            for order in orders:
                wanted = [self._wanted(item, heights) for item in order]
                for item, height in zip(order, self._spread(order, wanted, gap), strict=True):
                    heights[item] = height
        return heights

    def _wanted(self, item: int, heights: Sequence[float]) -> float:
        near = self._before[item] + self._after[item]
        return sum(heights[n] for n in near) / len(near) if near else heights[item]

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
