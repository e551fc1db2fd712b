"""`elsewise explore`: everything that can happen within the limits."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import add, add_limits
from elsewise.cli.output import note, say_value
from elsewise.cli.progress import searched
from elsewise.cli.quicker import note_what_helps
from elsewise.cli.sources import open_problem
from elsewise.cli.stories import problem_from
from elsewise.story.display import statistics_line

DETAILS = """\
Shows how many are new after each number of beats, how many stories of that length there are,
whatever they lead to, and in how many states each ending is reached. If a limit is reached
first, the graph so far is kept and the exit code is 3. With --at or --after, it is all
counted from there.
"""
EXAMPLES = """\
  elsewise explore smoke
  elsewise explore smoke --any
  elsewise explore market.ew --length 8 -o market.graph
  elsewise explore problem.txt --seconds 60 --memory 4 --json
"""


def add_arguments(parser: ArgumentParser) -> None:
    add(parser, "world")
    add_limits(parser)
    add(parser, "--any", "--at", "--after")
    add(parser, "--output", help="Keep the graph in this file.")


def run(args: Namespace) -> int:
    explained = not args.any
    problem = open_problem(args)
    problem = problem_from(problem, args, explained=explained)
    graph = searched(ew.explore, problem, args=args, explained=explained, watch=args.watch)
    if args.output is not None:
        graph.save(args.output)
    say_value(graph, as_json=args.json)
    if not args.json:
        note(f"({statistics_line(graph.statistics)})")
        note_what_helps(problem, graph.limits, graph.stopped_by)
    return exit_code_if(graph.complete, graph.stopped_by)
