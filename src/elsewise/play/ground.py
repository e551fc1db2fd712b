"""The one way from a world to its finite problem, which is made once for each world."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar
from weakref import WeakValueDictionary, finalize

from elsewise.engines.kernel.ground import ground as kernel_ground
from elsewise.grounding.grounder import ground as reference_ground
from elsewise.problem.problem import Problem
from elsewise.world.model import World
from elsewise.world.types import Value

_T = TypeVar("_T")


def once_per_world(make: Callable[[World], _T]) -> Callable[[World], _T]:
    """Return a function that makes its answer once for each world, and keeps it as long."""
    made: dict[int, _T] = {}  # by id(): to hash a world would mean to read all of it
    worlds: WeakValueDictionary[int, World] = WeakValueDictionary()

    def recall(world: World) -> _T:
        key = id(world)
        if worlds.get(key) is not world:
            made[key] = make(world)
            worlds[key] = world
            finalize(world, made.pop, key, None)
        return made[key]

    return recall


_own = once_per_world(lambda world: kernel_ground(world) or reference_ground(world))


def ground(
    world: World | Problem,
    *,
    simplify: bool = True,
    besides: Mapping[str, Collection[Value]] | None = None,
) -> Problem:
    """Return the finite problem of a world; a problem is its own.

    Events stand in the order of the text, then of their arguments, the first slowest. Facts that
    never change and are the same in every mind are filled in. Events that can never happen are
    left out, and so are those that would change nothing and teach nobody anything. It is kept as
    long as the world is, so that asking again costs nothing.

    With `simplify` false, or with values `besides` those of the start, another problem is made
    each time: see `elsewise.grounding.grounder`.

    Raises `WorldError` if the world has more fluents or events than can be handled.
    """
    if isinstance(world, Problem):
        return world
    if not simplify or besides:
        return reference_ground(world, simplify=simplify, besides=besides)
    return _own(world)
