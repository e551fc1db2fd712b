"""Writing to the terminal, to pipes and to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.cli.command_watch import undisturbed
from elsewise.errors import UsageError, WorldError
from elsewise.files.write import replacing
from elsewise.show.harmless import harmless
from elsewise.show.layout import Cell, Text, TextTable, aligned
from elsewise.show.shown import display_of

if TYPE_CHECKING:
    from typing import Any, TextIO

PROSE_WIDTH = 88


def say(text: str, *, painted: bool = False) -> None:
    """Write a line (or several) to standard output, harmlessly.

    What is `painted` is so already, but for colours of our own.
    """
    _write((text if painted else harmless(text)) + "\n", sys.stdout)


def say_source(text: str) -> None:
    """Write the text of a world to standard output: as it is, if it goes to a program or file."""
    say(text.removesuffix("\n"), painted=not is_terminal(sys.stdout))


def say_prose(text: str) -> None:
    """Write paragraphs to standard output, in lines that are comfortable to read.

    A line has at most `PROSE_WIDTH` characters, less in a narrower terminal.
    """
    import shutil
    from textwrap import fill

    width = min(PROSE_WIDTH, shutil.get_terminal_size().columns)
    say(
        "\n".join(fill(line, width, break_on_hyphens=False) for line in harmless(text).splitlines())
    )


def note(text: str, *, painted: bool = False) -> None:
    """Write a line (or several) to standard error, as `say` does."""
    _note((text if painted else harmless(text)) + "\n")


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
        note(render_all(error.diagnostics, color=wants_colour(sys.stderr)), painted=True)


def say_table(header: Sequence[str | None], rows: Sequence[Sequence[str | Cell]]) -> None:
    """Write a table: with lines and weights in a terminal, else as plain columns."""
    if not is_terminal(sys.stdout):
        say(aligned(TextTable(header, rows)))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as RichText

    table = Table(*(harmless(name or "") for name in header))
    for row in rows:
        table.add_row(*(RichText(harmless(str(cell)), style=_style(cell)) for cell in row))
    console = Console(file=sys.stdout)
    with console.capture() as drawn:
        console.print(table)
    _write(drawn.get(), sys.stdout)


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


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at a stream, on something that can do more than print lines."""
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def wants_colour(stream: TextIO | None) -> bool:
    """Whether colours may be used: a terminal, and nobody said NO_COLOR."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def write_file(path: str | Path, text: str) -> None:
    """Write a file so that it is never half written: a new file takes the old one's place.

    Raises `UsageError` if that cannot be done.
    """
    with replacing(path) as file:
        file.write(text.encode("utf-8"))


class OutputError(UsageError):
    """Standard output cannot be written to."""


def _write(text: str, stream: TextIO | None) -> None:
    """Write to standard output at once; if nobody reads any more (`| head`), be quiet about it.

    Raises `OutputError` if it cannot be written.
    """
    if stream is None:
        raise OutputError("Standard output is closed, so there is nowhere to write the answer.")
    try:
        with undisturbed():
            stream.write(text)
            stream.flush()
    except OSError as error:
        _give_up(stream)
        if not isinstance(error, BrokenPipeError):
            reason = error.strerror or error
            raise OutputError(f"The answer cannot be written: {reason}.") from None


def _note(text: str) -> None:
    """Write to standard error at once; if that fails there is nowhere left to say so."""
    if sys.stderr is None:
        return
    try:
        with undisturbed():
            sys.stderr.write(text)
            sys.stderr.flush()
    except OSError:
        _give_up(sys.stderr)


def _give_up(stream: TextIO) -> None:
    """Let whatever is left in a stream go nowhere: else it would be tried again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
