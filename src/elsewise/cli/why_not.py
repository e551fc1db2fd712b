"""`elsewise why-not`: why something does not happen."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, LIMIT_REACHED
from elsewise.cli.options import add, add_limits, add_value
from elsewise.cli.output import say_value
from elsewise.cli.progress import searched
from elsewise.cli.sources import open_world
from elsewise.explain.absence.answer import Layer

DETAILS = """\
Either it can never be, whatever anybody wants; or a limit is too small; or somebody has no
reason for a step of it, and it is said what would give one. If it does happen, the shortest
story to it is shown. If a limit is reached before there is an answer, the exit code is 3.
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
    world = open_world(args.world, quiet=args.json)
    found = searched(ew.why_not, world, args.aim, args=args, at=args.at, after=args.after)
    say_value(found, as_json=args.json, prose=True)
    return LIMIT_REACHED if found.layer is Layer.OPEN else DONE
