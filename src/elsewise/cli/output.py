"""Writing to the terminal, to pipes and to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.errors import UsageError, WorldError
from elsewise.files.write import replacing
from elsewise.show.layout import Cell, Text, TextTable, aligned
from elsewise.show.shown import display_of

if TYPE_CHECKING:
    from typing import Any, TextIO

PROSE_WIDTH = 88


def say(text: str) -> None:
    """Write a line (or several) to standard output."""
    _write(text + "\n", sys.stdout)


def say_prose(text: str) -> None:
    """Write paragraphs to standard output, in lines that are comfortable to read.

    A line has at most `PROSE_WIDTH` characters, less in a narrower terminal.
    """
    import shutil
    from textwrap import fill

    width = min(PROSE_WIDTH, shutil.get_terminal_size().columns)
    say("\n".join(fill(line, width, break_on_hyphens=False) for line in text.splitlines()))


def note(text: str) -> None:
    """Write a line (or several) to standard error."""
    _write(text + "\n", sys.stderr)


def say_json(made: dict[str, Any]) -> None:
    """Write JSON to standard output."""
    from elsewise.show.as_json import json_text

    _write(json_text(made), sys.stdout)


def say_diagnostics(error: WorldError, *, as_json: bool) -> None:
    """Write what is wrong with a text: for people to standard error, or as JSON."""
    from elsewise.diagnostics.render import as_json as to_json
    from elsewise.diagnostics.render import render_all

    if as_json:
        say_json({"diagnostics": [to_json(d) for d in error.diagnostics]})
    else:
        note(render_all(error.diagnostics, color=wants_colour(sys.stderr)))


def say_table(header: Sequence[str | None], rows: Sequence[Sequence[str | Cell]]) -> None:
    """Write a table: with lines and weights in a terminal, else as plain columns."""
    if not is_terminal(sys.stdout):
        say(aligned(TextTable(header, rows)))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as RichText

    table = Table(*(name or "" for name in header))
    for row in rows:
        table.add_row(*(RichText(str(cell), style=_style(cell)) for cell in row))
    Console(file=sys.stdout).print(table)


def _style(cell: str | Cell) -> str:
    return "bold red" if isinstance(cell, Cell) and cell.wrong else ""


def say_value(value: object, *, as_json: bool, prose: bool = False) -> None:
    """Write a value as it shows itself, or as JSON."""
    from elsewise.show.as_json import json_object

    if as_json:
        say_json(json_object(value))
    else:
        say_text(display_of(type(value)).text(value), prose=prose)


def say_text(text: Text, *, prose: bool = False) -> None:
    """Write a text, tables as `say_table` has them; `prose` in lines that are comfortable."""
    blocks = [text] if isinstance(text, str) else text
    for number, block in enumerate(block for block in blocks if block):
        if number:
            say("")
        if isinstance(block, TextTable):
            say_table(*block)
        else:
            (say_prose if prose else say)(block)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at a stream, on something that can do more than print lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO) -> bool:
    """Whether colours may be used: a terminal, and nobody said NO_COLOR."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def write_file(path: str | Path, text: str) -> None:
    """Write a file so that it is never half written: a new file takes the old one's place.

    Raises `UsageError` if that cannot be done.
    """
    try:
        with replacing(Path(path)) as file:
            file.write(text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from None


def _write(text: str, stream: TextIO) -> None:
    """Write at once; if nobody reads any more (`| head`), be quiet about it."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
