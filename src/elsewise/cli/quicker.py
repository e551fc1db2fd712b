"""What would make a search quicker, where a limit stopped it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.cli.output import note

if TYPE_CHECKING:
    from elsewise.problem.problem import Problem
    from elsewise.story.limits import Limits


def note_what_helps(
    problem: Problem, limits: Limits, stopped_by: str | None, ending: str | None = None
) -> None:
    """Say on standard error what would make a search quicker that a limit stopped."""
    if stopped_by in ("seconds", "memory", "states"):
        from elsewise.explain.speed import what_would_help

        for sentence in what_would_help(problem, limits, ending):
            note(sentence)
