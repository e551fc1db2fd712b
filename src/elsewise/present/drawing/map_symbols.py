"""The symbols of a map: what states have reached, and what can still come of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from elsewise.present.drawing.canvas import Canvas
from elsewise.present.drawing.map_futures import Futures
from elsewise.present.drawing.text_metrics import text_width
from elsewise.present.drawing.themes import ENDING_COLOURS

SIZE = 11.0
HEIGHT = 18.0
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Symbol(NamedTuple):
    """What stands for states: letters, and the kinds of its shape, of these and of ways to it.

    There are no letters where all can come, or none. `lost`: what others can reach cannot come.
    """

    text: str
    shape: str = "ew-follows"
    words: str = "ew-bold"
    way: str = "ew-thick"
    lost: bool = False

    @property
    def width(self) -> float:
        """How wide the symbol of a single state is."""
        return max(HEIGHT, text_width(self.text, SIZE, bold=True) + 10) if self.text else 14.0

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the symbol of a single state, its middle at a point."""
        if self.text:
            place = (x - self.width / 2, y - HEIGHT / 2, self.width, HEIGHT)
            canvas.rect(self.shape, place, rx=HEIGHT / 2, stroke_width=2)
            canvas.text(self.words, x, y + SIZE * 0.37, self.text, SIZE, "middle")
        elif self.lost:
            canvas.path("ew-thick", "M", x - 5, y, "h10", wide=3)
        else:
            canvas.circle("ew-follows", x, y, 6, wide=2)


def symbol_of(futures: Futures, reached: int, coming: int, *, is_open: bool = False) -> Symbol:
    """Return the symbol of states by the bits of what they reach, and of what can still come."""
    possible, colour = futures.possible, _colour(coming)
    if reached:
        way = "ew-thick" if colour is None else f"ew-f{colour}"
        shape = f"ew-e{_colour(reached) or 0}"
        return Symbol(_letters(futures.goals_in(reached)), shape, "ew-on", way)
    if not coming and not is_open and possible:
        return Symbol("", "ew-box", "ew-quiet", "ew-line", lost=True)
    if coming == possible and (coming or not is_open):
        return Symbol("")
    text = _letters(futures.goals_in(coming)).lower() + "?" * is_open
    if colour is None:
        return Symbol(text)
    return Symbol(text, f"ew-o{colour}", f"ew-t{colour}", f"ew-f{colour}")


def _letters(goals: Sequence[int]) -> str:
    """Return the letters of goals, as many as fit; behind Z they are numbers."""
    found = [LETTERS[goal] if goal < len(LETTERS) else str(goal + 1) for goal in goals]
    return "".join(found) if len(found) <= 4 else f"{found[0]}+{len(found) - 1}"


def _colour(bits: int) -> int | None:
    """Return the colour of one goal; None where there are several or none."""
    return (bits.bit_length() - 1) % ENDING_COLOURS if bits.bit_count() == 1 else None
