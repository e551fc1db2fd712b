"""The two engines by name."""

from __future__ import annotations

from elsewise.errors import UsageError
from elsewise.lean import TYPE_CHECKING
from elsewise.searching.suggest import did_you_mean

if TYPE_CHECKING:
    from elsewise.graph.limits import Limits
    from elsewise.graph.protocol import Engine
    from elsewise.grounding.problem import Problem

ENGINES = ("kernel", "reference")


def make_engine(name: str, problem: Problem, limits: Limits) -> Engine:
    """Return an engine for a problem: the fast `kernel`, or the `reference` it is held against."""
    if name == "kernel":
        from elsewise.engine import KernelEngine

        return KernelEngine(problem, limits.depth, limits.extra_levels)
    if name == "reference":
        from elsewise.reference.engine import ReferenceEngine

        if limits.spill is not None:
            raise UsageError("The reference engine keeps everything in memory: it cannot spill.")

        return ReferenceEngine(problem, limits.depth, limits.extra_levels)
    raise UsageError(f"There is no engine called {name}.{did_you_mean(name, ENGINES)}")
