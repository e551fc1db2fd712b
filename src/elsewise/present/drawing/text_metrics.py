"""How wide a text will be, without asking a font.

Pictures name common sans-serif fonts (in `picture.css`) and cannot know which one a reader has. The
widths here are rounded up from the widest of them, so that what is placed by them fits with all.
"""

from __future__ import annotations

import re
from itertools import accumulate, takewhile
from unicodedata import combining, east_asian_width

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
_WORD = re.compile(r"(\s*)([^\s_/,-]*[_/,-]|[^\s_/,-]+)")
"""White space, and what stands behind it up to where a line may break."""


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the estimated width of a text in pixels, for a font size in pixels."""
    em = sum(_WIDTHS.get(c) or _unusual(c) for c in text)
    return em * size * (_BOLD if bold else 1.0)


def _unusual(character: str) -> float:
    if combining(character):
        return 0.0
    return _WIDE if east_asian_width(character) in "WF" else _OTHER


def unbroken_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the least width in which no word of a text is broken."""
    words = (word for _, word in _WORD.findall(text))
    return max((text_width(word, size, bold=bold) for word in words), default=0.0)


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most a width: at spaces, else behind `_`, `,`, `/` and `-`.

    A word that is too wide for a line alone is broken anywhere. There is at least one line.
    """
    lines: list[str] = []
    line = ""
    for space, word in _WORD.findall(text):
        longer = line + " " * bool(space) + word if line else word
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


def _fitting(text: str, size: float, width: float, *, bold: bool) -> int:
    """Return how many first characters fit into a width; at least one."""
    widths = accumulate(text_width(character, size, bold=bold) for character in text)
    return max(1, sum(1 for _ in takewhile(lambda wide: wide <= width, widths)))


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return the text, or so much of its beginning and `…` as fit into a width."""
    if text_width(text, size, bold=bold) <= width:
        return text
    return text[: _fitting(text, size, width - 0.75 * size, bold=bold)].rstrip() + "…"
