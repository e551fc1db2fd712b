"""Short names of states, made of what is so in them.

The first characters of an id are a number that is made of what is otherwise than is to be expected
in the world and in the minds that matter there: see `StateSums`. They are the same whatever else
was asked and however deep minds were kept. Where several states share them, characters follow that
are made of all minds as deep as they are kept, as many as it takes.

So an id stays the same when the world gets further facts, events, wants or endings, and whatever
the order of its text is; its first characters stay when there is one more character who misses
nothing. It changes when something that is part of the state changes its name or value, and it gets
longer when more of somebody's mind comes to matter and several states share the old id.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from elsewise.errors import UsageError
from elsewise.graph.arrays import GraphArrays, Numbers
from elsewise.graph.state_sums import StateSums, mixed, mixed_one
from elsewise.problem.mind_levels import mind_levels

LETTERS = "bcdfghjkmnpqrstvwxz"
DIGITS = LETTERS + "23456789"
"""Without vowels there are no words, without 0, 1 and l nothing to be mistaken."""
SHORTEST = 6
LONGEST = SHORTEST + 12
SPAN = len(LETTERS) * len(DIGITS) ** (SHORTEST - 1)

_SALT = 0x9E3779B97F4A7C15
"""So that the start, where all is as expected, has an id like any other."""


def id_in(text: str) -> str:
    """Return the id, or the beginning of one, that a text is. Raises `UsageError` if it is none."""
    asked = text.strip().lower()
    if not asked or asked[0] not in LETTERS or not set(asked) <= set(DIGITS):
        raise UsageError(f"`{text}` is no id of a state; one looks like k7f3mb.")
    return asked


class StateIds:
    """The ids of a graph's states."""

    def __init__(self, arrays: GraphArrays) -> None:
        self._arrays = arrays
        self._sums = StateSums(arrays)
        self._longest: dict[int, str] = {}

    def id_of(self, state: int) -> str:
        """Return the id of a state: as short as it can be, but not shorter than 6 characters."""
        key = int(self._keys[state])
        others = [other for other in self._between(key, key + 1) if other != state]
        if not others:
            return _written(key, SHORTEST)
        own = self._long(state)
        shared = (_shared(own, self._long(other)) for other in others)
        return own[: max(SHORTEST, 1 + max(shared))]

    def named(self, text: str) -> int:
        """Return the state of an id, or of the beginning of one.

        Raises `UsageError` if there is none in the graph, or more than one.
        """
        asked = id_in(text)
        found = self._between(*_range(asked[:SHORTEST]))
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

    @cached_property
    def _keys(self) -> Numbers:
        """Per state, a number below `SPAN`: the first characters of its id."""
        arrays = self._arrays
        nodes = arrays.nodes(())
        if not len(nodes):
            return np.zeros(0, np.uint64)
        total = self._sums.of_rows((), arrays.rows[nodes])
        for character in sorted(self._who_matters()):
            path = (character,)
            if arrays.keeps(path):
                total += self._sums.of_rows(
                    path, arrays.rows[arrays.nodes(path)], arrays.rows[nodes]
                )
        return mixed(total + np.uint64(_SALT)) % np.uint64(SPAN)

    def _who_matters(self) -> set[int]:
        """Return those whose mind the world itself looks into, whatever else was asked."""
        problem = self._arrays.data.problem
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

    def _between(self, low: int, high: int) -> list[int]:
        """Return the states with keys from one to before another."""
        begin, end = np.searchsorted(self._sorted, np.array([low, high], np.uint64))
        found: list[int] = self._order[begin:end].tolist()
        return found

    def _long(self, state: int) -> str:
        """Return the longest id of a state."""
        if state not in self._longest:
            key = int(self._keys[state])
            deep = mixed_one(key + self._sums.of_all_minds(state))
            last = _written(deep, LONGEST - SHORTEST, DIGITS)
            self._longest[state] = _written(key, SHORTEST) + last
        return self._longest[state]


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
