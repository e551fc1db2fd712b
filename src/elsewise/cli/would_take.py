"""`elsewise would-take`: the smallest changes that make an ending possible."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import AT_CHANGE, add, add_flag, add_limits, add_value, limits_of
from elsewise.cli.output import say, say_json, say_prose, say_table
from elsewise.cli.progress import live_line
from elsewise.cli.sources import open_world
from elsewise.explain.counterfactual.comparison_json import change_json
from elsewise.explain.counterfactual.enough_display import HEADER, enough_rows, sentence
from elsewise.story.story_json import limits_json, story_json

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
    """Declare what the command takes."""
    add(parser, "world")
    add_value(parser, "ending", "ENDING", "An ending of the world, or a condition.")
    add(parser, "--at", help=AT_CHANGE)
    add(parser, "--after")
    add_flag(parser, "--pairs", "Two changes at once too, though one is enough.")
    add_limits(parser)


def run(args: Namespace) -> int:
    """Search, and show what would be enough."""
    made = _searched(args)
    if args.json:
        say_json(_as_json(made))
    else:
        say_prose(sentence(made))
        if made.found:
            say("")
            say_table(HEADER, enough_rows(made.found))
    return exit_code_if(made.stopped_by is None and not made.unsettled, made.stopped_by)


def _searched(args: Namespace) -> ew.WouldTake:
    world = open_world(args.world, quiet=args.json)
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
            **limits_of(args),
        )


def _as_json(made: ew.WouldTake) -> dict[str, Any]:
    return {
        "world": made.name,
        "ending": made.aim,
        "limits": limits_json(made.limits),
        "after": list(made.before),
        "already": None if made.already is None else story_json(made.already),
        "found": [
            {
                "changes": [change_json(change) for change in enough.changes],
                "outright": enough.outright,
                "story": story_json(enough.story),
            }
            for enough in made.found
        ],
        "tried": made.tried,
        "unsettled": made.unsettled,
        "size": made.size,
        "stopped_by": made.stopped_by,
    }
