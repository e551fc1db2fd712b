"""Perception: who sees an action that happens."""

from __future__ import annotations

from elsewise.problem.evaluate import ReadFluent, holds
from elsewise.problem.problem import Event


def perceives(character: int, action: Event, read: ReadFluent) -> bool:
    """Whether a character sees an action in the state that is read, before it happens there."""
    return holds(action.seen_by[character], read)


def perceivers(action: Event, read: ReadFluent) -> tuple[int, ...]:
    """Return who sees an action, whether their minds are kept or not, ascending."""
    return tuple(c for c in range(len(action.seen_by)) if perceives(c, action, read))
