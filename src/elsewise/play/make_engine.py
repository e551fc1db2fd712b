"""The two engines by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError

if TYPE_CHECKING:
    from elsewise.engines.protocol import Engine
    from elsewise.problem.problem import Problem
    from elsewise.story.limits import Limits

ENGINES = ("kernel", "reference")


def make_engine(name: str, problem: Problem, limits: Limits) -> Engine:
    """Return an engine for a problem: the fast `kernel`, or the `reference` it is held against."""
    if name == "kernel":
        from elsewise.engines.kernel import KernelEngine

        return KernelEngine(problem, limits.depth, limits.extra_levels)
    if name == "reference":
        from elsewise.engines.reference.engine import ReferenceEngine

        if limits.spill is not None:
            raise UsageError("The reference engine keeps everything in memory: it cannot spill.")

        return ReferenceEngine(problem, limits.depth, limits.extra_levels)
    raise UsageError(f"There is no engine called {name}.{did_you_mean(name, ENGINES)}")


def kernel_compiler() -> str:
    """Return what compiled the kernel; times are only comparable with it."""
    from elsewise.engines.kernel import KERNEL_COMPILER

    return KERNEL_COMPILER
