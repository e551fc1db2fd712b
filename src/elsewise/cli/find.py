"""`elsewise find`: the shortest stories that reach a goal or an ending."""

from __future__ import annotations

import time

from elsewise.cli import options
from elsewise.cli.declared import Annotated, Option
from elsewise.cli.exit_codes import exit_code
from elsewise.cli.output import note, say, say_json
from elsewise.cli.progress import LiveProgress
from elsewise.cli.sources import open_problem

EXAMPLES = """\b
Examples:
  elsewise find smoke --ending left
  elsewise find market.ew --goal 2 --length 8 --most 3
  elsewise find problem.txt --seconds 60 --memory 4 --json > stories.json
"""


def find(
    world: options.WorldName,
    goal: options.Goal = None,
    ending: options.EndingName = None,
    length: options.Length = None,
    foresight: options.Foresight = None,
    depth: options.Depth = None,
    most: Annotated[int, Option("--most", metavar="K", help="Most stories to be found.")] = 1,
    mode: options.ModeName = "balanced",
    seconds: options.Seconds = None,
    memory: options.Memory = None,
    states: options.States = None,
    spill: options.Spill = None,
    at: options.At = None,
    after: options.After = None,
    engine: options.EngineName = "kernel",
    as_json: options.AsJson = False,
) -> int:
    """Find the shortest stories that reach a goal or an ending.

    A proof that no story is shorter can take far longer than to find a story: then the story that
    was found is shown, and how short another could be. --mode shortest goes on to the end, --mode
    first shows the first story that comes up.

    Without --goal and --ending, the goal is the next whole number above the story's utility at the
    start. With --at or --after, stories go on from there. If a limit is reached before there is an
    answer, the exit code is 3.
    """
    begun = time.monotonic()
    from elsewise.cli.places import problem_from
    from elsewise.play.find import find as find_stories
    from elsewise.play.settings import effective_limits
    from elsewise.story.display import statistics_line

    problem = open_problem(world, quiet=as_json)
    said = options.said(length, foresight, depth, seconds, memory, states, spill)
    limits = effective_limits(problem, **said)
    problem = problem_from(problem, at, after, said, goal, ending)
    with LiveProgress() as report:
        outcome = find_stories(
            problem,
            goal,
            ending=ending,
            limits=limits,
            most=most,
            mode=mode,
            engine=engine,
            report=report,
            begun=begun,
        )
    if as_json:
        from elsewise.story.story_file import outcome_json

        say_json(outcome_json(outcome, problem.name, limits))
    else:
        say(str(outcome))
        note(f"({statistics_line(outcome.statistics)})")
    return exit_code(outcome)
