"""What there is in a world to take part in its stories: each thing that can be covered.

Those that depend on a state do so by a condition over the roles of their rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.diagnostics import NOWHERE, Span
from elsewise.explain.coverage.places import Places, places
from elsewise.explain.coverage.values import Kind
from elsewise.world.expressions import (
    And,
    Assign,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Not,
    Quantified,
    Quantity,
    Together,
    Variable,
)
from elsewise.world.model import Ending, EventRule, Fact, Template, World
from elsewise.world.types import Value
from elsewise.world.walk import fill_in

TRUE = And(())


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that may take part: its kind, what it is called, and where it stands.

    `number` says which one: of the world's actions, triggers, endings or facts. `line` says which
    of its belief effects or `tell` lines. `condition` is when that one applies. `wants` are the
    characters (None: the author) who want it, each with the number they add for it.
    """

    kind: Kind
    name: str
    span: Span
    number: int = 0
    line: int = 0
    condition: Expression = TRUE
    wants: tuple[tuple[str | None, Expression], ...] = ()


def subjects(world: World) -> tuple[Subject, ...]:
    """Return everything in a world that can be covered, in the order of the text."""
    placed = places(world)
    found = [
        *_events(world, placed),
        *_wants(world, placed),
        *_facts(world, placed),
        *_endings(world, placed),
    ]
    return tuple(sorted(found, key=lambda subject: subject.span))  # stable: else as it comes


def _events(world: World, placed: Places) -> Iterator[Subject]:
    for kind, rules in ((Kind.ACTION, world.actions), (Kind.TRIGGER, world.triggers)):
        for number, rule in enumerate(rules):
            name = f"{kind.value} {rule.name}"
            yield Subject(kind, name, rule.span, number)
            effects = list(_leaves(rule.effect, in_mind=False))
            spans = _fitting(placed.effects.get(rule.span, []), len(effects), rule.span)
            for line, ((in_mind, condition), span) in enumerate(zip(effects, spans, strict=True)):
                if in_mind:
                    of = Kind.ACTION_BELIEF if kind is Kind.ACTION else Kind.TRIGGER_BELIEF
                    yield Subject(of, f"belief, {name}", span, number, line, condition)
            of = Kind.ACTION_TELL if kind is Kind.ACTION else Kind.TRIGGER_TELL
            spans = placed.tells.get(rule.span, [])
            yield from _tell(of, f"tell, {name}", rule, number, spans)


def _facts(world: World, placed: Places) -> Iterator[Subject]:
    for number, fact in enumerate(world.facts):
        name = f"tell, fact {fact.name}"
        yield from _tell(Kind.FACT_TELL, name, fact, number, placed.tells.get(fact.span, []))


def _endings(world: World, placed: Places) -> Iterator[Subject]:
    for number, ending in enumerate(world.endings):
        name = f"ending {ending.name}"
        yield Subject(Kind.ENDING, name, ending.span, number)
        spans = placed.tells.get(ending.span, [])
        yield from _tell(Kind.ENDING_TELL, f"tell, {name}", ending, number, spans)


def _tell(
    kind: Kind, name: str, of: EventRule | Fact | Ending, number: int, spans: Sequence[Span]
) -> Iterator[Subject]:
    for line, span in enumerate(_fitting(spans, len(of.tell), of.span)):
        yield Subject(kind, name, span, number, line, used_when(of.tell, line))


def used_when(lines: Sequence[Template], line: int) -> Expression:
    """Return when a `tell` line is used: the first whose `if` holds is; those without, in turn."""
    own = lines[line].condition
    plain = [place for place, other in enumerate(lines) if other.condition is None]
    before = line if own is not None else plain[0]
    if own is not None and plain and plain[0] < line:
        return Constant(False)
    others = [other.condition for other in lines[:before] if other.condition is not None]
    return And((*(Not(condition) for condition in others), *(() if own is None else (own,))))


def _wants(world: World, placed: Places) -> Iterator[Subject]:
    by_place: dict[Span, list[tuple[str | None, Expression]]] = {}
    everybody: list[tuple[str | None, tuple[Expression, ...]]] = [
        *world.wants.items(),
        (None, world.story_wants),
    ]
    for who, wants in everybody:
        spans = _fitting(placed.wants.get(who, []), len(wants), NOWHERE)
        for line, (want, span) in enumerate(zip(wants, spans, strict=True)):
            if span == NOWHERE:
                yield Subject(
                    Kind.WANT, f"want {line + 1} of {who or 'story'}", span, wants=((who, want),)
                )
            else:
                by_place.setdefault(span, []).append((who, want))
    for span, pairs in by_place.items():
        names = " and ".join(who or "story" for who, _ in pairs)
        yield Subject(Kind.WANT, f"want of {names}", span, wants=tuple(pairs))


def _fitting(spans: Sequence[Span], count: int, otherwise: Span) -> Sequence[Span]:
    """Return as many places as there are things; where they do not fit, another for all."""
    return spans if len(spans) == count else (otherwise,) * count


def _leaves(effect: Effect, *, in_mind: bool) -> Iterator[tuple[bool, Expression]]:
    """Yield whether each single effect is about a mind, and when it applies."""
    match effect:
        case Assign(target):
            yield in_mind or isinstance(target, InMind), TRUE
        case Together(effects):
            for one in effects:
                yield from _leaves(one, in_mind=in_mind)
        case If(test, then, otherwise):
            for about, condition in _leaves(then, in_mind=in_mind):
                yield about, And((test, condition))
            if otherwise is not None:
                for about, condition in _leaves(otherwise, in_mind=in_mind):
                    yield about, And((Not(test), condition))
        case ForEvery(variable, test, inner):
            for about, condition in _leaves(inner, in_mind=in_mind):
                yield about, Quantified(Quantity.SOME, variable, test, condition)
        case InMind(who, body):
            assert isinstance(body, Assign | Together | If | ForEvery | InMind)
            for _, condition in _leaves(body, in_mind=True):
                yield True, InMind(who, condition)


def with_roles(condition: Expression, rule: EventRule, arguments: Sequence[Value]) -> Expression:
    """Return a condition over a rule's roles for one event of it."""
    for parameter, value in zip(rule.parameters, arguments, strict=True):
        if isinstance(parameter, Variable):
            condition = fill_in(condition, parameter.name, Constant(value))
    return condition


def read_by(who: str | None, want: Expression) -> Expression:
    """Return what somebody wants, as they themselves see it."""
    return want if who is None else InMind(Constant(who), want)
