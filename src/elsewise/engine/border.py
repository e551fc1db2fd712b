"""What is the same in all calls of the kernel: errors, progress and statistics."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from elsewise import _kernel
from elsewise.errors import EngineError, UsageError
from elsewise.graph.limits import Progress, Statistics
from elsewise.grounding.problem import Problem


@contextmanager
def as_ours(problem: Problem) -> Iterator[None]:
    """Turn what the kernel raises into errors of Elsewise."""
    try:
        yield
    except _kernel.TriggerLoop as loop:
        from elsewise.graph.mistakes import trigger_loop

        names = [problem.triggers[number].name for number in loop.args]
        raise trigger_loop(problem.name, names) from None
    except (_kernel.TooLarge, MemoryError) as error:
        raise UsageError(f"The world is too large for the engine: {error}.") from error
    except (_kernel.ContractBroken, _kernel.BadProblem) as error:
        raise EngineError(str(error)) from error


def statistics(kernel: _kernel.Engine) -> Statistics:
    """Return what the call that runs, or ran last, took."""
    now = kernel.snapshot()
    return Statistics(now.states, now.transitions, now.seconds, int(_kernel.memory_peak()))


def progress(kernel: _kernel.Engine) -> Progress:
    """Return how far the call is that runs now."""
    now = kernel.snapshot()
    return Progress(now.length, now.stories, statistics(kernel))
