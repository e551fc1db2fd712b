"""What is made once for each world."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakValueDictionary, finalize

from elsewise.world.model import World

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
