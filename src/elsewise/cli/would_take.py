"""`elsewise would-take`: the smallest changes that make an ending possible."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import AT_CHANGE, add, add_flag, add_limits, add_value, said_limits
from elsewise.cli.output import say_value
from elsewise.cli.progress import live_line
from elsewise.cli.sources import open_world

DETAILS = """\
Tried are the forks that the world declares, and every other value of every fact and belief at
the start, or where --at or --after says: one change at a time, and two at once if no single one
is enough. A limit of time, and Ctrl-C, end it with what was found; the exit code is then 3 or
130.
"""
EXAMPLES = """\
  elsewise would-take smoke saved
  elsewise would-take smoke "Lana believes deed = left"
  elsewise would-take smoke saved --at 1 --seconds 30 --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    add_value(parser, "ending", "ENDING", "An ending of the world, or a condition.")
    add(parser, "--at", help=AT_CHANGE)
    add(parser, "--after")
    add_flag(parser, "--pairs", "Two changes at once too, though one is enough.")
    add_limits(parser)


def run(args: Namespace) -> int:
    made = _searched(args)
    say_value(made, as_json=args.json, prose=True)
    return exit_code_if(
        made.already is not None
        or (made.needed and made.stopped_by is None and not made.unsettled),
        made.stopped_by,
    )


def _searched(args: Namespace) -> ew.WouldTake:
    world = open_world(args)
    with live_line() as write:

        def report(tried: int, found: int, trying: str) -> None:
            assert write is not None
            write(f"{tried:,} tried · {found:,} enough · Ctrl-C stops · {trying}")

        return ew.would_take(
            world,
            args.ending,
            at=args.at,
            after=args.after,
            pairs=args.pairs,
            report=None if write is None else report,
            watch=args.watch,
            **said_limits(args),
        )
