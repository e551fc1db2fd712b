"""Worlds by what a person calls them on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.cli.output import note
from elsewise.errors import UsageError
from elsewise.world.display import counted

if TYPE_CHECKING:
    from elsewise.world.model import World

STANDARD_INPUT = "-"


def open_world(name: str, *, quiet: bool = False) -> World:
    """Return the world of a file, of a sample's name, or (`-`) of standard input.

    Unless `quiet`, a line about its warnings goes to standard error.
    """
    world = _opened(name)
    if world.warnings and not quiet:
        warnings = counted(len(world.warnings), "warning")
        note(f"{warnings} about this world; see: elsewise check {name}")
    return world


def standard_input() -> str:
    """Read the text on standard input."""
    from elsewise.world.decoding import decode

    return decode(sys.stdin.buffer.read(), "<standard input>")


def _opened(name: str) -> World:
    from elsewise.samples import sample, sample_names
    from elsewise.searching.loading import load, loads
    from elsewise.searching.suggest import did_you_mean

    if name == STANDARD_INPUT:
        return loads(standard_input(), "<standard input>")
    path = Path(name)
    if name in sample_names() and not path.is_file():
        return sample(name)
    if not path.exists() and path.suffix == "" and path.name == name:
        hint = did_you_mean(name, sample_names())
        raise UsageError(f"There is no file and no sample world called {name}.{hint}")
    return load(path)
