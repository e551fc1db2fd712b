"""Worlds and their problems, by what a person calls them on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import elsewise as ew
from elsewise.cli.options import CHANGES, changes_of
from elsewise.cli.output import note
from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.files.read import is_file, read_loosely, standard_input
from elsewise.play.ground import ground
from elsewise.samples import sample_text
from elsewise.show.layout import counted
from elsewise.world.decoding import decode_loosely

STANDARD_INPUT = "-"


def open_world(args: Namespace) -> ew.World:
    """Return the world of a command line, with what is to be otherwise in it."""
    return otherwise(world_called(args.world, quiet=args.json), args)


def otherwise(world: ew.World, args: Namespace) -> ew.World:
    """Return a world with the changes of a command line."""
    changes = changes_of(args)
    if not any(changes.values()):
        return world
    if not args.json:
        told = "; ".join(f"{name} {text}" for name in CHANGES for text in getattr(args, name))
        note(f"(in this world otherwise: {told})")
    return ew.fork(world, **changes)


def world_called(name: str, *, quiet: bool = False) -> ew.World:
    """Return the world of a file, of a sample's name, or (`-`) of standard input.

    Unless `quiet`, a line about its warnings goes to standard error.
    """
    world = ew.loads(*_text(name))
    if world.warnings and not quiet:
        said = counted(len(world.warnings), "warning")
        note(f"{said} about this world; see: elsewise check {name}")
    return world


def open_problem(args: Namespace) -> ew.Problem:
    """Return the finite problem of such a world, for commands that do not need the world itself."""
    return ground(open_world(args))


def _text(name: str) -> tuple[str, str]:
    """Return the text of a world, and what messages call it."""
    if name == STANDARD_INPUT:
        return decode_loosely(standard_input(), "<standard input>"), "<standard input>"
    if not is_file(name):
        if name in ew.sample_names():
            return sample_text(name), f"{name}.ew"
        path = Path(name)
        if path.name == name and not path.suffix and not path.exists():
            hint = did_you_mean(name, ew.sample_names())
            raise ew.UsageError(f"There is no file and no sample world called {name}.{hint}")
    return read_loosely(name), name
