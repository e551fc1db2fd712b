"""What must be known about a graph before a formula can be labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from elsewise.world.expressions import And, Constant, Expression, InMind
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Intends,
    Next,
    Now,
    Until,
)

MOST_CHAINS = 2000
"""So many longest chains of who believes that who believes … are looked into at most."""


def parts_of(formula: Formula) -> Iterator[Formula]:
    """Yield a formula and everything that it is made of."""
    yield formula
    match formula:
        case Denied(operand) | Next(_, operand) | Always(_, operand, _):
            yield from parts_of(operand)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from parts_of(part)
        case Until(_, keep, reach, _):
            yield from parts_of(keep)
            yield from parts_of(reach)
        case _:
            pass


def says_when(formula: Formula) -> bool:
    """Whether a formula says something about what lies ahead."""
    return any(isinstance(part, Next | Until | Always) for part in parts_of(formula))


def common_depth(formula: Formula, kept: int) -> int | None:
    """Return how many minds deep common belief is followed; None: the formula asks for none.

    As deep as minds are kept, but for large groups in deep minds, of which there are too many.
    """
    groups = [len(set(p.group)) for p in parts_of(formula) if isinstance(p, CommonBelief)]
    if not groups:
        return None
    depth, many = 1, max(groups)
    while depth < kept and many * (max(groups) - 1) ** depth <= MOST_CHAINS:
        depth += 1
    return depth


def with_depth(formula: Formula, depth: int) -> Formula:
    """Return a formula with common belief spelt out, minds of minds followed to a depth."""
    match formula:
        case CommonBelief(group, condition):
            beliefs = (_believed(path, condition) for path in chains(group, depth))
            return Now(And(tuple(beliefs)))
        case Denied(operand) | Next(_, operand) | Always(_, operand, _):
            return replace(formula, operand=with_depth(operand, depth))
        case AllOf(parts) | AnyOf(parts):
            return replace(formula, parts=tuple(with_depth(part, depth) for part in parts))
        case Until(_, keep, reach, _):
            return replace(formula, keep=with_depth(keep, depth), reach=with_depth(reach, depth))
        case _:
            return formula


def chains(group: Iterable[Constant], depth: int) -> Iterator[tuple[Constant, ...]]:
    """Yield who believes that who believes …: at most `depth`, nobody twice in a row."""
    people = tuple(dict.fromkeys(group))
    longest: Sequence[tuple[Constant, ...]] = [()]
    for _ in range(depth):
        longest = [(*chain, who) for chain in longest for who in people if chain[-1:] != (who,)]
        yield from longest


def _believed(path: Sequence[Constant], condition: Expression) -> Expression:
    for who in reversed(path):
        condition = InMind(who, condition)
    return condition


def conditions_in(formula: Formula) -> Iterator[Expression]:
    """Yield the conditions that are asked about in states, as the author sees them.

    A condition at the end of somebody's plan is one in that mind.
    """
    for part in parts_of(formula):
        match part:
            case Now(condition):
                yield condition
            case Intends(who, Now(condition)):
                yield InMind(who, condition)
            case _:
                pass


def aims_in(formula: Formula) -> Iterator[Expression]:
    """Yield the conditions with which plans are to end."""
    for part in parts_of(formula):
        match part:
            case Intends(_, Now(condition)):
                yield condition
            case _:
                pass
