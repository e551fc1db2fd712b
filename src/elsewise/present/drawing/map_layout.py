"""The layout of a map: what stands where, and what is written there, before anything is drawn.

Columns are numbers of beats; within them, `layered_layout` puts the clusters in order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from elsewise.present.drawing.canvas import LINE
from elsewise.present.drawing.layered_layout import LayerItem, Pair, layered
from elsewise.present.drawing.map_clusters import Cluster, Clustering
from elsewise.present.drawing.map_symbols import HEIGHT
from elsewise.present.drawing.sheet import MARGIN, WIDTH
from elsewise.present.drawing.text_metrics import shortened, text_width, wrapped
from elsewise.telling.event_words import EventWords

SMALL = 11.0
LEAST_FOR_WORDS = 130.0
"""The distance of two columns from which on events are written in words, not as numbers."""
MOST_STEP = 330.0
MOST_BOX, MOST_VALUE_BOX = 74.0, 130.0
BETWEEN_BOXES = 34.0
BESIDE_WORDS = 66.0
"""Room between two columns that words leave free."""
SYMBOL_ROOM = 14.0
NUMBER_ROOM = 26.0
GAP = 6.0
MOST_NUMBERS = 3
MOST_WORDS = 6
"""Labels before a symbol, as numbers and in words; where there are more, the last says how many."""
_NUMBER_AFTER, _WORDS_AFTER = 1.0, 7.0
"""Room below a label."""

Point = tuple[float, float]


class EventLabel(NamedTuple):
    """An event before a symbol: its lines, the height of the first, and where links to it end.

    Heights count from the symbol's middle. `more`: it only says how many further events there are.
    """

    lines: tuple[str, ...]
    left: float
    first: float
    end: float
    sources: tuple[int, ...]
    more: bool


class MapLayout(NamedTuple):
    """Where everything stands; the highest thing is at height 0.

    `middles` are those of the clusters' symbols and `halves` half their widths. `key` are the
    events that numbers stand for; where `in_words`, there are none. `ways` has the heights at which
    links over several columns pass the columns between.
    """

    in_words: bool
    key: Sequence[str]
    columns: Sequence[float]
    middles: Sequence[Point]
    halves: Sequence[float]
    labels: Sequence[Sequence[EventLabel]]
    ways: Mapping[Pair, Sequence[float]]
    height: float


def layout_map(made: Clustering, words: EventWords) -> MapLayout:
    """Find the place of everything in a map."""
    first, step, halves = _widths(made)
    in_words = made.single and step >= LEAST_FOR_WORDS
    most = MOST_WORDS if in_words else MOST_NUMBERS
    said = [_shown(events, most) for events in _said(made, words)]
    texts = dict.fromkeys(text for events in said for text in events if text[:1] != "+")
    key = {} if in_words else {text: number for number, text in enumerate(texts, start=1)}
    columns = tuple(MARGIN + first + n * step for n in range(len(made.beats)))
    values = sorted({cluster.value or "" for cluster in made.clusters})
    labels, above, items = [], [], []
    for cluster, events, half in zip(made.clusters, said, halves, strict=True):
        left = columns[cluster.column] - half
        found, up, down = _labels(events, key, left, step - BESIDE_WORDS if in_words else None)
        symbol = (HEIGHT + 2 if made.single else box_height(cluster, half)) / 2
        # What is told apart by a fact, and what nothing can come of, has rows of its own.
        rank = 0 if made.single else 2 * values.index(cluster.value or "") + cluster.lost
        labels.append(found)
        above.append(max(symbol, up))
        items.append(LayerItem(cluster.column, above[-1] + max(symbol, down), rank))
    placed = layered(items, [(link.source, link.target) for link in made.links], GAP)
    middles = [
        (columns[item.column], y - item.tall / 2 + up)
        for item, y, up in zip(items, placed.heights, above, strict=True)
    ]
    return MapLayout(in_words, [*key], columns, middles, halves, labels, placed.ways, placed.height)


def _widths(made: Clustering) -> tuple[float, float, list[float]]:
    """Return where the first column is, the distance of two, and half the width of each symbol."""
    halves = [cluster.symbol.width / 2 for cluster in made.clusters]
    last = len(made.beats) - 1
    if not made.single:
        most = MOST_BOX if made.by is None else MOST_VALUE_BOX
        room = (WIDTH - 2 * MARGIN + BETWEEN_BOXES) / (last + 1) - BETWEEN_BOXES
        half = min(most, room) / 2
        return half, _step(last, half), [half] * len(halves)
    if all(made.clusters[link.target].column for link in made.drawn):
        return SYMBOL_ROOM, _step(last, SYMBOL_ROOM), halves
    # Events lead back to the start and are written before it, as before any other.
    step = _step(last + 1, SYMBOL_ROOM)
    if step >= LEAST_FOR_WORDS:
        return SYMBOL_ROOM + step, step, halves
    return SYMBOL_ROOM + NUMBER_ROOM, _step(last, SYMBOL_ROOM + NUMBER_ROOM / 2), halves


def _step(last: int, half: float) -> float:
    """Return the distance of two columns, for half the width of what stands in the outer ones."""
    return min(MOST_STEP, (WIDTH - 2 * MARGIN - 2 * half) / max(1, last))


# -- boxes of many states ---------------------------------------------------------------------


def value_lines(cluster: Cluster, half: float) -> tuple[str, ...]:
    """Return what is written in a box about the fact by which states are told apart."""
    text = "others" if cluster.rest else cluster.value
    if text is None:
        return ()
    room = 2 * half - 6
    first, *rest = wrapped(text, SMALL, room, bold=True)
    return (first, *([shortened(" ".join(rest), SMALL, room, bold=True)] if rest else ()))


def box_height(cluster: Cluster, half: float) -> float:
    """Return the height of the box of many states: more states, more height."""
    extra = len(value_lines(cluster, half)) * SMALL * LINE
    return HEIGHT + 3 * math.log10(len(cluster.states)) + extra


# -- what is written before the symbols -------------------------------------------------------

_Events = Mapping[str, Sequence[int]]
"""Events in words, each with the clusters that it leads from."""


def _said(made: Clustering, words: EventWords) -> list[_Events]:
    """Return the events that lead to each cluster.

    In a map of many states only those by which something is decided are said, as they are said of
    one of their states.
    """
    found: list[dict[str, list[int]]] = [defaultdict(list) for _ in made.clusters]
    for link in made.drawn:
        source, target = made.clusters[link.source], made.clusters[link.target]
        if made.single or (source.coming, source.open) != (target.coming, target.open):
            for text in dict.fromkeys(words.say(source.states[0], e) for e in link.events):
                found[link.target][text].append(link.source)
    return [*found]


def _shown(events: _Events, most: int) -> _Events:
    """Return so many events as there is room for; of the others, only how many."""
    if len(events) <= most:
        return events
    items = list(events.items())
    kept, rest = items[: most - 1], items[most - 1 :]
    sources = tuple(dict.fromkeys(source for _, some in rest for source in some))
    return {**dict(kept), f"+{len(rest)}": sources}


def _labels(
    events: _Events, key: Mapping[str, int], right: float, words: float | None
) -> tuple[tuple[EventLabel, ...], float, float]:
    """Return the labels before a symbol, and how far they reach above and below its middle.

    `right` is the left side of the symbol; `words` is the width of labels, None if they are
    numbers. The symbol is in the middle of the links that lead to it.
    """
    rows: list[tuple[tuple[str, ...], float, float]] = []
    y = 0.0
    for text in events:
        lines = (str(key.get(text, text)),) if words is None else wrapped(text, SMALL, words)
        tall = len(lines) * SMALL * LINE
        rows.append((lines, y + SMALL, y + (SMALL * 0.65 if words is None else tall + 2)))
        y += tall + (_NUMBER_AFTER if words is None else _WORDS_AFTER)
    middle = sum(end for _, _, end in rows) / max(1, len(rows))
    labels = []
    for (text, sources), (lines, first, end) in zip(events.items(), rows, strict=True):
        left = right - (5 + text_width(lines[0], SMALL) if words is None else 12 + words)
        more = text[:1] == "+"
        labels.append(EventLabel(lines, left, first - middle, end - middle, tuple(sources), more))
    return tuple(labels), middle, y - middle
