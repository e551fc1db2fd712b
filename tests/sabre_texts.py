"""Short worlds in the peer's language, for tests."""

from __future__ import annotations

from elsewise.errors import WorldError
from elsewise.grounding.grounder import ground
from elsewise.problem.problem import ConstantValue, Problem
from elsewise.sabre.load import load_text
from elsewise.world.model import World
from elsewise.world.types import Value

PEOPLE = "entity Ann : character; entity Ben : character;\n"


def world(text: str) -> World:
    """A world with Ann and Ben, and what `text` says."""
    return load_text(PEOPLE + text, "small.txt")


def problem(text: str) -> Problem:
    """The same, ground, with all its fluents and events."""
    return ground(world(text), simplify=False)


def utility(text: str) -> Value:
    """The author's utility in a world where nothing can happen, as a plain value."""
    found = ground(world(text)).story_wants
    assert isinstance(found, ConstantValue), found
    return found.value


def codes(text: str) -> list[str]:
    """The names of what is reported about a text, without `sabre-`."""
    try:
        reported = world(text).warnings
    except WorldError as error:
        reported = error.diagnostics
    return [diagnostic.code.name.removeprefix("sabre-") for diagnostic in reported]


def start(text: str, *path: str) -> dict[str, Value]:
    """What is so at the beginning in a mind, by fluent, as far as it is said for this path."""
    found = problem(text)
    minds = tuple(found.characters.index(name) for name in path)
    said: dict[str, Value] = {}
    for length in range(len(minds) + 1):
        for fluent, value in found.start.get(minds[:length], {}).items():
            said[found.fluents[fluent].name] = value
    return said
