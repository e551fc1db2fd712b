"""How wide a text will be, without asking a font.

Pictures name common sans-serif fonts and cannot know which one a reader has. The widths here are
rounded up from the widest of them, so that what is placed by them fits with all.
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

_CLASSES = {
    0.30: "'ijl ,.I",
    0.35: "/:;\\|f",
    0.40: "-!()[]tr",
    0.48: '"*`',
    0.58: "Jcksz?L_",
    0.62: "vxyaeo",
    0.66: "$0123456789bdghnpqu{}FTZ",
    0.74: "ABEKPSVXY&",
    0.82: "CDHNRU#+<=>^w~",
    0.84: "GOQ",
    0.90: "M",
    1.02: "mW%@",
}
_WIDTHS = {character: width for width, some in _CLASSES.items() for character in some}
_OTHER, _WIDE = 0.72, 1.05
_BOLD = 1.12
_BREAK = re.compile(r"(?<=[_/,-])|\s+")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the estimated width of a text in pixels, for a font size in pixels."""
    em = sum(_WIDTHS.get(c) or _unusual(c) for c in text)
    return em * size * (_BOLD if bold else 1.0)


def _unusual(character: str) -> float:
    if combining(character):
        return 0.0
    return _WIDE if east_asian_width(character) in "WF" else _OTHER


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most a width: at spaces, else behind `_`, `,`, `/` and `-`.

    A word that is too wide for a line alone is broken anywhere. There is at least one line.
    """
    lines: list[str] = []
    line = ""
    for word, glue in _words(text):
        longer = line + glue + word if line else word
        if not line or text_width(longer, size, bold=bold) <= width:
            line = longer
        else:
            lines.append(line)
            line = word
        while text_width(line, size, bold=bold) > width and len(line) > 1:
            fits = _fitting(line, size, width, bold=bold)
            lines.append(line[:fits])
            line = line[fits:]
    return (*lines, line) if line or not lines else tuple(lines)


def _words(text: str) -> list[tuple[str, str]]:
    """Split a text into words, each with what joins it to the word before."""
    found: list[tuple[str, str]] = []
    end = 0
    for match in _BREAK.finditer(text):
        if match.start() > end:
            found.append((text[end : match.start()], _glue(text, end)))
            end = match.end()
    if end < len(text):
        found.append((text[end:], _glue(text, end)))
    return found


def _glue(text: str, at: int) -> str:
    return " " if at and text[at - 1].isspace() else ""


def _fitting(text: str, size: float, width: float, *, bold: bool) -> int:
    """Return how many first characters fit into a width; at least one."""
    fits = 1
    while fits < len(text) and text_width(text[: fits + 1], size, bold=bold) <= width:
        fits += 1
    return fits


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return the text, or so much of its beginning and `…` as fit into a width."""
    if text_width(text, size, bold=bold) <= width:
        return text
    return text[: _fitting(text, size, width - 0.75 * size, bold=bold)].rstrip() + "…"
