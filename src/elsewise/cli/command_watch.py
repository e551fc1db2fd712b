"""One watch of time, memory and Ctrl-C over a whole command, from its first step to its last.

What looks for stories keeps its limits by itself, and comes back with what it has found. What
comes before and after (reading, checking, minds at the beginning, replays, drawings) is not made
of steps that could be counted. So somebody stands beside it: a thread that looks at the clock and
at the memory, and, when a limit is passed by more than a search takes to come back, interrupts
whatever the command is at.
"""

from __future__ import annotations

import signal
import threading
import time
from _thread import interrupt_main
from types import FrameType, TracebackType

from elsewise.story.watch import Stopped, peak_memory

PAUSE = 0.02
"""Between two looks, in seconds."""

GRACE = 0.2
"""So many seconds a search has, when its time is up, to come back with what it has found."""

MEMORY_GRACE = 0.03
"""So much of the memory that was said may be used besides, for the same reason."""


class CommandWatch:
    """Raises `Stopped` in the main thread, in a `with`, when a limit is passed.

    It raises again, every `GRACE` seconds, for as long as the command goes on: an answer that is
    only half found must also be written in time. Ctrl-C raises `KeyboardInterrupt`, as always.
    Outside the main thread it does nothing.
    """

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._over = threading.Event()
        self._passed: str | None = None
        self._watching: threading.Thread | None = None
        self._before: object = None
        self._is_main = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> CommandWatch:
        if self._is_main:
            self._before = signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._watching is not None:
            self._watching.join()
        if self._is_main:
            signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]

    def limit(self, seconds: float | None, memory: float | None) -> None:
        """Set how many seconds the command may take in all, and how many GB of memory."""
        if self._is_main and (seconds is not None or memory is not None):
            latest = None if seconds is None else self._begun + seconds + GRACE
            most = None if memory is None else memory * 1e9 * (1 + MEMORY_GRACE)
            self._watching = threading.Thread(
                target=self._watch, args=(latest, most), daemon=True, name="command watch"
            )
            self._watching.start()

    def _watch(self, latest: float | None, most: float | None) -> None:
        again = 0.0
        while not self._over.wait(PAUSE):
            now = time.monotonic()
            if now < again:
                continue
            if latest is not None and now > latest:
                self._passed = "seconds"
            elif most is not None and peak_memory() > most:
                self._passed = "memory"
            else:
                continue
            again = now + GRACE
            interrupt_main()

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        passed, self._passed = self._passed, None
        if self._over.is_set():
            return
        if passed is not None:
            raise Stopped(passed)
        raise KeyboardInterrupt
