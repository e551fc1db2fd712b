"""Makes a world finite: `ground(world)` is the problem that both engines run."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from elsewise.grounding.compiler import Compiler
from elsewise.grounding.estimate import refuse_oversized
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.instances import Instance, RuleInstances
from elsewise.grounding.lifted import facts_assigned
from elsewise.grounding.reachability import reach
from elsewise.grounding.scope import Scope
from elsewise.grounding.simplify import Simplifier
from elsewise.grounding.start import StartTable, start_table
from elsewise.grounding.tables import Tables, as_value
from elsewise.problem.evaluate import clamp
from elsewise.problem.event_forms import event_forms
from elsewise.problem.mind_levels import mind_levels
from elsewise.problem.names import event_name
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    Condition,
    Event,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.world.expressions import Arithmetic, Expression
from elsewise.world.model import EventRule, World
from elsewise.world.types import Value


@dataclass(frozen=True)
class Draft:
    """A world with its events filled in, before anything is simplified.

    Fluents are numbered as in `tables`. `wants[c]` is character c's utility, `endings` are by
    name; `story_wants` is the author's.
    """

    tables: Tables
    factory: ExpressionFactory
    start: StartTable
    actions: Sequence[Instance]
    triggers: Sequence[Instance]
    wants: Sequence[ValueExpression]
    story_wants: ValueExpression
    endings: Mapping[str, Condition]


def ground(
    world: World,
    *,
    simplify: bool = True,
    besides: Mapping[str, Collection[Value]] | None = None,
) -> Problem:
    """Return the finite problem of a world.

    Events stand in the order of the text, then of their arguments, the first slowest. Facts that
    never change and are the same in every mind are filled in. Events that can never happen are
    left out, and so are those that would change nothing and teach nobody anything.

    With `simplify` false all fluents and all events are kept except those whose arguments alone
    make them impossible.

    `besides` are further values of fluents, by name, that may be so at the start or in a mind
    there: the problem then holds for every start that differs from the world's in them alone.

    Raises `WorldError` if the world has more fluents or events than can be handled.
    """
    with _no_collection():
        made = draft(world, constant_facts=simplify, besides=besides)
        return simplified(made) if simplify else _plain(made)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Do not look for garbage: nothing that is made here refers to itself.

    Every new condition would be looked at again and again: a quarter of the time of a large world.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def draft(
    world: World,
    *,
    constant_facts: bool = True,
    joins: bool = True,
    besides: Mapping[str, Collection[Value]] | None = None,
) -> Draft:
    """Fill in the events of a world.

    With `constant_facts`, facts that nothing changes and that are the same in every mind are
    filled in on the way. `joins` is only about speed. `besides`: see `ground`.
    """
    refuse_oversized(world)
    tables = Tables(world)
    factory = ExpressionFactory()
    start = _start(tables, besides or {})
    assigned = frozenset(
        tables.fact_number(fact)
        for rule in (*world.actions, *world.triggers)
        for fact in facts_assigned(rule.effect)
    )
    constants = {
        fluent: next(iter(values))
        for fluent, values in enumerate(start.values())
        if constant_facts and len(values) == 1 and tables.fact_of[fluent] not in assigned
    }
    compiler = Compiler(tables, factory, constants)

    def instances(rules: Sequence[EventRule]) -> list[Instance]:
        return [
            instance
            for number, rule in enumerate(rules)
            for instance in RuleInstances(compiler, number, rule, assigned).instances(joins=joins)
        ]

    return Draft(
        tables,
        factory,
        start,
        instances(world.actions),
        instances(world.triggers),
        tuple(_total(compiler, world.wants.get(name, ())) for name in tables.characters),
        _total(compiler, world.story_wants),
        {e.name: compiler.condition(e.condition, Scope({}))([], ()) for e in world.endings},
    )


def _start(tables: Tables, besides: Mapping[str, Collection[Value]]) -> StartTable:
    """Return what is so at the start, with values that are possible besides."""
    more = {
        number: frozenset(clamp(fluent, as_value(value)) for value in besides[fluent.name])
        for number, fluent in enumerate(tables.fluents)
        if fluent.name in besides
    }
    return replace(start_table(tables), besides=more)


def _total(compiler: Compiler, wants: Sequence[Expression]) -> ValueExpression:
    """Add up wants, left to right; a condition counts 1, and no want at all is 0."""
    total: ValueExpression = compiler.factory.constant(0.0)
    for want in wants:
        number = compiler.number(want, Scope({}))([], ())
        total = compiler.factory.operation(Arithmetic.ADD, total, number)
    return total


def simplified(made: Draft) -> Problem:
    """Fill in what never changes in any mind, and leave out what can never happen."""
    instances = [*made.actions, *made.triggers]
    reached = reach(made.tables.fluents, made.start.values(), instances)
    constants = {
        fluent: next(iter(values))
        for fluent, values in enumerate(reached.values)
        if isinstance(values, frozenset) and len(values) == 1
    }
    kept = [fluent for fluent in range(len(reached.values)) if fluent not in constants]
    renumbered = {fluent: number for number, fluent in enumerate(kept)}
    simplifier = Simplifier(made.factory, reached.values, constants, renumbered)
    happens = iter(reached.happens)
    actions = [instance for instance in made.actions if next(happens)]
    triggers = [instance for instance in made.triggers if next(happens)]
    world = made.tables.world
    return _problem(
        made,
        simplifier,
        [e for e in _events(simplifier, world.actions, actions) if _can_change(e)],
        [e for e in _events(simplifier, world.triggers, triggers) if _can_change(e)],
    )


def _can_change(event: Event) -> bool:
    """Whether an event can change anything: by an effect, or by surprising somebody."""
    if event.effects:
        return event.condition is not FALSE
    surprises = event.condition is not TRUE and event.condition is not FALSE
    return surprises and any(seen is not FALSE for seen in event.seen_by)


def _plain(made: Draft) -> Problem:
    """Keep all fluents and all events."""
    same = {fluent: fluent for fluent in range(len(made.tables.fluents))}
    simplifier = Simplifier(made.factory, None, {}, same)
    world = made.tables.world
    return _problem(
        made,
        simplifier,
        list(_events(simplifier, world.actions, made.actions)),
        list(_events(simplifier, world.triggers, made.triggers)),
    )


def _events(
    simplifier: Simplifier, rules: Sequence[EventRule], instances: Iterable[Instance]
) -> Iterator[Event]:
    seen: dict[int, tuple[Condition, ...]] = {}
    for instance in instances:
        if id(instance.seen_by) not in seen:
            seen[id(instance.seen_by)] = tuple(map(simplifier.condition, instance.seen_by))
        yield Event(
            event_name(rules[instance.rule].name, instance.arguments),
            instance.rule,
            instance.arguments,
            simplifier.condition(instance.condition),
            tuple([kept for e in instance.effects for kept in simplifier.effect(e)]),
            instance.by,
            seen[id(instance.seen_by)],
        )


def _problem(
    made: Draft, simplifier: Simplifier, actions: Sequence[Event], triggers: Sequence[Event]
) -> Problem:
    tables, world = made.tables, made.tables.world
    wants = tuple(map(simplifier.value, made.wants))
    story_wants = simplifier.value(made.story_wants)
    endings = {name: simplifier.condition(e) for name, e in made.endings.items()}
    return Problem(
        name=world.name,
        characters=tables.characters,
        fluents=tuple(tables.fluents[fluent] for fluent in simplifier.renumbered),
        actions=tuple(actions),
        triggers=tuple(triggers),
        start=simplifier.start(made.start.said),
        wants=wants,
        story_wants=story_wants,
        endings=endings,
        limits=dict(world.limits),
        levels=mind_levels(
            len(tables.characters), actions, triggers, wants, [story_wants, *endings.values()]
        ),
        constants={tables.fluents[f].name: v for f, v in simplifier.constants.items()},
        origin=_origin(tables),
        forms=event_forms(world),
        choosing=world.choosing,
    )


def _origin(tables: Tables) -> dict[Minds, dict[str, Value]] | None:
    """Return the start of the world that this one is a later moment of, by name."""
    if tables.world.origin is None:
        return None
    return {
        minds: {tables.fluents[fluent].name: value for fluent, value in said.items()}
        for minds, said in start_table(tables, tables.world.origin).said.items()
    }
