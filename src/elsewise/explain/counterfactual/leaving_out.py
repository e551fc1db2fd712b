"""A world without one of its events."""

from __future__ import annotations

from dataclasses import replace

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.grounding.tables import Tables
from elsewise.problem.names import parse_event_name, value_text
from elsewise.world.expressions import And, Compare, Comparison, Constant, Not, Term, Variable
from elsewise.world.model import EventRule, World


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
    meant = {id(rule): And(()) if bare else _given(world, rule, given) for rule in rules}
    if not any(meant.values()):
        roles = ", ".join(map(_role, rules[0].parameters))
        raise UsageError(f"There is no event {event}: it is written {name}({roles}).")

    def without(rule: EventRule) -> EventRule:
        test = meant.get(id(rule))
        return rule if test is None else replace(rule, condition=And((rule.condition, Not(test))))

    return replace(
        world,
        actions=tuple(map(without, world.actions)),
        triggers=tuple(map(without, world.triggers)),
    )


def _given(world: World, rule: EventRule, given: tuple[str, ...]) -> And | None:
    """Return the condition that a rule has these arguments; None if it never has."""
    if len(given) != len(rule.parameters):
        return None
    tables = Tables(world)
    same: list[Compare] = []
    for term, word in zip(rule.parameters, given, strict=True):
        values = {value_text(value): value for value in tables.values_of_term(term)}
        if word not in values:
            return None
        if isinstance(term, Variable):
            same.append(Compare(Comparison.EQUAL, term, Constant(values[word])))
    return And(tuple(same))


def _role(term: Term) -> str:
    return term.name if isinstance(term, Variable) else value_text(term.value)
