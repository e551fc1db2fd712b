"""Expressions and effects of a typed world; both dialects are read into these.

An expression is read in some mind (the author's is the truth). `InMind(who, body)` moves to
another: everything in `body` is read there, and it may stand around a condition, a value or an
effect. `Variable`s are roles and quantified names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from elsewise.world.types import Value, ValueType

if TYPE_CHECKING:
    from elsewise.world.model import Fact


@dataclass(frozen=True, slots=True)
class Constant:
    """A value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Variable:
    """A role or a quantified name; its type is an entity type or yes/no."""

    name: str
    type: ValueType


Term = Constant | Variable


@dataclass(frozen=True, slots=True)
class Read:
    """A fact with its arguments: the value it has in the mind at hand."""

    fact: Fact
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class InMind:
    """`who believes body`; also `who's view of body`. A condition, a value, or an effect."""

    who: Term
    body: Expression | Effect


def in_minds(characters: Sequence[str], read: Read) -> Read | InMind:
    """Return a fact as the last of a path of characters sees it; without a path, as it is."""
    seen: Read | InMind = read
    for name in reversed(characters):
        seen = InMind(Constant(name), seen)
    return seen


class Arithmetic(Enum):
    """Operators on numbers; with an unknown side, and for a division by 0, unknown."""

    ADD = "+"
    SUBTRACT = "-"
    MULTIPLY = "*"
    DIVIDE = "/"


@dataclass(frozen=True, slots=True)
class Calculate:
    """Two numbers and an operator."""

    operator: Arithmetic
    left: Expression
    right: Expression


class Comparison(Enum):
    """Comparisons. Unknown equals only unknown; in any order comparison it gives false."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    GREATER = ">"
    AT_MOST = "<="
    AT_LEAST = ">="


OPPOSITE = {
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.GREATER: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.GREATER,
}
"""The comparison that negation turns each one into: `not a < b` is `a >= b`."""

MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.UNEQUAL: Comparison.UNEQUAL,
    Comparison.LESS: Comparison.GREATER,
    Comparison.GREATER: Comparison.LESS,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}
"""The comparison with its sides exchanged: `a < b` is `b > a`."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Two values and a comparison."""

    operator: Comparison
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class IsType:
    """Whether a value is an entity of a type; of unknown, false."""

    operand: Expression
    type: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a condition. It is pushed to the comparisons: `not a < b` is `a >= b`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; with no parts, true."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Some part holds; with no parts, false."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Choose:
    """One of two values (or conditions), by a condition."""

    test: Expression
    then: Expression
    otherwise: Expression


class Quantity(Enum):
    """How the values of a quantified variable are put together."""

    EVERY = "every"
    SOME = "some"
    SUM = "sum"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Quantified:
    """`body` for every value of `variable` for which `condition` (if any) holds.

    EVERY and SOME are conditions; SUM (of nothing: 0) and PRODUCT (of nothing: 1) are numbers.
    """

    quantity: Quantity
    variable: Variable
    condition: Expression | None
    body: Expression


Expression = (
    Constant
    | Variable
    | Read
    | InMind
    | Calculate
    | Compare
    | IsType
    | Not
    | And
    | Or
    | Choose
    | Quantified
)
"""A condition or a value. A yes/no value is a condition and the other way round."""


# -- effects: all are read before any is made; of several for one fluent the last counts ------


@dataclass(frozen=True, slots=True)
class Assign:
    """`target = value`.

    `target` is a `Read`, or `InMind` around one (`Tom's view of at(Coin) = …`, where the value is
    read in the mind at hand, not in Tom's).
    """

    target: Read | InMind
    value: Expression


@dataclass(frozen=True, slots=True)
class Together:
    """Several effects, in the order of the text."""

    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class If:
    """An effect under a condition, or else another."""

    test: Expression
    then: Effect
    otherwise: Effect | None = None


@dataclass(frozen=True, slots=True)
class ForEvery:
    """An effect for every value of a variable for which the condition (if any) holds."""

    variable: Variable
    condition: Expression | None
    effect: Effect


Effect = Assign | Together | If | ForEvery | InMind
NOTHING = Together(())
