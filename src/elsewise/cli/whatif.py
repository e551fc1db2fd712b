"""`elsewise whatif`: one thing is changed, and the two courses stand side by side."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.options import AT_CHANGE, add, add_limits, changes_of
from elsewise.cli.output import say_value
from elsewise.cli.progress import searched
from elsewise.cli.sources import world_called

DETAILS = """\
The change is made at the start, or where --at or --after says. Each kind of change may be given
several times. The stories are the shortest for --ending or --goal, else for the first ending
that is reached; the limit of length counts from the start of the world.
"""
EXAMPLES = """\
  elsewise whatif smoke --set "light(Tunnel), not light(Ladder)"
  elsewise whatif smoke --at 1 --believe "Lex believes mortal(Clark)"
  elsewise whatif smoke --skip "come(Chloe)" --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    add(parser, "--at", help=AT_CHANGE)
    add(parser, "--after")
    add(parser, "--ending", "--goal")
    add_limits(parser)


def run(args: Namespace) -> int:
    made = compared(world_called(args.world, quiet=args.json), args)
    say_value(made, as_json=args.json, prose=True)
    if made.stopped_by == "interrupt":
        return INTERRUPTED
    stories = made.original.story, made.forked.story
    settled = not made.open and None not in stories and bool(made.stakes)
    return LIMIT_REACHED if made.stopped_by is not None and not settled else DONE


def compared(world: ew.World, args: Namespace) -> ew.Comparison:
    """Return the two courses of a what-if."""
    return searched(
        ew.whatif,
        world,
        args=args,
        watch=args.watch,
        at=args.at,
        after=args.after,
        ending=args.ending,
        goal=args.goal,
        **changes_of(args),
    )
