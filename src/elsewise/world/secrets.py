"""What only some know: `only Agnes knows lover(Finn)`, and where it seems to be meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from elsewise.diagnostics import Span
from elsewise.diagnostics.catalogue import world_events as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.expressions import (
    And,
    Assign,
    Compare,
    Comparison,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Not,
    Quantified,
    Quantity,
    Read,
    Term,
    Together,
    Variable,
)
from elsewise.world.model import World
from elsewise.world.references import read_character, read_fact
from elsewise.world.shared_minds import minds_about_minds
from elsewise.world.table import Scope, Table
from elsewise.world.types import CHARACTER, EntityType, YesNoType
from elsewise.world.walk import Part, parts_of


def read_secret(table: Table, scope: Scope, line: tree.Secret) -> tuple[Effect, ...]:
    """Return what makes something a secret: the others do not know it, and the knowers know that.

    The others hold it for unknown, and a yes/no fact for the opposite. Every knower thinks the same
    of the others, and of what the other knowers think of them.
    """
    knowers = tuple(read_character(table, scope, name) for name in line.knowers)
    other, is_other = _others(scope, knowers)
    found: list[Effect] = []
    for read, value, span in _secrets(table, scope, line):
        unaware = ForEvery(other, is_other, InMind(other, table.placed(Assign(read, value), span)))
        found.append(unaware)
        for minds in minds_about_minds(knowers):
            known: Effect = unaware
            for mind in reversed(minds):
                known = InMind(mind, known)
            found.append(known)
    return tuple(found)


def read_kept(table: Table, scope: Scope, line: tree.Secret) -> tuple[Expression, ...]:
    """Return the condition that nobody else knows something."""
    knowers = tuple(read_character(table, scope, name) for name in line.knowers)
    other, is_other = _others(scope, knowers)
    return tuple(
        Quantified(
            Quantity.EVERY, other, is_other, InMind(other, Compare(Comparison.EQUAL, read, value))
        )
        for read, value, _ in _secrets(table, scope, line)
    )


def _secrets(
    table: Table, scope: Scope, line: tree.Secret
) -> Iterator[tuple[Read, Constant, Span]]:
    """Yield each fact of the row, and what those hold it for who do not know it."""
    for item in line.row.items:
        node = item.operand if isinstance(item, tree.Not) else item
        read = read_fact(table, scope, node, None) if isinstance(node, tree.Ref) else None
        is_yes_no = read is not None and isinstance(read.fact.values, YesNoType)
        if read is None or (node is not item and not is_yes_no):
            text = table.reports.text(item.span)
            raise table.reports.fault(codes.NO_SECRET, item.span, text=text)
        yield read, Constant(node is not item if is_yes_no else None), item.span


def _others(scope: Scope, knowers: tuple[Term, ...]) -> tuple[Variable, Expression]:
    """Return a name for the others that nothing else has, and who they are."""
    name = "other"
    while name in scope.variables:
        name += "_"
    other = Variable(name, EntityType(CHARACTER))
    return other, And(tuple(Not(Compare(Comparison.EQUAL, other, who)) for who in knowers))


def check_open_secrets(table: Table, world: World) -> None:
    """Warn where somebody does not know something, nobody knows of that, and events ask who does.

    What is said of one mind at the start is said of no other: the others think that this one sees
    things as they do.
    """
    asked = {
        fact
        for event in (*world.actions, *world.triggers)
        for minds, fact in _reads(event.condition, ())
        if len(minds) >= 2 and minds[-1] != minds[-2]
    }
    said = [
        (minds, assign)
        for effect in world.start
        for minds, assign in _assignments(effect)
        if isinstance(assign.value, Constant)
        and (assign.value.value is None or assign.value.value is False)
    ]
    thought_of = {(minds[-1], _fact(assign)) for minds, assign in said if len(minds) > 1}
    for minds, assign in said:
        fact = _fact(assign)
        known = (minds[-1], fact) in thought_of if minds else True
        if len(minds) == 1 and fact in asked and not known and isinstance(minds[0], Constant):
            who = str(minds[0].value)
            _, span = table.places[id(assign)]
            read = table.reports.text(span).partition("=")[0].strip().removeprefix("not ")
            hint = f"Write only … knows {read}, or say what the others believe that {who} believes."
            table.reports.add(warnings.OPEN_SECRET, span, who=who, fact=read, suggestion=hint)


def _reads(part: Part, minds: tuple[Term, ...]) -> Iterator[tuple[tuple[Term, ...], str]]:
    """Yield the name of each fact that is read, and in which mind."""
    left = [(part, minds)]
    while left:
        current, around = left.pop()
        if isinstance(current, Read):
            yield around, current.fact.name
        elif isinstance(current, InMind):
            left.append((current.body, (*around, current.who)))
        else:
            left += [(inner, around) for inner in parts_of(current)]


def _assignments(effect: Effect) -> Iterator[tuple[tuple[Term, ...], Assign]]:
    """Yield each assignment, and the mind that it is made in."""
    left: list[tuple[Part, tuple[Term, ...]]] = [(effect, ())]
    while left:
        current, minds = left.pop()
        if isinstance(current, Assign):
            target = current.target
            while isinstance(target, InMind):
                minds, target = (*minds, target.who), cast("Read | InMind", target.body)
            yield minds, current
        elif isinstance(current, InMind):
            left.append((current.body, (*minds, current.who)))
        elif isinstance(current, Together | If | ForEvery):
            left += [(inner, minds) for inner in parts_of(current)]


def _fact(assign: Assign) -> str:
    target = assign.target
    while isinstance(target, InMind):
        target = cast("Read | InMind", target.body)
    return target.fact.name
