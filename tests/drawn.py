"""Reading pictures back: the labels in them, and where they stand."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from itertools import combinations

from elsewise.present.drawing.text_metrics import text_width

SVG = "{http://www.w3.org/2000/svg}"
BOLD = ("ew-bold", "ew-on", "ew-wrong", "ew-t")
MARGIN = 0.5
"""Pixels that must be free around every label."""


@dataclass(frozen=True)
class Label:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Label) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def labels(svg: str) -> list[Label]:
    """Every label of a picture, as the rectangle that it takes at most."""
    found = []
    for element in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        assert "transform" not in element.attrib
        text = element.text or ""
        size = float(element.attrib["font-size"])
        wide = text_width(text, size, bold=element.attrib["class"].startswith(BOLD))
        x, y = float(element.attrib["x"]), float(element.attrib["y"])
        left = x - {"middle": wide / 2, "end": wide}.get(element.attrib.get("text-anchor", ""), 0.0)
        found.append(
            Label(
                text,
                left - MARGIN,
                y - 0.78 * size - MARGIN,
                left + wide + MARGIN,
                y + 0.22 * size + MARGIN,
            )
        )
    return found


def overlaps(svg: str) -> list[tuple[str, str]]:
    """The labels that lie on each other."""
    return [(a.text, b.text) for a, b in combinations(labels(svg), 2) if a.overlaps(b)]


def outside(svg: str) -> list[str]:
    """The labels that stand out of the picture."""
    width, height = map(float, ElementTree.fromstring(svg).attrib["viewBox"].split()[2:])
    return [
        one.text
        for one in labels(svg)
        if one.left < 0 or one.top < 0 or one.right > width or one.bottom > height
    ]


def words_of(svg: str) -> tuple[str, str]:
    """The title and the alternative in words."""
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and words is not None
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], words.attrib["id"]]
    return title.text or "", words.text or ""
