"""Events of a story with the rules they come from, and who saw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from elsewise.errors import UsageError
from elsewise.problem.problem import Event
from elsewise.telling.reading import Mind, Reader, Scene, StateMind, term_value
from elsewise.telling.sentence import Clause, Filling, Tense
from elsewise.telling.template import parse_template
from elsewise.telling.words import Discourse, say_name
from elsewise.world.expressions import Constant, Term
from elsewise.world.model import EventRule, EverySeer, World
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
        return tuple(str(term_value(who, self.roles)) for who in self.rule.by)


def happening(scene: Scene, event: str) -> Happening:
    """Return the action of this name. Raises `UsageError` if there is none."""
    if event not in scene.actions:
        raise UsageError(f"{event} can never happen in {scene.world.name}.")
    ground = scene.engine.problem.actions[scene.actions[event]]
    return action_happening(scene.world, ground)


def trigger_happening(world: World, ground: Event) -> Happening:
    """Return a trigger that fired."""
    return _filled(world.triggers[ground.rule], ground)


def action_happening(world: World, ground: Event) -> Happening:
    """Return an action that happens."""
    return _filled(world.actions[ground.rule], ground)


def _filled(rule: EventRule, ground: Event) -> Happening:
    roles = {
        parameter.name: value
        for parameter, value in zip(rule.parameters, ground.arguments, strict=True)
        if not isinstance(parameter, Constant)
    }
    return Happening(ground.name, rule, ground.arguments, roles)


def is_seen_by(world: World, event: Happening, character: str, before: StateMind) -> bool:
    """Whether a character observes an action that happens in a state."""
    if event.rule.seen_by is None:
        return True
    reader = Reader(world)
    for seer in event.rule.seen_by:
        if not isinstance(seer, EverySeer):
            if term_value(seer, event.roles) == character:
                return True
            continue
        roles = {**event.roles, seer.variable.name: character}
        if _is_of(world, character, seer.variable) and (
            seer.condition is None or reader.holds(seer.condition, before, roles)
        ):
            return True
    return False


def _is_of(world: World, character: str, variable: Term) -> bool:
    kind = getattr(getattr(variable, "type", None), "name", "character")
    return any(e.name == character for e in world.entities_of(kind))


def event_clause(
    world: World,
    event: Happening,
    mind: Mind,
    discourse: Discourse,
    *,
    sure: bool,
    turn: int = 0,
) -> Clause | None:
    """Return the clause that tells an event; None if its template has no line for this case.

    The first line counts whose condition holds in `mind`, the state before the event; lines
    without a condition that stand together are variants, of which `turn` chooses one. `sure`:
    conditions that the mind cannot be sure about do not hold.
    """
    reader = Reader(world, sure=sure)
    lines = event.rule.tell
    for place, line in enumerate(lines):
        if line.condition is None:
            variants = [other for other in lines[place:] if other.condition is None]
            return _clause(event, variants[turn % len(variants)].text, discourse)
        if reader.holds(line.condition, mind, event.roles):
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
    world: World, goal: float | str | None, state: StateMind, discourse: Discourse
) -> str | None:
    """Return the words that a world has for an ending that is reached, if any."""
    reader = Reader(world)
    for ending in world.endings:
        if ending.name != goal:
            continue
        for line in ending.tell:
            if line.condition is None or reader.holds(line.condition, state, {}):
                clause = Clause(parse_template(line.text), Filling({}, ()), discourse)
                return clause.finite(Tense.PAST)
    return None
