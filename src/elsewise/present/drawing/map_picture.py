"""The map of all stories: time from left to right, equal states merged, endings marked."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from elsewise.graph.display import graph_line, graph_sentence
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.canvas import LINE
from elsewise.present.drawing.layered_layout import Pair
from elsewise.present.drawing.map_clusters import Cluster, Clustering, ClusterLink, cluster_states
from elsewise.present.drawing.map_futures import Futures
from elsewise.present.drawing.map_layout import (
    SMALL,
    MapLayout,
    Point,
    box_height,
    layout_map,
    value_lines,
)
from elsewise.present.drawing.map_page_data import map_data
from elsewise.present.drawing.map_symbols import HEIGHT, Symbol, symbol_of
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.sheet import MARGIN, TITLE, WIDTH, Sheet
from elsewise.present.drawing.text_metrics import text_width
from elsewise.show.layout import counted
from elsewise.telling.event_words import EventWords
from elsewise.world.model import World

SIZE = 12.0
MOST_WIDE = 6.0
BOW_ROOM = 22.0
"""Room that ways back need below everything."""
MOST_PARTLY = 6
"""Different sets of what can still come that are explained; their letters explain the others."""


def draw_map(
    graph: StoryGraph, world: World | None, title: str, theme: str, by: str | None = None
) -> Picture:
    """Draw all stories of a graph. Raises `UsageError` if there is no fact called `by`."""
    made = cluster_states(graph, by)
    words = EventWords(graph, world)
    sheet = _MapSheet(title, theme, graph, made, layout_map(made, words))
    sheet.draw()
    _describe(sheet, graph, made, words)
    return sheet.picture(lambda: map_data(graph, made, words))


class _MapSheet(Sheet):
    """Draws a map; heights of its layout count from `_top`."""

    def __init__(
        self, title: str, theme: str, graph: StoryGraph, made: Clustering, layout: MapLayout
    ) -> None:
        super().__init__(title, theme)
        self._graph, self._made, self._layout = graph, made, layout
        self._futures = made.futures
        self._top = 0.0

    def draw(self) -> None:
        """Draw everything from top to bottom."""
        self.y += 20 - TITLE * LINE
        self.text("ew-quiet", MARGIN, self.y, _subtitle(self._graph, self._made), SIZE)
        self.y += 24
        self._headings()
        self._top = self.y + 12
        self._links()
        for number, cluster in enumerate(self._made.clusters):
            with self.group(self._tip(cluster), data_spot=number):
                self._cluster(number, cluster)
        self.y = self._top + self._layout.height + 16
        self.y += BOW_ROOM if set(self._made.drawn) & set(self._made.back) else 0
        signs = [(max(22.0, s.width + 4), partial(s.draw, self), m) for s, m in self._meanings()]
        self.legend(signs, "ew-ink", SMALL)
        sizes = zip(self._futures.names, self._futures.sizes, strict=True)
        missing = [name for name, many in sizes if not many]
        if missing:
            self.note(
                f"{_not_reached(self._graph).capitalize()}: {', '.join(missing)}", "ew-ink", SMALL
            )
            self.y += 6
        self._key()

    def _headings(self) -> None:
        """Write above each column how many beats have passed."""
        for x, (first, last) in zip(self._layout.columns, self._made.beats, strict=True):
            text = str(first) if first == last else f"{first}\u2013{last}"
            self.text("ew-quiet", x, self.y, "start" if last == 0 else text, SMALL, "middle")
        if len(self._made.beats) > 1:
            self.path("ew-line", "M", MARGIN, self.y + 7, "H", WIDTH - MARGIN)
        self.y += 10

    def _meanings(self) -> Iterator[tuple[Symbol, str]]:
        """Yield the symbols that the map uses, each with its meaning."""
        futures, clusters = self._futures, self._made.clusters
        symbol, possible = partial(symbol_of, futures), futures.possible
        several = possible.bit_count() > 1
        for goal, (name, states) in enumerate(zip(futures.names, futures.sizes, strict=True)):
            if states:
                yield symbol(1 << goal, 1 << goal), f"{name} is reached: {counted(states, 'state')}"
        shown = {(c.coming, c.open) for c in clusters if not c.reached and c.symbol.text}
        for coming, is_open in sorted(shown)[:MOST_PARTLY]:
            names = " or ".join(futures.names_in(coming))
            said = f"only {names} can still come"
            if is_open:
                known = f"{names} can still come, what else is not known"
                said = known if names else "what can come is not known"
            yield symbol(0, coming, is_open=is_open), said
        if possible and any(c.coming == possible and not c.reached for c in clusters):
            said = "all of these can still come" if several else "it can still come"
            yield symbol(0, possible), said
        if any(c.symbol.lost for c in clusters):
            said = "none of these can come any more" if several else "it cannot come any more"
            yield symbol(0, 0), f"{said}, within these limits"

    # -- links --------------------------------------------------------------------------------

    def _links(self) -> None:
        """Draw all links, faint ones first."""
        ends: dict[Pair, list[Point | None]] = defaultdict(list)
        for target, labels in enumerate(self._layout.labels):
            for event in labels:
                end = (event.left - 4, self._layout.middles[target][1] + event.end)
                for source in event.sources:
                    ends[source, target].append(end)
        clusters, back = self._made.clusters, set(self._made.back)
        forward = [link for link in self._made.drawn if link not in back]
        for link in sorted(forward, key=lambda k: (not clusters[k.target].lost, k.target)):
            found = ends.get((link.source, link.target), [None])
            for label in found if self._made.single else found[:1]:
                self._link(link, label)
        for link in self._made.drawn:
            if link in back:
                self._bow(link)

    def _link(self, link: ClusterLink, label: Point | None) -> None:
        """Draw a link to where its event is written, else to the symbol."""
        layout, clusters = self._layout, self._made.clusters
        target = clusters[link.target]
        x, y = layout.middles[link.source]
        points = [(x + layout.halves[link.source], y)]
        passed = layout.columns[clusters[link.source].column + 1 : target.column]
        points += zip(passed, layout.ways.get((link.source, link.target), ()), strict=True)
        x, y = layout.middles[link.target]
        symbol = (x - layout.halves[link.target] - 1, y)
        points.append(label or symbol)
        way = _curves(points, self._top)
        if layout.in_words and label:  # the line goes on below the words, to the symbol
            on = (symbol[0] - 8, label[1])
            way += ["H", on[0], *_curves([on, symbol], self._top)[3:]]
        if self._made.single:
            self.path(target.symbol.way, *way, wide=1.5)
        else:
            wide = min(MOST_WIDE, 1 + math.log10(link.edges))
            self.path(target.symbol.way, *way, wide=wide, stroke_opacity="0.65")

    def _bow(self, link: ClusterLink) -> None:
        """Draw a link to the same column or an earlier one, in a bow below."""
        (x, y), (to_x, to_y) = (self._layout.middles[n] for n in (link.source, link.target))
        x, y = x + 4, self._top + y + HEIGHT / 2
        to_x, to_y = to_x + 3, self._top + to_y + HEIGHT / 2 + 2
        deep = max(y, to_y) + 26
        way = ("M", x, y, "C", x, deep, to_x, deep, to_x, to_y)
        self.path("ew-thick", *way, dashed="4 3")
        self.arrow("ew-tip", to_x, to_y, "up", 3.5)

    # -- clusters -----------------------------------------------------------------------------

    def _cluster(self, number: int, cluster: Cluster) -> None:
        """Draw a cluster, with the events that lead to it."""
        x, y = self._layout.middles[number]
        half, y = self._layout.halves[number], self._top + y
        for label in self._layout.labels[number]:
            if not self._layout.in_words:  # other links may run below a number
                wide = text_width(label.lines[0], SMALL)
                self.rect("ew-ground", (label.left, y + label.first - SMALL, wide, SMALL + 3))
            kind = "ew-quiet" if label.more else "ew-ink"
            self.lines(kind, label.left, y + label.first, label.lines, SMALL)
        if not self._made.single:
            self._box(cluster, x, y, half)
        elif number in self._made.passing:
            self.path(cluster.symbol.way, "M", x - half - 4, y, "H", x + half, wide=1.5)
        else:
            cluster.symbol.draw(self, x, y)

    def _tip(self, cluster: Cluster) -> str:
        many = len(cluster.states)
        said = f"state {cluster.states[0]}" if many == 1 else f"{many:,} states"
        coming = self._futures.names_in(cluster.coming & ~cluster.reached)
        reached = self._futures.names_in(cluster.reached)
        for names, what in ((reached, "reached"), (coming, "can come")):
            said += f"; {', '.join(names)} {what}" if names else ""
        return said

    def _box(self, cluster: Cluster, x: float, y: float, half: float) -> None:
        """Draw a cluster of many states: how many, the symbol, and the value of the fact."""
        symbol = cluster.symbol
        text = f"{symbol.text} {len(cluster.states):,}".strip()
        text = f"\u2013 {text}" if symbol.lost else text
        tall = box_height(cluster, half)
        self.rect(symbol.shape, (x - half, y - tall / 2, 2 * half, tall), rx=5, stroke_width=1.5)
        lines = (text, *value_lines(cluster, half))
        first = y + SMALL * 0.37 - (len(lines) - 1) * SMALL * LINE / 2
        self.lines(symbol.words, x, first, lines, SMALL, "middle")

    def _key(self) -> None:
        """Say which events the numbers stand for, in columns."""
        key = list(enumerate(self._layout.key, start=1))
        columns = 3 if len(key) > 8 else 2
        wide = (WIDTH - 2 * MARGIN) / columns
        rows = -(-len(key) // columns)
        top, bottoms = self.y, [self.y]
        for column in range(columns):
            self.y = top
            for number, event in key[column * rows : (column + 1) * rows]:
                self.numbered(number, event, SMALL, MARGIN + column * wide + 18, wide - 40)
            bottoms.append(self.y)
        self.y = max(bottoms) + (14 if key else 6)


def _curves(points: Sequence[Point], top: float) -> list[str | float]:
    """Return a path from point to point that is level at each; heights count from `top`."""
    way: list[str | float] = ["M", points[0][0], top + points[0][1]]
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        way += ["C", middle, top + y, middle, top + to_y, to_x, top + to_y]
    return way


def _subtitle(graph: StoryGraph, made: Clustering) -> str:
    line = graph_line(graph)
    if made.by:
        line += f"; told apart by {made.by}"
    left_out = len(made.links) - len(made.drawn)
    if made.single and left_out:
        line += f"; {left_out} ways back to earlier states are not drawn"
    elif left_out > len(made.back):
        line += "; only the most frequent ways are drawn"
    return line


# -- in words ---------------------------------------------------------------------------------


def _describe(sheet: Sheet, graph: StoryGraph, made: Clustering, words: EventWords) -> None:
    """Say all that a map shows, column by column."""
    futures = made.futures
    sheet.say(graph_sentence(graph))
    for name, many in zip(futures.names, futures.sizes, strict=True):
        sheet.say(f"{name}: {counted(many, 'state') if many else _not_reached(graph)}.")
    if made.by is not None:
        sheet.say(f"States are told apart by {made.by}.")
    leading: dict[int, list[ClusterLink]] = defaultdict(list)
    for link in made.links:
        leading[link.source].append(link)
    names = [_name(made, number) for number in range(len(made.clusters))]
    for number, cluster in enumerate(made.clusters):
        on = [f"{_said(made, link, words)} to {names[link.target]}" for link in leading[number]]
        line = f"{names[number]}, {_when(made, cluster)}{_futures(futures, cluster)}."
        sheet.say(line + (f" It leads on: {'; '.join(on)}." if on else ""), number)


def _not_reached(graph: StoryGraph) -> str:
    """Say of an ending that no state reaches it: within the limits, or in what is known."""
    return "not reached within these limits" if graph.complete else "not reached so far"


def _name(made: Clustering, number: int) -> str:
    return f"State {made.clusters[number].states[0]}" if made.single else f"Group {number + 1}"


def _when(made: Clustering, cluster: Cluster) -> str:
    first, last = made.beats[cluster.column]
    when = f"after {counted(first, 'beat') if first == last else f'{first} to {last} beats'}"
    when = "at the start" if last == 0 else when
    if made.single:
        return when
    value = "others" if cluster.rest else cluster.value
    told = f" ({value})" if value is not None else ""
    return f"{counted(len(cluster.states), 'state')} {when}{told}"


def _futures(futures: Futures, cluster: Cluster) -> str:
    reached = futures.names_in(cluster.reached)
    coming = futures.names_in(cluster.coming & ~cluster.reached)
    said = f"; reached: {', '.join(reached)}" if reached else ""
    if coming:
        said += f"; can still come: {', '.join(coming)}"
    elif futures.possible and not reached and not cluster.open:
        said += "; no ending can come any more"
    return f"{said}; what else can come is not known" if cluster.open else said


def _said(made: Clustering, link: ClusterLink, words: EventWords) -> str:
    """Return the events of a link; of a cluster's the commonest, and how many others."""
    state = made.clusters[link.source].states[0]
    if made.single:
        return " / ".join(dict.fromkeys(words.say(state, e).rstrip(".") for e in link.events))
    first = words.say(state, link.events[0]).rstrip(".")
    others = len(link.events) - 1
    return f"{first}{f' and {others} other events' if others else ''}"
