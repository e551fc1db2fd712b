"""A world that starts in the middle of its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from elsewise.grounding.tables import Tables, as_value
from elsewise.play.grounded import grounded
from elsewise.play.make_engine import make_engine
from elsewise.play.minds import replay, with_all_minds
from elsewise.play.settings import effective_limits
from elsewise.problem.evaluate import clamp
from elsewise.problem.problem import Problem
from elsewise.story.story import State
from elsewise.world.expressions import Assign, Constant, Effect, InMind, Read
from elsewise.world.model import World
from elsewise.world.types import Value


def world_after(world: World, events: Sequence[str], *, depth: int | None = None) -> World:
    """Return the world whose start is the state after events, whoever has a reason for them.

    Everybody's mind is carried over, also where no condition looks into it, as deep as minds are
    kept for reasons of this `depth` (None: the world's); deeper ones think as the last mind does
    in which they are thought of. Without events it is the world itself. Raises `UsageError` for
    the first event that does not exist or cannot happen where it stands.
    """
    if not events:
        return world
    problem = with_all_minds(grounded(world))
    limits = effective_limits(problem, depth=depth)
    engine = make_engine("kernel", problem, limits)
    levels = limits.depth + 1 + problem.levels.extra
    state = engine.look(replay(engine, events), levels)
    start = tuple(_statements(world, problem, state))
    return replace(world, start=start, origin=origin_of(world), warnings=())


def origin_of(world: World) -> tuple[Effect, ...]:
    """Return the start by which a world names its states: its own, or of the one it came from."""
    return world.start if world.origin is None else world.origin


def _statements(world: World, problem: Problem, state: State) -> Iterator[Assign]:
    """Yield the start statements that make a state, with its minds."""
    tables = Tables(world)
    places = {
        fluent.name: Read(world.facts[fact], tuple(map(Constant, fluent.arguments)))
        for fluent, fact in zip(tables.fluents, tables.fact_of, strict=True)
    }
    for fluent, fact in zip(tables.fluents, tables.fact_of, strict=True):
        name = fluent.name
        value = state.values[name] if name in state.values else problem.constants[name]
        if value != clamp(fluent, as_value(world.facts[fact].initial)):
            yield Assign(places[name], Constant(value))
    for path, name, value in _differences(state, ()):
        target: Read | InMind = places[name]
        for who in reversed(path):
            target = InMind(Constant(who), target)
        yield Assign(target, Constant(value))


def _differences(
    state: State, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str, Value]]:
    """Yield what is otherwise in each mind than in the one in which it is thought of."""
    for who, mind in state.minds.items():
        own = (*path, who)
        for name, value in mind.values.items():
            if value != state.values[name]:
                yield own, name, value
        yield from _differences(mind, own)
