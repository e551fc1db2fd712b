"""Surprise: what somebody learns from seeing an event that they held for impossible."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.engines.reference.states import StateNode
from elsewise.engines.reference.writes import Write
from elsewise.problem.evaluate import clamp, holds, support
from elsewise.problem.problem import Event, Fluent, FluentKind, Minds
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import Comparison
from elsewise.world.types import Value


def is_surprised(action: Event, mind: StateNode) -> bool:
    """Whether a mind that sees an action held it for impossible."""
    return not holds(action.condition, mind.value)


def put_right(
    action: Event, state: StateNode, mind: StateNode, fluents: Sequence[Fluent]
) -> list[Write]:
    """Return what a mind learns from seeing an action that it held for impossible.

    It takes over what made the action possible: of an equation the values, of any other
    comparison only that its own idea was wrong (a yes/no fluent must have the other value).
    """
    learnt: dict[tuple[Minds, int], Value] = {}
    for atom in support(action.condition, state.value):
        if holds(atom, mind.value):
            continue
        for look in fluent_reads(atom):
            value = state.value(look.minds, look.fluent)
            kind = fluents[look.fluent].kind
            if atom.operator is not Comparison.EQUAL and kind is not FluentKind.YES_NO:
                value = None
            target = (_way(mind, look.minds), look.fluent)
            if value is not None or target not in learnt:
                learnt[target] = value
    return [
        Write(minds, fluent, clamp(fluents[fluent], value))
        for (minds, fluent), value in learnt.items()
    ]


def _way(state: StateNode, minds: Minds) -> Minds:
    """Return the part of a path that is really walked: without one's own and missing minds."""
    way: list[int] = []
    for character in minds:
        mind = state.minds[character]
        if mind is not None:
            way.append(character)
            state = mind
    return tuple(way)
