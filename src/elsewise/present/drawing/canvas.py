"""Writes the parts of an SVG picture."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.etree.ElementTree import Element, SubElement, tostring

from elsewise.present.drawing.text_metrics import wrapped
from elsewise.present.drawing.themes import style_sheet
from elsewise.show.harmless import harmless, markup

LINE = 1.35
"""The distance of two lines of text, in font sizes."""

BOLD = ("ew-bold", "ew-wrong")
"""Kinds of text that stand in bold."""

Box = tuple[float, float, float, float]
"""The left side and the upper side of a rectangle, its width and its height."""

_AHEAD = {"left": (1.5, 0.0), "right": (-1.5, 0.0), "down": (0.0, -1.5), "up": (0.0, 1.5)}
"""The way from an arrow's tip to its foot, in sizes of the arrow."""


def number(value: float) -> str:
    """Write a length in pixels, with at most one digit behind the point."""
    return f"{value:.1f}".removesuffix(".0")


class Canvas:
    """An SVG picture in the making. Lengths are pixels; y grows downwards.

    `kind` is a class of the theme (`ew-ink`, …); `tip` is what is shown and read for a part. Other
    attributes are those of SVG, with `_` for `-`.
    """

    def __init__(self, root: Element | None = None) -> None:
        self._parts = Element("g") if root is None else root
        """What is drawn so far; where a group is open, what is drawn inside it."""

    def rect(self, kind: str, box: Box, tip: str | None = None, **more: str | float) -> None:
        """Draw a rectangle."""
        place = dict(zip(("x", "y", "width", "height"), box, strict=True))
        self._add("rect", tip, **place, **more, class_=kind)

    def circle(
        self, kind: str, x: float, y: float, radius: float, tip: str | None = None, wide: float = 1
    ) -> None:
        """Draw a circle; `wide` is the width of its line."""
        self._add("circle", tip, cx=x, cy=y, r=radius, class_=kind, **_line(wide))

    def path(
        self,
        kind: str,
        *way: str | float,
        tip: str | None = None,
        wide: float = 1,
        dashed: str = "",
        **more: str | float,
    ) -> None:
        """Draw a path: `"M", 0, 5, "H", 10` leads from (0, 5) to (10, 5)."""
        written = ""
        for part in way:
            apart = " " if written[-1:].isdigit() and not isinstance(part, str) else ""
            written += apart + (part if isinstance(part, str) else number(part))
        self._add("path", tip, d=written, class_=kind, **_line(wide, dashed), **more)

    def arrow(self, kind: str, x: float, y: float, towards: str, size: float = 5) -> None:
        """Draw an arrow's tip at a point; `towards` is left, right, up or down."""
        dx, dy = (size * part for part in _AHEAD[towards])
        aside_x, aside_y = (size if dy else 0.0), (size if dx else 0.0)
        one = (x + dx + aside_x, y + dy + aside_y)
        self.path(kind, "M", x, y, "L", *one, "L", x + dx - aside_x, y + dy - aside_y, "Z")

    def text(
        self, kind: str, x: float, y: float, text: str, size: float, anchor: str = "start"
    ) -> None:
        """Write a line of text with its base line at y; `anchor` is start, middle or end."""
        where = {} if anchor == "start" else {"text_anchor": anchor}
        part = self._add("text", None, x=x, y=y, font_size=size, **where, class_=kind)
        part.text = harmless(text)

    def lines(
        self,
        kind: str,
        x: float,
        y: float,
        lines: Sequence[str],
        size: float,
        anchor: str = "start",
    ) -> None:
        """Write lines of text below each other, the base line of the first at y."""
        for place, line in enumerate(lines):
            self.text(kind, x, y + place * size * LINE, line, size, anchor)

    def paragraph(
        self, kind: str, x: float, y: float, text: str, size: float, width: float
    ) -> float:
        """Write a text in as many lines as it needs in a width; return how high they are."""
        lines = wrapped(text, size, width, bold=kind in BOLD)
        self.lines(kind, x, y, lines, size)
        return len(lines) * size * LINE

    @contextmanager
    def group(
        self, tip: str | None = None, name: str = "g", **attributes: str | float
    ) -> Iterator[None]:
        """Put what is drawn inside into one group."""
        outside = self._parts
        self._parts = self._add(name, tip, **attributes)
        yield
        self._parts = outside

    def layer(self) -> Canvas:
        """Return a canvas that lies here, below all that is drawn on this one from now on."""
        return Canvas(self._add("g", None))

    def svg(self, width: float, height: float, title: str, description: str, theme: str) -> str:
        """Return the picture as a whole, on a ground of its own."""
        body = "\n".join(tostring(part, "unicode") for part in self._parts)
        # Several pictures may stand in one page: their ids must differ, and not from run to run.
        mark = f"{zlib.crc32((theme + title + body).encode()):08x}"
        wide, tall = number(width), number(height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="ew-{theme}" '
            f'viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" role="img" '
            f'aria-labelledby="ew-title-{mark} ew-text-{mark}">\n'
            f'<title id="ew-title-{mark}">{markup(title)}</title>\n'
            f'<desc id="ew-text-{mark}">{markup(description)}</desc>\n'
            f"<style>\n{style_sheet(theme)}</style>\n"
            f'<rect width="{wide}" height="{tall}" class="ew-ground"/>\n{body}\n</svg>\n'
        )

    def _add(self, name: str, tip: str | None, **attributes: str | float) -> Element:
        written = {
            key.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
            for key, value in attributes.items()
        }
        part = SubElement(self._parts, name, written)
        if tip:
            SubElement(part, "title").text = harmless(tip)
        return part


def _line(wide: float, dashed: str = "") -> dict[str, str]:
    """Return the attributes of a line; `dashed` are the lengths of dashes and gaps."""
    width = {} if wide == 1 else {"stroke_width": number(wide)}
    return {**width, "stroke_dasharray": dashed} if dashed else width
