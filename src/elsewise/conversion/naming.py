"""Names as the world language allows them.

The peer's names may hold dots and quotes; its types, entities, facts and variables have spaces of
their own, and nothing is reserved. Here a name that cannot stay gets a number, or a word that says
what it names. Entities and events keep their names where anything can, for stories are written in
them; the same world always gets the same names.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from elsewise.syntax.tokens import DECLARATIONS, KEPT, RESERVED
from elsewise.world.expressions import Term, Variable
from elsewise.world.model import Fact, World
from elsewise.world.types import CHARACTER, ENTITY, EntityType

_LEGAL = re.compile(r"[^\W\d_]\w*")
_NEVER_TYPES = RESERVED | DECLARATIONS | KEPT | {"number", "story", "wants", "chooses"}
_NEVER_ENTITIES = RESERVED | {CHARACTER, ENTITY, "wants", "chooses", "story", "everyone", "nobody"}

FactKey = tuple[str, tuple[Term, ...]]


@dataclass(frozen=True)
class Names:
    """What everything is called in the text.

    `events` are in the order of the world's actions, then its triggers. `words` are the types
    that a fact of the same name makes by listing its values, with that fact.
    """

    types: dict[str, str]
    entities: dict[str, str]
    facts: dict[FactKey, str]
    bare_facts: frozenset[str]
    events: tuple[str, ...]
    words: dict[str, FactKey]

    def fact(self, fact: Fact) -> str:
        """Return what a fact is called."""
        return self.facts[key_of(fact)]


def key_of(fact: Fact) -> FactKey:
    """Return what tells a fact from all others: its name and its parameters."""
    return fact.name, fact.parameters


def legal(name: str, otherwise: str = "x") -> str:
    """Return a name made of letters, digits and `_` that begins with a letter."""
    if _LEGAL.fullmatch(name):
        return name
    cleaned = re.sub(r"\W", "_", name)
    found = _LEGAL.search(cleaned)
    return found.group() if found else otherwise


def fresh(name: str, taken: Container[str], kind: str | None = None) -> str:
    """Return a legal name that is not taken, as near to the given one as can be.

    `kind` is a word that may be added before numbers are tried.
    """
    base = legal(name)
    if base not in taken:
        return base
    if kind is not None and f"{base}_{kind}" not in taken:
        return f"{base}_{kind}"
    number = 2
    while f"{base}_{number}" in taken:
        number += 1
    return f"{base}_{number}"


def name_all(world: World) -> Names:
    """Choose what everything in a world is called."""
    words = _word_types(world)
    fixed = {name for name in words if _LEGAL.fullmatch(name)}
    entities: dict[str, str] = {}
    used = set(_NEVER_ENTITIES)
    characters = {e.name for e in world.characters}
    for entity in _legal_first(e.name for e in world.entities):
        # What a character wants stands at the margin, where declarations begin.
        unfit = used | DECLARATIONS if entity in characters else used
        entities[entity] = fresh(entity, unfit)
        used.add(entities[entity])
    types = {ENTITY: ENTITY, CHARACTER: CHARACTER}
    taken = {*_NEVER_TYPES, *types, *fixed, *(set(entities.values()) - fixed)}
    for type_name in _legal_first(world.types.parents):
        if type_name in fixed:
            types[type_name] = type_name
        elif type_name not in types:
            types[type_name] = fresh(type_name, taken, "type")
            taken.add(types[type_name])
    facts = _fact_names(world, set(entities.values()))
    bare = frozenset(name for (_, parameters), name in facts.items() if not parameters)
    return Names(types, entities, facts, bare, _event_names(world), words)


def _legal_first(names: Iterable[str]) -> list[str]:
    """Return the names that can stay as they are, then the others, so that none is crowded out."""
    return sorted(names, key=lambda name: _LEGAL.fullmatch(name) is None)


def _fact_names(world: World, entities: set[str]) -> dict[FactKey, str]:
    """Facts with arguments may share a name; a fact without any is none of the entities."""
    chosen: dict[str, str] = {}
    bare = {fact.name for fact in world.facts if not fact.parameters}
    for name in _legal_first(dict.fromkeys(fact.name for fact in world.facts)):
        taken = {*RESERVED, *chosen.values(), *(entities if name in bare else ())}
        chosen[name] = fresh(name, taken, "fact")
    return {key_of(fact): chosen[fact.name] for fact in world.facts}


def _event_names(world: World) -> tuple[str, ...]:
    """Events may share a name unless their parameters are the same."""
    rules = [*world.actions, *world.triggers]
    chosen: dict[str, str] = {}
    for name in _legal_first(dict.fromkeys(rule.name for rule in rules)):
        chosen[name] = fresh(name, {*RESERVED, *chosen.values()})
    taken = {*RESERVED, *chosen.values()}
    seen: set[tuple[str, tuple[object, ...]]] = set()
    names: list[str] = []
    for rule in rules:
        signature = tuple(p.type if isinstance(p, Variable) else p for p in rule.parameters)
        name = chosen[rule.name]
        if (name, signature) in seen:
            name = fresh(name, taken)
            taken.add(name)
        seen.add((name, signature))
        names.append(name)
    return tuple(names)


def _word_types(world: World) -> dict[str, FactKey]:
    """Find the facts that can list their values as words, as in `fact deed: none or left`.

    The words then are the last entities, in the order of those facts; each is nothing else
    but perhaps a word of several of them.
    """
    found: dict[str, FactKey] = {}
    for fact in world.facts:
        name = fact.name
        if fact.values == EntityType(name) and name not in found and _is_plain(world, name):
            found[name] = key_of(fact)
    others = [e for e in world.entities if not world.is_a(e, CHARACTER)]
    listed = [e for e in others if not found.keys().isdisjoint(e.types)]
    if any(e.types != tuple(name for name in found if name in e.types) for e in listed):
        return {}
    words = [e.name for name in found for e in listed if e.types[0] == name]
    return found if words == [e.name for e in others[len(others) - len(words) :]] else {}


def _is_plain(world: World, type_name: str) -> bool:
    """Whether a type has members that are called by their names, and no kin."""
    if world.types.parents.get(type_name) != (ENTITY,):
        return False
    if any(type_name in parents for parents in world.types.parents.values()):
        return False
    members = world.entities_of(type_name)
    return bool(members) and all(e.said is None and e.pronoun is None for e in members)


def role_names(variables: Iterable[str], names: Names) -> dict[str, str]:
    """Choose what the variables of one event, fact or statement are called."""
    renamed = {new for old, new in names.entities.items() if old != new}
    avoided = {*RESERVED, "everyone", "nobody", *renamed}
    chosen: dict[str, str] = {}
    for name in _legal_first(dict.fromkeys(variables)):
        if _LEGAL.fullmatch(name) and name not in avoided:
            chosen[name] = name
        else:
            taken = {*avoided, *chosen.values(), *names.entities.values(), *names.bare_facts}
            chosen[name] = fresh(name, taken)
    return chosen
