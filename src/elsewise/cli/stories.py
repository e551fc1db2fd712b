"""The story that a command is about, and the place where it begins."""

from __future__ import annotations

from argparse import Namespace

import elsewise as ew
from elsewise.cli.exit_codes import exit_code
from elsewise.cli.options import changes_of, limits_of
from elsewise.cli.output import note, say, say_json
from elsewise.cli.progress import searched
from elsewise.cli.sources import open_world
from elsewise.graph.magic import is_graph_file
from elsewise.play.at_and_after import events_to
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.story.display import outcome_line


def read_story(path: str, number: int, args: Namespace) -> ew.Story:
    """Return a story of a file; `--goal` or `--ending` say what a list of events is for."""
    goal = 0.0 if args.goal is None else args.goal
    return ew.load_story(path, number, goal if args.ending is None else args.ending)


def look_for_story(problem: ew.Problem, args: Namespace, engine: str = "kernel") -> ew.Outcome:
    """Find a story: for `--ending` or `--goal`, else for the default goal."""
    goal, ending = getattr(args, "goal", None), getattr(args, "ending", None)
    return searched(ew.find, problem, goal, args=args, ending=ending, engine=engine)


def story_for(problem: ew.Problem, args: Namespace) -> ew.Story:
    """Return the story of which a beat is meant. Raises `UsageError` if there is none."""
    outcome = look_for_story(problem, args)
    if outcome.story is None:
        raise ew.UsageError(f"There is no story of which to take a beat. {outcome_line(outcome)}")
    return outcome.story


def problem_from(problem: ew.Problem, args: Namespace, *, explained: bool = True) -> ew.Problem:
    """Return the problem that begins where `--at` and `--after` say; see `events_to`.

    A number is one of a beat of the story that is found for a goal or an ending, as `tell` tells.
    """
    if args.at is None and args.after is None:
        return problem
    from elsewise.play.explore import graph_with  # a short search needs none of it

    limits = ew.effective_limits(problem, **limits_of(args))
    events = events_to(
        args.at,
        args.after,
        lambda: story_for(problem, args),
        lambda state: graph_with(problem, state, limits, explained=explained),
    )
    return Moment.start(problem, limits).replay(events).as_problem()


def open_or_explore(args: Namespace) -> tuple[ew.World | None, ew.StoryGraph]:
    """Return the graph of a file of `explore -o`, or of a world and this world.

    It begins where `--at` and `--after` say. With `--any` it is everything that can happen, whoever
    has a reason.
    """
    if is_graph_file(args.world):
        if any(changes_of(args).values()):
            raise ew.UsageError("A graph is of its world as it was: changes need the world itself.")
        if args.at is not None or args.after is not None:
            raise ew.UsageError("A graph begins where it began: --at and --after need the world.")
        return None, ew.open_graph(args.world)
    world, explained = open_world(args), not args.any
    problem = problem_from(ground(world), args, explained=explained)
    return world, searched(ew.explore, problem, args=args, explained=explained)


def no_story(outcome: ew.Outcome, *, as_json: bool) -> int:
    """Say that there is no story to go on with, and return the exit code."""
    if as_json:
        status, stopped_by = outcome.status.value, outcome.stopped_by
        say_json({"story": None, "status": status, "stopped_by": stopped_by})
    else:
        say(outcome_line(outcome))
    return exit_code(outcome)


def note_stop(outcome: ew.Outcome) -> None:
    """Say on standard error if a search was stopped although it found a story."""
    if outcome.stopped_by is not None:
        note(outcome_line(outcome))
