"""The map of all stories: time from left to right, equal states merged, endings marked."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from elsewise.drawing.canvas import LINE, Canvas, arrow_tip, number
from elsewise.drawing.event_words import EventWords
from elsewise.drawing.futures import goals_of
from elsewise.drawing.layering import Placed, place
from elsewise.drawing.map_signs import (
    HEIGHT,
    Signs,
    colour_of,
    draw_single,
    fill_of,
    legend_rows,
)
from elsewise.drawing.map_words import describe_map
from elsewise.drawing.picture import Picture
from elsewise.drawing.spots import Chart, Link, Spot, chart_of
from elsewise.drawing.widths import shortened, text_width, wrapped
from elsewise.graph.graph_display import graph_line
from elsewise.graph.story_graph import StoryGraph
from elsewise.world.model import World

WIDTH = 1000.0
MARGIN = 20.0
SIZE = 12.0
SMALL = 11.0
FIRST = 44.0
"""Room for the column of the start, which no event leads to."""
LEAST_FOR_WORDS = 130.0
MOST_STEP = 330.0
GAP = 6.0
MOST_LINES = 3
"""Events written before a sign in a map with numbers; of more, only how many."""
MOST_LINES_IN_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line before a sign: an event that leads there, and from which spots."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Everything that is worked out before anything is drawn.

    `entries` are the lines before each spot's sign; `key` are the events that numbers stand for
    (empty where words stand in the picture). `step` is the distance of two columns.
    """

    chart: Chart
    signs: Signs
    entries: tuple[tuple[_Entry, ...], ...]
    key: tuple[str, ...]
    step: float
    placed: Placed


def draw_map(
    graph: StoryGraph, world: World | None, title: str, look: str, by: str | None = None
) -> Picture:
    """Draw all stories of a graph. Raises `UsageError` if there is no fact called `by`."""
    goals = goals_of(graph)
    chart = chart_of(graph, goals, by)
    possible = 0
    for spot in chart.spots:
        possible |= spot.reached
    signs = Signs(goals.names, possible)
    sizes = {goal: int((goals.reached >> goal & 1).sum()) for goal in range(len(goals.names))}
    plan = _plan(chart, signs, EventWords(graph, world))
    canvas = Canvas()
    heading = wrapped(title, 19, WIDTH - 2 * MARGIN, bold=True)
    canvas.lines(MARGIN, 34, heading, "ew-bold", 19)
    y = 34 + (len(heading) - 1) * 19 * LINE + 20
    canvas.text(MARGIN, y, _subtitle(graph, chart), "ew-quiet", SIZE)
    y = _headings(canvas, plan, y + 24)
    top = y + 12
    _draw_links(canvas, plan, top)
    _draw_spots(canvas, plan, top)
    y = top + plan.placed.height + 16 + _below(plan)
    y = _legend(canvas, plan, sizes, y)
    y = _key(canvas, plan.key, y)
    words = describe_map(graph, chart, signs, EventWords(graph, world), sizes)
    svg = canvas.svg(WIDTH, y, title, words, look)
    return Picture(title, words, svg, WIDTH, y)


def _subtitle(graph: StoryGraph, chart: Chart) -> str:
    line = graph_line(graph)
    return f"{line}; told apart by {chart.by}" if chart.by else line


# -- what is worked out before ----------------------------------------------------------------


def _plan(chart: Chart, signs: Signs, words: EventWords) -> _Plan:
    columns = len(chart.beats)
    step = min(MOST_STEP, (WIDTH - 2 * MARGIN - FIRST) / max(1, columns - 1))
    in_words = chart.single and step >= LEAST_FOR_WORDS
    said = _said(chart, words)
    key: dict[str, int] = {}
    if not in_words:
        for lines in said:
            for text in lines:
                key.setdefault(text, len(key) + 1)
    entries = tuple(
        _entries(lines, key, MOST_LINES_IN_WORDS if in_words else MOST_LINES) for lines in said
    )
    tall = [
        _tall(spot, lines, step, in_words) for spot, lines in zip(chart.spots, entries, strict=True)
    ]
    pairs = [(link.source, link.target) for link in chart.links]
    ranks = _ranks(chart)
    placed = place([s.column for s in chart.spots], tall, pairs, GAP, ranks)
    return _Plan(chart, signs, entries, tuple(key), step, placed)


