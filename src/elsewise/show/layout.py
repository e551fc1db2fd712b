"""Tables, lists and paragraphs, as plain text and as HTML: what all displays are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from elsewise.show.harmless import markup


def counted(number: int, thing: str, things: str | None = None) -> str:
    """Write how many there are: `1 beat`, `2 beats`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table; if it is `wrong` (believed, and not so), a `!` marks it."""

    text: str
    wrong: bool = False

    def __str__(self) -> str:
        return f"! {self.text}" if self.wrong else self.text


class TextTable(NamedTuple):
    """A table: the names of its columns (None: it has none), and its rows. It may lack a header."""

    header: Sequence[str | None]
    rows: Sequence[Sequence[str | Cell]]


Block = str | TextTable
"""A paragraph or a table; an empty paragraph is left out."""
Text = str | Iterable[Block]
"""What somebody reads: as it is, or paragraphs and tables with an empty line between them."""


# -- text -------------------------------------------------------------------------------------


def aligned(table: TextTable) -> str:
    """Write a table as columns that line up, two spaces between them."""
    header = [[name or "" for name in table.header]] if table.header else []
    lines = [*header, *([str(cell) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def written(text: Text) -> str:
    """Write a text in full."""
    blocks = [text] if isinstance(text, str) else text
    return "\n\n".join(aligned(b) if isinstance(b, TextTable) else b for b in blocks if b)


# -- HTML -------------------------------------------------------------------------------------


def paragraphs(*texts: str) -> str:
    """Make a paragraph of each text that is not empty."""
    return "".join(f"<p>{markup(text)}</p>" for text in texts if text)


def heading(text: str) -> str:
    """Make a heading."""
    return f"<h4>{markup(text)}</h4>"


def listed(items: Iterable[str], tag: str = "ul") -> str:
    """Make a list of items that are HTML already; nothing if there is none."""
    inner = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{inner}</{tag}>" if inner else ""


def table_html(table: TextTable, *, row_heads: bool = True, left: bool = True) -> str:
    """Make a table.

    With `row_heads`, the first cell of a row is its head. `left`: cells stand on the left, also
    where the page that shows them has them otherwise.
    """
    names = "".join(
        "<th></th>" if name is None else f'<th scope="col">{markup(name)}</th>'
        for name in table.header
    )
    head = f"<thead><tr>{names}</tr></thead>" if names else ""
    tags = ('th scope="row"' if row_heads else "td", "td")
    body = "".join(
        "<tr>" + "".join(_cell(cell, tags[n > 0], left) for n, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _cell(cell: str | Cell, tag: str, left: bool) -> str:
    wrong = isinstance(cell, Cell) and cell.wrong
    rules = ";".join(["text-align:left"] * left + ["font-weight:bold"] * wrong)
    style = f' style="{rules}"' if rules else ""
    return f"<{tag}{style}>{markup(str(cell))}</{tag[:2]}>"
