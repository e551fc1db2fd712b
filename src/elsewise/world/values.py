"""Reading expressions: values, and conditions, which are yes/no values."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import world as codes
from elsewise.diagnostics.catalogue.world_questions import NOT_AT_ONE_MOMENT
from elsewise.syntax import tree
from elsewise.world.comparisons import check_bounds, check_equality, check_type_test
from elsewise.world.expressions import (
    And,
    Arithmetic,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
)
from elsewise.world.kinds import ANY_NUMBER, UNKNOWN, YES_NO, Typed, kind_of
from elsewise.world.numbers import constant_value, number_constant
from elsewise.world.quantifiers import check_reach, read_noun
from elsewise.world.references import read_character, read_fact, read_reference
from elsewise.world.reports import FaultyError
from elsewise.world.table import Scope, Table

_ARITHMETIC = {
    tree.Operator.ADD: Arithmetic.ADD,
    tree.Operator.SUBTRACT: Arithmetic.SUBTRACT,
    tree.Operator.MULTIPLY: Arithmetic.MULTIPLY,
    tree.Operator.DIVIDE: Arithmetic.DIVIDE,
}
_ORDER = {
    tree.Operator.LESS: Comparison.LESS,
    tree.Operator.GREATER: Comparison.GREATER,
    tree.Operator.AT_MOST: Comparison.AT_MOST,
    tree.Operator.AT_LEAST: Comparison.AT_LEAST,
}


def read_value(
    table: Table, scope: Scope, node: tree.Expression, partner: tree.Expression | None = None
) -> Typed:
    """Return an expression of any kind; `partner` is what it is compared with or assigned to."""
    match node:
        case tree.Number():
            constant = number_constant(table.reports, node)
            return Typed(constant, (kind_of(constant),))
        case tree.Unknown():
            return Typed(Constant(None), (UNKNOWN,))
        case tree.YesNo(value):
            return Typed(Constant(value), (YES_NO,))
        case tree.Ref():
            return read_reference(table, scope, node, partner)
        case tree.View():
            return read_view(table, scope, node, partner)
        case tree.Minus(operand):
            return _negated(read_number(table, scope, operand))
        case tree.Binary():
            return _read_binary(table, scope, node)
        case tree.Choose():
            return _read_choice(table, scope, node)
        case tree.Total(kind, noun, body):
            variable, condition, inside = read_noun(table, scope, noun, read_condition)
            quantity = Quantity.SUM if kind is tree.Totalled.SUM else Quantity.PRODUCT
            counted = read_count(table, inside, body)
            return Typed(Quantified(quantity, variable, condition, counted), (ANY_NUMBER,))
        case _ if isinstance(node, tree.QUESTION_ONLY):
            raise table.reports.fault(
                NOT_AT_ONE_MOMENT, node.span, text=table.reports.text(node.span)
            )
        case _:
            return Typed(_read_logic(table, scope, node), (YES_NO,))


def read_condition(table: Table, scope: Scope, node: tree.Expression) -> Expression:
    """Return an expression that must be a condition."""
    typed = read_value(table, scope, node)
    if typed.is_yes_no:
        return typed.expression
    kinds = [kind for kind in typed.kinds if kind != YES_NO]
    text = table.reports.text(node.span)
    raise table.reports.fault(
        codes.NOT_A_CONDITION,
        node.span,
        text=text,
        what=table.describe(kinds[0]),
        suggestion=f"Say what it should be: {text} = …",
    )


def read_number(table: Table, scope: Scope, node: tree.Expression) -> Expression:
    """Return an expression that must be a number."""
    typed = read_value(table, scope, node)
    if typed.is_number:
        return typed.expression
    what = next((k for k in typed.kinds if k not in (ANY_NUMBER, UNKNOWN)), typed.kinds[0])
    raise table.reports.fault(
        codes.NOT_A_NUMBER,
        node.span,
        text=table.reports.text(node.span),
        what=table.describe(what),
    )


def read_count(table: Table, scope: Scope, node: tree.Expression) -> Expression:
    """Return an expression as a number; a condition counts 1 where it holds and else 0."""
    typed = read_value(table, scope, node)
    if typed.is_yes_no:
        return Choose(typed.expression, Constant(1.0), Constant(0.0))
    if typed.is_number:
        return typed.expression
    return read_number(table, scope, node)


def read_view(
    table: Table, scope: Scope, node: tree.View, partner: tree.Expression | None = None
) -> Typed:
    """Return `who's view of fact`."""
    who = read_character(table, scope, node.who)
    if isinstance(node.of, tree.View):
        inner = read_view(table, scope, node.of, partner)
    else:
        fact = read_fact(table, scope, node.of, partner)
        inner = Typed(fact, (fact.fact.values,))
    return Typed(InMind(who, inner.expression), inner.kinds)


def _negated(number: Expression) -> Typed:
    if isinstance(number, Constant) and isinstance(number.value, float):
        constant = Constant(0.0 - number.value)
        return Typed(constant, (kind_of(constant),))
    return Typed(Calculate(Arithmetic.SUBTRACT, Constant(0.0), number), (ANY_NUMBER,))


def _read_binary(table: Table, scope: Scope, node: tree.Binary) -> Typed:
    if node.operator is tree.Operator.EQUAL:
        return Typed(_read_equality(table, scope, node), (YES_NO,))
    left = _part(table, scope, node.left)
    right = _part(table, scope, node.right)
    if left is None or right is None:
        raise FaultyError
    if node.operator in _ORDER:
        comparison = Compare(_ORDER[node.operator], left, right)
        check_bounds(table, node, comparison)
        return Typed(comparison, (YES_NO,))
    if node.operator is tree.Operator.DIVIDE and constant_value(node.right) == 0:
        raise table.reports.fault(codes.DIVISION_BY_ZERO, node.span)
    return Typed(Calculate(_ARITHMETIC[node.operator], left, right), (ANY_NUMBER,))


def _part(table: Table, scope: Scope, node: tree.Expression) -> Expression | None:
    """Read a number that stands beside another, so that mistakes in both are found."""
    try:
        return read_number(table, scope, node)
    except FaultyError:
        return None


def _read_equality(table: Table, scope: Scope, node: tree.Binary) -> Expression:
    left, right = check_equality(table, scope, node, read_value)
    for one, other in ((left, right), (right, left)):
        if isinstance(other, Constant) and isinstance(other.value, bool):
            return one if other.value else Not(one)
    comparison = Compare(Comparison.EQUAL, left, right)
    check_bounds(table, node, comparison)
    return comparison


def _read_choice(table: Table, scope: Scope, node: tree.Choose) -> Typed:
    test = read_condition(table, scope, node.test)
    then = read_value(table, scope, node.then)
    otherwise = read_value(table, scope, node.otherwise)
    kinds = tuple(dict.fromkeys(then.kinds + otherwise.kinds))
    one, other = then.kinds[0], otherwise.kinds[0]
    if then.is_yes_no != otherwise.is_yes_no or then.is_number != otherwise.is_number:
        unknown = UNKNOWN in kinds and YES_NO not in kinds
        if not unknown:
            raise table.reports.fault(
                codes.MIXED_CHOICE, node.span, one=table.describe(one), other=table.describe(other)
            )
    return Typed(Choose(test, then.expression, otherwise.expression), kinds)


def _read_logic(table: Table, scope: Scope, node: tree.Expression) -> Expression:
    match node:
        case tree.IsType():
            return _read_type_test(table, scope, node)
        case tree.Not(operand):
            return Not(read_condition(table, scope, operand))
        case tree.And(parts):
            return And(read_all(table, scope, parts))
        case tree.Or(parts):
            return Or(read_all(table, scope, parts))
        case tree.Believes(who, operand):
            return InMind(read_character(table, scope, who), read_condition(table, scope, operand))
        case tree.Quantified():
            return _read_quantified(table, scope, node)
        case _:
            raise AssertionError(f"not a condition: {type(node).__name__}")


def read_all(
    table: Table, scope: Scope, parts: tuple[tree.Expression, ...]
) -> tuple[Expression, ...]:
    """Return conditions that stand beside each other; the mistakes of all of them are found."""
    found: list[Expression] = []
    for part in parts:
        with table.reports.skipping():
            found.append(read_condition(table, scope, part))
    if len(found) < len(parts):
        raise FaultyError
    return tuple(found)


def _read_type_test(table: Table, scope: Scope, node: tree.IsType) -> Expression:
    operand = read_value(table, scope, node.operand)
    check_type_test(table, node, operand)
    test = IsType(operand.expression, node.type.text)
    return Not(test) if node.negated else test


def _read_quantified(table: Table, scope: Scope, node: tree.Quantified) -> Expression:
    variable, condition, inside = read_noun(table, scope, node.noun, read_condition)
    body = read_condition(table, inside, node.body)
    check_reach(table, node, variable, body)
    if node.quantity is tree.Quantity.EVERY:
        return Quantified(Quantity.EVERY, variable, condition, body)
    some = Quantified(Quantity.SOME, variable, condition, body)
    return Not(some) if node.quantity is tree.Quantity.NO else some
