"""A problem as flat arrays: what crosses the border to the kernel."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from elsewise import _kernel
from elsewise.lean import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from elsewise.grounding.problem import Problem

UNKNOWN, NO, YES, FIRST_ENTITY = range(4)
"""Codes of values: after these come the entities, then the numbers."""

KINDS = {
    "numbers": "d",
    "kinds": "i",
    "low": "d",
    "high": "d",
    "expressions": "i",
    "parts": "i",
    "path_characters": "i",
    "path_ends": "i",
    "conditions": "i",
    "effects": "i",
    "effect_ends": "i",
    "by": "i",
    "by_ends": "i",
    "seen_by": "i",
    "start": "i",
    "wants": "i",
    "endings": "i",
}
"""The arrays by name, and what each consists of, as `array` says it."""


@dataclass(frozen=True, slots=True)
class Flat:
    """All expressions, events and values of a problem, as arrays of numbers.

    `entities` are those that are a value somewhere, in the order of their codes.
    """

    entities: tuple[str, ...]
    arrays: Mapping[str, array[int] | array[float]]


_MEMO = "_flat"


def flat(problem: Problem) -> Flat:
    """Return a problem as flat arrays, made when it is first asked and kept with the problem."""
    made: Flat | None = vars(problem).get(_MEMO)
    if made is None:
        from elsewise.engine.flattening import Flattening

        made = Flattening(problem).flat()
        remember(problem, made)
    return made


def remember(problem: Problem, made: Flat) -> None:
    """Keep the flat arrays of a problem with it."""
    vars(problem)[_MEMO] = made


def tables(problem: Problem) -> _kernel.Tables:
    """Return a problem as the kernel wants it."""
    made = flat(problem)
    given = _kernel.Tables()
    given.characters = len(problem.characters)
    given.entities = len(made.entities)
    given.actions = len(problem.action_names)
    for name, numbers in made.arrays.items():
        setattr(given, name, numbers.tolist())
    given.asked = [int(asked) for asked in problem.levels.asked]
    given.consents = [int(consents) for consents in problem.levels.consents]
    return given
