"""The story that a command is about, and the place where it begins."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from elsewise.cli.exit_codes import exit_code
from elsewise.cli.options import limits_of
from elsewise.cli.output import note, say, say_json
from elsewise.cli.progress import LiveProgress
from elsewise.errors import UsageError
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import explore
from elsewise.play.find import find
from elsewise.play.plots import load_story
from elsewise.play.settings import effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.display import outcome_line
from elsewise.story.limits import Outcome
from elsewise.story.story import Story

if TYPE_CHECKING:
    from elsewise.graph.story_graph import StoryGraph


def read_story(path: str, number: int, args: Namespace) -> Story:
    """Return a story of a file; `--goal` or `--ending` say what a list of events is for."""
    goal = 0.0 if args.goal is None else args.goal
    return load_story(path, number, goal if args.ending is None else args.ending)


def look_for_story(problem: Problem, args: Namespace, engine: str = "kernel") -> Outcome:
    """Find a story: for `--ending` or `--goal`, else the first ending, else the next utility."""
    goal, ending = getattr(args, "goal", None), getattr(args, "ending", None)
    if goal is None and ending is None:
        ending = next(iter(problem.ending_names), None)
    with LiveProgress() as report:
        return find(problem, goal, ending=ending, engine=engine, report=report, **limits_of(args))


def story_for(problem: Problem, args: Namespace) -> Story:
    """Return the story of which a beat is meant. Raises `UsageError` if there is none."""
    outcome = look_for_story(problem, args)
    if outcome.story is None:
        raise UsageError(f"There is no story of which to take a beat. {outcome_line(outcome)}")
    return outcome.story


def problem_from(problem: Problem, args: Namespace, *, explained: bool = True) -> Problem:
    """Return the problem that begins where `--at` and `--after` say; see `events_to`.

    A number is one of a beat of the story that is found for a goal or an ending, as `tell` tells.
    """
    if args.at is None and args.after is None:
        return problem
    limits = limits_of(args)

    def graph() -> StoryGraph:
        with LiveProgress() as report:
            return explore(problem, explained=explained, report=report, **limits)

    events = events_to(args.at, args.after, lambda: story_for(problem, args), graph)
    return Moment.start(problem, effective_limits(problem, **limits)).replay(events).as_problem()


def no_story(outcome: Outcome, *, as_json: bool) -> int:
    """Say that there is no story to go on with, and return the exit code."""
    if as_json:
        status, stopped_by = outcome.status.value, outcome.stopped_by
        say_json({"story": None, "status": status, "stopped_by": stopped_by})
    else:
        say(outcome_line(outcome))
    return exit_code(outcome)


def note_stop(outcome: Outcome) -> None:
    """Say on standard error if a search was stopped although it found a story."""
    if outcome.stopped_by is not None:
        note(outcome_line(outcome))
