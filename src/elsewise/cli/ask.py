"""`elsewise ask`: a question about all stories of a world."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import DONE, WRONG, WRONG_USE, exit_code_if
from elsewise.cli.options import add, add_flag, add_limits, add_value
from elsewise.cli.output import note, say_diagnostics, say_json, say_text
from elsewise.cli.progress import searched
from elsewise.cli.sources import open_world
from elsewise.cli.stories import story_for
from elsewise.explain.query.display import answer_blocks, scope_line
from elsewise.play.ground import ground
from elsewise.world.reading import read_question

DETAILS = """\
The answer is yes, no, or that the limits leave it open; where one story shows it, it is the
shortest that does, or, in a very large world, a short one. As with grep, the exit code is 0 for
yes and 1 for no; it is 2 for a mistake in the question, and 3 if it is open.
"""
EXAMPLES = """\
  elsewise ask smoke "possible doubts(Lana)"
  elsewise ask smoke "always not deed = saved" --length 16
  elsewise ask market.ew "walk before sell" --after "open(Tom)" --any --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    asked = "What is asked, in one word of the shell: in quotes."
    add_value(parser, "question", "QUESTION", asked)
    add(parser, "--any", help="About all that can physically happen, whoever has a reason.")
    add_flag(parser, "--count", "Count the sequences of events after which it is so.")
    add(parser, "--at", "--after")
    add_value(parser, "--graph", "FILE", "A graph that `explore -o` kept; no new one.")
    add_limits(parser)


def run(args: Namespace) -> int:
    world = open_world(args)
    try:
        question = read_question(world, args.question)
    except ew.WorldError as error:
        say_diagnostics(error, as_json=args.json)
        return WRONG_USE
    at_beat = args.after is None and args.at is not None and args.at.isdecimal() and int(args.at)
    story = story_for(ground(world), args) if at_beat else None
    answer = searched(
        ew.ask,
        world,
        question,
        args=args,
        graph=None if args.graph is None else ew.open_graph(args.graph),
        any_event=True if args.any else None,
        at=args.at,
        after=args.after,
        story=story,
        count=args.count,
    )
    if args.json:
        say_json(answer.to_json())
    else:
        say_text(answer_blocks(answer))
        note(f"({scope_line(answer)})")
    if answer.verdict is ew.Verdict.OPEN:
        return exit_code_if(False, answer.size.stopped_by)
    return DONE if answer.verdict is ew.Verdict.YES else WRONG
