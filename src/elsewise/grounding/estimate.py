"""How much a world stands for, estimated before any of it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import prod

from elsewise.diagnostics import NOWHERE, Span, diagnose
from elsewise.diagnostics.catalogue.grounding import TOO_MANY_PARTS
from elsewise.errors import UsageError, WorldError
from elsewise.grounding.lifted import Part, free_variables
from elsewise.world.expressions import ForEvery, Quantified, Variable
from elsewise.world.model import World
from elsewise.world.types import EntityType
from elsewise.world.walk import parts_of

MOST_THINGS = 60_000
"""Entities; engines number values with 16 bits, and some are left for numbers."""

MOST_PARTS = 2_000_000
"""Conditions and changes that `every`, `some`, `sum of` and so on make of one place of a world."""


def refuse_oversized(world: World) -> None:
    """Raise `WorldError` if an event, an ending or a want stands for more parts than can be made.

    Raises `UsageError` if there is more than engines have numbers for.

    Counted are the values that quantified names run through, for each combination of what is
    around them and matters to them; conditions behind `with` are not looked at. It takes time
    proportional to the text.
    """
    if len(world.entities) > MOST_THINGS:
        raise UsageError(
            f"{world.name or 'This world'} has {len(world.entities):,} people, places and things; "
            f"at most {MOST_THINGS:,} can be handled."
        )
    sizes: dict[object, int] = {}

    def size(variable: Variable) -> int:
        if not isinstance(variable.type, EntityType):
            return 2
        name = variable.type.name
        if name not in sizes:
            sizes[name] = len(world.entities_of(name))
        return sizes[name]

    for name, span, parts in _places(world):
        count = sum(_count(part, size) for part in parts)
        if count > MOST_PARTS:
            count_text, most = f"{count:,}", f"{MOST_PARTS:,}"
            source = world.source
            found = diagnose(TOO_MANY_PARTS, source, span, name=name, count=count_text, most=most)
            raise WorldError([found])


def _places(world: World) -> Iterator[tuple[str, Span, tuple[Part, ...]]]:
    """Yield what is made at once: how it is called, where it stands, and what it is made of."""
    for rule in (*world.actions, *world.triggers):
        yield rule.name, rule.span, (rule.condition, rule.effect)
    for ending in world.endings:
        yield ending.name, ending.span, (ending.condition,)
    yield "start", NOWHERE, world.start
    for name, wants in {**world.wants, "story": world.story_wants}.items():
        yield f"{name} wants", NOWHERE, tuple(wants)


def _count(part: Part, size: Callable[[Variable], int]) -> int:
    total = 0
    left: list[tuple[Part, dict[str, int]]] = [(part, {})]
    while left:
        current, around = left.pop()
        if isinstance(current, (Quantified, ForEvery)):
            name = current.variable.name
            inside = {**around, name: size(current.variable)}
            if isinstance(current, ForEvery):  # effects are made anew each time
                total += prod(inside.values())
            else:
                used = free_variables(current)
                total += inside[name] * prod(n for other, n in around.items() if other in used)
            around = inside
        left += [(inner, around) for inner in parts_of(current)]
    return total