def _ranks(chart: Chart) -> list[int] | None:
    """Keep what is told apart by a fact, and what nothing can come of, in rows of its own."""
    if chart.single:
        return None
    values = sorted({s.value or "" for s in chart.spots})
    return [2 * values.index(s.value or "") + (s.coming == 0) for s in chart.spots]


def _said(chart: Chart, words: EventWords) -> list[dict[str, list[int]]]:
    """Return, per spot, the events that lead there in words, each with the spots it comes from.

    In a map of many states only the events by which something is decided are said.
    """
    found: list[dict[str, list[int]]] = [defaultdict(list) for _ in chart.spots]
    for link in chart.links:
        source, target = chart.spots[link.source], chart.spots[link.target]
        if not chart.single and source.coming == target.coming:
            continue
        for text in _texts(chart, link, words):
            found[link.target][text].append(link.source)
    return found


def _texts(chart: Chart, link: Link, words: EventWords) -> list[str]:
    """Return the events of a link in words; for a group, as they are said of one of its states."""
    state = chart.spots[link.source].states[0]
    return list(dict.fromkeys(words.say(state, event) for event in link.events))


def _entries(lines: dict[str, list[int]], key: dict[str, int], most: int) -> tuple[_Entry, ...]:
    entries = [
        _Entry(str(key[text]) if key else text, tuple(sources)) for text, sources in lines.items()
    ]
    if len(entries) <= most:
        return tuple(entries)
    rest = entries[most - 1 :]
    sources = tuple(dict.fromkeys(s for entry in rest for s in entry.sources))
    return (*entries[: most - 1], _Entry(f"+{len(rest)}", sources))


def _line_width(step: float, in_words: bool) -> float:
    """Return how wide the lines before a sign may be."""
    return step - 62 if in_words else 22.0


def _wrapped(entry: _Entry, step: float, in_words: bool) -> tuple[str, ...]:
    return wrapped(entry.text, SMALL, _line_width(step, in_words)) if in_words else (entry.text,)


def _tall(spot: Spot, entries: Sequence[_Entry], step: float, in_words: bool) -> float:
    lines = sum(len(_wrapped(entry, step, in_words)) for entry in entries)
    words = lines * SMALL * LINE + len(entries) * _after_line(in_words)
    sign = HEIGHT + 2 if len(spot.states) == 1 and not spot.value else _box_height(spot)
    return max(words, sign)


def _after_line(in_words: bool) -> float:
    """Return the room below a line before a sign."""
    return 7.0 if in_words else 1.0


def _box_height(spot: Spot) -> float:
    """Return the height of a spot of many states: more states, more height."""
    extra = SMALL * LINE if spot.value is not None or spot.rest else 0.0
    return HEIGHT + 3 * math.log10(len(spot.states)) + extra


# -- places -----------------------------------------------------------------------------------


def _x(plan: _Plan, column: int) -> float:
    """Return the middle of the signs in a column."""
    return MARGIN + 14 + column * plan.step + (0 if plan.chart.single else 14)


def _half(plan: _Plan, spot: Spot) -> float:
    """Return half the width of a spot's sign."""
    if plan.chart.single:
        return plan.signs.width(spot) / 2
    return _box_width(plan) / 2


def _box_width(plan: _Plan) -> float:
    return min(74.0, plan.step - 34)


def _in_words(plan: _Plan) -> bool:
    return plan.chart.single and plan.step >= LEAST_FOR_WORDS


def _line_heights(plan: _Plan, spot: int) -> list[tuple[_Entry, tuple[str, ...], float]]:
    """Return the lines before a sign, each with the height of its first base line."""
    words = _in_words(plan)
    parts = [(entry, _wrapped(entry, plan.step, words)) for entry in plan.entries[spot]]
    after = _after_line(words)
    total = sum(len(lines) for _, lines in parts) * SMALL * LINE + len(parts) * after
    y = plan.placed.heights[spot] - total / 2
    found = []
    for entry, lines in parts:
        found.append((entry, lines, y + SMALL * 1.05))
        y += len(lines) * SMALL * LINE + after
    return found


def _line_left(plan: _Plan, spot: int, text: Sequence[str]) -> float:
    """Return where a line before a sign begins."""
    right = _x(plan, plan.chart.spots[spot].column) - _half(plan, plan.chart.spots[spot])
    if _in_words(plan):
        return right - 12 - _line_width(plan.step, in_words=True)
    return right - 5 - max(text_width(line, SMALL) for line in text)


# -- drawing ----------------------------------------------------------------------------------


