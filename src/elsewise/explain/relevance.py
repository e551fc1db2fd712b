"""Which fluents can matter for whether something is ever reached.

A backward relevance analysis, as in Nebel, Dimopoulos and Koehler, "Ignoring irrelevant facts and
operators in plan generation" (1997).
"""

from __future__ import annotations

from elsewise.problem.problem import FALSE, Condition, Event, Problem, ValueExpression
from elsewise.problem.reads import fluent_reads


def relevant(problem: Problem, aim: Condition) -> frozenset[int]:
    """Return the fluents that can matter for whether stories reach an aim.

    All others may have any value, in any mind, without making a difference. What the aim looks at
    matters; if a fluent matters, so does all that an event looks at which may change it (by an
    effect, or because somebody learns from seeing it), and all that those want who must consent
    to the event.
    """
    events = [(_written(e), _needed(problem, e)) for e in (*problem.actions, *problem.triggers)]
    found, more = frozenset[int](), _read(aim)
    while more != found:
        found = more
        more = found.union(*(needed for written, needed in events if written & found))
    return found


def makes_a_difference(event: Event, matters: frozenset[int]) -> bool:
    """Whether an event can change, or teach somebody, one of some fluents."""
    return bool(_written(event) & matters)


def _written(event: Event) -> frozenset[int]:
    seen = any(seer is not FALSE for seer in event.seen_by)
    taught = _read(event.condition) if seen else frozenset[int]()
    return taught.union(effect.fluent for effect in event.effects)


def _needed(problem: Problem, event: Event) -> frozenset[int]:
    changes = (part for effect in event.effects for part in (effect.condition, effect.value))
    wants = (problem.wants[character] for character in event.by)
    return _read(event.condition, *event.seen_by, *changes, *wants)


def _read(*parts: Condition | ValueExpression) -> frozenset[int]:
    return frozenset(read.fluent for part in parts for read in fluent_reads(part))
