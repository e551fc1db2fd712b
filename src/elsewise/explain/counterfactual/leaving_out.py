"""A world without one of its events."""

from __future__ import annotations

from dataclasses import replace

from elsewise.errors import UsageError
from elsewise.problem.event_forms import EventForm, event_forms
from elsewise.problem.names import parse_event_name
from elsewise.world.expressions import And, Compare, Comparison, Constant, Not, Variable
from elsewise.world.model import EventRule, World


def without_event(world: World, event: str) -> World:
    """Return a world in which an action or trigger cannot happen, and nobody counts on it.

    `event` is one with its arguments, of which `_` is any, or the bare name of an action or
    trigger, for all of them.
    Raises `UsageError` if there is no such event.
    """
    name, given = parse_event_name(event)
    rules = [rule for rule in (*world.actions, *world.triggers) if rule.name == name]
    bare = "(" not in event
    forms = event_forms(world)
    wrong = forms.complaint(event, partly=bare)
    if wrong is not None:
        raise UsageError(wrong)
    meant = {
        id(rule): And(()) if bare else _given(rule, form, given)
        for rule, form in zip(rules, forms.called(name), strict=True)
    }

    def without(rule: EventRule) -> EventRule:
        test = meant.get(id(rule))
        return rule if test is None else replace(rule, condition=And((rule.condition, Not(test))))

    return replace(
        world,
        actions=tuple(map(without, world.actions)),
        triggers=tuple(map(without, world.triggers)),
    )


def _given(rule: EventRule, form: EventForm, given: tuple[str, ...]) -> And | None:
    """Return the condition that a rule has these arguments; None if it never has."""
    if not form.takes(given):
        return None
    pairs = zip(rule.parameters, form.roles, given, strict=True)
    return And(
        tuple(
            Compare(Comparison.EQUAL, term, Constant(role.values[word]))
            for term, role, word in pairs
            if isinstance(term, Variable) and word in role.values  # `_` is whoever
        )
    )
