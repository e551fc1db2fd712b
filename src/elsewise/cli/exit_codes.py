"""What a command's exit code says."""

from __future__ import annotations

from elsewise.story.limits import Outcome, Status

DONE = 0
WRONG = 1
"""The world or plot has errors, or a check failed."""
WRONG_USE = 2
"""The command was used in a wrong way: an unknown option, file, ending, event."""
LIMIT_REACHED = 3
"""A limit was reached before there was an answer."""
OUR_BUG = 70
INTERRUPTED = 130


def exit_code(outcome: Outcome) -> int:
    """Return the exit code for how a search ended."""
    if outcome.stopped_by == "interrupt":
        return INTERRUPTED
    return LIMIT_REACHED if outcome.status is Status.STOPPED else DONE


def exit_code_if(settled: bool, stopped_by: str | None) -> int:
    """Return the exit code of what is settled, or was stopped (by "interrupt" or a limit)."""
    if settled:
        return DONE
    return INTERRUPTED if stopped_by == "interrupt" else LIMIT_REACHED
