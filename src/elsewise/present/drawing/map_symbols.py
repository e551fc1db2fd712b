"""The signs of a map: what a spot has reached, and what can still come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from elsewise.present.drawing.canvas import Canvas, number
from elsewise.present.drawing.map_clusters import Spot
from elsewise.present.drawing.text_metrics import text_width
from elsewise.present.drawing.themes import ENDING_COLOURS

SIZE = 11.0
HEIGHT = 18.0
MOST_PARTLY = 6
"""Different sets of what can still come that are explained; their letters explain the others."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Signs:
    """The letters of goals, and which of them can come at all.

    `names` are all goals, in the order of their bits; `possible` are the bits of those that some
    state reaches.
    """

    names: tuple[str, ...]
    possible: int

    def letters(self, bits: int) -> str:
        """Return the letters of goals, as many as fit."""
        found = [letter_of(i) for i in range(len(self.names)) if bits >> i & 1]
        return "".join(found) if len(found) <= 4 else f"{found[0]}+{len(found) - 1}"

    def said(self, bits: int) -> list[str]:
        """Return the names of goals."""
        return [name for i, name in enumerate(self.names) if bits >> i & 1]

    def text(self, spot: Spot) -> str:
        """Return what is written in the sign of a spot; nothing where all can come, or none."""
        if spot.reached:
            return self.letters(spot.reached)
        if spot.lost or spot.coming == self.possible != 0:
            return ""
        return self.letters(spot.coming).lower() + ("?" if spot.open else "")

    def width(self, spot: Spot) -> float:
        """Return how wide the sign of a single state is."""
        text = self.text(spot)
        return max(HEIGHT, text_width(text, SIZE, bold=True) + 10) if text else 14.0


def letter_of(goal: int) -> str:
    """Return the letter of a goal by its number; behind Z they are numbers."""
    return LETTERS[goal] if goal < len(LETTERS) else str(goal + 1)


def colour_of(bits: int) -> int | None:
    """Return the colour of one goal; None where there are several or none."""
    one = bits > 0 and bits & (bits - 1) == 0
    return (bits.bit_length() - 1) % ENDING_COLOURS if one else None


def fill_of(spot: Spot, possible: int) -> tuple[str, str]:
    """Return the kinds of a spot's shape and of the words on it."""
    if spot.reached:
        colour = colour_of(spot.reached) or 0
        return f"ew-e{colour}", "ew-on"
    only = colour_of(spot.coming)
    if only is not None and spot.coming != possible:
        return f"ew-o{only}", f"ew-t{only}"
    return "ew-follows", "ew-bold"


def draw_single(canvas: Canvas, signs: Signs, spot: Spot, x: float, y: float) -> None:
    """Draw the sign of one state, its middle at a point."""
    shape, words = fill_of(spot, signs.possible)
    text = signs.text(spot)
    if text:
        wide = signs.width(spot)
        canvas.rect(x - wide / 2, y - HEIGHT / 2, wide, HEIGHT, shape, round_by=HEIGHT / 2, wide=2)
        canvas.text(x, y + SIZE * 0.37, text, words, SIZE, anchor="middle")
    elif not spot.lost or not signs.possible:
        canvas.circle(x, y, 6, "ew-follows", wide=2)
    else:
        canvas.path(f"M{number(x - 5)} {number(y)}h10", "ew-thick", wide=3)


def _partly(signs: Signs, coming: int, is_open: bool) -> str:
    names = " or ".join(signs.said(coming))
    if not is_open:
        return f"only {names} can still come"
    return (
        f"{names} can still come, what else is not known" if names else "what can come is not known"
    )


def legend_rows(
    signs: Signs, spots: Sequence[Spot], sizes: Mapping[int, int]
) -> list[tuple[Spot, str]]:
    """Return the signs that a map uses, each with its meaning. `sizes`: states per goal."""
    rows: list[tuple[Spot, str]] = []
    for goal, name in enumerate(signs.names):
        states = sizes.get(goal, 0)
        if states:
            said = f"{name} is reached: {states:,} {'state' if states == 1 else 'states'}"
            rows.append((Spot(0, (), 1 << goal, 1 << goal), said))
    shown = {(s.coming, s.open) for s in spots if not s.reached and signs.text(s)}
    for coming, is_open in sorted(shown)[:MOST_PARTLY]:
        rows.append((Spot(0, (), 0, coming, open=is_open), _partly(signs, coming, is_open)))
    if any(s.coming == signs.possible and not s.reached for s in spots) and signs.possible:
        several = signs.possible & (signs.possible - 1)
        said = "all of these can still come" if several else "it can still come"
        rows.append((Spot(0, (), 0, signs.possible), said))
    if signs.possible and any(s.lost for s in spots):
        one = signs.possible & (signs.possible - 1) == 0
        said = "it cannot come any more" if one else "none of these can come any more"
        rows.append((Spot(0, (), 0, 0), f"{said}, within these limits"))
    return rows
