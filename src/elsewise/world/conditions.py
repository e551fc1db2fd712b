"""Reading blocks of conditions: every line is one requirement."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import world as codes
from elsewise.syntax import tree
from elsewise.world.expressions import And, Choose, Expression, InMind, Quantified, Quantity
from elsewise.world.quantifiers import read_noun
from elsewise.world.references import read_character
from elsewise.world.reports import FaultyError
from elsewise.world.secrets import read_kept
from elsewise.world.table import Scope, Table
from elsewise.world.values import read_condition


def read_requirements(table: Table, scope: Scope, body: tree.Body) -> Expression | None:
    """Return that all lines of a block hold, or None if some line is faulty."""
    found: list[Expression] = []
    before = table.reports.skipped
    for line in body:
        with table.reports.skipping():
            found.extend(_read_line(table, scope, line))
    if table.reports.skipped > before:
        return None
    return found[0] if len(found) == 1 else And(tuple(found))


def _read_block(table: Table, scope: Scope, body: tree.Body) -> Expression:
    block = read_requirements(table, scope, body)
    if block is None:
        raise FaultyError
    return block


def _read_line(table: Table, scope: Scope, line: tree.Line) -> tuple[Expression, ...]:
    match line:
        case tree.Row():
            return (_read_row(table, scope, line),)
        case tree.BelievesBlock(minds, body):
            who = [read_character(table, scope, mind) for mind in minds]
            requirement = _read_block(table, scope, body)
            for mind in reversed(who):
                requirement = InMind(mind, requirement)
            return (requirement,)
        case tree.Secret():
            return read_kept(table, scope, line)
        case tree.EveryBlock(noun, body):
            variable, condition, inside = read_noun(table, scope, noun, read_condition)
            block = _read_block(table, inside, body)
            return (Quantified(Quantity.EVERY, variable, condition, block),)
        case tree.IfBlock():
            return (_read_if(table, scope, line),)
        case tree.Text():
            return ()
        case tree.Broken():
            raise FaultyError


def _read_if(table: Table, scope: Scope, block: tree.IfBlock) -> Expression:
    if block.otherwise is None:
        raise table.reports.fault(
            codes.IF_WITHOUT_ELSE,
            block.branches[0][0].span,
            suggestion="Add else, or write: not … or …",
        )
    result = _read_block(table, scope, block.otherwise)
    for test, body in reversed(block.branches):
        condition = read_condition(table, scope, test)
        result = Choose(condition, _read_block(table, scope, body), result)
    return result


def _read_row(table: Table, scope: Scope, row: tree.Row) -> Expression:
    item, *others = row.items
    if others:
        texts = [table.reports.text(item.span) for item in row.items]
        simple = not any(isinstance(item, tree.Or | tree.When) for item in row.items)
        raise table.reports.fault(
            codes.COMMA_IN_CONDITION,
            others[0].span,
            suggestion=f"Write: {' and '.join(texts)}" if simple else None,
        )
    if isinstance(item, tree.When):
        text = table.reports.text
        raise table.reports.fault(
            codes.IF_WITHOUT_ELSE,
            item.span,
            suggestion=f"Write: not ({text(item.condition.span)}) or {text(item.body.span)}",
        )
    return read_condition(table, scope, item)
