"""`elsewise coverage`: which lines of a world take part in its stories, and which never do."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import add, add_flag, add_limits, add_value
from elsewise.cli.output import say_json, say_text, write_file
from elsewise.cli.progress import searched
from elsewise.cli.quicker import note_what_helps
from elsewise.cli.sources import open_world
from elsewise.explain.coverage.display import coverage_blocks
from elsewise.explain.coverage.margin import to_html, to_lcov
from elsewise.show.as_json import json_of

DETAILS = """\
In the table, + takes part, - never does, ~ does so only in what somebody believes, and ? is
open. A story is a whole one: it goes on until nothing more follows, or to the limit of length.
If a limit is reached before everything was looked at, the exit code is 3.
"""
EXAMPLES = """\
  elsewise coverage smoke
  elsewise coverage market.ew --missing --length 8
  elsewise coverage market.ew --html market.html --lcov market.info
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    add_limits(parser)
    add_flag(parser, "--missing", "Only what takes part in no story.")
    add_value(parser, "--html", "FILE", "Write the text with its margin as a page.")
    add_value(parser, "--lcov", "FILE", "Write the margin for editors that read LCOV files.")


def run(args: Namespace) -> int:
    world = open_world(args)
    found = searched(ew.coverage, world, args=args, watch=args.watch)
    if args.html is not None:
        write_file(args.html, to_html(found))
    if args.lcov is not None:
        write_file(args.lcov, to_lcov(found))
    if args.json:
        say_json(json_of(found))
    else:
        say_text(coverage_blocks(found, missing=args.missing))
        note_what_helps(ew.ground(world), found.limits, found.stopped_by)
    return exit_code_if(found.complete, found.stopped_by)
