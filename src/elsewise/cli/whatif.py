"""`elsewise whatif`: one thing is changed, and the two courses stand side by side."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.options import AT_CHANGE, add, add_changes, add_limits, changes_of
from elsewise.cli.output import say, say_json, say_prose, say_table
from elsewise.cli.progress import searched
from elsewise.cli.sources import open_world
from elsewise.explain.counterfactual.comparison_display import (
    COURSES_HEADER,
    ending_sentences,
    parting_sentences,
    stayed_sentence,
    tables,
    title,
)
from elsewise.explain.counterfactual.comparison_json import comparison_json

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
    """Declare what the command takes."""
    add(parser, "world")
    add(parser, "--at", help=AT_CHANGE)
    add(parser, "--after")
    add_changes(parser)
    add(parser, "--ending", "--goal")
    add_limits(parser)


def run(args: Namespace) -> int:
    """Compare, and show both courses."""
    made = compared(open_world(args.world, quiet=args.json), args)
    if args.json:
        say_json(comparison_json(made))
    else:
        _show(made)
    if made.stopped_by == "interrupt":
        return INTERRUPTED
    settled = not made.open and None not in (made.original.story, made.forked.story)
    return LIMIT_REACHED if made.stopped_by is not None and not settled else DONE


def compared(world: ew.World, args: Namespace) -> ew.Comparison:
    """Return the two courses of a what-if."""
    return searched(
        ew.whatif,
        world,
        args=args,
        at=args.at,
        after=args.after,
        ending=args.ending,
        goal=args.goal,
        **changes_of(args),
    )


def _show(made: ew.Comparison) -> None:
    say_prose("\n".join((title(made), "", *ending_sentences(made))))
    for header, rows in tables(made):
        say("")
        say_table(header, rows)
        if header is COURSES_HEADER:
            say("")
            say_prose("\n".join(parting_sentences(made)))
    if stayed_sentence(made):
        say("")
        say_prose(stayed_sentence(made))
