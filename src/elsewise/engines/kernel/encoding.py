"""A problem as flat arrays: what crosses the border to the kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from elsewise.problem.problem import FluentKind, Problem
from elsewise.world.expressions import Arithmetic, Comparison

if TYPE_CHECKING:
    from elsewise import _kernel

UNKNOWN, NO, YES, FIRST_ENTITY = range(4)
"""Codes of values: after these come the entities, then the numbers."""

CONSTANT, READ, OPERATION, IF_ELSE, COMPARISON, ALL, ANY = range(7)
"""Kinds of rows of expressions."""

ARITHMETIC = tuple(Arithmetic)
COMPARISONS = (
    Comparison.EQUAL,
    Comparison.UNEQUAL,
    Comparison.LESS,
    Comparison.GREATER,
    Comparison.AT_MOST,
    Comparison.AT_LEAST,
)
KINDS = (FluentKind.YES_NO, FluentKind.ENTITY, FluentKind.NUMBER)
"""Operators and kinds of fluents, by their numbers in arrays."""


@dataclass(frozen=True, slots=True)
class Flat:
    """All expressions, events and values of a problem, as arrays of numbers.

    `entities` are those that are a value somewhere, in the order of their codes.
    """

    entities: tuple[str, ...]
    tables: _kernel.Tables


_MEMO = "_flat"


def flat(problem: Problem) -> Flat:
    """Return a problem as flat arrays, made when it is first asked and kept with the problem."""
    made: Flat | None = vars(problem).get(_MEMO)
    if made is None:
        from elsewise.engines.kernel.encode_problem import ProblemEncoder

        made = ProblemEncoder(problem).flat()
        remember(problem, made)
    return made


def remember(problem: Problem, made: Flat) -> None:
    """Keep the flat arrays of a problem with it."""
    vars(problem)[_MEMO] = made


def tables(problem: Problem) -> _kernel.Tables:
    """Return a problem as the kernel wants it, until tables are asked for again.

    Problems that differ in nothing but the minds that are kept share their arrays.
    """
    given = flat(problem).tables
    given.asked = [int(asked) for asked in problem.levels.asked]
    given.consents = [int(consents) for consents in problem.levels.consents]
    return given
