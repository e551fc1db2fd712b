"""Reading what each wants: lines that add up."""

from __future__ import annotations

from elsewise.diagnostics.catalogue import world_events as codes
from elsewise.syntax import tree
from elsewise.world.conditions import read_requirements
from elsewise.world.expressions import Choose, Constant, Expression, InMind, Variable
from elsewise.world.kinds import ANY_NUMBER, YES_NO, Typed
from elsewise.world.quantifiers import read_noun
from elsewise.world.references import read_character
from elsewise.world.reports import FaultyError
from elsewise.world.table import NO_NAMES, Scope, Table
from elsewise.world.types import CHARACTER, EntityType
from elsewise.world.values import read_condition, read_count, read_number, read_value
from elsewise.world.walk import fill_in

Wants = dict[str, list[Expression]]
_NOTHING = Constant(0.0)


def read_wants(
    table: Table, declarations: tuple[tree.Declaration, ...]
) -> tuple[dict[str, tuple[Expression, ...]], tuple[Expression, ...]]:
    """Return the wants of every character who has some, and those of the author."""
    wants: Wants = {}
    story: list[Expression] = []
    for block in declarations:
        if not isinstance(block, tree.WantsBlock):
            continue
        with table.reports.skipping():
            _read_block(table, block, wants, story)
    ordered = [name for name in table.entities if name in wants]
    return {name: tuple(wants[name]) for name in ordered}, tuple(story)


def _read_block(
    table: Table, block: tree.WantsBlock, wants: Wants, story: list[Expression]
) -> None:
    subject = block.subject
    if isinstance(subject, tree.Noun):
        _read_for_every(table, subject, block.body, wants)
        return
    terms = [term.expression for term in read_terms(table, NO_NAMES, block.body)]
    if subject.text == "story":
        story.extend(terms)
    else:
        who = read_character(table, NO_NAMES, subject)
        assert isinstance(who, Constant)
        wants.setdefault(str(who.value), []).extend(terms)


def _read_for_every(table: Table, noun: tree.Noun, body: tree.Body, wants: Wants) -> None:
    variable, condition, inside = read_noun(table, NO_NAMES, noun, read_condition)
    if not table.fits(variable.type, EntityType(CHARACTER)):
        raise table.reports.fault(
            codes.WANTS_WITHOUT_MIND, noun.type.span, what=table.describe(variable.type)
        )
    terms: list[Expression] = []
    for term in read_terms(table, inside, body):
        if condition is None:
            terms.append(term.expression)
        else:
            terms.append(Choose(condition, counted(term), _NOTHING))
    for name in _members_in_order(table, variable):
        filled = (fill_in(term, variable.name, Constant(name)) for term in terms)
        wants.setdefault(name, []).extend(filled)


def _members_in_order(table: Table, variable: Variable) -> list[str]:
    assert isinstance(variable.type, EntityType)
    members = table.members(variable.type.name)
    return [name for name in table.entities if name in members]


def read_terms(table: Table, scope: Scope, body: tree.Body) -> tuple[Typed, ...]:
    """Return one number or condition per item of every line."""
    found: list[Typed] = []
    for line in body:
        with table.reports.skipping():
            found.extend(_read_line(table, scope, line))
    return tuple(found)


def _read_line(table: Table, scope: Scope, line: tree.Line) -> tuple[Typed, ...]:
    match line:
        case tree.Row(items):
            return _read_items(table, scope, items)
        case tree.BelievesBlock(minds, body):
            who = [read_character(table, scope, mind) for mind in minds]
            terms = read_terms(table, scope, body)
            for mind in reversed(who):
                terms = tuple(Typed(InMind(mind, t.expression), t.kinds) for t in terms)
            return terms
        case tree.EveryBlock() | tree.Secret():
            # As in `every coin c: …` on one line: it counts 1 if it holds for all of them.
            condition = read_requirements(table, scope, (line,))
            return () if condition is None else (Typed(condition, (YES_NO,)),)
        case tree.IfBlock(branches, otherwise):
            return _read_if(table, scope, branches, otherwise)
        case tree.Text():
            return ()
        case tree.Broken():
            raise FaultyError


def _read_items(table: Table, scope: Scope, items: tuple[tree.Item, ...]) -> tuple[Typed, ...]:
    found: list[Typed] = []
    for item in items:
        with table.reports.skipping():
            found.append(_read_item(table, scope, item))
    return tuple(found)


def _read_item(table: Table, scope: Scope, item: tree.Item) -> Typed:
    if isinstance(item, tree.When):
        condition = read_condition(table, scope, item.condition)
        count = read_count(table, scope, item.body)
        return Typed(Choose(condition, count, _NOTHING), (ANY_NUMBER,))
    typed = read_value(table, scope, item)
    if not typed.is_yes_no and not typed.is_number:
        read_number(table, scope, item)
    return typed


def _read_if(
    table: Table,
    scope: Scope,
    branches: tuple[tuple[tree.Expression, tree.Body], ...],
    otherwise: tree.Body | None,
) -> tuple[Typed, ...]:
    """Return the terms of all branches, each counting only where its branch is taken."""
    if not branches:
        return read_terms(table, scope, otherwise or ())
    (node, body), *rest = branches
    test = read_condition(table, scope, node)
    then = [Choose(test, counted(t), _NOTHING) for t in read_terms(table, scope, body)]
    later = _read_if(table, scope, tuple(rest), otherwise)
    other = [Choose(test, _NOTHING, counted(term)) for term in later]
    return tuple(Typed(term, (ANY_NUMBER,)) for term in [*then, *other])


def counted(term: Typed) -> Expression:
    """Return a term as a number: a condition counts 1."""
    if term.is_yes_no:
        return Choose(term.expression, Constant(1.0), _NOTHING)
    return term.expression
