"""Effects of a world, turned back into lines under `start`, `then` and `believes`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from elsewise.conversion.wording import YES, Wording
from elsewise.syntax import tree
from elsewise.world.expressions import (
    Assign,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Not,
    Term,
    Together,
)
from elsewise.world.types import YesNoType


def start_lines(wording: Wording, *statements: Effect) -> tuple[tree.Line, ...]:
    """Write statements about the beginning that follow each other.

    All of a statement is read before any of it is made. So what is written as several effects
    stands in a block of its own; several statements in the same mind may share one.
    """
    lines: list[tree.Line] = []
    for group in _grouped(simple(statement) for statement in statements):
        if any(_is_several(wording, effect) for effect in group):
            for effect in group:
                lines.extend(_one_statement(wording, effect))
        else:
            lines.extend(_group_lines(wording, group))
    return tuple(lines)


def _one_statement(wording: Wording, effect: Effect) -> tuple[tree.Line, ...]:
    lines = effect_lines(wording, effect)
    return (tree.IfBlock(((YES, lines),)),) if _is_several(wording, effect) else lines


def _is_several(wording: Wording, effect: Effect) -> bool:
    """Whether the lines of an effect are read as several effects."""
    match effect:
        case Together():
            return True
        case ForEvery():
            return isinstance(effect.variable.type, YesNoType)
        case InMind():
            body = _effect(effect.body)
            return _as_expression(wording, effect) is None and _is_several(wording, body)
        case _:
            return False


def effect_lines(wording: Wording, effect: Effect) -> tuple[tree.Line, ...]:
    """Write an effect; several at once are several lines."""
    effect = simple(effect)
    parts = effect.effects if isinstance(effect, Together) else (effect,)
    return tuple(line for group in _grouped(parts) for line in _group_lines(wording, group))


def _grouped(parts: Iterable[Effect]) -> list[list[Effect]]:
    """Put effects in the same mind that follow each other together."""
    groups: list[list[Effect]] = []
    for part in parts:
        last = groups[-1][-1] if groups else None
        if isinstance(part, InMind) and isinstance(last, InMind) and last.who == part.who:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _group_lines(wording: Wording, group: list[Effect]) -> tuple[tree.Line, ...]:
    if len(group) == 1:
        return _one(wording, group[0])
    minds = [effect for effect in group if isinstance(effect, InMind)]
    bodies = tuple(_effect(effect.body) for effect in minds)
    lines = tuple(line for inner in _grouped(bodies) for line in _group_lines(wording, inner))
    return (_believes_block(wording, minds[0].who, lines),)


def _believes_block(
    wording: Wording, who: Term, lines: tuple[tree.Line, ...]
) -> tree.BelievesBlock:
    minds = (wording.who(who),)
    if len(lines) == 1 and isinstance(lines[0], tree.BelievesBlock):
        return tree.BelievesBlock((*minds, *lines[0].minds), lines[0].body)
    return tree.BelievesBlock(minds, lines)


def _one(wording: Wording, effect: Effect) -> tuple[tree.Line, ...]:
    match effect:
        case If(test, then, None):
            item = _as_expression(wording, then)
            if item is not None and _is_plain(then):
                return (tree.Row((tree.When(item, wording.condition(test)),)),)
            return (_if_block(wording, effect),)
        case If():
            return (_if_block(wording, effect),)
        case ForEvery(variable, condition, body) if not isinstance(variable.type, YesNoType):
            item = _as_expression(wording, effect)
            if item is not None and _is_plain(body):
                return (tree.Row((item,)),)
            inner = wording.without_value(variable)
            noun = inner.noun(variable, condition)
            return (tree.EveryBlock(noun, effect_lines(inner, body)),)
        case ForEvery(variable, condition, body):
            under = body if condition is None else If(condition, body)
            both = [wording.with_value(variable, value) for value in (False, True)]
            return tuple(line for inner in both for line in effect_lines(inner, under))
        case Together(effects):
            item = _as_expression(wording, effect)
            if item is not None:
                return (tree.Row((item,)),)
            return tuple(line for part in effects for line in effect_lines(wording, part))
        case InMind(who, body):
            item = None if _is_choice(effect) else _as_expression(wording, effect)
            if item is not None:
                return (tree.Row((item,)),)
            return (_believes_block(wording, who, effect_lines(wording, _effect(body))),)
        case Assign():
            item = _as_expression(wording, effect)
            assert item is not None
            return (tree.Row((item,)),)


def _if_block(wording: Wording, effect: If) -> tree.IfBlock:
    branches: list[tuple[tree.Expression, tuple[tree.Line, ...]]] = []
    rest: Effect | None = effect
    while isinstance(rest, If):
        branches.append((wording.condition(rest.test), effect_lines(wording, rest.then)))
        rest = rest.otherwise
    otherwise = None if rest is None else effect_lines(wording, rest)
    return tree.IfBlock(tuple(branches), otherwise)


def _is_choice(effect: Effect) -> bool:
    """Whether an effect, perhaps in minds, is a choice: easier to read as a block."""
    while isinstance(effect, InMind):
        effect = _effect(effect.body)
    return isinstance(effect, If)


def _is_plain(effect: Effect) -> bool:
    """Whether an effect is one assignment, perhaps in minds."""
    while isinstance(effect, InMind):
        effect = _effect(effect.body)
    return isinstance(effect, Assign)


def _as_expression(wording: Wording, effect: Effect) -> tree.Expression | None:
    """Write an effect as an expression, or return None where it needs a block."""
    match effect:
        case Assign():
            return _assignment(wording, effect)
        case InMind(who, body):
            inner = _as_expression(wording, _effect(body))
            return inner and tree.Believes(wording.who(who), inner)
        case Together(effects):
            parts = [_as_expression(wording, part) for part in effects]
            written = tuple(part for part in parts if part is not None)
            return tree.And(written) if len(written) == len(parts) > 1 else None
        case If(test, then, otherwise) if otherwise is not None:
            yes, no = _as_expression(wording, then), _as_expression(wording, otherwise)
            return yes and no and tree.Choose(yes, wording.condition(test), no)
        case ForEvery(variable, condition, body) if not isinstance(variable.type, YesNoType):
            inner_wording = wording.without_value(variable)
            inner = _as_expression(inner_wording, body)
            noun = inner_wording.noun(variable, condition)
            return inner and tree.Quantified(tree.Quantity.EVERY, noun, inner)
    return None


def _assignment(wording: Wording, effect: Assign) -> tree.Expression:
    target = effect.target
    written = wording.view(target)
    if isinstance(effect.value, Constant) and isinstance(effect.value.value, bool):
        return written if effect.value.value else tree.Not(written)
    return tree.Binary(tree.Operator.EQUAL, written, wording.value(effect.value))


def _effect(body: Expression | Effect) -> Effect:
    assert isinstance(body, Assign | Together | If | ForEvery | InMind), "an effect"
    return body


@dataclass(frozen=True)
class _Nothing:
    """An effect that does nothing."""


def simple(effect: Effect) -> Effect:
    """Return the effect without parts that do nothing; all of it may be nothing."""
    reduced = _reduced(effect)
    return Together(()) if isinstance(reduced, _Nothing) else reduced


def _reduced(effect: Effect) -> Effect | _Nothing:
    match effect:
        case Together(effects):
            found = [_reduced(part) for part in effects]
            parts = tuple(part for part in found if not isinstance(part, _Nothing))
            if not parts:
                return _Nothing()
            return parts[0] if len(parts) == 1 else Together(parts)
        case If(test, then, otherwise):
            yes = _reduced(then)
            no = _Nothing() if otherwise is None else _reduced(otherwise)
            if isinstance(yes, _Nothing):
                return no if isinstance(no, _Nothing) else If(Not(test), no)
            return If(test, yes, None if isinstance(no, _Nothing) else no)
        case ForEvery(variable, condition, body):
            inner = _reduced(body)
            return inner if isinstance(inner, _Nothing) else ForEvery(variable, condition, inner)
        case InMind(who, body):
            deeper = _reduced(_effect(body))
            return deeper if isinstance(deeper, _Nothing) else InMind(who, deeper)
        case Assign():
            return effect
