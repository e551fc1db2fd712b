"""What a value can be, as far as the text alone says: the kinds of expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elsewise.world.expressions import Constant, Expression, Term
from elsewise.world.types import EntityType, NumberType, ValueType, YesNoType


@dataclass(frozen=True, slots=True)
class Single:
    """Exactly this entity."""

    name: str


@dataclass(frozen=True, slots=True)
class UnknownKind:
    """Unknown: `?`."""


Kind = ValueType | Single | UnknownKind
UNKNOWN = UnknownKind()
YES_NO = YesNoType()
ANY_NUMBER = NumberType()


@dataclass(frozen=True, slots=True)
class Typed:
    """An expression and what its value can be: one of `kinds` (several after `if … else`)."""

    expression: Expression
    kinds: tuple[Kind, ...]

    @property
    def is_yes_no(self) -> bool:
        """Whether it is a condition."""
        return all(isinstance(kind, YesNoType) for kind in self.kinds)

    @property
    def is_number(self) -> bool:
        """Whether it is a number, perhaps an unknown one."""
        return any(isinstance(kind, NumberType) for kind in self.kinds) and all(
            isinstance(kind, NumberType | UnknownKind) for kind in self.kinds
        )


def kind_of(term: Term) -> Kind:
    """Return what a term can be."""
    if not isinstance(term, Constant):
        return term.type
    match term.value:
        case None:
            return UNKNOWN
        case bool():
            return YES_NO
        case str(name):
            return Single(name)
        case value:
            return NumberType(value, value)


def same_constant(left: Constant, right: Constant) -> bool:
    """Whether two constants are the same value (`yes` is not 1)."""
    return type(left.value) is type(right.value) and left.value == right.value


def article(word: str) -> str:
    """Return the word with `a` or `an`."""
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def listed(words: Sequence[str], last: str = "or") -> str:
    """Return `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def number_text(value: float) -> str:
    """Return a number as an author would write it."""
    return str(int(value)) if value.is_integer() else str(value)


__all__ = [
    "ANY_NUMBER",
    "UNKNOWN",
    "YES_NO",
    "EntityType",
    "Kind",
    "Single",
    "Typed",
    "UnknownKind",
    "article",
    "kind_of",
    "listed",
    "number_text",
    "same_constant",
]
