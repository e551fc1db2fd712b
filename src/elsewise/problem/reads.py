"""Where an expression looks."""

from __future__ import annotations

from collections.abc import Iterator

from elsewise.problem.problem import (
    All,
    Any,
    Calculated,
    Chosen,
    Compared,
    Condition,
    Known,
    Look,
    Number,
)


def looks_in(part: Condition | Number) -> Iterator[Look]:
    """Yield every look at a fluent that an expression takes, in the order of the text."""
    match part:
        case Look():
            yield part
        case Known():
            pass
        case Calculated(_, left, right) | Compared(_, left, right):
            yield from looks_in(left)
            yield from looks_in(right)
        case Chosen(test, then, otherwise):
            yield from looks_in(test)
            yield from looks_in(then)
            yield from looks_in(otherwise)
        case All(parts) | Any(parts):
            for inner in parts:
                yield from looks_in(inner)
