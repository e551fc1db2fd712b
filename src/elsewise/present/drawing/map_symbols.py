"""The symbols of a map: what a cluster has reached, and what can still come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.present.drawing.canvas import Canvas
from elsewise.present.drawing.map_clusters import Cluster
from elsewise.present.drawing.map_futures import Futures
from elsewise.present.drawing.text_metrics import text_width
from elsewise.present.drawing.themes import ENDING_COLOURS
from elsewise.show.layout import counted

SIZE = 11.0
HEIGHT = 18.0
MOST_PARTLY = 6
"""Different sets of what can still come that are explained; their letters explain the others."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def symbol_text(futures: Futures, cluster: Cluster) -> str:
    """Return what is written in a symbol; nothing where all can come, or none."""
    if cluster.reached:
        return _letters(futures.goals_in(cluster.reached))
    if cluster.lost or cluster.coming == futures.possible != 0:
        return ""
    return _letters(futures.goals_in(cluster.coming)).lower() + "?" * cluster.open


def symbol_width(futures: Futures, cluster: Cluster) -> float:
    """Return how wide the symbol of a single state is."""
    text = symbol_text(futures, cluster)
    return max(HEIGHT, text_width(text, SIZE, bold=True) + 10) if text else 14.0


def _letters(goals: Sequence[int]) -> str:
    """Return the letters of goals, as many as fit; behind Z they are numbers."""
    found = [LETTERS[goal] if goal < len(LETTERS) else str(goal + 1) for goal in goals]
    return "".join(found) if len(found) <= 4 else f"{found[0]}+{len(found) - 1}"


def colour_of(bits: int) -> int | None:
    """Return the colour of one goal; None where there are several or none."""
    return (bits.bit_length() - 1) % ENDING_COLOURS if bits.bit_count() == 1 else None


def fill_of(cluster: Cluster, possible: int) -> tuple[str, str]:
    """Return the kinds of a symbol's shape and of the words on it."""
    if cluster.reached:
        return f"ew-e{colour_of(cluster.reached) or 0}", "ew-on"
    only = colour_of(cluster.coming)
    if only is not None and cluster.coming != possible:
        return f"ew-o{only}", f"ew-t{only}"
    return "ew-follows", "ew-bold"


def draw_symbol(canvas: Canvas, futures: Futures, cluster: Cluster, x: float, y: float) -> None:
    """Draw the symbol of one state, its middle at a point."""
    shape, words = fill_of(cluster, futures.possible)
    text = symbol_text(futures, cluster)
    if text:
        wide = symbol_width(futures, cluster)
        place = (x - wide / 2, y - HEIGHT / 2, wide, HEIGHT)
        canvas.rect(shape, place, rx=HEIGHT / 2, stroke_width=2)
        canvas.text(words, x, y + SIZE * 0.37, text, SIZE, "middle")
    elif not cluster.lost or not futures.possible:
        canvas.circle("ew-follows", x, y, 6, wide=2)
    else:
        canvas.path("ew-thick", "M", x - 5, y, "h10", wide=3)


def symbol_meanings(futures: Futures, clusters: Sequence[Cluster]) -> Iterator[tuple[Cluster, str]]:
    """Yield the symbols that a map uses, each with its meaning."""
    possible = futures.possible
    several = possible.bit_count() > 1
    for goal, (name, states) in enumerate(zip(futures.names, futures.sizes, strict=True)):
        if states:
            reached = f"{name} is reached: {counted(states, 'state')}"
            yield Cluster(0, (), 1 << goal, 1 << goal), reached
    shown = {(c.coming, c.open) for c in clusters if not c.reached and symbol_text(futures, c)}
    for coming, is_open in sorted(shown)[:MOST_PARTLY]:
        names = " or ".join(futures.names_in(coming))
        said = f"only {names} can still come"
        if is_open:
            known = f"{names} can still come, what else is not known"
            said = known if names else "what can come is not known"
        yield Cluster(0, (), 0, coming, open=is_open), said
    if possible and any(c.coming == possible and not c.reached for c in clusters):
        said = "all of these can still come" if several else "it can still come"
        yield Cluster(0, (), 0, possible), said
    if possible and any(c.lost for c in clusters):
        said = "none of these can come any more" if several else "it cannot come any more"
        yield Cluster(0, (), 0, 0), f"{said}, within these limits"
