"""Runs a command and turns whatever happens into words and an exit code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence

from elsewise.cli.command_watch import CommandWatch
from elsewise.cli.commands import parsed
from elsewise.cli.exit_codes import INTERRUPTED, LIMIT_REACHED, OUR_BUG, WRONG, WRONG_USE
from elsewise.cli.options import check_outputs, checked_limits
from elsewise.cli.output import OutputError, note, say_diagnostics, say_json
from elsewise.errors import ElsewiseError, EngineError, UsageError, WorldError
from elsewise.story.watch import Stopped

DEBUG = "ELSEWISE_DEBUG"


def run(arguments: Sequence[str], end: Callable[[int], int] = int) -> int:
    """Run a command line and return its exit code.

    When a command was stopped, `end` is called with it while all that was made is still held: it
    may end the process instead.
    """
    words = list(arguments) or ["--help"]
    _open_streams()
    try:
        return _run(words, end)
    except OutputError as error:
        note(f"error[wrong-use]: {error}")
        return WRONG_USE


def _open_streams() -> None:
    """Let no file that is opened take the place of a standard stream that is closed."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # this gets the lowest number that is free
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(words: list[str], end: Callable[[int], int]) -> int:
    as_json = "--json" in words
    try:
        with CommandWatch() as watch:
            args = parsed(words)
            args.watch = watch.time
            watch.limit(checked_limits(args))
            check_outputs(args)
            code: int = args.run(args)
            return code
    except Stopped as stopped:
        return end(_stopped(stopped.by, as_json=as_json))
    except OutputError:
        raise
    except KeyboardInterrupt:
        note("Interrupted.")
        return end(INTERRUPTED)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else WRONG
    except BaseException as error:
        if os.environ.get(DEBUG) == "1":
            sys.excepthook(type(error), error, error.__traceback__)
        return _explained(error, as_json=as_json)


def _stopped(by: str, *, as_json: bool) -> int:
    """Say which limit came before there was an answer, and return the exit code for it."""
    if as_json:
        say_json({"status": "stopped", "stopped_by": by})
    else:
        what = {"seconds": "time", "memory": "memory"}[by]
        note(f"The limit of {what} was reached before there was an answer. Set a larger --{by}.")
    return LIMIT_REACHED


def _explained(error: BaseException, *, as_json: bool) -> int:
    """Say what is wrong, and return the exit code for it."""
    if isinstance(error, WorldError):
        say_diagnostics(error, as_json=as_json)
        return WRONG
    if isinstance(error, UsageError):
        return _show("wrong-use", str(error), WRONG_USE, as_json=as_json)
    if isinstance(error, MemoryError):
        message = "There is not enough memory. Set a limit with --memory to keep what is found."
        return _show("out-of-memory", message, LIMIT_REACHED, as_json=as_json)
    if isinstance(error, ElsewiseError) and not isinstance(error, EngineError):
        return _show("wrong-file", str(error), WRONG, as_json=as_json)
    return _show("our-bug", bug_report(error), OUR_BUG, as_json=as_json)


def _show(code: str, message: str, exit_code: int, *, as_json: bool) -> int:
    if as_json:
        say_json({"diagnostics": [{"code": code, "severity": "error", "message": message}]})
    else:
        note(f"error[{code}]: {message}")
    return exit_code


def bug_report(error: BaseException) -> str:
    """Say that this is our mistake, and what to report."""
    import platform
    import traceback
    from pathlib import Path

    import elsewise as ew

    where = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(where[-1].filename).name}:{where[-1].lineno}" if where else ""
    return (
        f"Something is broken inside Elsewise, and it is not your fault: "
        f"{type(error).__name__}: {error}{place}.\n"
        f"Please report it with the command and the world at hand; {DEBUG}=1 shows more. "
        f"(Elsewise {ew.__version__}, Python {platform.python_version()}, {platform.system()})"
    )
