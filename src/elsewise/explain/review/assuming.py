"""Assumptions: as if some values were otherwise, for whoever is to be asked again."""

from __future__ import annotations

from elsewise.play.restart import Values
from elsewise.problem.problem import FALSE, TRUE, ConstantValue, Event, GroundEffect


def assumption(name: str, changes: Values, characters: int) -> Event:
    """Return an event that makes changes, done and seen by nobody, possible always."""
    effects = tuple(
        GroundEffect(TRUE, path, fluent, ConstantValue(value))
        for (path, fluent), value in changes.items()
    )
    return Event(name, 0, (), TRUE, effects, (), (FALSE,) * characters)
