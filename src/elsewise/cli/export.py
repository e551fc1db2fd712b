"""`elsewise export`: all stories of a world for other programs."""

from __future__ import annotations

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.graphs import exit_code_of, open_or_explore
from elsewise.cli.output import note, say_json

EXAMPLES = """\b
Examples:
  elsewise export smoke -o smoke.dot
  elsewise export market.ew --length 8 -o market.graphml
  elsewise export market.graph -o market.zip
"""


def export(
    world: options.GraphName,
    output: Annotated[
        str,
        Option(
            "-o",
            "--output",
            metavar="FILE",
            help="A .dot, .graphml, .mmd (Mermaid), .json or .zip (story-graph format).",
        ),
    ] = "",
    without_reasons: Annotated[
        bool, Option("--no-reasons", help="Leave everyone's plans out of a .zip: much quicker.")
    ] = False,
    anything: Annotated[
        bool, Option("--any", help="All that can happen, whoever has a reason.")
    ] = False,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    as_json: options.AsJson = False,
) -> int:
    """Write all stories of a world, or a graph that explore kept, for other programs.

    Every state with its facts, and every event that leads from one to another. If a limit is
    reached first, what there is so far is written and the exit code is 3.
    """
    from elsewise.errors import UsageError
    from elsewise.present.export.export import export as export_graph

    if not output:
        raise UsageError("Say where to write to: -o FILE.")
    limits = options.said(length, foresight, depth, seconds, memory, states, spill)
    loaded, graph = open_or_explore(world, limits, anything=anything, quiet=as_json)
    export_graph(loaded, output, graph=graph, reasons=not without_reasons)
    if as_json:
        say_json(
            {
                "world": graph.problem.name,
                "file": output,
                "states": len(graph),
                "edges": graph.edge_count,
                "complete": graph.complete,
                "stopped_by": graph.stopped_by,
            }
        )
    else:
        note(f"{output}: {graph.problem.name}, {len(graph):,} states, {graph.edge_count:,} edges")
    return exit_code_of(graph)
