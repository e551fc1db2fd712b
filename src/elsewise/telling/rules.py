"""Events of a story with the rules they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from elsewise.play.expressions import ReadByName, expressions_of
from elsewise.problem.problem import Event
from elsewise.telling.facts import roles_of
from elsewise.telling.sentence import Clause, Filling, Tense
from elsewise.telling.template import parse_template
from elsewise.telling.words import Discourse, say_name
from elsewise.world.expressions import Constant
from elsewise.world.model import EventRule, World
from elsewise.world.types import Value, ValueType


@dataclass(frozen=True)
class Happening:
    """An event: its name, the rule that it comes from, and its roles filled in."""

    name: str
    rule: EventRule
    arguments: tuple[Value, ...]
    roles: Mapping[str, Value]

    @property
    def by(self) -> tuple[str, ...]:
        """Who must have a reason."""
        return tuple(
            str(who.value if isinstance(who, Constant) else self.roles[who.name])
            for who in self.rule.by
        )


def action_happening(world: World, ground: Event) -> Happening:
    """Return an action that happens."""
    return _filled(world.actions, ground)


def trigger_happening(world: World, ground: Event) -> Happening:
    """Return a trigger that fired."""
    return _filled(world.triggers, ground)


def _filled(rules: Sequence[EventRule], ground: Event) -> Happening:
    rule = rules[ground.rule]
    return Happening(
        ground.name, rule, ground.arguments, roles_of(rule.parameters, ground.arguments)
    )


def event_clause(
    world: World,
    event: Happening,
    read: ReadByName,
    discourse: Discourse,
    *,
    sure: bool,
    turn: int = 0,
) -> Clause | None:
    """Return the clause that tells an event; None if its template has no line for this case.

    The first line counts whose condition holds in what is `read`, the state before the event;
    lines without a condition that stand together are variants, of which `turn` chooses one.
    `sure`: conditions that rest on something unknown there do not hold.
    """
    expressions = expressions_of(world)
    lines = event.rule.tell
    for place, line in enumerate(lines):
        if line.condition is None:
            variants = [other for other in lines[place:] if other.condition is None]
            return _clause(event, variants[turn % len(variants)].text, discourse)
        if expressions.holds(line.condition, event.roles, read, sure=sure):
            return _clause(event, line.text, discourse)
    return None


def _clause(event: Happening, text: str, discourse: Discourse) -> Clause:
    pieces = parse_template(text, frozenset(event.roles))
    return Clause(pieces, Filling(event.roles, event.arguments, _types(event)), discourse)


def _types(event: Happening) -> dict[str, ValueType]:
    return {p.name: p.type for p in event.rule.parameters if not isinstance(p, Constant)}


def plain_event(world: World, event: Happening) -> str:
    """Return what is said of an event without words of its own: "Tom: walk, from A to B"."""
    known = {e.name: say_name(e) for e in world.entities}
    done = event.rule.name.replace("_", " ")
    begun = False
    for parameter, value in zip(event.rule.parameters, event.arguments, strict=True):
        if str(value) in event.by:
            continue
        said = known.get(str(value), str(value))
        role = "" if isinstance(parameter, Constant) else parameter.name
        goes_on = begun and role in _PREPOSITIONS
        begun = role in _PREPOSITIONS
        done += ("" if goes_on else ",") + (f" {role} {said}" if begun else f" {said}")
    doers = " and ".join(known.get(name, name) for name in event.by)
    return f"{doers or 'Then'}: {done}"


_PREPOSITION_WORDS = "from to at in on with for of by into onto under over near behind"
_PREPOSITIONS = frozenset(_PREPOSITION_WORDS.split())


def ending_text(
    world: World, goal: float | str | None, read: ReadByName, discourse: Discourse
) -> str | None:
    """Return the words that a world has for an ending that is reached, if any."""
    expressions = expressions_of(world)
    for line in (line for ending in world.endings if ending.name == goal for line in ending.tell):
        if line.condition is None or expressions.holds(line.condition, {}, read):
            clause = Clause(parse_template(line.text), Filling({}, ()), discourse)
            return clause.finite(Tense.PAST)
    return None
