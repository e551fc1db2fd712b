"""The story that a command is about: from a file, or found."""

from __future__ import annotations

from elsewise.cli.exit_codes import exit_code
from elsewise.cli.output import note, say, say_json
from elsewise.cli.progress import LiveProgress
from elsewise.play.find import find
from elsewise.play.plots import load_story
from elsewise.play.settings import Said
from elsewise.problem.problem import Problem
from elsewise.story.display import outcome_line
from elsewise.story.limits import Outcome
from elsewise.story.story import Story


def read_story(path: str, number: int, goal: float | None, ending: str | None) -> Story:
    """Return a story of a file; `goal` or `ending` say what a plain list of events is for."""
    aim: float | str = ending if ending is not None else goal if goal is not None else 0.0
    return load_story(path, number, aim)


def look_for_story(
    problem: Problem, goal: float | None, ending: str | None, said: Said, engine: str
) -> Outcome:
    """Find a story: for an ending or a goal, else the first ending, else the next utility."""
    if goal is None and ending is None:
        ending = next(iter(problem.ending_names), None)
    with LiveProgress() as report:
        return find(problem, goal, ending=ending, engine=engine, report=report, **said)


def no_story(outcome: Outcome, *, as_json: bool) -> int:
    """Say that there is no story to go on with, and return the exit code."""
    if as_json:
        say_json(
            {
                "story": None,
                "status": outcome.status.value,
                "stopped_by": outcome.stopped_by,
            }
        )
    else:
        say(outcome_line(outcome))
    return exit_code(outcome)


def note_stop(outcome: Outcome) -> None:
    """Say on standard error if a search was stopped although it found a story."""
    if outcome.stopped_by is not None:
        note(outcome_line(outcome))
