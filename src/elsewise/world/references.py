"""Looking up names: entities, roles, and facts with their arguments."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from elsewise.diagnostics.catalogue import world as codes
from elsewise.syntax import tree
from elsewise.world.expressions import Constant, Expression, Read, Term
from elsewise.world.kinds import Typed, article, kind_of, listed
from elsewise.world.model import Fact
from elsewise.world.numbers import number_constant
from elsewise.world.reports import FaultyError
from elsewise.world.table import Scope, Table
from elsewise.world.types import EntityType


def known_names(table: Table, scope: Scope) -> Iterable[str]:
    """Run through every name that may stand alone."""
    yield from scope.variables
    yield from table.entities
    yield from table.facts


def find_term(table: Table, scope: Scope, name: tree.Name) -> Term | None:
    """Return the role or entity of a name, or None; raises where its declaration is faulty."""
    if name.text in scope.broken:
        raise FaultyError
    if name.text in scope.variables:
        return scope.variables[name.text]
    if name.text in table.entities:
        if name.text in table.broken:
            raise FaultyError
        return Constant(name.text)
    return None


def unknown_name(table: Table, scope: Scope, name: tree.Name) -> FaultyError:
    """Report that a name stands for nothing, unless that follows from another mistake."""
    if scope.forgiving or name.text in table.broken:
        return FaultyError()
    reports = table.reports
    if name.text in table.types:
        return reports.fault(
            codes.TYPE_AS_VALUE,
            name.span,
            name=name.text,
            a_type=article(name.text),
        )
    if name.text in table.events:
        return reports.fault(
            codes.EVENT_AS_FACT, name.span, name=name.text, kind=table.events[name.text]
        )
    return reports.fault(
        codes.UNKNOWN_NAME,
        name.span,
        once=name.text,
        name=name.text,
        suggestion=reports.did_you_mean(name.text, known_names(table, scope)),
    )


def read_character(table: Table, scope: Scope, name: tree.Name) -> Term:
    """Return who is meant by a name that must be a character's."""
    term = find_term(table, scope, name)
    if term is None:
        if name.text in table.facts:
            raise table.reports.fault(
                codes.NOT_A_CHARACTER, name.span, name=name.text, what="a fact"
            )
        raise unknown_name(table, scope, name)
    if not table.is_character(term):
        raise table.reports.fault(
            codes.NOT_A_CHARACTER, name.span, name=name.text, what=table.describe(kind_of(term))
        )
    return term


def read_argument(table: Table, scope: Scope, argument: tree.Argument) -> Term:
    """Return an argument of a fact: a role, an entity, or a fixed value."""
    match argument:
        case tree.Number():
            return number_constant(table.reports, argument)
        case tree.YesNo(value):
            return Constant(value)
        case tree.Unknown():
            raise table.reports.fault(codes.UNKNOWN_ARGUMENT, argument.span)
        case tree.Name():
            term = find_term(table, scope, argument)
            if term is None and argument.text in table.facts:
                raise table.reports.fault(
                    codes.FACT_AS_ARGUMENT,
                    argument.span,
                    name=argument.text,
                    suggestion=f"Take one more role, ask that {argument.text} = the role, "
                    "and write the role here.",
                )
            if term is None:
                raise unknown_name(table, scope, argument)
            return term


def read_reference(
    table: Table, scope: Scope, ref: tree.Ref, partner: tree.Expression | None = None
) -> Typed:
    """Return what a name with or without arguments stands for.

    `partner` is what it is compared with, for better suggestions.
    """
    if ref.arguments is None:
        term = find_term(table, scope, ref.name)
        if term is not None:
            return Typed(term, (kind_of(term),))
    facts = table.facts.get(ref.name.text)
    if facts is None:
        raise _not_a_fact(table, scope, ref)
    arguments = tuple(read_argument(table, scope, a) for a in ref.arguments or ())
    for fact in facts:
        if _takes(table, fact, arguments):
            return Typed(Read(fact, arguments), (fact.values,))
    if ref.name.text in table.broken:
        raise FaultyError
    raise _wrong_arguments(table, scope, ref, arguments, partner)


def read_fact(table: Table, scope: Scope, ref: tree.Ref, partner: tree.Expression | None) -> Read:
    """Return the fact that a name stands for; anything else is a mistake."""
    expression: Expression = read_reference(table, scope, ref, partner).expression
    if isinstance(expression, Read):
        return expression
    suggestion = None
    if isinstance(partner, tree.Ref) and partner.name.text in table.facts:
        suggestion = f"Write {table.reports.text(partner.span)} = {ref.name.text}."
    raise table.reports.fault(
        codes.NOT_CHANGEABLE, ref.span, name=ref.name.text, suggestion=suggestion
    )


