"""Reading what becomes true: the lines under `then`, `start` and `believes`."""

from __future__ import annotations

from itertools import pairwise

from elsewise.diagnostics.catalogue import world as world_codes
from elsewise.diagnostics.catalogue import world_events as codes
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.comparisons import check_word
from elsewise.world.expressions import (
    Assign,
    Constant,
    Effect,
    ForEvery,
    If,
    InMind,
    Read,
    Term,
    Together,
)
from elsewise.world.kinds import UNKNOWN, Kind, Typed, number_text
from elsewise.world.model import Fact
from elsewise.world.quantifiers import read_noun
from elsewise.world.references import read_character, read_fact
from elsewise.world.reports import FaultyError
from elsewise.world.secrets import read_secret
from elsewise.world.shared_minds import in_everybodys_mind, minds_about_minds
from elsewise.world.table import Scope, Table
from elsewise.world.types import EntityType, NumberType, YesNoType
from elsewise.world.values import read_condition, read_value, read_view


def read_effects(table: Table, scope: Scope, body: tree.Body) -> tuple[Effect, ...]:
    """Return one effect per item of a row and per block, without those that are faulty."""
    found: list[Effect] = []
    for line in body:
        with table.reports.skipping():
            found.extend(_read_line(table, scope, line))
    return tuple(found)


def together(effects: tuple[Effect, ...]) -> Effect:
    """Return several effects as one."""
    return effects[0] if len(effects) == 1 else Together(effects)


def _read_line(table: Table, scope: Scope, line: tree.Line) -> tuple[Effect, ...]:
    match line:
        case tree.Row(items):
            return _read_row(table, scope, items)
        case tree.BelievesBlock(minds, body):
            who = [read_character(table, scope, mind) for mind in minds]
            effects = read_effects(table, scope, body)
            for mind in reversed(who):
                effects = tuple(InMind(mind, effect) for effect in effects)
            return effects
        case tree.Secret():
            return read_secret(table, scope, line)
        case tree.EveryBlock(noun, body):
            variable, condition, inside = read_noun(table, scope, noun, read_condition)
            effect = together(read_effects(table, inside, body))
            return (ForEvery(variable, condition, effect),)
        case tree.IfBlock():
            return (_read_if(table, scope, line),)
        case tree.Text():
            return ()
        case tree.Broken():
            raise FaultyError


def _read_if(table: Table, scope: Scope, block: tree.IfBlock) -> Effect:
    result: Effect | None = None
    if block.otherwise is not None:
        result = together(read_effects(table, scope, block.otherwise))
    for test, body in reversed(block.branches):
        condition = read_condition(table, scope, test)
        result = If(condition, together(read_effects(table, scope, body)), result)
    assert result is not None
    return result


def _read_row(table: Table, scope: Scope, items: tuple[tree.Item, ...]) -> tuple[Effect, ...]:
    found: list[Effect] = []
    for item in items:
        with table.reports.skipping():
            found.append(_read_item(table, scope, item))
    return tuple(found)


def _read_item(table: Table, scope: Scope, item: tree.Item) -> Effect:
    if isinstance(item, tree.When):
        # The condition belongs to the whole: it is read outside the mind that the effect is in.
        condition = read_condition(table, scope, item.condition)
        return If(condition, read_effect(table, scope, item.body))
    return read_effect(table, scope, item)


