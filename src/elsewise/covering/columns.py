"""Conditions and values of a problem, answered at many states of a graph at once.

Few of the values that a condition looks at differ, and fewer come together: it is worked out once
for each combination that there is, by the rules of the reference, and then spread over the states.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, cast

import numpy as np

from elsewise.graph.arrays import Flags, GraphArrays, Numbers
from elsewise.grounding.looks import looks_in
from elsewise.grounding.problem import Condition, Look, Minds, Number
from elsewise.reference.conditions import holds, number_of
from elsewise.reference.states import State
from elsewise.world.types import Value


class _Place(NamedTuple):
    """The values at the end of one path of minds, as far as they are looked at."""

    values: dict[int, Value]


class Looked:
    """A state of which only what is looked at is known; the reference reads it like its own."""

    def __init__(self, known: Iterable[tuple[Look, Value]]) -> None:
        self._places: dict[Minds, _Place] = {}
        for look, value in known:
            self._places.setdefault(look.minds, _Place({})).values[look.fluent] = value

    def with_minds(self, minds: Minds) -> _Place:
        """Return what is known at the end of a path."""
        return self._places[minds]

    def holds(self, condition: Condition) -> bool:
        """Whether a condition is true there."""
        return holds(condition, cast(State, self))

    def number(self, number: Number) -> float:
        """Return a number there; a condition that holds counts 1, and unknown is NaN."""
        value = number_of(number, cast(State, self))
        return float("nan") if value is None else value


class Columns:
    """The states of a graph; `of` chooses some of them for one answer (None: all)."""

    def __init__(self, arrays: GraphArrays) -> None:
        self._arrays = arrays

    def holds(self, condition: Condition, of: Numbers | None = None) -> Flags:
        """Return at which states a condition is true."""
        return self._spread(condition, of, lambda looked: looked.holds(condition), np.bool_)

    def number(self, number: Number, of: Numbers | None = None) -> Numbers:
        """Return a number at each state; unknown is NaN."""
        return self._spread(number, of, lambda looked: looked.number(number), np.float64)

    def _spread(
        self,
        part: Condition | Number,
        of: Numbers | None,
        answer: Callable[[Looked], float],
        kind: type[np.generic],
    ) -> Numbers:
        looks = tuple(dict.fromkeys(looks_in(part)))
        count = self._arrays.data.states if of is None else len(of)
        if not looks or not count:
            return np.full(count, answer(Looked(())) if not looks else 0, kind)
        # What comes together in a state, as one number; renumbered so that it stays small.
        which = np.zeros(count, np.int64)
        for look in looks:
            codes = self._codes(look, of).astype(np.int64)
            _, which = np.unique(which * len(self._arrays.data.codes) + codes, return_inverse=True)
        _, first = np.unique(which, return_index=True)
        found = [answer(self._at(looks, int(place), of)) for place in first]
        return np.asarray(found, kind)[which]

    def _codes(self, look: Look, of: Numbers | None) -> Numbers:
        codes = self._arrays.codes(look.minds, look.fluent)
        return codes if of is None else codes[of]

    def _at(self, looks: tuple[Look, ...], place: int, of: Numbers | None) -> Looked:
        state = place if of is None else int(of[place])
        codes = self._arrays.data.codes
        return Looked(
            (look, codes[int(self._arrays.codes(look.minds, look.fluent)[state])]) for look in looks
        )
