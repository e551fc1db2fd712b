"""`elsewise run`: the course of a world in which people choose."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import add, add_limits, limits_of
from elsewise.cli.output import note, say_value
from elsewise.cli.sources import open_problem
from elsewise.story.display import statistics_line

DETAILS = """\
In a world that says who chooses (everyone chooses), everybody takes the first step of the best
line they can see, against what will otherwise come. So the day has a course, without any goal.
Below each deed stands what would have come without it, what it promises, what its doer counts
on, and what was passed over for it.

It ends when nobody has anything left to do, when it comes back to where it was, or after
--length beats (100 unless you or the world say otherwise); with --ending, as soon as that holds.
"""
EXAMPLES = """\
  elsewise run day.ew
  elsewise run day.ew --depth 1 --foresight 5
  elsewise run day.ew --ending saved --seconds 10 --json > course.json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world", "--ending")
    add_limits(parser, "spill")
    add(parser, "--engine")


def run(args: Namespace) -> int:
    problem = open_problem(args)
    course = ew.run(problem, ending=args.ending, engine=args.engine, **limits_of(args))
    say_value(course, as_json=args.json)
    if not args.json:
        note(f"({statistics_line(course.statistics)})")
    return exit_code_if(course.stopped_by is None, course.stopped_by)