def read_effect(table: Table, scope: Scope, node: tree.Expression) -> Effect:
    """Return what an expression makes true; raises where it does not say that exactly."""
    match node:
        case tree.Ref() | tree.View():
            return _read_bare(table, scope, node, True)
        case tree.Not(operand):
            return _read_negated(table, scope, node, operand)
        case tree.Binary(tree.Operator.EQUAL, left, right):
            return _read_assignment(table, scope, left, right)
        case tree.Believes(who, operand):
            mind = read_character(table, scope, who)
            return InMind(mind, read_effect(table, scope, operand))
        case tree.Attitude(manner=tree.Manner.COMMONLY):
            return _read_common(table, scope, node)
        case tree.And(parts):
            _check_belief(table, parts)
            effects = _read_row(table, scope, parts)
            if len(effects) < len(parts):
                raise FaultyError
            return together(effects)
        case tree.Choose(then, test, otherwise):
            condition = read_condition(table, scope, test)
            effect = read_effect(table, scope, then)
            return If(condition, effect, read_effect(table, scope, otherwise))
        case tree.Quantified(tree.Quantity.EVERY, noun, body):
            variable, condition_or_none, inside = read_noun(table, scope, noun, read_condition)
            return ForEvery(variable, condition_or_none, read_effect(table, inside, body))
        case _:
            raise _not_an_effect(table, node)


def _read_common(table: Table, scope: Scope, node: tree.Attitude) -> Effect:
    """Return what several people come to know or believe, each of each other, and so on."""
    operand = node.operand
    if node.verb is tree.Verb.KNOWS_WHETHER or (
        node.verb is tree.Verb.KNOWS and not isinstance(operand, tree.Ref)
    ):
        text = table.reports.text(operand.span)
        raise table.reports.fault(codes.NO_SECRET, operand.span, text=text)

    def make(path: tuple[Term, ...]) -> Effect:
        if not isinstance(operand, tree.Ref) or node.verb is tree.Verb.BELIEVES:
            effect = read_effect(table, scope, operand)
            for who in reversed(path):
                effect = InMind(who, effect)
            return effect
        read = read_fact(table, scope, operand, None)
        target: Read | InMind = read
        for who in reversed(path):
            target = InMind(who, target)
        return table.placed(Assign(target, read), operand.span)

    if not node.who:
        return in_everybodys_mind(make)
    people = tuple(read_character(table, scope, name) for name in node.who)
    return Together(tuple(make(path) for path in minds_about_minds(people)))


def _check_belief(table: Table, parts: tuple[tree.Expression, ...]) -> None:
    """Warn where `believes` seems to be meant for more than the one effect that it covers."""
    for part, following in pairwise(parts):
        if isinstance(part, tree.Believes) and not isinstance(following, tree.Believes):
            text = table.reports.text
            table.reports.add(
                warnings.BELIEF_ENDS,
                following.span,
                covered=text(part.operand.span),
                text=text(following.span),
                suggestion="Put brackets around all that is believed; "
                "or if it is meant so, a comma instead of the and.",
            )


def _not_an_effect(table: Table, node: tree.Expression) -> FaultyError:
    suggestion = None
    match node:
        case tree.Binary(operator, tree.Ref() as left, tree.Number() as right):
            if operator is not tree.Operator.EQUAL:
                suggestion = (
                    f"Write {table.reports.text(left.span)} = {number_text(right.value)}, "
                    "or another number."
                )
        case tree.IsType():
            suggestion = "Types are given where somebody or something is declared."
        case _:
            suggestion = None
    return table.reports.fault(
        codes.NOT_AN_EFFECT,
        node.span,
        text=table.reports.text(node.span),
        suggestion=suggestion,
    )


def _read_negated(table: Table, scope: Scope, node: tree.Not, operand: tree.Expression) -> Effect:
    match operand:
        case tree.Ref() | tree.View():
            return _read_bare(table, scope, operand, False)
        case tree.Not(inner):
            return read_effect(table, scope, inner)
        case tree.Believes(who, inner):
            # A yes/no fact is never unknown: not to believe it is to believe the opposite.
            mind = read_character(table, scope, who)
            return InMind(mind, _read_negated(table, scope, node, inner))
        case _:
            raise _not_an_effect(table, node)


