"""How far a search is, live on standard error while a person looks at it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from elsewise.cli.options import limits_of, said_limits
from elsewise.cli.output import is_terminal
from elsewise.show.harmless import harmless
from elsewise.story.limits import Progress, ProgressReport

if TYPE_CHECKING:
    from rich.live import Live

Found = TypeVar("Found")


@contextmanager
def live_line() -> Iterator[Callable[[str], None] | None]:
    """Give a function that writes the one line of what goes on, or None where nobody looks.

    Nothing is drawn (and nothing loaded to draw with) before there is something to write.
    """
    begun: list[Live] = []

    def write(text: str) -> None:
        from rich.console import Console
        from rich.live import Live
        from rich.text import Text

        if not begun:
            begun.append(Live(console=Console(stderr=True), transient=True, refresh_per_second=8))
            begun[0].start()
        begun[0].update(Text(harmless(text), no_wrap=True, overflow="ellipsis"))

    try:
        yield write if is_terminal(sys.stderr) else None
    finally:
        for drawing in begun:
            drawing.stop()


@contextmanager
def live_progress() -> Iterator[ProgressReport | None]:
    """Give a report for a search that shows its progress, or None where nobody looks."""
    with live_line() as write:
        yield None if write is None else lambda progress: write(progress_line(progress))


def searched(
    verb: Callable[..., Found],
    *about: object,
    args: Namespace,
    **named: object,
) -> Found:
    """Call a verb of `elsewise` with the limits of a command line, and show its progress.

    To a verb that is given a watch, time is counted by that.
    """
    limits = said_limits(args) if "watch" in named else limits_of(args)
    with live_progress() as report:
        return verb(*about, report=report, **named, **limits)


def progress_line(progress: Progress) -> str:
    """Say how far a search is."""
    taken = progress.statistics
    rate = taken.states / taken.seconds if taken.seconds > 0 else 0.0
    return (
        f"beat {progress.length} · {taken.states:,} states in all minds · {rate:,.0f} states/s · "
        f"{taken.peak_memory_bytes / 1e6:,.0f} MB · {taken.seconds:.1f} s · Ctrl-C stops"
    )
