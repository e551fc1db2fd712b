"""How far a search is, live on standard error while a person looks at it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from elsewise.cli.output import is_terminal
from elsewise.story.limits import Progress, ProgressReport

if TYPE_CHECKING:
    from rich.live import Live


class LiveLine:
    """Gives a function that writes the one line of what goes on, or None where nobody looks.

    Nothing is drawn (and nothing loaded to draw with) before there is something to write.
    """

    def __init__(self) -> None:
        self._drawing: Live | None = None

    def __enter__(self) -> Callable[[str], None] | None:
        return self._write if is_terminal(sys.stderr) else None

    def __exit__(self, *error: object) -> None:
        if self._drawing is not None:
            self._drawing.stop()

    def _write(self, text: str) -> None:
        from rich.text import Text

        if self._drawing is None:
            self._drawing = _live_line()
            self._drawing.start()
        self._drawing.update(Text(text, no_wrap=True, overflow="ellipsis"))


class LiveProgress:
    """Gives a report for a search that shows its progress, or None where nobody looks."""

    def __init__(self) -> None:
        self._line = LiveLine()

    def __enter__(self) -> ProgressReport | None:
        write = self._line.__enter__()
        return None if write is None else lambda progress: write(progress_line(progress))

    def __exit__(self, *error: object) -> None:
        self._line.__exit__(*error)


def _live_line() -> Live:
    from rich.console import Console
    from rich.live import Live

    return Live(console=Console(stderr=True), transient=True, refresh_per_second=8)


def progress_line(progress: Progress) -> str:
    """Say how far a search is."""
    taken = progress.statistics
    rate = taken.states / taken.seconds if taken.seconds > 0 else 0.0
    return (
        f"beat {progress.length} · {taken.states:,} states · {rate:,.0f} states/s · "
        f"{taken.peak_memory_bytes / 1e6:,.0f} MB · {taken.seconds:.1f} s · Ctrl-C stops"
    )
