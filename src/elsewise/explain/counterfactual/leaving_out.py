"""A world without one of its events."""

from __future__ import annotations

from dataclasses import replace

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.problem.names import parse_event_name, value_text
from elsewise.world.expressions import And, Compare, Comparison, Constant, Not, Variable
from elsewise.world.model import EventRule, World
from elsewise.world.types import EntityType, Value, YesNoType


def without_event(world: World, event: str) -> World:
    """Return a world in which an action or trigger cannot happen, and nobody counts on it.

    `event` is one with its arguments, or the bare name of an action or trigger, for all of them.
    Raises `UsageError` if there is no such event.
    """
    name, given = parse_event_name(event)
    rules = [rule for rule in (*world.actions, *world.triggers) if rule.name == name]
    if not rules:
        names = dict.fromkeys(rule.name for rule in (*world.actions, *world.triggers))
        hint = did_you_mean(name, names)
        raise UsageError(f"There is no action or trigger called {name}.{hint}")
    bare = "(" not in event
    narrowed = {
        id(rule): made
        for rule in rules
        if (made := _never(rule) if bare else _except(world, rule, given)) is not None
    }
    if not narrowed:
        roles = ", ".join(map(_role, rules[0].parameters))
        raise UsageError(f"There is no event {event}: it is written {name}({roles}).")
    return replace(
        world,
        actions=tuple(narrowed.get(id(rule), rule) for rule in world.actions),
        triggers=tuple(narrowed.get(id(rule), rule) for rule in world.triggers),
    )


def _never(rule: EventRule) -> EventRule:
    return replace(rule, condition=And((rule.condition, Not(And(())))))


def _except(world: World, rule: EventRule, given: tuple[str, ...]) -> EventRule | None:
    """Return a rule without the event of these arguments, or None if it has no such event."""
    if len(given) != len(rule.parameters):
        return None
    same = []
    for term, word in zip(rule.parameters, given, strict=True):
        value = _value(world, term, word)
        if value is None:
            return None
        if isinstance(term, Variable):
            same.append(Compare(Comparison.EQUAL, term, Constant(value)))
    return replace(rule, condition=And((rule.condition, Not(And(tuple(same))))))


def _value(world: World, term: Variable | Constant, word: str) -> Value:
    """Return which value of a role is written so; None if it has none such."""
    if isinstance(term, Constant):
        return term.value if value_text(term.value) == word else None
    if isinstance(term.type, YesNoType):
        return {"yes": True, "no": False}.get(word)
    if isinstance(term.type, EntityType):
        names = (entity.name for entity in world.entities_of(term.type.name))
        return word if word in names else None
    return None


def _role(term: Variable | Constant) -> str:
    return term.name if isinstance(term, Variable) else value_text(term.value)
