"""What effects write, before it is made so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from elsewise.engines.reference.states import StateNode
from elsewise.problem.evaluate import holds, value_of
from elsewise.problem.problem import GroundEffect, Minds
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True)
class Write:
    """A fluent gets a value, in the mind that `minds` leads to from the state at hand.

    By what it does, for whoever takes notes: `by_event`, or else a trigger; None if it is noted
    elsewhere. `told` is whose mind it is put into, None where it is done in the state itself.
    """

    minds: Minds
    fluent: int
    value: Value
    by_event: bool | None = None
    told: int | None = None


def writes_of(effects: Iterable[GroundEffect], state: StateNode, *, by_event: bool) -> list[Write]:
    """Return what effects write, in the order of the text; all is read before anything is made."""
    return [
        Write(
            effect.minds,
            effect.fluent,
            value_of(effect.value, state.value),
            by_event,
            effect.minds[0] if effect.minds else None,
        )
        for effect in effects
        if holds(effect.condition, state.value)
    ]
