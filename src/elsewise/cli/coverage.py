"""`elsewise coverage`: which lines of a world take part in its stories, and which never do."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

import msgspec

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import add, add_flag, add_limits, add_value
from elsewise.cli.output import say, say_json, say_table, write_file
from elsewise.cli.progress import searched
from elsewise.cli.sources import open_world
from elsewise.explain.coverage.display import HEADER, coverage_rows, coverage_sentence, never_lines
from elsewise.explain.coverage.margin import to_html, to_lcov
from elsewise.explain.coverage.values import Part
from elsewise.story.story_json import limits_json

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
    """Declare what the command takes."""
    add(parser, "world")
    add_limits(parser)
    add_flag(parser, "--missing", "Only what takes part in no story.")
    add_value(parser, "--html", "FILE", "Write the text with its margin as a page.")
    add_value(parser, "--lcov", "FILE", "Write the margin for editors that read LCOV files.")


def run(args: Namespace) -> int:
    """Measure, and say and write what was found."""
    found = searched(ew.coverage, open_world(args.world, quiet=args.json), args=args)
    if args.html is not None:
        write_file(args.html, to_html(found))
    if args.lcov is not None:
        write_file(args.lcov, to_lcov(found))
    if args.json:
        say_json(_as_json(found))
    else:
        _show(found, only_missing=args.missing)
    return exit_code_if(found.complete, found.stopped_by)


def _show(found: ew.Coverage, *, only_missing: bool) -> None:
    say(coverage_sentence(found))
    if not only_missing:
        say("")
        say_table(HEADER, coverage_rows(found))
    for lines in never_lines(found):
        say(f"\n{lines}")


def _as_json(found: ew.Coverage) -> dict[str, Any]:
    names = ("complete", "stopped_by", "length", "stories", "states", "edges")
    return {
        "world": found.world,
        "limits": limits_json(found.limits),
        **{name: getattr(found, name) for name in names},
        "counts": {sort.value: many for sort, many in found.counts.items()},
        "lines": [_part_json(part) for part in found.parts],
    }


def _part_json(part: Part) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(part)
    del made["span"]
    return made
