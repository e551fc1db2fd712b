"""`elsewise find`: the shortest stories that reach a goal or an ending."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import exit_code
from elsewise.cli.options import add, add_flag, add_limits, add_value, said_limits
from elsewise.cli.output import note, say, say_json
from elsewise.cli.parser import whole_number
from elsewise.cli.progress import searched
from elsewise.cli.quicker import note_what_helps
from elsewise.cli.sources import open_problem
from elsewise.cli.stories import problem_from
from elsewise.story.display import statistics_line

DETAILS = """\
A proof that no story is shorter can take far longer than to find a story: then the story that
was found is shown, and how short another could be. --mode shortest goes on to the end, --mode
first shows the first story that comes up.

Without --goal and --ending, it is for the first ending of the world; in a world without endings,
for the next whole number above the story's utility at the start. With --at or --after, stories go
on from there. If a limit is reached before there is an answer, the exit code is 3.
"""
EXAMPLES = """\
  elsewise find smoke --ending left
  elsewise find market.ew --goal 2 --length 8 --most 3
  elsewise find problem.txt --seconds 60 --memory 4 --json > stories.json
"""
OF_STORIES = ("length", "foresight", "depth")


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world", "--goal", "--ending")
    add_limits(parser, only=OF_STORIES)
    most = "Most stories to be found."
    add_value(parser, "--most", "K", most, type=whole_number, default=1)
    add_flag(parser, "--orders", "Of several, also the same deeds in other orders.")
    add(parser, "--mode")
    add_limits(parser, *OF_STORIES)
    add(parser, "--at", "--after", "--engine")


def run(args: Namespace) -> int:
    problem = open_problem(args)
    limits = ew.effective_limits(problem, **said_limits(args))
    problem = problem_from(problem, args)
    outcome = searched(
        ew.find,
        problem,
        args.goal,
        args=args,
        ending=args.ending,
        limits=limits,
        most=args.most,
        mode=args.mode,
        orders=args.orders,
        engine=args.engine,
        watch=args.watch,
    )
    if args.json:
        from elsewise.story.story_file import outcome_json  # whoever only looks needs no msgspec

        say_json(outcome_json(outcome, problem.name, limits))
    else:
        say(str(outcome))
        note(f"({statistics_line(outcome.statistics)})")
        note_what_helps(problem, limits, outcome.stopped_by, args.ending)
    return exit_code(outcome)
