"""A world that starts in the middle of its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from elsewise.grounding.tables import Tables, as_value
from elsewise.play.moment import begin
from elsewise.problem.evaluate import clamp
from elsewise.problem.problem import Problem
from elsewise.world.expressions import Assign, Constant, Effect, Read, in_minds
from elsewise.world.model import World


def world_after(world: World, events: Sequence[str], *, depth: int | None = None) -> World:
    """Return the world whose start is the state after events, whoever has a reason for them.

    Everybody's mind is carried over, also where no condition looks into it, as deep as minds are
    kept for reasons of this `depth` (None: the world's); deeper ones think as the last mind does
    in which they are thought of. Without events it is the world itself. Raises `UsageError` for
    the first event that does not exist or cannot happen where it stands.
    """
    if not events:
        return world
    here = begin(world, depth=depth).replay(events).as_problem()
    start = tuple(_statements(world, here))
    return replace(world, start=start, origin=origin_of(world), warnings=())


def origin_of(world: World) -> tuple[Effect, ...]:
    """Return the start by which a world names its states: its own, or of the one it came from."""
    return world.start if world.origin is None else world.origin


def _statements(world: World, problem: Problem) -> Iterator[Assign]:
    """Yield the statements that say the start of a problem of a world."""
    tables = Tables(world)
    places = {
        fluent.name: Read(world.facts[fact], tuple(map(Constant, fluent.arguments)))
        for fluent, fact in zip(tables.fluents, tables.fact_of, strict=True)
    }
    names = problem.fluent_names
    said = {names[fluent]: value for fluent, value in problem.start[()].items()}
    for fluent, fact in zip(tables.fluents, tables.fact_of, strict=True):
        value = said[fluent.name] if fluent.name in said else problem.constants[fluent.name]
        if value != clamp(fluent, as_value(world.facts[fact].initial)):
            yield Assign(places[fluent.name], Constant(value))
    for path, beliefs in problem.start.items():
        for number, value in beliefs.items() if path else ():
            minds = [problem.characters[who] for who in path]
            yield Assign(in_minds(minds, places[names[number]]), Constant(value))
