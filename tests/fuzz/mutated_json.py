"""JSON that is still JSON, but no longer means what it meant."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

NUMBERS = (-1, 0, 1, 2, 3, 7, 63, 64, 127, 128, 255, 256, 1000, 65_536)
NUMBERS += (2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53, 2**63 - 1, 2**64, -(2**31), -(2**63))
ODD: tuple[Any, ...] = (
    *NUMBERS,
    0.5,
    -0.0,
    1e308,
    -1e-308,
    "",
    "x",
    "a b",
    None,
    True,
    False,
    [],
    {},
)


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to everything inside a tree."""
    inside = tree.items() if isinstance(tree, dict) else ()
    for key, part in enumerate(tree) if isinstance(tree, list) else inside:
        yield (*path, key)
        yield from places(part, (*path, key))


def mutate_json(tree: Any, random: Random) -> None:
    """Change one thing in a tree: a number near to it or odd, something lost, doubled or moved."""
    every = list(places(tree))
    if not every:
        return
    path = random.choice(every)
    holder = tree
    for key in path[:-1]:
        holder = holder[key]
    key = path[-1]
    value = holder[key]
    match random.randrange(8):
        case 0 | 1 | 2 if isinstance(value, int) and not isinstance(value, bool):
            holder[key] = value + random.choice((-2, -1, 1, 2, random.randrange(-50, 50)))
        case 0 | 1 | 2 | 3:
            holder[key] = random.choice(ODD)
        case 4:
            del holder[key]
        case 5 if isinstance(holder, list):
            holder[key:key] = [value] * random.choice((1, 1, 2, 300))
        case 6 if isinstance(holder, list):
            random.shuffle(holder)
        case _:
            other = tree
            for step in random.choice(every):
                other = other[step]
            holder[key] = deepcopy(other)
