"""`elsewise convert`: a world of the peer's language in our own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE
from elsewise.cli.options import OF_A_COMMAND, add, add_limits
from elsewise.cli.output import say_json, say_source, write_file
from elsewise.cli.sources import open_world

DETAILS = ""
EXAMPLES = """\
  elsewise convert problem.txt
  elsewise convert problem.txt --output problem.ew
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    add(parser, "--output", help="Write there instead of standard output.")
    add_limits(parser, only=OF_A_COMMAND)


def run(args: Namespace) -> int:
    text = ew.convert(open_world(args))
    if args.output is not None:
        write_file(args.output, text)
    if args.json:
        say_json({"output": args.output} if args.output is not None else {"text": text})
    elif args.output is None:
        say_source(text)
    return DONE
