"""Reading the states of an engine."""

from __future__ import annotations

from functools import cache

from elsewise.engines.protocol import Engine, Handle
from elsewise.problem.evaluate import ReadFluent
from elsewise.problem.problem import Minds
from elsewise.world.types import Value


def reader(engine: Engine, state: Handle) -> ReadFluent:
    """Return what evaluates ground expressions in a state; a mind not kept is where one stands."""

    @cache
    def mind(minds: Minds) -> Handle:
        return engine.mind(mind(minds[:-1]), minds[-1]) if minds else state

    @cache
    def values(minds: Minds) -> tuple[Value, ...]:
        return tuple(engine.look(mind(minds), 0).values.values())

    return lambda minds, fluent: values(minds)[fluent]
