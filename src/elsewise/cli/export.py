"""`elsewise export`: all stories of a world for other programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

import elsewise as ew
from elsewise.cli.exit_codes import exit_code_if
from elsewise.cli.options import add, add_flag, add_limits
from elsewise.cli.output import note, say_json
from elsewise.cli.stories import open_or_explore

DETAILS = """\
Every state with its facts, and every event that leads from one to another. If a limit is
reached first, what there is so far is written and the exit code is 3.
"""
EXAMPLES = """\
  elsewise export smoke -o smoke.dot
  elsewise export market.ew --length 8 -o market.graphml
  elsewise export market.graph -o market.zip
"""


def add_arguments(parser: ArgumentParser) -> None:
    world = "A world, as for the other commands, or a file of `explore -o`."
    add(parser, "world", metavar="WORLD|GRAPH", help=world)
    formats = "A .dot, .graphml, .mmd (Mermaid), .json or .zip (story-graph format)."
    add(parser, "--output", help=formats)
    add_flag(parser, "--no-reasons", "Leave everyone's plans out of a .zip: much quicker.")
    add(parser, "--any", help="All that can happen, whoever has a reason.")
    add(parser, "--at", "--after")
    add_limits(parser)


def run(args: Namespace) -> int:
    if not args.output:
        raise ew.UsageError("Say where to write to: -o FILE.")
    world, graph = open_or_explore(args)
    ew.export(world, args.output, graph=graph, reasons=not args.no_reasons)
    if args.json:
        say_json(
            {
                "world": graph.problem.name,
                "file": args.output,
                "states": len(graph),
                "edges": graph.edge_count,
                "complete": graph.complete,
                "stopped_by": graph.stopped_by,
            }
        )
    else:
        size = f"{len(graph):,} states, {graph.edge_count:,} edges"
        note(f"{args.output}: {graph.problem.name}, {size}")
    return exit_code_if(graph.complete, graph.stopped_by)
