"""What a world and its conversion must agree on, for the tests of conversion."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from elsewise.conversion.convert import convert
from elsewise.conversion.naming import name_all
from elsewise.grounding.grounder import ground
from elsewise.problem.problem import Problem
from elsewise.world.load import load_text as load_world
from elsewise.world.model import World


def converted(world: World) -> World:
    """Convert a world to text and read that."""
    return load_world(convert(world), f"{world.name}.ew")


def renamed(thing: Any, entities: dict[str, str]) -> Any:
    """Call the entities in a ground problem (or part of one) as the conversion does."""
    if isinstance(thing, str):
        return entities.get(thing, thing)
    if isinstance(thing, tuple):
        return tuple(renamed(part, entities) for part in thing)
    if isinstance(thing, list):
        return [renamed(part, entities) for part in thing]
    if isinstance(thing, dict):
        return {key: renamed(value, entities) for key, value in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type) and hasattr(thing, "__slots__"):
        changes = {f.name: renamed(getattr(thing, f.name), entities) for f in fields(thing)}
        changes.update({name: "" for name in ("name", "fact") if name in changes})
        return replace(thing, **changes)
    return thing


def nameless(problem: Problem, entities: dict[str, str]) -> dict[str, Any]:
    """A problem without the names of its fluents and events, its entities renamed."""
    parts = {f.name: getattr(problem, f.name) for f in fields(problem)}
    del parts["name"], parts["forms"]  # how events are written is a matter of names, too
    parts["constants"] = list(parts["constants"].values())
    return {name: renamed(part, entities) for name, part in parts.items()}


def differences(
    world: World, other: World, simplified: tuple[bool, ...] = (False, True)
) -> list[str]:
    """The parts of the ground problems that differ, apart from how things are called."""
    entities = name_all(world).entities
    found = []
    for simplify in simplified:
        one = nameless(ground(world, simplify=simplify), entities)
        two = nameless(ground(other, simplify=simplify), {})
        found += [f"{part} ({simplify=})" for part in one if one[part] != two[part]]
    return found
