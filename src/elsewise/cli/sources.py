"""Worlds by what a person calls them on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.cli.output import note
from elsewise.errors import UsageError
from elsewise.show.layout import counted

if TYPE_CHECKING:
    from elsewise.problem.problem import Problem
    from elsewise.world.model import World

STANDARD_INPUT = "-"


def open_world(name: str, *, quiet: bool = False) -> World:
    """Return the world of a file, of a sample's name, or (`-`) of standard input.

    Unless `quiet`, a line about its warnings goes to standard error.
    """
    from elsewise.play.load import loads

    world = loads(*_text(name))
    if world.warnings and not quiet:
        said = counted(len(world.warnings), "warning")
        note(f"{said} about this world; see: elsewise check {name}")
    return world


def open_problem(name: str, *, quiet: bool = False) -> Problem:
    """Return the finite problem of such a world, for commands that do not need the world itself."""
    from elsewise.engines.kernel.ground import ground

    return ground(open_world(name, quiet=quiet))


def standard_input() -> str:
    """Read the text on standard input."""
    from elsewise.world.decoding import decode

    return decode(sys.stdin.buffer.read(), "<standard input>")


def _text(name: str) -> tuple[str, str]:
    """Return the text of a world, and what messages call it."""
    from elsewise.files.read import read_text

    if name == STANDARD_INPUT:
        return standard_input(), "<standard input>"
    if not Path(name).is_file():
        from elsewise.samples import sample_names, sample_text

        if name in sample_names():
            return sample_text(name), f"{name}.ew"
        plain = Path(name).name == name and not Path(name).suffix
        if plain and not Path(name).exists():
            from elsewise.diagnostics.did_you_mean import did_you_mean

            hint = did_you_mean(name, sample_names())
            raise UsageError(f"There is no file and no sample world called {name}.{hint}")
    return read_text(name), name
