"""What the peer reads otherwise than its reader would: operators mixed without brackets."""

from __future__ import annotations

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
    Fluent,
    Literal,
    Name,
    Negation,
    Quantified,
    TypeTest,
)

_MIXABLE = (Conjunction, Arithmetic)


def mixed_operators(expression: Expression) -> list[Span]:
    """Where `&` and `|`, or different arithmetic, stand together without brackets.

    Also `a - b - c` and `a / b / c`, which are read from the right. Each place is found once.
    """
    found: list[Span] = []
    left = [expression]
    while left:
        current = left.pop()
        if isinstance(current, _MIXABLE) and _is_mix(current):
            found.append(current.span)
            left.extend(reversed(_below_the_mix(current)))
        else:
            left.extend(reversed(children(current)))
    return found


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
        return [leaf for child in children(expression) for leaf in _below_the_mix(child)]
    return [expression]


def bound_words(expression: Expression) -> frozenset[str]:
    """Return the names of all variables that `forall` and the like bind in an expression."""
    found: set[str] = set()
    left = [expression]
    while left:
        current = left.pop()
        if isinstance(current, Quantified):
            found.add(current.variable.text)
        left.extend(children(current))
    return frozenset(found)


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions directly within another."""
    match expression:
        case Fluent() | Name() | Literal():
            return ()
        case Conjunction() | Disjunction():
            return expression.parts
        case Bracketed():
            return (expression.inner,)
        case Negation() | TypeTest():
            return (expression.operand,)
        case Believes() | Quantified():
            return (expression.body,)
        case Conditional():
            pairs = tuple(part for branch in expression.branches for part in branch)
            return pairs if expression.otherwise is None else (*pairs, expression.otherwise)
        case Assignment():
            return (expression.value,)
        case Comparison() | Arithmetic():
            return (expression.left, expression.right)
