"""`elsewise explore`: everything that can happen within the limits."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from typing import Any

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import add, add_limits
from elsewise.cli.output import note, say, say_json, say_table
from elsewise.cli.progress import searched
from elsewise.cli.sources import open_problem
from elsewise.cli.stories import problem_from
from elsewise.graph.graph_display import (
    ENDING_HEADER,
    LAYER_HEADER,
    ending_rows,
    graph_sentence,
    layer_rows,
)
from elsewise.story.display import statistics_line
from elsewise.story.story_json import limits_json, statistics_json

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
    """Declare what the command takes."""
    add(parser, "world")
    add_limits(parser)
    add(parser, "--any", "--at", "--after")
    add(parser, "--output", help="Keep the graph in this file.")


def run(args: Namespace) -> int:
    """Explore, and say what there is."""
    begun = time.monotonic()
    explained = not args.any
    problem = open_problem(args.world, quiet=args.json)
    problem = problem_from(problem, args, explained=explained)
    graph = searched(ew.explore, problem, args=args, explained=explained, begun=begun)
    if args.output is not None:
        graph.save(args.output)
    if args.json:
        say_json(_as_json(graph))
    else:
        _show(graph)
    return exit_code_if(graph.complete, graph.stopped_by)


def _show(graph: ew.StoryGraph) -> None:
    say(f"{graph_sentence(graph)}\n")
    say_table(LAYER_HEADER, layer_rows(graph))
    if graph.problem.ending_names:
        say("")
        say_table(ENDING_HEADER, ending_rows(graph))
    note(f"({statistics_line(graph.statistics)})")


def _as_json(graph: ew.StoryGraph) -> dict[str, Any]:
    return {
        "world": graph.problem.name,
        "limits": limits_json(graph.limits),
        "explained": graph.explained,
        "complete": graph.complete,
        "stopped_by": graph.stopped_by,
        "incomplete_from": graph.incomplete_from,
        "states": len(graph),
        "explored": graph.explored,
        "edges": graph.edge_count,
        "new_states": [len(layer) for layer in graph.layers],
        "stories": list(graph.counts),
        "endings": {name: len(graph.reaching(name)) for name in graph.problem.ending_names},
        "statistics": statistics_json(graph.statistics),
    }
