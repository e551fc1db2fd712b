"""Which fluents can matter for whether something is ever reached."""

from __future__ import annotations

from collections.abc import Iterable

from elsewise.problem.problem import FALSE, Condition, Event, Problem, ValueExpression
from elsewise.problem.reads import fluent_reads


def relevant(problem: Problem, aim: Condition) -> frozenset[int]:
    """Return the fluents that can matter for whether stories reach an aim.

    All others may have any value, in any mind, without making a difference. What the aim looks at
    matters; if a fluent matters, so does all that an event looks at which may change it (by an
    effect, or because somebody learns from seeing it), and all that those want who must consent
    to the event.
    """
    found = _looked_at((aim,))
    left = [*problem.actions, *problem.triggers]
    while True:
        waiting = []
        for event in left:
            if _written(event) & found:
                found |= _read(event)
                found |= _looked_at(problem.wants[c] for c in event.by)
            else:
                waiting.append(event)
        if len(waiting) == len(left):
            return frozenset(found)
        left = waiting


def _looked_at(parts: Iterable[Condition | ValueExpression]) -> set[int]:
    return {look.fluent for part in parts for look in fluent_reads(part)}


def _written(event: Event) -> set[int]:
    written = {effect.fluent for effect in event.effects}
    if any(seen is not FALSE for seen in event.seen_by):
        written |= _looked_at((event.condition,))
    return written


def _read(event: Event) -> set[int]:
    parts: list[Condition | ValueExpression] = [event.condition, *event.seen_by]
    for effect in event.effects:
        parts += (effect.condition, effect.value)
    return _looked_at(parts)
