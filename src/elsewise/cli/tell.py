"""`elsewise tell`: a story in English."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, exit_code
from elsewise.cli.options import add, add_limits, add_value, limits_of
from elsewise.cli.output import say_json, say_prose
from elsewise.cli.sources import open_world
from elsewise.cli.stories import look_for_story, no_story, note_stop, problem_from, read_story
from elsewise.play.ground import ground

DETAILS = """\
It is read from a file, or found, as `elsewise find` does. With --at or --after, it goes on from
there.
"""
EXAMPLES = """\
  elsewise tell smoke
  elsewise tell smoke --ending saved --as Lex
  elsewise tell market.ew story.json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world", "story", "--ending", "--goal")
    only = "Tell only what one perceived and thought."
    add_value(parser, "--as", "CHARACTER", only, dest="character")
    add(parser, "--story")
    add_limits(parser)
    add(parser, "--at", "--after", "--engine")


def run(args: Namespace) -> int:
    world, code = open_world(args), DONE
    problem = problem_from(ground(world), args)
    if args.story is not None:
        story = read_story(args.story, args.number, args)
    else:
        outcome = look_for_story(problem, args, args.engine)
        if outcome.story is None:
            return no_story(outcome, as_json=args.json)
        note_stop(outcome)
        story, code = outcome.story, exit_code(outcome)
    start = ew.begin(problem, engine=args.engine, **limits_of(args))
    text = ew.tell(world, story, args.character, start=start)
    if args.json:
        events = list(story.events)
        say_json({"world": world.name, "as": args.character, "events": events, "text": text})
    else:
        say_prose(text)
    return code
