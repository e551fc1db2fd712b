"""Writing to the terminal, to pipes and to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.errors import UsageError, WorldError
from elsewise.files.write import replacing
from elsewise.story.display import Cell, aligned, marked

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
    from elsewise.story.story_json import to_text

    _write(to_text(made), sys.stdout)


def say_diagnostics(error: WorldError, *, as_json: bool) -> None:
    """Write what is wrong with a text: for people to standard error, or as JSON."""
    from elsewise.diagnostics.render import as_json as to_json
    from elsewise.diagnostics.render import render_all

    if as_json:
        say_json({"diagnostics": [to_json(d) for d in error.diagnostics]})
    else:
        note(render_all(error.diagnostics, color=wants_colour(sys.stderr)))


def say_table(header: Sequence[str], rows: Sequence[Sequence[str | Cell]]) -> None:
    """Write a table: with lines and weights in a terminal, else as plain columns."""
    cells = [[Cell(c) if isinstance(c, str) else c for c in row] for row in rows]
    if not is_terminal(sys.stdout):
        say(aligned([tuple(header), *(tuple(marked(c) for c in row) for row in cells)]))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*header)
    for row in cells:
        table.add_row(*(Text(marked(c), style="bold red" if c.wrong else "") for c in row))
    Console(file=sys.stdout).print(table)


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
