"""The engines that tests run on: the reference, and the kernel where it is built."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from elsewise.engines.protocol import Engine
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.problem.problem import Problem

Factory = Callable[[Problem, int, int | None], Engine]

ENGINES: dict[str, Factory] = {"reference": ReferenceEngine}

if find_spec("elsewise.engines.kernel") is not None:
    from elsewise.engines.kernel import KernelEngine

    ENGINES["kernel"] = KernelEngine
