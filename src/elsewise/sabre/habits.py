"""What the peer reads otherwise than its reader would: operators mixed without brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.diagnostics import Span
from elsewise.sabre.tree import (
    Arithmetic,
    Assignment,
    Believes,
    Bracketed,
    Comparison,
    Conditional,
    Conjunction,
    Disjunction,
    Expression,
    Negation,
    Quantified,
    TypeTest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

_MIXABLE = (Conjunction, Arithmetic)


def look_over(expression: Expression) -> tuple[frozenset[str], list[Span]]:
    """Return the names that `forall` and the like bind in an expression, and where it is mixed.

    That is where `&` and `|`, or different arithmetic, stand together without brackets. Also
    `a - b - c` and `a / b / c`, which are read from the right. Each place is found once.
    """
    bound: set[str] = set()
    mixed: list[Span] = []
    left = [expression]
    while left:
        current = left.pop()
        parts = _PARTS.get(type(current))
        if parts is None:
            continue
        within = parts(current)
        if isinstance(current, Quantified):
            bound.add(current.variable.text)
        elif isinstance(current, _MIXABLE) and _is_mix(current):
            mixed.append(current.span)
            within = _below_the_mix(current)
        left.extend(reversed(within))
    return frozenset(bound), mixed


def _is_mix(expression: Expression) -> bool:
    if isinstance(expression, Conjunction):
        return any(isinstance(part, Disjunction) for part in expression.parts)
    if not isinstance(expression, Arithmetic):
        return False
    signs = _signs(expression)
    return len(set(signs)) > 1 or (len(signs) > 1 and signs[0] in ("-", "/"))


def _signs(expression: Expression) -> list[str]:
    if not isinstance(expression, Arithmetic):
        return []
    return [*_signs(expression.left), expression.sign, *_signs(expression.right)]


def _below_the_mix(expression: Expression) -> list[Expression]:
    if isinstance(expression, Conjunction | Disjunction | Arithmetic):
        parts = _PARTS[type(expression)](expression)
        return [leaf for part in parts for leaf in _below_the_mix(part)]
    return [expression]


def _branches(conditional: Conditional) -> tuple[Expression, ...]:
    pairs = tuple(part for branch in conditional.branches for part in branch)
    return pairs if conditional.otherwise is None else (*pairs, conditional.otherwise)


_PARTS: dict[type, Callable[[Any], Sequence[Expression]]] = {
    Arithmetic: lambda whole: (whole.left, whole.right),
    Assignment: lambda whole: (whole.value,),
    Believes: lambda whole: (whole.body,),
    Bracketed: lambda whole: (whole.inner,),
    Comparison: lambda whole: (whole.left, whole.right),
    Conditional: _branches,
    Conjunction: lambda whole: whole.parts,
    Disjunction: lambda whole: whole.parts,
    Negation: lambda whole: (whole.operand,),
    Quantified: lambda whole: (whole.body,),
    TypeTest: lambda whole: (whole.operand,),
}
"""The expressions directly within one of a kind; within others there are none."""
