"""How far a search is, live on standard error while a person looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from elsewise.cli.output import is_terminal
from elsewise.graph.limits import Progress, ProgressReport


@contextmanager
def live_progress() -> Iterator[ProgressReport | None]:
    """Give a report for a search that shows its progress, or None where nobody looks."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    with Live(console=Console(stderr=True), transient=True, refresh_per_second=8) as live:
        yield lambda progress: live.update(
            Text(progress_line(progress), no_wrap=True, overflow="ellipsis")
        )


def progress_line(progress: Progress) -> str:
    """Say how far a search is."""
    taken = progress.statistics
    rate = taken.states / taken.seconds if taken.seconds > 0 else 0.0
    return (
        f"beat {progress.length} · {taken.states:,} states · {rate:,.0f} states/s · "
        f"{taken.peak_memory_bytes / 1e6:,.0f} MB · {taken.seconds:.1f} s · Ctrl-C stops"
    )
