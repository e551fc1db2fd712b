"""Numbers made of what is so in states.

Every fact that is otherwise than is to be expected adds a number that is made of its name, its
value and whose mind it is in (Zobrist, "A new hashing method with application for game playing",
1970), so that order does not matter, and nor does what is as expected. To be expected is: in the
world, what was so at the start; in a mind, of what is in the mind around it as it was at the
start, what this mind held then, and of everything else what the mind around it holds now.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from elsewise.graph.arrays import GraphArrays, Numbers
from elsewise.problem.names import value_text
from elsewise.problem.problem import Minds
from elsewise.world.types import Value

_AT_ONCE = 1 << 16
"""Of so many states all values are looked at side by side."""
_WORD = (1 << 64) - 1


class _Mind(NamedTuple):
    """What a mind (or the world) held at the start, by name and per fluent, and its keys.

    A value that occurs nowhere in the graph has the code -1. `constants` is the sum over what can
    no longer change in any mind.
    """

    start: Mapping[str, Value]
    codes: Numbers
    keys: Numbers
    constants: int


class StateSums:
    """The sums over what is not as expected in a graph's states; all are below 2 ** 64."""

    def __init__(self, arrays: GraphArrays) -> None:
        self._arrays = arrays
        self._problem = problem = arrays.data.problem
        names = problem.fluent_names
        self._origin: Mapping[Minds, Mapping[str, Value]] = problem.origin or {
            path: {names[fluent]: value for fluent, value in values.items()}
            for path, values in problem.start.items()
        }
        codes = arrays.data.codes
        self._code_of = {(type(value) is bool, value): code for code, value in enumerate(codes)}
        self._code_keys = np.array([_hashed(value_text(value)) for value in codes], np.uint64)
        self._minds: dict[Minds, _Mind] = {}
        self._deep: dict[tuple[Minds, int, int], int] = {}

    def of_rows(self, path: Minds, inside: Numbers, around: Numbers | None = None) -> Numbers:
        """Return, per row of values in the world or in a mind, the sum of what is not as expected.

        `around` are the rows of what is around the mind (None: it is the world).
        """
        mind, values = self._mind(path), self._arrays.values
        sums = np.full(len(inside), mind.constants, np.uint64)
        for begin in range(0, len(inside), _AT_ONCE):
            part = slice(begin, begin + _AT_ONCE)
            found, expected = values[inside[part]], mind.codes
            if around is not None:
                truth = values[around[part]]
                expected = np.where(truth == self._mind(path[:-1]).codes, expected, truth)
            states, fluents = np.nonzero(found != expected)
            numbers = mixed(self._code_keys[found[states, fluents]] + mind.keys[fluents])
            np.add.at(sums[part], states, numbers)
        return sums

    def of_all_minds(self, state: int, path: Minds = ()) -> int:
        """Return the sum over all minds in a state, or one in a mind, at any depth."""
        rows = self._arrays.rows
        total = 0
        for character, inside in self._arrays.data.minds_in(state).items():
            deeper = (*path, character)
            key = (deeper, int(rows[state]), inside)
            if key not in self._deep:
                own = int(self.of_rows(deeper, rows[[inside]], rows[[state]])[0])
                self._deep[key] = own + self.of_all_minds(inside, deeper)
            total += self._deep[key]
        return total & _WORD

    def _mind(self, path: Minds) -> _Mind:
        if path not in self._minds:
            around = self._mind(path[:-1]).start if path else {}
            start = {**around, **self._origin.get(path, {})}
            names = self._problem.fluent_names
            was = (start[name] for name in names)
            codes = [self._code_of.get((type(value) is bool, value), -1) for value in was]
            keys = np.array([self._key(path, name) for name in names], np.uint64)
            odd = self._odd_constants(start, around if path else None)
            numbers = (mixed_one(_hashed(value_text(odd[n])) + self._key(path, n)) for n in odd)
            self._minds[path] = _Mind(start, np.array(codes, np.int64), keys, sum(numbers) & _WORD)
        return self._minds[path]

    def _odd_constants(
        self, start: Mapping[str, Value], around: Mapping[str, Value] | None
    ) -> dict[str, Value]:
        """Return what can no longer change in any mind and is not as expected in one."""
        said = {} if self._problem.origin is None else self._problem.origin[()]
        return {
            name: value
            for name, value in self._problem.constants.items()
            if name in said and value != start[name] and (around is None or value == around[name])
        }

    def _key(self, path: Minds, name: str) -> int:
        return _hashed("/".join((*(self._problem.characters[c] for c in path), name)))


def mixed(numbers: Numbers) -> Numbers:
    """Spread numbers evenly (Steele, Lea and Flood, "Fast splittable pseudorandom …", 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers


def mixed_one(number: int) -> int:
    """Return a number, of which the last 64 bits count, so spread."""
    return int(mixed(np.array([number & _WORD], np.uint64))[0])


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")
