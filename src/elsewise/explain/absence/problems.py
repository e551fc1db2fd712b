"""The problem that is searched: with the aim asked about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from elsewise.explain.absence.aims import Aim, ConditionAim, EndingAim, EventAim, NoEvent
from elsewise.play.asked_conditions import with_conditions
from elsewise.play.ground import ground
from elsewise.problem.problem import (
    TRUE,
    ComparisonTest,
    Conjunction,
    ConstantValue,
    Event,
    Fluent,
    FluentKind,
    FluentRead,
    GroundEffect,
    Problem,
)
from elsewise.world.expressions import Comparison
from elsewise.world.model import World

AIM = "?aim"
"""What the aim is called among what is asked, if it is no ending."""

HAPPENED = "has happened"
"""A fact that is put in, as no world can call one: an event that is asked for has happened."""


def aimed(world: World, aim: Aim, depth: int, *, wide: Problem | None = None) -> Problem:
    """Return a world's problem in which the aim is asked about.

    `wide`: another problem that was made of the world. What can happen, and who has a reason for
    it, stay the same: of an event it is noted, in a fact of its own, that it has happened.
    """
    problem = ground(world) if wide is None else wide
    match aim:
        case ConditionAim(_, condition):
            return with_conditions(world, {AIM: condition}, problem, depth=depth)
        case EndingAim(name):
            assert name in problem.endings
            return problem
        case EventAim():
            return noting(problem, [e.name for e in events_of(problem, aim)])
        case NoEvent():
            return problem


def name_of(aim: Aim) -> str:
    """Return what an aim is called in the problem in which it is asked about."""
    return aim.text if isinstance(aim, EndingAim) else AIM


def events_of(problem: Problem, aim: EventAim) -> list[Event]:
    """Return the events of a problem that are asked for."""
    return [
        event
        for event in (*problem.actions, *problem.triggers)
        if aim.fits(event.name.partition("(")[0], event.arguments)
    ]


def noting(problem: Problem, names: Iterable[str]) -> Problem:
    """Return a problem that notes when one of some events happens, and asks about that.

    A trigger is noted by another one right before it, for what a trigger writes decides when it
    fires.
    """
    fluent = len(problem.fluents)
    happened = ComparisonTest(Comparison.EQUAL, FluentRead((), fluent), ConstantValue(True))
    note = GroundEffect(TRUE, (), fluent, ConstantValue(True))
    wanted = frozenset(names)
    triggers: list[Event] = []
    for trigger in problem.triggers:
        if trigger.name in wanted:
            not_yet = ComparisonTest(Comparison.EQUAL, FluentRead((), fluent), ConstantValue(False))
            condition = Conjunction((not_yet, trigger.condition))
            triggers.append(
                replace(trigger, name=f"noted {trigger.name}", condition=condition, effects=(note,))
            )
        triggers.append(trigger)
    return replace(
        problem,
        fluents=(*problem.fluents, Fluent(HAPPENED, HAPPENED, (), FluentKind.YES_NO)),
        actions=tuple(
            replace(a, effects=(*a.effects, note)) if a.name in wanted else a
            for a in problem.actions
        ),
        triggers=tuple(triggers),
        start={**problem.start, (): {**problem.start[()], fluent: False}},
        asked={AIM: happened},
    )
