"""`elsewise review`: where a plot holds, where it does not, and what would mend it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import WRONG, exit_code_if
from elsewise.cli.options import add, add_changes, add_limits, add_value, said_limits
from elsewise.cli.output import PROSE_WIDTH, say, say_json
from elsewise.cli.sources import otherwise, world_called
from elsewise.explain.review.display import review_text
from elsewise.explain.review.opening import opened
from elsewise.play.ground import ground
from elsewise.show.as_json import json_of

DETAILS = """\
A plot is a list of beats, one per line, in your own words. For each: whether it can happen
there, whether everybody has a reason, who perceives it, what they learn. Then who knows what
since when, and who is wrong about what matters. The exit code is 1 if a beat cannot stand, and 3
if a limit is reached before every beat was looked at; what was found until then is shown.
"""
EXAMPLES = """\
  elsewise review smoke.plot
  elsewise review smoke
  elsewise review story.json --world smoke --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    plot = (
        "A plot file, the name of an example plot, a file of `find --json`, or a list of events, "
        "one per line."
    )
    add_value(parser, "plot", "PLOT", plot)
    add_value(parser, "--world", "WORLD", "The plot's world, where the plot does not name it.")
    add(parser, "--story")
    add_limits(parser, only=("foresight", "depth", "seconds", "memory"))
    add(parser, "--engine")
    add_changes(parser)


def run(args: Namespace) -> int:
    given = None if args.world is None else world_called(args.world, quiet=args.json)
    plot, world = opened(args.plot, given, args.number)
    world = otherwise(world, args)
    limits = ew.effective_limits(ground(world), **said_limits(args))
    found = ew.review(plot, world, limits=limits, engine=args.engine, watch=args.watch)
    if args.json:
        say_json(json_of(found))
    else:
        say(review_text(found, PROSE_WIDTH))
    if found.errors:
        return WRONG
    return exit_code_if(found.has_all_beats, found.stopped_by)
