"""`elsewise explore`: everything that can happen within the limits."""

from __future__ import annotations

import time

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.exit_codes import DONE, INTERRUPTED, LIMIT_REACHED
from elsewise.cli.output import note, say_value
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_problem

EXAMPLES = """\b
Examples:
  elsewise explore smoke
  elsewise explore smoke --any
  elsewise explore market.ew --length 8 -o market.graph
  elsewise explore problem.txt --seconds 60 --memory 4 --json
"""


def explore(
    world: options.WorldName,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    any_event: Annotated[
        bool, Option("--any", help="All that can physically happen, whoever has a reason.")
    ] = False,
    at: options.At = None,
    after: options.After = None,
    output: Annotated[
        str | None,
        Option("-o", "--output", metavar="FILE", help="Keep the graph in this file."),
    ] = None,
    as_json: options.AsJson = False,
) -> int:
    """Find all states that can be reached by events for which everybody has a reason.

    Shows how many are new after each number of beats, how many stories of that length there are,
    whatever they lead to, and in how many states each ending is reached. If a limit is reached
    first, the graph so far is kept and the exit code is 3. With --at or --after, it is all
    counted from there.
    """
    begun = time.monotonic()
    from elsewise.cli.places import problem_from
    from elsewise.play.explore import explore as explore_world
    from elsewise.story.display import statistics_line

    said = options.said(length, foresight, depth, seconds, memory, states, spill)
    problem = problem_from(
        open_problem(world, quiet=as_json), at, after, said, explained=not any_event
    )
    with LiveProgress() as report:
        graph = explore_world(problem, explained=not any_event, report=report, begun=begun, **said)
    if output is not None:
        graph.save(output)
    say_value(graph, as_json=as_json)
    if not as_json:
        note(f"({statistics_line(graph.statistics)})")
    if graph.complete:
        return DONE
    return INTERRUPTED if graph.stopped_by == "interrupt" else LIMIT_REACHED
