"""Short names of states, made of what is so in them.

Every fact that is otherwise than is to be expected adds a number that is made of its name, its
value and whose mind it is in (Zobrist, "A new hashing method with application for game playing",
1970), so that order does not matter, and nor does what is as expected. To be expected is: in the
world, what was so at the start; in a mind, of what is in the mind around it as it was at the
start, what this mind held then, and of everything else what the mind around it holds now.

So an id stays the same when the world gets further facts, events, wants or endings, and whatever
the order of its text is; its first characters stay when there is one more character who misses
nothing. It changes when something that is part of the state changes its name or value, and it gets
longer when more of somebody's mind comes to matter and several states share the old id.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from hashlib import blake2b

import numpy as np

from elsewise.errors import UsageError
from elsewise.graph.arrays import GraphArrays, Numbers
from elsewise.problem.mind_levels import mind_levels
from elsewise.problem.names import value_text
from elsewise.problem.problem import Minds, Problem
from elsewise.world.types import Value

LETTERS = "bcdfghjkmnpqrstvwxz"
DIGITS = LETTERS + "23456789"
"""Without vowels there are no words, without 0, 1 and l nothing to be mistaken."""
SHORTEST = 6
LONGEST = SHORTEST + 12
WORD = (1 << 64) - 1


class StateIds:
    """The ids of a graph's states.

    The first characters are made of what is so and what everyone believes whose mind matters in
    the world; they are the same whatever else was asked and however deep minds were kept. Where
    several states share them, characters follow that are made of all minds as deep as they are
    kept, as many as it takes.
    """

    def __init__(self, arrays: GraphArrays) -> None:
        self._arrays = arrays
        self._problem = arrays.data.problem
        self._origin = _Origin(self._problem)
        self._deep: dict[tuple[Minds, int, int], int] = {}
        self._longest: dict[int, str] = {}
        self._starts: dict[Minds, Numbers] = {}
        self._known_numbers: dict[tuple[Minds, int], Numbers] = {}

    def id_of(self, state: int) -> str:
        """Return the id of a state: as short as it can be, but not shorter than 6 characters."""
        group = self._alike(int(self._keys[state]))
        if len(group) == 1:
            return self._short(state)
        own = self._long(state)
        others = [self._long(other) for other in group if other != state]
        length = 1 + max(_shared(own, other) for other in others)
        return own[: max(SHORTEST, length)]

    def named(self, text: str) -> int:
        """Return the state of an id, or of the beginning of one.

        Raises `UsageError` if there is none in the graph, or more than one.
        """
        asked = text.strip().lower()
        if asked[:1] not in LETTERS or not set(asked) <= set(DIGITS) or not asked:
            raise UsageError(f"`{text}` is no id of a state; one looks like {self._example()}.")
        low, high = _range(asked[:SHORTEST])
        begin, end = np.searchsorted(self._sorted, [low, high])
        found = [int(state) for state in self._order[begin:end]]
        if len(asked) > SHORTEST:
            found = [state for state in found if self._long(state).startswith(asked)]
        if not found:
            raise UsageError(
                f"There is no state {asked} in this graph. Limits, or events for which somebody "
                "has no reason, may keep the story from getting there."
            )
        if len(found) > 1:
            names = ", ".join(self.id_of(state) for state in sorted(found)[:5])
            more = f" and {len(found) - 5} more" if len(found) > 5 else ""
            raise UsageError(f"{len(found)} states are called {asked}: {names}{more}.")
        return found[0]

    def _example(self) -> str:
        return self.id_of(0) if len(self._keys) else "k7f3mb"

    # -- the first characters -----------------------------------------------------------------

    @cached_property
    def _keys(self) -> Numbers:
        """Per state, a number below `SPAN`: the first characters of its id."""
        arrays = self._arrays
        nodes = arrays.nodes(())
        if not len(nodes):
            return np.zeros(0, np.uint64)
        own, where = np.unique(arrays.rows[nodes], return_inverse=True)
        total = self._sums((), own)[where]
        for character in sorted(self._who_matters()):
            if not arrays.keeps((character,)):
                continue
            around = arrays.rows[nodes].astype(np.uint64)
            inside = arrays.rows[arrays.nodes((character,))].astype(np.uint64)
            rows = np.uint64(len(arrays.values))
            pairs, where = np.unique(around * rows + inside, return_inverse=True)
            total += self._sums((character,), pairs % rows, pairs // rows)[where]
        return _mixed(total + np.uint64(_SALT)) % np.uint64(SPAN)

    def _who_matters(self) -> set[int]:
        """Return those whose mind the world itself looks into, whatever else was asked."""
        problem = self._problem
        levels = mind_levels(
            len(problem.characters),
            problem.actions,
            problem.triggers,
            problem.wants,
            [problem.story_wants, *problem.endings.values()],
        )
        kept = zip(levels.asked, problem.levels.consents, strict=True)
        return {c for c, (asked, consents) in enumerate(kept) if asked or consents}

    @cached_property
    def _order(self) -> Numbers:
        return np.argsort(self._keys, kind="stable")

    @cached_property
    def _sorted(self) -> Numbers:
        return self._keys[self._order]

    def _alike(self, key: int) -> list[int]:
        """Return the states whose ids begin alike."""
        begin, end = np.searchsorted(self._sorted, np.array([key, key + 1], np.uint64))
        return [int(state) for state in self._order[begin:end]]

    def _short(self, state: int) -> str:
        return _written(int(self._keys[state]), SHORTEST)

    # -- sums of what is not as expected ------------------------------------------------------

    def _sums(self, path: Minds, inside: Numbers, around: Numbers | None = None) -> Numbers:
        """Return, per row of values in the world or in a mind, the sum of what is not as expected.

        `around` are the rows of what is around the mind (None: it is the world).
        """
        values = self._arrays.values
        sums = np.full(len(inside), self._sum_of_constants(path), np.uint64)
        for fluent in range(len(self._problem.fluents)):
            found, expected = values[inside, fluent], self._start(path)[fluent]
            if around is not None:
                truth, was = values[around, fluent], self._start(path[:-1])[fluent]
                expected = np.where(truth == was, expected, truth)
            numbers = self._numbers(path, fluent)
            sums += np.where(found != expected, numbers[found], np.uint64(0))
        return sums

    def _numbers(self, path: Minds, fluent: int) -> Numbers:
        """Return, per code, the number that stands for a fluent having that value in a mind."""
        if (path, fluent) not in self._known_numbers:
            key = self._key(path, self._problem.fluents[fluent].name)
            self._known_numbers[path, fluent] = _mixed(self._code_keys + np.uint64(key))
        return self._known_numbers[path, fluent]

    def _key(self, path: Minds, name: str) -> int:
        return _hashed("/".join((*(self._problem.characters[c] for c in path), name)))

    @cached_property
    def _code_keys(self) -> Numbers:
        texts = map(value_text, self._arrays.data.codes)
        return np.array([_hashed(text) for text in texts], np.uint64)

    def _start(self, path: Minds) -> Numbers:
        """Return, per fluent, the code of the value that it had in a mind at the start.

        A value that occurs nowhere in the graph is -1.
        """
        if path not in self._starts:
            names = [fluent.name for fluent in self._problem.fluents]
            values = [self._origin.value(path, name) for name in names]
            codes = [self._code_of.get((type(value) is bool, value), -1) for value in values]
            self._starts[path] = np.array(codes, np.int64)
        return self._starts[path]

    @cached_property
    def _code_of(self) -> dict[tuple[bool, Value], int]:
        codes = enumerate(self._arrays.data.codes)
        return {(type(value) is bool, value): code for code, value in codes}

    def _sum_of_constants(self, path: Minds) -> int:
        """Return the same sum over what can no longer change in any mind."""
        if self._problem.origin is None:
            return 0
        total = 0
        for name, value in self._problem.constants.items():
            if not self._origin.says(name):
                continue
            was = self._origin.value(path[:-1], name)
            expected = self._origin.value(path, name) if not path or value == was else value
            if value != expected:
                key = np.array([_hashed(value_text(value))], np.uint64)
                total += int(_mixed(key + np.uint64(self._key(path, name)))[0])
        return total & WORD

    # -- all minds ----------------------------------------------------------------------------

    def _long(self, state: int) -> str:
        """Return the longest id of a state."""
        if state not in self._longest:
            total = int(self._keys[state]) + self._sum_of_minds((), state)
            mixed = int(_mixed(np.array([total & WORD], np.uint64))[0])
            deep = _written(mixed, LONGEST - SHORTEST, DIGITS)
            self._longest[state] = self._short(state) + deep
        return self._longest[state]

    def _sum_of_minds(self, path: Minds, node: int) -> int:
        """Return the sum of what is not as expected in all minds in a state, at any depth."""
        arrays = self._arrays
        row = int(arrays.rows[node])
        total = 0
        for character, inside in arrays.data.minds_in(node).items():
            key = ((*path, character), row, inside)
            if key not in self._deep:
                own = self._mind_sum(key[0], row, int(arrays.rows[inside]))
                self._deep[key] = own + self._sum_of_minds(key[0], inside)
            total += self._deep[key]
        return total & WORD

    def _mind_sum(self, path: Minds, around: int, inside: int) -> int:
        """Return the sum of what is not as expected in one mind."""
        truth, belief = self._arrays.values[around], self._arrays.values[inside]
        expected = np.where(truth == self._start(path[:-1]), self._start(path), truth)
        found = np.flatnonzero(belief != expected).tolist()
        own = sum(int(self._numbers(path, fluent)[belief[fluent]]) for fluent in found)
        return own + self._sum_of_constants(path)


class _Origin:
    """What was so at the start that states are compared with, by the names of fluents."""

    def __init__(self, problem: Problem) -> None:
        said: dict[Minds, Mapping[str, Value]] = {
            path: {problem.fluents[fluent].name: value for fluent, value in values.items()}
            for path, values in problem.start.items()
        }
        self._said = said if problem.origin is None else problem.origin
        self._problem = problem

    def says(self, name: str) -> bool:
        """Whether something is known of a fluent."""
        return name in self._said[()]

    def value(self, path: Minds, name: str) -> Value:
        """Return the value that a fluent had in a mind."""
        while name not in self._said.get(path, {}) and path:
            path = path[:-1]
        return self._said[path][name]


SPAN = len(LETTERS) * len(DIGITS) ** (SHORTEST - 1)


_SALT = 0x9E3779B97F4A7C15
"""So that the start, where all is as expected, has an id like any other."""


def _hashed(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _mixed(numbers: Numbers) -> Numbers:
    """Spread numbers evenly (Steele, Lea and Flood, "Fast splittable pseudorandom …", 2014)."""
    numbers = np.asarray(numbers, np.uint64)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers


def _written(number: int, length: int, first: str = LETTERS) -> str:
    """Write a number as an id of some length; the first character comes last in rank."""
    text = ""
    for _ in range(length - 1):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return first[number % len(first)] + text


def _range(beginning: str) -> tuple[int, int]:
    """Return the numbers whose ids begin so: from the first to before the second."""
    number = LETTERS.index(beginning[0])
    for digit in beginning[1:]:
        number = number * len(DIGITS) + DIGITS.index(digit)
    rest = len(DIGITS) ** (SHORTEST - len(beginning))
    return number * rest, (number + 1) * rest


def _shared(one: str, other: str) -> int:
    """Return how many first characters two texts share."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
