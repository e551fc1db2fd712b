"""Reading `every character c with …` and its like, and the traps in them."""

from __future__ import annotations

from collections.abc import Callable

from elsewise.diagnostics.catalogue import world as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.expressions import And, Expression, Or, Variable
from elsewise.world.reports import FaultyError
from elsewise.world.table import Scope, Table
from elsewise.world.types import EntityType
from elsewise.world.walk import mentions

ReadCondition = Callable[[Table, Scope, tree.Expression], Expression]


def read_noun(
    table: Table, scope: Scope, noun: tree.Noun, read_condition: ReadCondition
) -> tuple[Variable, Expression | None, Scope]:
    """Return the variable of a noun, its condition, and the scope in which the variable is known.

    Where the condition is faulty the mistake has been reported and FaultyError is raised.
    """
    variable = Variable(noun.name.text, EntityType(read_type(table, noun.type)))
    warn_if_hidden(table, scope, noun.name, "name")
    inside = scope.with_variable(variable)
    if noun.condition is None:
        return variable, None, inside
    return variable, read_condition(table, inside, noun.condition), inside


def read_type(table: Table, name: tree.Name) -> str:
    """Return the name of a type of entities."""
    if name.text in table.types:
        return name.text
    if name.text in table.broken:
        raise FaultyError
    if name.text == "number":
        raise table.reports.fault(codes.NUMBER_NAMED, name.span)
    raise table.reports.fault(
        codes.UNKNOWN_TYPE,
        name.span,
        once=name.text,
        name=name.text,
        suggestion=table.reports.did_you_mean(name.text, table.types.parents),
    )


def warn_if_hidden(table: Table, scope: Scope, name: tree.Name, what: str) -> None:
    """Warn where a new role or quantified name hides something else of that name."""
    hidden = None
    if name.text in scope.variables:
        hidden = "a role or name further out"
    elif name.text in table.entities:
        hidden = table.describe_type(table.type_of(name.text))
    elif any(not fact.parameters for fact in table.facts.get(name.text, ())):
        hidden = "a fact"
    if hidden is not None:
        table.reports.add(warnings.HIDDEN_NAME, name.span, name=name.text, what=what, hidden=hidden)


def check_reach(table: Table, node: tree.Quantified, variable: Variable, body: Expression) -> None:
    """Warn where `no` or `every` reaches over a part that says nothing about its name.

    The last row of the language's table of mistakes: `no coin c with owner(c) = Tom and blown`.
    With `some`, and with `every` without a condition, it makes no difference.
    """
    if not isinstance(node.body, tree.And | tree.Or) or not isinstance(body, And | Or):
        return
    if node.quantity is tree.Quantity.SOME:
        return
    is_every = node.quantity is tree.Quantity.EVERY
    if is_every and (node.noun.condition is None or isinstance(body, Or)):
        return
    for part, read in zip(node.body.parts, body.parts, strict=True):
        if not mentions(read, variable.name):
            head = f"{node.quantity.value} {node.noun.type.text} {variable.name}"
            table.reports.add(
                warnings.REACHES_TOO_FAR,
                part.span,
                head=head if is_every else f"{head} with",
                text=table.reports.text(part.span),
                name=variable.name,
                suggestion=f"Put {table.reports.text(part.span)} first, "
                "or close a bracket before it.",
            )
            return
