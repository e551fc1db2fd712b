"""`elsewise why-not`: why something does not happen."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.options import add, add_limits, add_value
from elsewise.cli.output import say_value
from elsewise.cli.progress import searched
from elsewise.cli.quicker import note_what_helps
from elsewise.cli.sources import open_world
from elsewise.explain.absence.answer import Layer

DETAILS = """\
Either it can never be, whatever anybody wants; or a limit is too small; or somebody has no
reason for a step of it, and it is said what would give one. If it does happen, the shortest
story to it is shown. While --seconds last, larger limits are tried; without --seconds, --memory
and --states, each search beyond the limits ends after 150,000 states. If a limit is reached before
there is an answer, it is said which, and what is known so far, and the exit code is 3.
"""
EXAMPLES = """\
  elsewise why-not smoke saved
  elsewise why-not smoke "push(Clark)" --after "climb(Lex, Tunnel, Ladder)"
  elsewise why-not market.ew "Tom believes sold" --length 8 --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    aim = 'An event ("walk(Tom, _)", or just walk), an ending, or a condition.'
    add_value(parser, "aim", "AIM", aim)
    at = "Ask at a state, or after a beat; 0 is the start."
    add(parser, "--at", metavar="ID|BEAT", help=at)
    add(parser, "--after")
    add_limits(parser)


def run(args: Namespace) -> int:
    begun = {"at": args.at, "after": args.after, "watch": args.watch}
    world = open_world(args)
    found = searched(ew.why_not, world, args.aim, args=args, **begun)
    say_value(found, as_json=args.json, prose=True)
    if found.layer is Layer.OPEN and not args.json:
        ending = args.aim if any(args.aim == one.name for one in world.endings) else None
        note_what_helps(ew.ground(world), found.limits, found.stopped_by, ending)
    if found.stopped_by == "interrupt":
        return INTERRUPTED
    return LIMIT_REACHED if found.layer is Layer.OPEN else DONE