def _headings(canvas: Canvas, plan: _Plan, y: float) -> float:
    """Write above each column how many beats have passed."""
    for column, (first, last) in enumerate(plan.chart.beats):
        text = str(first) if first == last else f"{first}\u2013{last}"
        name = "start" if last == 0 else text
        canvas.text(_x(plan, column), y, name, "ew-quiet", SMALL, anchor="middle")
    if len(plan.chart.beats) > 1:
        canvas.path(f"M{number(MARGIN)} {number(y + 7)}H{number(WIDTH - MARGIN)}", "ew-line")
    return y + 10


def _draw_links(canvas: Canvas, plan: _Plan, top: float) -> None:
    chart = plan.chart
    ends: dict[tuple[int, int], tuple[float, float]] = {}
    for target in range(len(chart.spots)):
        for entry, lines, y in _line_heights(plan, target):
            for source in entry.sources:
                left = _line_left(plan, target, lines)
                height = y - SMALL * 0.35
                if _in_words(plan):  # the line goes on below the words, to the sign
                    height = y + (len(lines) - 1) * SMALL * LINE + 4
                ends.setdefault((source, target), (left - 4, height))
    for link in sorted(chart.links, key=lambda link: _importance(chart, link)):
        _draw_link(canvas, plan, link, ends, top)


def _importance(chart: Chart, link: Link) -> tuple[bool, int]:
    """Draw links to where nothing can come first, so that the others lie on top."""
    return chart.spots[link.target].coming != 0, link.target


def _draw_link(
    canvas: Canvas,
    plan: _Plan,
    link: Link,
    ends: dict[tuple[int, int], tuple[float, float]],
    top: float,
) -> None:
    chart = plan.chart
    source, target = chart.spots[link.source], chart.spots[link.target]
    kind, wide = _line_kind(plan, link)
    if target.column <= source.column:
        if chart.single:
            _draw_back(canvas, plan, link, top)
        return
    x = _x(plan, source.column) + _half(plan, source)
    y = top + plan.placed.heights[link.source]
    pair = (link.source, link.target)
    middle = (_x(plan, target.column) - _half(plan, target) - 2, plan.placed.heights[link.target])
    end_x, end_y = ends.get(pair, middle)
    way = f"M{number(x)} {number(y)}"
    for step, height in enumerate(plan.placed.ways.get(pair, ()), start=1):
        through = _x(plan, source.column + step)
        way += _curve(x, y, through, top + height)
        x, y = through, top + height
    way += _curve(x, y, end_x, top + end_y)
    if _in_words(plan) and pair in ends:
        way += f"H{number(middle[0] - 8)}" + _curve(
            middle[0] - 8, top + end_y, middle[0], top + middle[1]
        )
    canvas.path(way, kind, wide=wide)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = number((x + to_x) / 2)
    return f"C{middle} {number(y)} {middle} {number(to_y)} {number(to_x)} {number(to_y)}"


def _line_kind(plan: _Plan, link: Link) -> tuple[str, float]:
    """Return the class and the width of a link."""
    target = plan.chart.spots[link.target]
    wide = 1.5 if plan.chart.single else 1 + math.log2(link.edges) / 2
    return _way_kind(plan, target), wide


def _way_kind(plan: _Plan, spot: Spot) -> str:
    """Return the class of what leads to a spot: faint, plain, or in the colour of one ending."""
    if not spot.coming and plan.signs.possible:
        return "ew-line"
    colour = colour_of(spot.coming)
    if colour is None or (spot.coming == plan.signs.possible and not spot.reached):
        return "ew-thick"
    return f"ew-f{colour}"


def _draw_back(canvas: Canvas, plan: _Plan, link: Link, top: float) -> None:
    """Draw an event that leads to a state of the same column or an earlier one, in a bow below."""
    source, target = plan.chart.spots[link.source], plan.chart.spots[link.target]
    x, to_x = _x(plan, source.column) + 4, _x(plan, target.column) + 3
    y = top + plan.placed.heights[link.source] + HEIGHT / 2
    to_y = top + plan.placed.heights[link.target] + HEIGHT / 2 + 2
    deep = number(max(y, to_y) + 26)
    way = f"M{number(x)} {number(y)}C{number(x)} {deep} "
    way += f"{number(to_x)} {deep} {number(to_x)} {number(to_y)}"
    canvas.path(way, "ew-thick", dashed="4 3")
    canvas.path(arrow_tip(to_x, to_y, "up", 3.5), "ew-tip")


