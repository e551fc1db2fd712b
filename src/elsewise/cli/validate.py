"""`elsewise validate`: whether a story holds, whoever made it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, LIMIT_REACHED, WRONG
from elsewise.cli.options import add, add_limits, limits_of
from elsewise.cli.output import say, say_json
from elsewise.cli.sources import open_world
from elsewise.play.plots import load_stories, story_of
from elsewise.show.layout import counted

DETAILS = """\
Every beat must be possible and explained. Reasons that the file gives are checked; others are
searched for. The story must come to what it is for, and nothing in it be superfluous: --ending or
--goal says for what, else a file of find does; a list of events is for nothing else. Limits that
are not said are those of the file, else the world's. The last line is PASSED or FAILED.
"""
EXAMPLES = """\
  elsewise find smoke --ending left --json > story.json
  elsewise validate smoke story.json
  elsewise validate smoke events.txt --ending left
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    add(parser, "story", nargs=None)
    add(parser, "--ending", "--goal", "--story")
    add_limits(parser, "states", "spill")


def run(args: Namespace) -> int:
    if args.goal is not None and args.ending is not None:
        raise ew.UsageError("A story is for a goal or for an ending, not for both.")
    aim = args.goal if args.ending is None else args.ending
    world = open_world(args)
    file = load_stories(args.story)
    told = story_of(file, args.number, args.story)
    limits = ew.effective_limits(world, **file.limits_beside(limits_of(args)))
    fault = ew.validate(world, told.events if file.plain else told, goal=aim, limits=limits)
    _say(fault, len(told.beats), as_json=args.json)
    if fault is None:
        return DONE
    return LIMIT_REACHED if fault.kind == "limit-reached" else WRONG


def _say(fault: ew.Fault | None, beats: int, *, as_json: bool) -> None:
    if as_json:
        names = ("beat", "event", "character", "kind", "sentence")
        detail = None if fault is None else {name: getattr(fault, name) for name in names}
        say_json({"valid": fault is None, "beats": beats, "fault": detail})
    elif fault is None:
        say(f"PASSED: {counted(beats, 'beat')}, each possible and explained")
    else:
        say(f"{fault}\nFAILED")
