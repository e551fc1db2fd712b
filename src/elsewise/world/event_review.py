"""Warnings about one event that is right as it stands, but perhaps not as it was meant."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

from elsewise.diagnostics import Span
from elsewise.diagnostics.catalogue import world_warnings as warnings
from elsewise.syntax import tree
from elsewise.world.expressions import (
    NOTHING,
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
    Read,
    Term,
    Together,
)
from elsewise.world.kinds import number_text
from elsewise.world.model import EventRule, EverySeer
from elsewise.world.ranges import Interval, interval_of, requirements
from elsewise.world.table import Table
from elsewise.world.types import NumberType
from elsewise.world.walk import mentions

MOST_COMPARED = 50
"""Effects on one fact are compared with this many before them, so that a check stays linear."""


@dataclass(frozen=True, slots=True)
class _Made:
    """An assignment with the minds it is in, and the tests under which it is made."""

    minds: tuple[Term, ...]
    effect: Assign
    tests: tuple[Expression, ...]


def review_event(table: Table, block: tree.EventBlock, event: EventRule) -> None:
    """Warn about roles that nothing mentions, and effects that do nothing or too much."""
    _check_roles(table, block, event)
    if event.effect == NOTHING:
        table.reports.add(
            warnings.CHANGES_NOTHING,
            block.signature.name.span,
            kind=event.kind.value,
            name=event.name,
        )
        return
    made = list(_assignments(event.effect, (), ()))
    asked = requirements(event.condition)
    _check_repeated(table, made)
    for one in made:
        _check_range(table, one, asked)


def _check_roles(table: Table, block: tree.EventBlock, event: EventRule) -> None:
    told = " ".join(template.text for template in event.tell)
    parts: list[Expression | Effect] = [event.condition, event.effect, *event.by]
    for seer in event.seen_by or ():
        if isinstance(seer, EverySeer):
            parts.extend([] if seer.condition is None else [seer.condition])
        else:
            parts.append(seer)
    parts.extend(t.condition for t in event.tell if t.condition is not None)
    for role in block.signature.roles:
        if not isinstance(role, tree.Role) or role.name is None:
            continue
        name = role.name.text
        if any(mentions(part, name) for part in parts):
            continue
        if not re.search(rf"\{{{re.escape(name)}\b", told):
            table.reports.add(warnings.UNUSED_ROLE, role.span, name=name, event=event.name)


def _assignments(
    effect: Effect, minds: tuple[Term, ...], tests: tuple[Expression, ...]
) -> list[_Made]:
    match effect:
        case Assign():
            return [_Made(minds, effect, tests)]
        case Together(effects):
            return [made for inner in effects for made in _assignments(inner, minds, tests)]
        case If(test, then, otherwise):
            found = _assignments(then, minds, (*tests, test))
            if otherwise is not None:
                found += _assignments(otherwise, minds, (*tests, Not(test)))
            return found
        case ForEvery():
            # The targets differ from value to value; they are not compared.
            return []
        case InMind(who, body):
            assert isinstance(body, Assign | Together | If | ForEvery | InMind)
            return _assignments(body, (*minds, who), tests)


def _check_repeated(table: Table, made: list[_Made]) -> None:
    """Warn where a later effect on the same fact may or must win over an earlier one.

    What holds always, with exceptions under a condition behind it, is a way to write; it is not
    reported.
    """
    before: dict[object, deque[_Made]] = {}
    for later in made:
        same = before.setdefault((later.minds, later.effect.target), deque(maxlen=MOST_COMPARED))
        for earlier in same:
            if not earlier.tests and later.tests:
                continue
            if earlier.effect.value == later.effect.value or _exclude(earlier.tests, later.tests):
                continue
            first, span = _span(table, earlier), _span(table, later)
            table.reports.add(
                warnings.SET_TWICE,
                span,
                once=str(span),
                fact=_fact_name(later.effect.target),
                related=((first, "first here"),),
            )
            break
        same.append(later)


def _exclude(left: tuple[Expression, ...], right: tuple[Expression, ...]) -> bool:
    """Whether two lists of tests never hold together, as far as is plain to see."""
    opposites = {_opposite(test) for test in left}
    if any(test in opposites for test in right):
        return True
    return any(_differ(one, other) for one in left for other in right)


def _opposite(test: Expression) -> Expression:
    return test.operand if isinstance(test, Not) else Not(test)


def _differ(one: Expression, other: Expression) -> bool:
    """Whether both ask one fact for different fixed values, perhaps among other things."""
    for a in requirements(one):
        for b in requirements(other):
            if a == _opposite(b):
                return True
            if not isinstance(a, Compare) or not isinstance(b, Compare) or a.left != b.left:
                continue
            if a.operator is not Comparison.EQUAL or b.operator is not Comparison.EQUAL:
                continue
            if isinstance(a.right, Constant) and isinstance(b.right, Constant):
                return a.right != b.right
    return False


def _span(table: Table, made: _Made) -> Span:
    _, span = table.places[id(made.effect)]
    return span


def _fact_name(target: Read | InMind) -> str:
    while isinstance(target, InMind):
        body = target.body
        assert isinstance(body, Read | InMind)
        target = body
    return target.fact.name


def _check_range(table: Table, made: _Made, asked: tuple[Expression, ...]) -> None:
    target, value = made.effect.target, made.effect.value
    if made.minds or not isinstance(target, Read):
        return
    values = target.fact.values
    if not isinstance(values, NumberType) or isinstance(value, Constant):
        return
    if values.low is None or values.high is None:
        return
    tests = tuple(part for test in made.tests for part in requirements(test))
    interval = interval_of(value, (*asked, *tests))
    if interval in Interval(values.low, values.high):
        return
    table.reports.add(
        warnings.MAY_LEAVE_RANGE,
        _span(table, made),
        fact=target.fact.name,
        low=number_text(values.low),
        high=number_text(values.high),
    )
