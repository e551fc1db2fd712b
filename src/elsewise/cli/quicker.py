"""What would make a search quicker, where a limit stopped it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from elsewise.cli.output import note
from elsewise.story.watch import Stopped

if TYPE_CHECKING:
    from elsewise.problem.problem import Problem
    from elsewise.story.limits import Limits


def note_what_helps(
    problem: Problem, limits: Limits, stopped_by: str | None, ending: str | None = None
) -> None:
    """Say on standard error what would make a search quicker that a limit stopped.

    Nothing is said if that takes longer than the command may go on.
    """
    if stopped_by in ("seconds", "memory", "states"):
        from elsewise.explain.speed import what_would_help

        with suppress(Stopped):
            for sentence in what_would_help(problem, limits, ending):
                note(sentence)
