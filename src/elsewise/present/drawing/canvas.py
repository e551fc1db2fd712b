"""Writes the parts of an SVG picture."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape

from elsewise.present.drawing.themes import style_sheet

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold at all."""

LINE = 1.35
"""The distance of two lines of text, in font sizes."""


def number(value: float) -> str:
    """Write a length in pixels, with at most one digit behind the point."""
    return f"{value:.1f}".removesuffix(".0")


def clean(text: str) -> str:
    """Write a text for SVG and HTML, in elements and in attributes."""
    return escape(_CONTROL.sub("\ufffd", text))


class Canvas:
    """An SVG picture in the making. Lengths are pixels; y grows downwards.

    `kind` is a class of the look (`ew-ink`, …); `tip` is what is shown and read for a part.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        kind: str,
        *,
        round_by: float = 0,
        wide: float = 1,
        tip: str | None = None,
        extra: str = "",
    ) -> None:
        """Draw a rectangle."""
        rounded = f' rx="{number(round_by)}"' if round_by else ""
        rounded += f' stroke-width="{number(wide)}"' if wide != 1 else ""
        self._add(
            "rect",
            f'x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}"{rounded} class="{kind}"{_space(extra)}',
            tip,
        )

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        kind: str,
        *,
        tip: str | None = None,
        wide: float = 0,
    ) -> None:
        """Draw a circle; `wide` is the width of its line."""
        line = f' stroke-width="{number(wide)}"' if wide else ""
        self._add(
            "circle",
            f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" class="{kind}"{line}',
            tip,
        )

    def path(
        self,
        way: str,
        kind: str,
        *,
        wide: float = 1,
        dashed: str = "",
        tip: str | None = None,
        extra: str = "",
    ) -> None:
        """Draw a path; `dashed` are the lengths of dashes and gaps."""
        dash = f' stroke-dasharray="{dashed}"' if dashed else ""
        line = f' stroke-width="{number(wide)}"' if wide != 1 else ""
        self._add("path", f'd="{way}" class="{kind}"{line}{dash}{_space(extra)}', tip)

    def text(
        self, x: float, y: float, text: str, kind: str, size: float, *, anchor: str = "start"
    ) -> None:
        """Write a line of text with its base line at y; `anchor` is start, middle or end."""
        where = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{where} '
            f'class="{kind}">{clean(text)}</text>'
        )

    def lines(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        kind: str,
        size: float,
        *,
        anchor: str = "start",
    ) -> None:
        """Write lines of text below each other, the base line of the first at y."""
        for place, line in enumerate(lines):
            self.text(x, y + place * size * LINE, line, kind, size, anchor=anchor)

    @contextmanager
    def group(self, attributes: str = "", tip: str | None = None) -> Iterator[None]:
        """Put what is drawn inside into one group."""
        self._parts.append(f"<g{_space(attributes)}>{_tip(tip)}")
        yield
        self._parts.append("</g>")

    def take(self, other: Canvas) -> None:
        """Put everything of another canvas on top."""
        self._parts += other._parts

    def svg(
        self, width: float, height: float, title: str, description: str, look: str, defs: str = ""
    ) -> str:
        """Return the picture as a whole, on a ground of its own."""
        body = "\n".join(self._parts)
        # Several pictures may stand in one page: their ids must differ, and not from run to run.
        mark = f"{zlib.crc32((look + title + body).encode()):08x}"
        size = f"{number(width)} {number(height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="ew-{look}" viewBox="0 0 {size}" '
            f'width="{number(width)}" height="{number(height)}" role="img" '
            f'aria-labelledby="ew-title-{mark} ew-text-{mark}">\n'
            f'<title id="ew-title-{mark}">{clean(title)}</title>\n'
            f'<desc id="ew-text-{mark}">{clean(description)}</desc>\n'
            f"<style>\n{style_sheet(look)}</style>\n"
            f"{defs}"
            f'<rect width="{number(width)}" height="{number(height)}" class="ew-ground"/>\n'
            f"{body}\n</svg>\n"
        )

    def _add(self, element: str, attributes: str, tip: str | None) -> None:
        inside = _tip(tip)
        self._parts.append(
            f"<{element} {attributes}>{inside}</{element}>"
            if inside
            else f"<{element} {attributes}/>"
        )


def _space(extra: str) -> str:
    return f" {extra}" if extra else ""


def _tip(tip: str | None) -> str:
    return f"<title>{clean(tip)}</title>" if tip else ""


def arrow_tip(x: float, y: float, towards: str, size: float = 5) -> str:
    """Return the path of an arrow's tip at a point; `towards` is left, right, up or down."""
    ahead, aside = {
        "left": ((size * 1.5, 0.0), (0.0, size)),
        "right": ((-size * 1.5, 0.0), (0.0, size)),
        "down": ((0.0, -size * 1.5), (size, 0.0)),
        "up": ((0.0, size * 1.5), (size, 0.0)),
    }[towards]
    one = f"{number(x + ahead[0] + aside[0])} {number(y + ahead[1] + aside[1])}"
    other = f"{number(x + ahead[0] - aside[0])} {number(y + ahead[1] - aside[1])}"
    return f"M{number(x)} {number(y)}L{one}L{other}Z"
