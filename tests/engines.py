"""The engines that tests run on: the reference, and the kernel where it is built."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

from elsewise.graph.protocol import Engine
from elsewise.grounding.problem import Problem
from elsewise.reference.engine import ReferenceEngine

Factory = Callable[[Problem, int, int | None], Engine]

ENGINES: dict[str, Factory] = {"reference": ReferenceEngine}

if find_spec("elsewise.engine") is not None:
    from elsewise.engine import KernelEngine

    ENGINES["kernel"] = KernelEngine
