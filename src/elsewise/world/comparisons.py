"""Comparisons that cannot mean anything: of things that never are the same."""

from __future__ import annotations

from collections.abc import Callable

from elsewise.diagnostics.catalogue import world as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.expressions import (
    MIRRORED,
    Compare,
    Comparison,
    Constant,
    Expression,
    InMind,
    Read,
)
from elsewise.world.kinds import UNKNOWN, YES_NO, EntityType, Typed, number_text
from elsewise.world.reports import FaultyError
from elsewise.world.table import Scope, Table
from elsewise.world.types import NumberType

ReadValue = Callable[[Table, Scope, tree.Expression, tree.Expression | None], Typed]


def check_equality(
    table: Table, scope: Scope, node: tree.Binary, read_value: ReadValue
) -> tuple[Expression, Expression]:
    """Return both sides of `left = right`; raises where they can never be the same."""
    left = read_side(table, scope, node.left, node.right, read_value)
    right = read_side(table, scope, node.right, node.left, read_value)
    if left is None or right is None:
        raise FaultyError
    if any(table.meet(one, other) for one in left.kinds for other in right.kinds):
        return left.expression, right.expression
    raise never_equal(table, node, left, right)


def read_side(
    table: Table,
    scope: Scope,
    node: tree.Expression,
    partner: tree.Expression,
    read_value: ReadValue,
) -> Typed | None:
    """Return one side of a comparison, or None where it is faulty."""
    try:
        check_word(table, scope, node, partner)
        return read_value(table, scope, node, partner)
    except FaultyError:
        return None


def check_word(table: Table, scope: Scope, node: tree.Expression, partner: tree.Expression) -> None:
    """Where an unknown word stands beside a fact with words as values, say which it has."""
    if not isinstance(node, tree.Ref) or node.arguments is not None or scope.forgiving:
        return
    word = node.name.text
    known = (scope.variables, scope.broken, table.entities, table.facts, table.broken)
    if any(word in names for names in known) or not isinstance(partner, tree.Ref):
        return
    for fact in table.facts.get(partner.name.text, ()):
        values = fact.values
        words = table.choice_text(values.name) if isinstance(values, EntityType) else None
        if isinstance(values, EntityType) and words is not None:
            raise table.reports.fault(
                codes.NOT_A_VALUE,
                node.span,
                once=word,
                fact=table.reports.text(partner.span),
                values=words,
                name=word,
                suggestion=table.reports.did_you_mean(word, table.choices[values.name]),
            )


def never_equal(table: Table, node: tree.Binary, left: Typed, right: Typed) -> FaultyError:
    """Report that both sides of a comparison can never be the same."""
    reports = table.reports
    if any(table.doubtful(kind) for kind in left.kinds + right.kinds):
        return FaultyError()
    for one, other, place in ((left, right, node.right), (right, left, node.left)):
        if one.is_yes_no and other.kinds == (UNKNOWN,):
            return reports.fault(codes.YES_NO_UNKNOWN, place.span)
    for one, name, place in ((left, node.left, node.right), (right, node.right, node.left)):
        kind = one.kinds[0]
        values = table.choice_text(kind.name) if isinstance(kind, EntityType) else None
        if isinstance(kind, EntityType) and values is not None:
            word = reports.text(place.span)
            return reports.fault(
                codes.NOT_A_VALUE,
                place.span,
                fact=reports.text(name.span),
                values=values,
                name=word,
                suggestion=reports.did_you_mean(word, table.choices[kind.name]),
            )
    return reports.fault(
        codes.NEVER_EQUAL,
        node.span,
        left=reports.text(node.left.span),
        left_kind=table.describe(left.kinds[0]),
        right=reports.text(node.right.span),
        right_kind=table.describe(right.kinds[0]),
    )


def check_type_test(table: Table, node: tree.IsType, operand: Typed) -> None:
    """Check that `value is type` names a type, and one that the value might be of."""
    reports = table.reports
    name = node.type.text
    text = reports.text(node.operand.span)
    if name in table.broken and name not in table.types:
        raise FaultyError
    if name not in table.types:
        raise _not_a_type(table, node, text)
    wanted = EntityType(name)
    if all(isinstance(kind, NumberType) or kind in (YES_NO, UNKNOWN) for kind in operand.kinds):
        raise reports.fault(
            codes.TYPE_OF_VALUE, node.span, text=text, what=table.describe(operand.kinds[0])
        )
    if not any(table.meet(kind, wanted) for kind in operand.kinds):
        reports.add(
            warnings.NEVER_OF_TYPE,
            node.span,
            text=text,
            what=table.describe(operand.kinds[0]),
            wanted=table.describe(wanted),
        )


def _not_a_type(table: Table, node: tree.IsType, text: str) -> FaultyError:
    reports = table.reports
    name = node.type.text
    if name in table.entities:
        negation = "not " if node.negated else ""
        return reports.fault(
            codes.IS_NEEDS_TYPE,
            node.type.span,
            name=name,
            what=table.describe_type(table.type_of(name)),
            suggestion=f"Write {negation}{text} = {name}.",
        )
    return reports.fault(
        codes.UNKNOWN_TYPE,
        node.type.span,
        once=name,
        name=name,
        suggestion=reports.did_you_mean(name, table.types.parents),
    )


def check_bounds(table: Table, node: tree.Binary, comparison: Compare) -> None:
    """Warn where a fact with a range is compared with a number that decides it beforehand."""
    for one, other, text, flipped in (
        (comparison.left, comparison.right, node.left, False),
        (comparison.right, comparison.left, node.right, True),
    ):
        fact = _fact_of(one)
        if fact is None or not isinstance(other, Constant) or not isinstance(other.value, float):
            continue
        values = fact.fact.values
        assert isinstance(values, NumberType)
        if values.low is None or values.high is None:
            continue
        holds = decided(comparison.operator, values.low, values.high, other.value, flipped)
        if holds is not None:
            table.reports.add(
                warnings.DECIDED_COMPARISON,
                node.span,
                text=table.reports.text(text.span),
                low=number_text(values.low),
                high=number_text(values.high),
                when="always" if holds else "never",
            )


def _fact_of(expression: Expression) -> Read | None:
    while isinstance(expression, InMind):
        body = expression.body
        if not isinstance(body, Read | InMind):
            return None
        expression = body
    if isinstance(expression, Read) and isinstance(expression.fact.values, NumberType):
        return expression
    return None


def decided(
    operator: Comparison, low: float, high: float, value: float, flipped: bool
) -> bool | None:
    """Whether a number from `low` to `high` always or never compares so with `value`, or None.

    `flipped`: the value stands on the left.
    """
    if operator is Comparison.EQUAL:
        return False if value < low or value > high else None
    if flipped:
        operator = MIRRORED[operator]
    match operator:
        case Comparison.LESS:
            always, never = high < value, low >= value
        case Comparison.AT_MOST:
            always, never = high <= value, low > value
        case Comparison.GREATER:
            always, never = low > value, high <= value
        case _:
            always, never = low >= value, high < value
    return True if always else False if never else None
