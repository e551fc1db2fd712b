"""One watch of time, memory and Ctrl-C over a whole command, from its first step to its last.

What looks for stories keeps its limits by itself, and comes back with what it has found. What
comes before and after (reading, checking, minds at the beginning, replays, drawings) is not made
of steps that could be counted. So somebody stands beside it: a thread that looks at the clock and
at the memory, and, when a limit is passed by more than a search takes to come back, interrupts
whatever the command is at. Only what is being written is written to its end: a reader who takes
his time is no work of ours.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType, TracebackType

from elsewise.story.limits import Limits
from elsewise.story.watch import Stopped, Watch

PAUSE = 0.02
"""Between two looks, in seconds."""

GRACE = 0.2
"""So many seconds a search has, when its time is up, to come back with what it has found."""

PATIENCE = 0.5
"""So many seconds a command has, after Ctrl-C, to write what it has found."""

MEMORY_GRACE = 0.03
"""So much of the memory that was said may be used besides, for the same reason."""

_writing = threading.RLock()


@contextmanager
def undisturbed() -> Iterator[None]:
    """Write something that no limit leaves half written."""
    with _writing:
        yield


class CommandWatch:
    """Raises `Stopped` in the main thread, in a `with`, when a limit is passed.

    It raises again, every `GRACE` seconds, for as long as the command goes on: an answer that is
    only half found must also be written in time. Ctrl-C raises `KeyboardInterrupt`, as always, and
    again after `PATIENCE`. Both are raised again if they come where Python can only ignore them, as
    in a destructor. Outside the main thread it does nothing. `time` tells the time since it began.
    """

    def __init__(self) -> None:
        self.time = Watch()
        self._over = threading.Event()
        self._passed: str | None = None
        self._watching: threading.Thread | None = None
        self._is_main = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> CommandWatch:
        if self._is_main:
            self._before = signal.signal(signal.SIGINT, self._interrupted), sys.unraisablehook
            sys.unraisablehook = self._ignored
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
            handler, sys.unraisablehook = self._before
            signal.signal(signal.SIGINT, handler)

    def limit(self, limits: Limits) -> None:
        """Set how much time and memory the command may take in all."""
        seconds, memory = limits.seconds, limits.memory
        if self._is_main and (seconds is not None or memory is not None):
            late = replace(
                limits,
                seconds=None if seconds is None else seconds + GRACE,
                memory=None if memory is None else memory * (1 + MEMORY_GRACE),
            )
            self._watching = threading.Thread(
                target=self._look, args=(self.time.limited(late),), daemon=True
            )
            self._watching.start()

    def _look(self, late: Watch) -> None:
        pause = PAUSE
        while not self._over.wait(pause):
            try:
                late.look()
            except Stopped as stopped:
                pause = GRACE
                self._interrupt(stopped.by)

    def _interrupted(self, _signal: int, _frame: FrameType | None) -> None:
        passed, self._passed = self._passed, None
        if self._over.is_set():
            return
        if passed is not None:
            raise Stopped(passed)
        self._interrupt_in(PATIENCE)
        raise KeyboardInterrupt

    def _ignored(self, lost: sys.UnraisableHookArgs) -> None:
        if not isinstance(lost.exc_value, KeyboardInterrupt | Stopped):
            self._before[1](lost)
            return
        if isinstance(lost.exc_value, Stopped):
            self._passed = lost.exc_value.by
        self._interrupt_in(PAUSE)  # here, it would be ignored as well

    def _interrupt_in(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self._interrupt)
        timer.daemon = True
        timer.start()

    def _interrupt(self, passed: str | None = None) -> None:
        """Interrupt the main thread, unless it writes (then once it has) or is done."""
        with _writing:
            if not self._over.is_set():
                self._passed = passed or self._passed
                _interrupt()


def _interrupt() -> None:
    """Do in the main thread what Ctrl-C does, even while it waits for a file."""
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)
