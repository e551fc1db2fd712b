"""Searches for an aim, each within what is left of the time of the whole answer."""

from __future__ import annotations

from elsewise.play.find import find
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, ProgressReport
from elsewise.story.watch import Stopped, Watch


def found_in_time(
    problem: Problem, aim: str, limits: Limits, watch: Watch, report: ProgressReport | None = None
) -> Outcome:
    """Search for the aim within limits; a limit on seconds counts from the beginning of a watch.

    A limit on states ends this search alone. Raises as `check_stopped` does, unless there is a
    story.
    """
    outcome = find(problem, ending=aim, limits=watch.left(limits), report=report)
    if outcome.story is None:
        check_stopped(outcome.stopped_by)
    return outcome


def check_stopped(by: str | None) -> None:
    """Raise `Stopped` where time or memory is used up, and `KeyboardInterrupt` at a Ctrl-C."""
    if by == "interrupt":
        raise KeyboardInterrupt
    if by in ("seconds", "memory"):
        raise Stopped(by)
