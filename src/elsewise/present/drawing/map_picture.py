"""The map of all stories: time from left to right, equal states merged, endings marked."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from elsewise.graph.graph_display import graph_line
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.canvas import LINE, Canvas, arrow_tip, number
from elsewise.present.drawing.layered_layout import Pair
from elsewise.present.drawing.map_clusters import Chart, Link, Spot, chart_of, main_links, ways_back
from elsewise.present.drawing.map_futures import goals_of
from elsewise.present.drawing.map_layout import (
    MARGIN,
    SMALL,
    WIDTH,
    Plan,
    Point,
    box_height,
    plan_map,
    value_lines,
)
from elsewise.present.drawing.map_symbols import (
    HEIGHT,
    Signs,
    colour_of,
    draw_single,
    fill_of,
    legend_rows,
)
from elsewise.present.drawing.map_text import describe_map, not_reached
from elsewise.present.drawing.page_data import map_details
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.telling.event_words import EventWords
from elsewise.world.model import World

SIZE = 12.0
MOST_WIDE = 6.0


def draw_map(
    graph: StoryGraph, world: World | None, title: str, look: str, by: str | None = None
) -> Picture:
    """Draw all stories of a graph. Raises `UsageError` if there is no fact called `by`."""
    goals = goals_of(graph)
    chart = chart_of(graph, goals, by)
    sizes = {goal: int((goals.reached >> goal & 1).sum()) for goal in range(len(goals.names))}
    signs = Signs(goals.names, sum(1 << goal for goal, states in sizes.items() if states))
    words = EventWords(graph, world)
    plan = plan_map(chart, signs, words)
    canvas = Canvas()
    heading = wrapped(title, 19, WIDTH - 2 * MARGIN, bold=True)
    canvas.lines(MARGIN, 34, heading, "ew-bold", 19)
    y = 34 + (len(heading) - 1) * 19 * LINE + 20
    canvas.text(MARGIN, y, _subtitle(graph, chart), "ew-quiet", SIZE)
    y = _headings(canvas, plan, y + 24)
    top = y + 12
    bows = _draw_links(canvas, plan, top)
    _draw_spots(canvas, plan, top)
    y = _legend(canvas, plan, sizes, top + plan.height + 16 + bows)
    missing = [name for name, many in zip(goals.names, sizes.values(), strict=True) if not many]
    if missing:
        text = f"{not_reached(graph).capitalize()}: {', '.join(missing)}"
        lines = wrapped(text, SMALL, WIDTH - 2 * MARGIN)
        canvas.lines(MARGIN, y + 4, lines, "ew-ink", SMALL)
        y += len(lines) * SMALL * LINE + 8
    y = _key(canvas, plan.key, y)
    said = describe_map(graph, chart, signs, words, sizes)
    first = said.count("\n") + 1 - len(chart.spots)
    return Picture(
        title,
        said,
        canvas.svg(WIDTH, y, title, said, look),
        WIDTH,
        y,
        look,
        lambda: map_details(graph, chart, goals, words),
        {first + place: place for place in range(len(chart.spots))},
    )


def _subtitle(graph: StoryGraph, chart: Chart) -> str:
    line = graph_line(graph)
    if chart.by:
        line += f"; told apart by {chart.by}"
    left_out = len(chart.links) - len(main_links(chart))
    if chart.single and left_out:
        line += f"; {left_out} ways back to earlier states are not drawn"
    elif left_out > len(ways_back(chart)):
        line += "; only the most frequent ways are drawn"
    return line


def _headings(canvas: Canvas, plan: Plan, y: float) -> float:
    """Write above each column how many beats have passed."""
    for x, (first, last) in zip(plan.columns, plan.chart.beats, strict=True):
        text = str(first) if first == last else f"{first}\u2013{last}"
        canvas.text(x, y, "start" if last == 0 else text, "ew-quiet", SMALL, anchor="middle")
    if len(plan.columns) > 1:
        canvas.path(f"M{number(MARGIN)} {number(y + 7)}H{number(WIDTH - MARGIN)}", "ew-line")
    return y + 10


# -- links ------------------------------------------------------------------------------------


def _draw_links(canvas: Canvas, plan: Plan, top: float) -> float:
    """Draw all links, faint ones first; return the room that ways back need below everything."""
    ends: dict[Pair, list[Point | None]] = defaultdict(list)
    for target, entries in enumerate(plan.entries):
        for entry in entries:
            for source in entry.sources:
                ends[source, target].append(entry.end)
    spots = plan.chart.spots
    main = main_links(plan.chart)
    back = [k for k in ways_back(plan.chart) if k in main]
    forward = [k for k in main if k not in back]
    for link in sorted(forward, key=lambda k: (not spots[k.target].lost, k.target)):
        found = ends.get((link.source, link.target), [None])
        for end in found if plan.chart.single else found[:1]:
            _draw_link(canvas, plan, link, end, top)
    for link in back:
        _draw_bow(canvas, plan, link, top)
    return 22.0 if back else 0.0


def _draw_link(canvas: Canvas, plan: Plan, link: Link, entry: Point | None, top: float) -> None:
    """Draw a link to where its event is written, else to the sign."""
    source, target = plan.chart.spots[link.source], plan.chart.spots[link.target]
    x, y = plan.middles[link.source]
    x += plan.halves[link.source]
    way = f"M{number(x)} {number(top + y)}"
    passed = plan.columns[source.column + 1 : target.column]
    heights = plan.ways.get((link.source, link.target), ())
    for next_x, next_y in zip(passed, heights, strict=True):
        way += _curve(x, y, next_x, next_y, top)
        x, y = next_x, next_y
    sign_x, sign_y = plan.middles[link.target]
    sign_x -= plan.halves[link.target] + 1
    end_x, end_y = entry or (sign_x, sign_y)
    way += _curve(x, y, end_x, end_y, top)
    if plan.in_words and entry:  # the line goes on below the words, to the sign
        way += f"H{number(sign_x - 8)}{_curve(sign_x - 8, end_y, sign_x, sign_y, top)}"
    if plan.chart.single:
        canvas.path(way, _way_kind(plan, target), wide=1.5)
    else:
        wide = min(MOST_WIDE, 1 + math.log10(link.edges))
        canvas.path(way, _way_kind(plan, target), wide=wide, extra='stroke-opacity="0.65"')


def _curve(x: float, y: float, to_x: float, to_y: float, top: float) -> str:
    middle, end = number((x + to_x) / 2), number(top + to_y)
    return f"C{middle} {number(top + y)} {middle} {end} {number(to_x)} {end}"


def _way_kind(plan: Plan, spot: Spot) -> str:
    """Return the class of what leads to a spot: faint, plain, or in the colour of one ending."""
    if spot.lost and plan.signs.possible:
        return "ew-line"
    colour = colour_of(spot.coming)
    if colour is None or (spot.coming == plan.signs.possible and not spot.reached):
        return "ew-thick"
    return f"ew-f{colour}"


def _draw_bow(canvas: Canvas, plan: Plan, link: Link, top: float) -> None:
    """Draw an event that leads to a state of the same column or an earlier one, in a bow below."""
    (x, y), (to_x, to_y) = plan.middles[link.source], plan.middles[link.target]
    x, y = x + 4, top + y + HEIGHT / 2
    to_x, to_y = to_x + 3, top + to_y + HEIGHT / 2 + 2
    deep = number(max(y, to_y) + 26)
    way = f"M{number(x)} {number(y)}C{number(x)} {deep} "
    way += f"{number(to_x)} {deep} {number(to_x)} {number(to_y)}"
    canvas.path(way, "ew-thick", dashed="4 3")
    canvas.path(arrow_tip(to_x, to_y, "up", 3.5), "ew-tip")


# -- spots ------------------------------------------------------------------------------------


def _draw_spots(canvas: Canvas, plan: Plan, top: float) -> None:
    for place, spot in enumerate(plan.chart.spots):
        x, y = plan.middles[place]
        with canvas.group(f'data-spot="{place}"', _tip(plan, spot)):
            for entry in plan.entries[place]:
                left, first = entry.begin
                if not plan.in_words:  # other links may run below a number
                    wide = text_width(entry.lines[0], SMALL)
                    canvas.rect(left, top + first - SMALL, wide, SMALL + 3, "ew-ground")
                kind = "ew-quiet" if entry.more else "ew-ink"
                canvas.lines(left, top + first, entry.lines, kind, SMALL)
            if not plan.chart.single:
                _draw_box(canvas, plan, spot, x, top + y, plan.halves[place])
            elif spot.passing:
                half = number(x + plan.halves[place])
                way = f"M{number(x - plan.halves[place] - 4)} {number(top + y)}H{half}"
                canvas.path(way, _way_kind(plan, spot), wide=1.5)
            else:
                draw_single(canvas, plan.signs, spot, x, top + y)


def _tip(plan: Plan, spot: Spot) -> str:
    many = len(spot.states)
    what = f"state {spot.states[0]}" if many == 1 else f"{many:,} states"
    reached = plan.signs.said(spot.reached)
    coming = plan.signs.said(spot.coming & ~spot.reached)
    said = f"; {', '.join(reached)} reached" if reached else ""
    return said.join((what, f"; {', '.join(coming)} can come" if coming else ""))


def _draw_box(canvas: Canvas, plan: Plan, spot: Spot, x: float, y: float, half: float) -> None:
    """Draw a spot of a map of many states: how many, the sign, and the value of the fact."""
    shape, kind = fill_of(spot, plan.signs.possible)
    text = f"{plan.signs.text(spot)} {len(spot.states):,}".strip()
    if spot.lost and plan.signs.possible:
        shape, kind, text = "ew-box", "ew-quiet", f"\u2013 {text}"
    tall = box_height(spot, half)
    canvas.rect(x - half, y - tall / 2, 2 * half, tall, shape, round_by=5, wide=1.5)
    lines = (text, *value_lines(spot, half))
    first = y + SMALL * 0.37 - (len(lines) - 1) * SMALL * LINE / 2
    canvas.lines(x, first, lines, kind, SMALL, anchor="middle")


# -- what it means ----------------------------------------------------------------------------


def _legend(canvas: Canvas, plan: Plan, sizes: Mapping[int, int], y: float) -> float:
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
        x = MARGIN + column * wide
        for event in range(column * rows, min(len(key), (column + 1) * rows)):
            lines = wrapped(key[event], SMALL, wide - 40)
            canvas.text(x + 18, row_y + SMALL, str(event + 1), "ew-bold", SMALL, anchor="end")
            canvas.lines(x + 26, row_y + SMALL, lines, "ew-ink", SMALL)
            row_y += len(lines) * SMALL * LINE + 4
        bottom = max(bottom, row_y)
    return bottom + 14
