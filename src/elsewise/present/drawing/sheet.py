"""A picture that is filled from top to bottom: what all pictures have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from elsewise.present.drawing.canvas import BOLD, LINE, Box, Canvas
from elsewise.present.drawing.page_data import PageData, no_data
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.text_metrics import text_width, wrapped

WIDTH = 1000.0
MARGIN = 20.0
SIZE = 13.0
SMALL = 12.0
PAD = 6.0
"""Room on both sides of the text in a cell."""
TITLE = 19.0
WRONG = "\u2717 "
"""The sign before what is believed and not so."""

Sign: TypeAlias = tuple[float, Callable[[float, float], None], str]
"""A sign of a legend: its width, how it is drawn with its middle at a point, and its meaning."""


class TableCell(NamedTuple):
    """A cell of a table; `wrong` is what is said of a wrong belief in it."""

    text: str
    kind: str = "ew-ink"
    wrong: str | None = None


class Sheet(Canvas):
    """A canvas that is filled from top to bottom, and says in words what is on it.

    `y` is where what comes next begins.
    """

    def __init__(self, title: str, theme: str, width: float = WIDTH) -> None:
        super().__init__()
        self.title, self.theme, self.width = title, theme, width
        self.y = 34 + self.paragraph("ew-bold", MARGIN, 34, title, TITLE, width - 2 * MARGIN)
        self._hatched = False
        self._words: list[str] = []
        self._about: dict[int, int] = {}

    def say(self, line: str, thing: int | None = None) -> None:
        """Add a line to the alternative in words; `thing` in the picture is what it is about."""
        if thing is not None:
            self._about[len(self._words)] = thing
        self._words.append(line)

    def note(self, text: str, kind: str = "ew-quiet", size: float = SMALL) -> None:
        """Write something that explains the picture."""
        width = self.width - 2 * MARGIN
        self.y += self.paragraph(kind, MARGIN, self.y + size, text, size, width) + 2

    def belief_notes(self, wrong: bool, unknown: bool) -> None:
        """Explain the signs of what is believed wrongly and of what is not known."""
        if wrong:
            self.note(f"{WRONG.strip()} believed, and not so")
        if unknown:
            self.note("? not known")

    def row(
        self,
        cells: Sequence[TableCell],
        lefts: Sequence[float],
        size: float = SIZE,
        *,
        header: bool = False,
    ) -> None:
        """Write a row of a table, with a line below it; `lefts` is where columns begin and end."""
        wide = [end - left - 2 * PAD for left, end in pairwise(lefts)]
        lines = [
            wrapped(cell.text, size, width, bold=cell.kind in BOLD)
            for cell, width in zip(cells, wide, strict=True)
        ]
        tall = max(map(len, lines)) * size * LINE
        for cell, left, width, some in zip(cells, lefts, wide, lines, strict=False):
            if cell.wrong:
                box = (left - PAD + 1, self.y + 1.5, width + 2 * PAD - 2, tall + 4)
                self.wrong_box(box, cell.wrong)
            above = tall - len(some) * size * LINE if header else 0
            if cell.text:
                self.lines(cell.kind, left, self.y + size + 4 + above, some, size)
        self.y += tall + 7
        ends = ("M", lefts[0], self.y, "H", lefts[-1])
        self.path("ew-thick" if header else "ew-line", *ends)

    def numbered(self, number: int, text: str, size: float, x: float, width: float) -> None:
        """Write what a number stands for, the number before x and the words behind it."""
        self.text("ew-bold", x, self.y + size, str(number), size, "end")
        self.y += self.paragraph("ew-ink", x + 8, self.y + size, text, size, width) + 3

    def legend(self, signs: Sequence[Sign], kind: str = "ew-quiet", size: float = SMALL) -> None:
        """Explain signs, in as many lines as they need."""
        x = MARGIN
        for wide, draw, meaning in signs:
            room = wide + 8 + text_width(meaning, size) + 18
            if x > MARGIN and x + room > self.width - MARGIN:
                x, self.y = MARGIN, self.y + 24
            draw(x + wide / 2, self.y + 6)
            self.text(kind, x + wide + 8, self.y + 10, meaning, size)
            x += room
        self.y += 32 if signs else 0

    def wrong_box(self, box: Box, tip: str) -> None:
        """Draw the striped box of a wrong belief, behind its words."""
        if not self._hatched:
            self._hatched = True
            self._hatch()
        self.rect("ew-wrong-box", box, tip, rx=3)
        fill = f"url(#ew-hatch-{self.theme})"
        self.rect("ew-hatch", box, rx=3, fill=fill, pointer_events="none")

    def _hatch(self) -> None:
        """Define the pattern that marks what is wrong."""
        with (
            self.group(name="defs"),
            self.group(
                name="pattern",
                id=f"ew-hatch-{self.theme}",
                width=6,
                height=6,
                patternUnits="userSpaceOnUse",
                patternTransform="rotate(45)",
            ),
        ):
            self.path("ew-wrong-line", "M0 0V6", opacity="0.35")

    def picture(self, data: Callable[[], PageData] = no_data) -> Picture:
        """Return what is drawn as a picture, with what has been said of it."""
        words = "\n".join(self._words)
        svg = self.svg(self.width, self.y, self.title, words, self.theme)
        return Picture(self.title, words, svg, self.width, self.y, self.theme, data, self._about)
