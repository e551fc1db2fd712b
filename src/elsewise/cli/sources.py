"""Worlds by what a person calls them on the command line."""

from __future__ import annotations

import os
import sys

from elsewise.cli.output import note
from elsewise.errors import UsageError
from elsewise.lean import TYPE_CHECKING
from elsewise.world.display import counted

if TYPE_CHECKING:
    from elsewise.grounding.problem import Problem
    from elsewise.world.model import World

STANDARD_INPUT = "-"


def open_world(name: str, *, quiet: bool = False) -> World:
    """Return the world of a file, of a sample's name, or (`-`) of standard input.

    Unless `quiet`, a line about its warnings goes to standard error.
    """
    from elsewise.searching.loading import loads

    world = loads(*_text(name))
    if world.warnings and not quiet:
        said = counted(len(world.warnings), "warning")
        note(f"{said} about this world; see: elsewise check {name}")
    return world


def open_problem(name: str, *, quiet: bool = False) -> Problem:
    """Return the finite problem of such a world, for commands that do not need the world itself."""
    from elsewise.engine.grounding import ground

    return ground(open_world(name, quiet=quiet))


def standard_input() -> str:
    """Read the text on standard input."""
    from elsewise.world.decoding import decode

    return decode(sys.stdin.buffer.read(), "<standard input>")


def _text(name: str) -> tuple[str, str]:
    """Return the text of a world, and what messages call it."""
    from elsewise.searching.files import read_text

    if name == STANDARD_INPUT:
        return standard_input(), "<standard input>"
    if not os.path.isfile(name):
        from elsewise.samples import sample_names, sample_text

        if name in sample_names():
            return sample_text(name), f"{name}.ew"
        plain = os.path.basename(name) == name and not os.path.splitext(name)[1]
        if plain and not os.path.exists(name):
            from elsewise.searching.suggest import did_you_mean

            hint = did_you_mean(name, sample_names())
            raise UsageError(f"There is no file and no sample world called {name}.{hint}")
    return read_text(name), name
