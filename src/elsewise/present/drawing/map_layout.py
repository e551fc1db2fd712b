"""Works out what stands where in a map, and what is written there, before anything is drawn."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from elsewise.present.drawing.canvas import LINE
from elsewise.present.drawing.layered_layout import Pair, place
from elsewise.present.drawing.map_clusters import Chart, Link, Spot, main_links
from elsewise.present.drawing.map_symbols import HEIGHT, Signs
from elsewise.present.drawing.text_metrics import shortened, text_width, wrapped
from elsewise.telling.event_words import EventWords

WIDTH = 1000.0
MARGIN = 20.0
SMALL = 11.0
LEAST_FOR_WORDS = 130.0
"""The distance of two columns from which on events are written in words, not as numbers."""
MOST_STEP = 330.0
MOST_BOX, MOST_VALUE_BOX = 74.0, 130.0
BETWEEN_BOXES = 34.0
SIGN_ROOM = 14.0
NUMBER_ROOM = 26.0
GAP = 6.0
MOST_NUMBERS = 3
MOST_WORDS = 6
"""Lines before a sign, as numbers and in words; where there are more, the last says how many."""
_NUMBER_AFTER, _WORDS_AFTER = 1.0, 7.0
"""Room below a line before a sign."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event before a sign: its lines, where the first begins, and where links to it end.

    `more`: it only says how many further events there are.
    """

    lines: tuple[str, ...]
    begin: Point
    end: Point
    sources: tuple[int, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands; the first column and the highest thing are near (0, 0).

    `middles` are those of the spots' signs and `halves` half their widths. `key` are the events
    that numbers stand for; where `in_words`, there are none. `ways` has the heights at which links
    over several columns pass the columns between.
    """

    chart: Chart
    signs: Signs
    in_words: bool
    key: tuple[str, ...]
    columns: tuple[float, ...]
    middles: tuple[Point, ...]
    halves: tuple[float, ...]
    entries: tuple[tuple[Entry, ...], ...]
    ways: Mapping[Pair, tuple[float, ...]]
    height: float


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines before one sign, as if their block began at height 0."""

    texts: tuple[tuple[tuple[str, ...], tuple[int, ...], bool], ...]
    in_words: bool

    def heights(self) -> Iterator[tuple[float, float]]:
        """Yield for each entry the base line of its first line, and where links to it end."""
        y = 0.0
        for lines, _, _ in self.texts:
            first = y + SMALL
            tall = len(lines) * SMALL * LINE
            yield first, (y + tall + 2 if self.in_words else first - SMALL * 0.35)
            y += tall + (_WORDS_AFTER if self.in_words else _NUMBER_AFTER)

    @property
    def tall(self) -> float:
        """How much room the lines take."""
        after = _WORDS_AFTER if self.in_words else _NUMBER_AFTER
        return sum(len(lines) * SMALL * LINE + after for lines, _, _ in self.texts)

    @property
    def middle(self) -> float:
        """The height of the sign: in the middle of the links that lead to it."""
        ends = [end for _, end in self.heights()]
        return sum(ends) / len(ends) if ends else 0.0


def plan_map(chart: Chart, signs: Signs, words: EventWords) -> Plan:
    """Work out a map."""
    halves = [signs.width(spot) / 2 for spot in chart.spots]
    last = len(chart.beats) - 1
    first = SIGN_ROOM
    step = _step(last, SIGN_ROOM)
    if not chart.single:
        most = MOST_BOX if chart.by is None else MOST_VALUE_BOX
        first = min(most, (WIDTH - 2 * MARGIN + BETWEEN_BOXES) / (last + 1) - BETWEEN_BOXES) / 2
        step = _step(last, first)
        halves = [first] * len(chart.spots)
    elif any(chart.spots[link.target].column == 0 for link in main_links(chart)):
        # Events lead back to the start and are written before it, as before any other.
        step = _step(last + 1, SIGN_ROOM)
        first = SIGN_ROOM + (step if step >= LEAST_FOR_WORDS else NUMBER_ROOM)
        step = step if step >= LEAST_FOR_WORDS else _step(last, SIGN_ROOM + NUMBER_ROOM / 2)
    in_words = chart.single and step >= LEAST_FOR_WORDS
    said = [_shown(lines, in_words=in_words) for lines in _said(chart, words)]
    key = None if in_words else _numbers(said)
    blocks = [_block(lines, key, step) for lines in said]
    columns = tuple(MARGIN + first + n * step for n in range(last + 1))
    return _placed(chart, signs, in_words, tuple(key or ()), columns, halves, blocks)


def _step(last: int, half: float) -> float:
    """Return the distance of two columns, for half the width of what stands in the outer ones."""
    return min(MOST_STEP, (WIDTH - 2 * MARGIN - 2 * half) / max(1, last))


def _placed(
    chart: Chart,
    signs: Signs,
    in_words: bool,
    key: tuple[str, ...],
    columns: tuple[float, ...],
    halves: Sequence[float],
    blocks: Sequence[_Block],
) -> Plan:
    """Find the places of all signs, and from them those of everything else."""
    aboves, talls = [], []
    for spot, block, half in zip(chart.spots, blocks, halves, strict=True):
        sign = (HEIGHT + 2 if chart.single else box_height(spot, half)) / 2
        above = max(block.middle, sign)
        aboves.append(above)
        talls.append(above + max(block.tall - block.middle, sign))
    pairs = [(link.source, link.target) for link in chart.links]
    placed = place([s.column for s in chart.spots], talls, pairs, GAP, _ranks(chart))
    middles, entries = [], []
    for n, (spot, block) in enumerate(zip(chart.spots, blocks, strict=True)):
        x = columns[spot.column]
        y = placed.heights[n] - talls[n] / 2 + aboves[n]
        middles.append((x, y))
        entries.append(tuple(_entries(block, x - halves[n], y, columns)))
    return Plan(
        chart,
        signs,
        in_words,
        key,
        columns,
        tuple(middles),
        tuple(halves),
        tuple(entries),
        placed.ways,
        placed.height,
    )


def _entries(
    block: _Block, right: float, middle: float, columns: Sequence[float]
) -> Iterator[Entry]:
    """Yield the lines before a sign whose left side and middle are given."""
    top = middle - block.middle
    for (lines, sources, more), (first, end) in zip(block.texts, block.heights(), strict=True):
        if block.in_words:
            left = right - 12 - _line_width(columns[1] - columns[0])
        else:
            left = right - 5 - max(text_width(line, SMALL) for line in lines)
        yield Entry(lines, (left, top + first), (left - 4, top + end), sources, more)


def _line_width(step: float) -> float:
    """Return how wide words before a sign may be, for the distance of two columns."""
    return step - 66


def value_lines(spot: Spot, half: float) -> tuple[str, ...]:
    """Return what is written in a box about the fact by which states are told apart."""
    text = "others" if spot.rest else spot.value
    if text is None:
        return ()
    room = 2 * half - 6
    first, *rest = wrapped(text, SMALL, room, bold=True)
    second = " ".join(rest)
    return (first, shortened(second, SMALL, room, bold=True)) if second else (first,)


def box_height(spot: Spot, half: float) -> float:
    """Return the height of the box of many states: more states, more height."""
    extra = len(value_lines(spot, half)) * SMALL * LINE
    return HEIGHT + 3 * math.log10(len(spot.states)) + extra


def _ranks(chart: Chart) -> list[int] | None:
    """Keep what is told apart by a fact, and what nothing can come of, in rows of its own."""
    if chart.single:
        return None
    values = sorted({s.value or "" for s in chart.spots})
    return [2 * values.index(s.value or "") + s.lost for s in chart.spots]


# -- what is written before the signs ---------------------------------------------------------

_Lines = Mapping[str, Sequence[int]]
"""Events in words, each with the spots that it leads from."""


def _said(chart: Chart, words: EventWords) -> list[_Lines]:
    """Return the events that lead to each spot.

    In a map of many states only those by which something is decided are said.
    """
    found: list[dict[str, list[int]]] = [defaultdict(list) for _ in chart.spots]
    for link in main_links(chart):
        source, target = chart.spots[link.source], chart.spots[link.target]
        decided = (source.coming, source.open) != (target.coming, target.open)
        if chart.single or decided:
            for text in _texts(source, link, words):
                found[link.target][text].append(link.source)
    return [dict(lines) for lines in found]


def _texts(source: Spot, link: Link, words: EventWords) -> list[str]:
    """Return the events of a link in words; for a group, as they are said of one of its states."""
    return list(dict.fromkeys(words.say(source.states[0], event) for event in link.events))


def _shown(lines: _Lines, *, in_words: bool) -> _Lines:
    """Return so many events as there is room for; of the others, only how many."""
    most = MOST_WORDS if in_words else MOST_NUMBERS
    if len(lines) <= most:
        return lines
    items = list(lines.items())
    kept, rest = items[: most - 1], items[most - 1 :]
    sources = tuple(dict.fromkeys(source for _, some in rest for source in some))
    return {**dict(kept), f"+{len(rest)}": sources}


def _numbers(said: Sequence[_Lines]) -> dict[str, int]:
    """Give every event that is shown a number."""
    texts = dict.fromkeys(text for lines in said for text in lines if text[:1] != "+")
    return {text: number for number, text in enumerate(texts, start=1)}


def _block(lines: _Lines, key: Mapping[str, int] | None, step: float) -> _Block:
    """Return what stands before a sign; without a key, in words."""
    texts = []
    for text, sources in lines.items():
        shown = (str(key.get(text, text)),) if key is not None else _in_lines(text, step)
        texts.append((shown, tuple(sources), text[:1] == "+"))
    return _Block(tuple(texts), in_words=key is None)


def _in_lines(text: str, step: float) -> tuple[str, ...]:
    return wrapped(text, SMALL, _line_width(step))