def _read_target(
    table: Table,
    scope: Scope,
    node: tree.Ref | tree.View,
    value: tree.Expression | None = None,
) -> tuple[Read | InMind, Fact]:
    if isinstance(node, tree.Ref):
        read = read_fact(table, scope, node, value)
        return read, read.fact
    view = read_view(table, scope, node, value).expression
    assert isinstance(view, InMind)
    inner = view.body
    while isinstance(inner, InMind):
        inner = inner.body
    assert isinstance(inner, Read)
    return view, inner.fact


def _read_bare(table: Table, scope: Scope, node: tree.Ref | tree.View, value: bool) -> Effect:
    target, fact = _read_target(table, scope, node)
    if not isinstance(fact.values, YesNoType):
        text = table.reports.text(node.span)
        raise table.reports.fault(
            codes.NO_VALUE,
            node.span,
            text=text,
            what=table.describe(fact.values),
            suggestion=f"Write {text} = …",
        )
    return table.placed(Assign(target, Constant(value)), node.span)


def _read_assignment(
    table: Table, scope: Scope, left: tree.Expression, right: tree.Expression
) -> Effect:
    reports = table.reports
    if not isinstance(left, tree.Ref | tree.View):
        suggestion = None
        if isinstance(right, tree.Ref | tree.View):
            suggestion = f"Write {reports.text(right.span)} = {reports.text(left.span)}."
        raise reports.fault(
            codes.NOT_ON_THE_LEFT, left.span, text=reports.text(left.span), suggestion=suggestion
        )
    try:
        target, fact = _read_target(table, scope, left, right)
    except FaultyError:
        # What stands on the right may have a mistake of its own.
        read_value(table, scope, right)
        raise
    check_word(table, scope, right, left if isinstance(left, tree.Ref) else right)
    value = read_value(table, scope, right, left)
    _check_value(table, left, right, fact, value)
    return table.placed(Assign(target, value.expression), left.span + right.span)


def _check_value(
    table: Table,
    left: tree.Ref | tree.View,
    right: tree.Expression,
    fact: Fact,
    value: Typed,
) -> None:
    reports = table.reports
    misfits = [kind for kind in value.kinds if not table.fits(kind, fact.values)]
    if not misfits:
        if isinstance(value.expression, Constant):
            _check_range(table, right, fact, value.expression)
        return
    if isinstance(fact.values, YesNoType) and misfits[0] == UNKNOWN:
        raise reports.fault(world_codes.YES_NO_UNKNOWN, right.span)
    if any(table.doubtful(kind) for kind in misfits):
        raise FaultyError
    name = getattr(fact.values, "name", "")
    word = reports.text(right.span)
    values = table.choice_text(name)
    raise reports.fault(
        codes.WRONG_VALUE,
        right.span,
        fact=reports.text(left.span),
        wanted=values or table.describe(fact.values),
        given=word,
        what=table.describe(misfits[0]),
        suggestion=_other_words(table, fact, misfits[0])
        or (reports.did_you_mean(word, table.choices[name]) if values else None),
    )


def _other_words(table: Table, fact: Fact, kind: Kind) -> str | None:
    """Say how two facts with words as values take the same ones, if that is what is meant."""
    if not isinstance(kind, EntityType) or not isinstance(fact.values, EntityType):
        return None
    own, others = table.choices.get(fact.values.name), table.choices.get(kind.name)
    if not own or not others:
        return None
    return f"To give both the same words, declare one by the other: fact {fact.name}: {kind.name}."


def _check_range(table: Table, node: tree.Expression, fact: Fact, constant: Constant) -> None:
    values = fact.values
    if not isinstance(values, NumberType) or not isinstance(constant.value, float):
        return
    if values.low is None or values.high is None:
        return
    if not values.low <= constant.value <= values.high:
        border = values.low if constant.value < values.low else values.high
        table.reports.add(
            warnings.BEYOND_RANGE,
            node.span,
            fact=fact.name,
            low=number_text(values.low),
            high=number_text(values.high),
            border=number_text(border),
        )