def _below(plan: _Plan) -> float:
    """Return how much room bows need below everything."""
    spots = plan.chart.spots
    backs = any(spots[k.target].column <= spots[k.source].column for k in plan.chart.links)
    return 22.0 if backs and plan.chart.single else 0.0


def _draw_spots(canvas: Canvas, plan: _Plan, top: float) -> None:
    for place_, spot in enumerate(plan.chart.spots):
        x, y = _x(plan, spot.column), top + plan.placed.heights[place_]
        with canvas.group(f'data-spot="{place_}"', _tip(plan, spot)):
            for entry, lines, height in _line_heights(plan, place_):
                kind = "ew-quiet" if entry.text[0] == "+" else "ew-ink"
                left = _line_left(plan, place_, lines)
                canvas.lines(left, top + height, lines, kind, SMALL)
            if not plan.chart.single:
                _draw_box(canvas, plan, spot, x, y)
            elif spot.passing:
                half = _half(plan, spot)
                colour = colour_of(spot.coming)
                kind = "ew-thick" if spot.coming else "ew-line"
                if colour is not None and spot.coming != plan.signs.possible:
                    kind = f"ew-f{colour}"
                canvas.path(
                    f"M{number(x - half - 4)} {number(y)}H{number(x + half)}", kind, wide=1.5
                )
            else:
                draw_single(canvas, plan.signs, spot, x, y)


def _tip(plan: _Plan, spot: Spot) -> str:
    many = len(spot.states)
    what = f"state {spot.states[0]}" if many == 1 else f"{many:,} states"
    reached = plan.signs.said(spot.reached)
    coming = plan.signs.said(spot.coming & ~spot.reached)
    said = f"; {', '.join(reached)} reached" if reached else ""
    said += f"; {', '.join(coming)} can come" if coming else ""
    return f"{what}{said}"


def _draw_box(canvas: Canvas, plan: _Plan, spot: Spot, x: float, y: float) -> None:
    """Draw a spot of a map of many states: how many, the sign, and the value of the fact."""
    shape, kind = fill_of(spot, plan.signs.possible)
    if not spot.coming and plan.signs.possible:
        shape, kind = "ew-box", "ew-quiet"
    wide, tall = _box_width(plan), _box_height(spot)
    canvas.rect(x - wide / 2, y - tall / 2, wide, tall, shape, round_by=5, wide=1.5)
    text = f"{plan.signs.text(spot)} {len(spot.states):,}".strip()
    if not spot.coming and plan.signs.possible:
        text = f"\u2013 {text}"
    second = "others" if spot.rest else spot.value
    first = y + SMALL * 0.37 if second is None else y - SMALL * 0.3
    canvas.text(x, first, text, kind, SMALL, anchor="middle")
    if second is not None:
        said = shortened(second, SMALL, wide - 6, bold=kind != "ew-quiet")
        canvas.text(x, first + SMALL * LINE, said, kind, SMALL, anchor="middle")


def _legend(canvas: Canvas, plan: _Plan, sizes: dict[int, int], y: float) -> float:
    rows = legend_rows(plan.signs, plan.chart.spots, sizes)
    x = MARGIN
    for spot, said in rows:
        sign = max(30.0, plan.signs.width(spot) + 12)
        wide = sign + text_width(said, SMALL) + 18
        if x > MARGIN and x + wide > WIDTH - MARGIN:
            x, y = MARGIN, y + 24
        draw_single(canvas, plan.signs, spot, x + sign / 2 - 4, y + 6)
        canvas.text(x + sign, y + 10, said, "ew-ink", SMALL)
        x += wide
    return y + 32 if rows else y


def _key(canvas: Canvas, key: Sequence[str], y: float) -> float:
    """Say which events the numbers stand for, in columns."""
    if not key:
        return y + 6
    columns = 3 if len(key) > 8 else 2
    wide = (WIDTH - 2 * MARGIN) / columns
    rows = -(-len(key) // columns)
    bottom = y
    for column in range(columns):
        row_y = y
        for place_ in range(column * rows, min(len(key), (column + 1) * rows)):
            x = MARGIN + column * wide
            lines = wrapped(key[place_], SMALL, wide - 40)
            canvas.text(x + 18, row_y + SMALL, str(place_ + 1), "ew-bold", SMALL, anchor="end")
            canvas.lines(x + 26, row_y + SMALL, lines, "ew-ink", SMALL)
            row_y += len(lines) * SMALL * LINE + 4
        bottom = max(bottom, row_y)
    return bottom + 14
