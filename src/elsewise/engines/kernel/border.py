"""What is the same in all calls of the kernel: errors, limits, progress and statistics."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock

from elsewise import _kernel
from elsewise.errors import EngineError, UsageError
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Progress, ProgressReport, Statistics


class OurErrors:
    """Turns what the kernel raises about a problem, in a `with`, into errors of Elsewise.

    One thread at a time is let in: an engine changes its tables with each call, and would refuse a
    second thread.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._lock = RLock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        self._lock.release()
        if isinstance(error, _kernel.TriggerLoop):
            from elsewise.engines.trigger_loop import trigger_loop

            names = [self._problem.triggers[number].name for number in error.args]
            raise trigger_loop(self._problem.name, names) from None
        if isinstance(error, _kernel.TooLarge | MemoryError):
            raise UsageError(f"The world is too large for the engine: {error}.") from error
        if isinstance(error, _kernel.ContractBroken | _kernel.BadProblem):
            raise EngineError(str(error)) from error


Bounds = tuple[float | None, float | None, float | None, Callable[[], None] | None]


def bounds(kernel: _kernel.Engine, limits: Limits, report: ProgressReport | None) -> Bounds:
    """Return what every long call takes: most seconds, bytes and states, and what reports.

    The engine is given the folder for what does not fit into memory, if limits name one. Raises
    `UsageError` if no file can be made there.
    """
    if limits.spill is not None:
        try:
            kernel.spill_to(limits.spill)
        except OSError as error:
            raise UsageError(f"No file can be made in {limits.spill}: {error}.") from error
    memory = None if limits.memory is None else limits.memory * 1e9
    tell = None if report is None else lambda: report(_progress(kernel))
    return limits.seconds, memory, limits.states, tell


def statistics(kernel: _kernel.Engine) -> Statistics:
    """Return what the call that runs, or ran last, took."""
    now = kernel.snapshot()
    return Statistics(now.states, now.transitions, now.seconds, int(_kernel.memory_peak()))


def _progress(kernel: _kernel.Engine) -> Progress:
    now = kernel.snapshot()
    return Progress(now.length, now.stories, statistics(kernel))