def _takes(table: Table, fact: Fact, arguments: tuple[Term, ...]) -> bool:
    return len(fact.parameters) == len(arguments) and all(
        table.accepts(parameter, argument)
        for parameter, argument in zip(fact.parameters, arguments, strict=True)
    )


def _not_a_fact(table: Table, scope: Scope, ref: tree.Ref) -> FaultyError:
    name = ref.name
    if name.text in table.broken:
        return FaultyError()
    if ref.arguments is None:
        return unknown_name(table, scope, name)
    reports = table.reports
    term = find_term(table, scope, name)
    if term is not None:
        return reports.fault(
            codes.NOT_A_FACT, name.span, name=name.text, what=table.describe(kind_of(term))
        )
    if name.text in table.events:
        return reports.fault(
            codes.EVENT_AS_FACT, name.span, name=name.text, kind=table.events[name.text]
        )
    if name.text in table.types:
        inside = reports.text(ref.arguments[0].span) if ref.arguments else "…"
        suggestion = f"To ask whether it is one, write: {inside} is {name.text}"
        return reports.fault(
            codes.NOT_A_FACT, name.span, name=name.text, what="a type", suggestion=suggestion
        )
    return reports.fault(
        codes.UNKNOWN_FACT,
        name.span,
        once=name.text,
        name=name.text,
        suggestion=reports.did_you_mean(name.text, table.facts),
    )


def _wrong_arguments(
    table: Table,
    scope: Scope,
    ref: tree.Ref,
    arguments: tuple[Term, ...],
    partner: tree.Expression | None,
) -> FaultyError:
    reports = table.reports
    facts = table.facts[ref.name.text]
    fitting = [fact for fact in facts if len(fact.parameters) == len(arguments)]
    forms = listed([table.signature(fact) for fact in facts])
    if not fitting:
        code = codes.MISSING_ARGUMENTS if not arguments else codes.WRONG_COUNT
        return reports.fault(code, ref.span, name=ref.name.text, forms=forms, count=len(arguments))
    if any(table.doubtful(kind_of(argument)) for argument in arguments):
        return FaultyError()
    suggestion = _swapped(table, scope, ref, arguments, fitting, partner)
    place, argument = _first_misfit(table, fitting, arguments)
    assert ref.arguments is not None
    wanted = listed(list(dict.fromkeys(_wanted(table, fact, place) for fact in fitting)))
    where = "" if len(arguments) == 1 else f" as its {_ordinal(place)} argument"
    return reports.fault(
        codes.WRONG_ARGUMENT,
        ref.arguments[place].span,
        name=ref.name.text,
        wanted=wanted + where,
        given=reports.text(ref.arguments[place].span),
        what=table.describe(kind_of(argument)),
        suggestion=suggestion,
    )


def _first_misfit(table: Table, facts: list[Fact], arguments: tuple[Term, ...]) -> tuple[int, Term]:
    for place, argument in enumerate(arguments):
        if not any(table.accepts(fact.parameters[place], argument) for fact in facts):
            return place, argument
    # Each argument fits some fact of that name, but no fact fits them all.
    return len(arguments) - 1, arguments[-1]


def _wanted(table: Table, fact: Fact, place: int) -> str:
    parameter = fact.parameters[place]
    if isinstance(parameter, Constant):
        return table.parameter_text(parameter)
    if isinstance(parameter.type, EntityType):
        return table.describe_type(parameter.type.name)
    return "yes or no"


def _ordinal(place: int) -> str:
    names = ("first", "second", "third", "fourth", "fifth")
    return names[place] if place < len(names) else f"{place + 1}th"


def _swapped(
    table: Table,
    scope: Scope,
    ref: tree.Ref,
    arguments: tuple[Term, ...],
    facts: list[Fact],
    partner: tree.Expression | None,
) -> str | None:
    """Offer the arguments in another order, or one of them swapped with the compared value."""
    reports = table.reports
    assert ref.arguments is not None
    words = [reports.text(argument.span) for argument in ref.arguments]
    if len(arguments) <= 4:
        for order in list(permutations(range(len(arguments))))[1:]:
            if any(_takes(table, fact, tuple(arguments[i] for i in order)) for fact in facts):
                inside = ", ".join(words[i] for i in order)
                return f"Did you mean {ref.name.text}({inside})?"
    if not isinstance(partner, tree.Ref) or partner.arguments is not None:
        return None
    other = scope.variables.get(partner.name.text) or (
        Constant(partner.name.text) if partner.name.text in table.entities else None
    )
    if other is None:
        return None
    for place, argument in enumerate(arguments):
        changed = (*arguments[:place], other, *arguments[place + 1 :])
        for fact in facts:
            if _takes(table, fact, changed) and table.fits(kind_of(argument), fact.values):
                inside = ", ".join([*words[:place], partner.name.text, *words[place + 1 :]])
                return f"Did you mean {ref.name.text}({inside}) = {words[place]}?"
    return None
