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


def _parts(tree: Any) -> Iterator[Any]:
    """Yield everything inside a tree."""
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield part
        yield from _parts(part)


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
    match random.randrange(16):
        case 0 if isinstance(value, (int, str)):
            holder[key] = random.choice([part for part in ODD if type(part) is type(value)])
        case 1 | 2 | 3:
            holder[key] = random.choice(ODD)
        case n if n > 6 and type(value) is int:
            holder[key] = max(0, value + random.choice((-2, -1, 1, 2, random.randrange(-50, 50))))
        case n if n > 6:  # something else of the same kind, from anywhere
            holder[key] = deepcopy(
                random.choice([p for p in _parts(tree) if type(p) is type(value)])
            )
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
