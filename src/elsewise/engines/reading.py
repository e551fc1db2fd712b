"""Reading the states of an engine."""

from __future__ import annotations

from functools import cache

from elsewise.engines.protocol import Engine, Handle
from elsewise.problem.evaluate import ReadFluent
from elsewise.problem.problem import Minds
from elsewise.world.types import Value


def mind_at(engine: Engine, state: Handle, minds: Minds) -> Handle:
    """Return the mind that a path leads to; one that is not kept is where one stands."""
    for character in minds:
        state = engine.mind(state, character)
    return state


def values_in(engine: Engine, state: Handle) -> tuple[Value, ...]:
    """Return the values in a state, by the number of the fluent."""
    return tuple(engine.look(state, 0).values.values())


def reader(engine: Engine, state: Handle) -> ReadFluent:
    """Return what evaluates ground expressions in a state."""

    @cache
    def values(minds: Minds) -> tuple[Value, ...]:
        return values_in(engine, mind_at(engine, state, minds))

    return lambda minds, fluent: values(minds)[fluent]
