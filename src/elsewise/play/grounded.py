"""The problem of a world, made once for each world."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from elsewise.problem.problem import Problem

if TYPE_CHECKING:
    from weakref import WeakValueDictionary

    from elsewise.world.model import World

_made: dict[int, Problem] = {}


@cache
def _worlds() -> WeakValueDictionary[int, World]:
    from weakref import WeakValueDictionary  # commands ask with problems

    return WeakValueDictionary()


def grounded(world: World | Problem) -> Problem:
    """Return the finite problem of a world; a problem is its own.

    It is kept as long as the world is, so that asking again costs nothing. Raises `WorldError` if
    the world cannot be made finite.
    """
    if isinstance(world, Problem):
        return world
    key = id(world)
    if _worlds().get(key) is not world:
        from weakref import finalize

        from elsewise.engines.kernel.ground import ground

        _made[key] = ground(world)
        _worlds()[key] = world
        finalize(world, _made.pop, key, None)
    return _made[key]
