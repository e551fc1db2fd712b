"""Numbering everything in a problem, and writing it down as flat arrays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sized
from functools import cached_property
from itertools import accumulate

from elsewise import _kernel
from elsewise.engines.kernel.encoding import (
    ALL,
    ANY,
    ARITHMETIC,
    COMPARISON,
    COMPARISONS,
    CONSTANT,
    FIRST_ENTITY,
    IF_ELSE,
    KINDS,
    NO,
    OPERATION,
    READ,
    UNKNOWN,
    YES,
    Flat,
)
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Event,
    FluentRead,
    IfElse,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.world.types import Value


class ProblemEncoder:
    """Numbers everything in a problem, and writes it down as flat arrays."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._paths: dict[Minds, int] = {(): 0}
        self._rows: dict[tuple[int, ...], int] = {}
        self._parts: list[int] = []
        self._numbers: dict[float, int] = {}
        self._done: dict[int, tuple[ValueExpression | Condition, int]] = {}

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The entities that are a value somewhere, in the order in which they are met."""
        found: dict[str, None] = {}
        for event in (*self._problem.actions, *self._problem.triggers):
            for part in (event.condition, *event.seen_by):
                _gather(part, found)
            for effect in event.effects:
                _gather(effect.condition, found)
                _gather(effect.value, found)
        for want in (*self._problem.wants, self._problem.story_wants):
            _gather(want, found)
        for condition in self._named:
            _gather(condition, found)
        for said in self._problem.start.values():
            for value in said.values():
                if isinstance(value, str):
                    found[value] = None
        return tuple(found)

    @property
    def _named(self) -> tuple[Condition, ...]:
        """The endings and what is asked, as `Problem.condition_numbers` numbers them."""
        return (*self._problem.endings.values(), *self._problem.asked.values())

    def flat(self) -> Flat:
        """Return the problem as flat arrays."""
        problem = self._problem
        made: dict[str, Iterable[float]] = {
            "kinds": [KINDS.index(f.kind) for f in problem.fluents],
            "low": [math.nan if f.low is None else f.low for f in problem.fluents],
            "high": [math.nan if f.high is None else f.high for f in problem.fluents],
            **self._events(),
            "start": [
                number
                for minds, said in problem.start.items()
                for fluent, value in said.items()
                for number in (self._path(minds), fluent, self._code(value))
            ],
            "wants": [self._row(want) for want in (*problem.wants, problem.story_wants)],
            "endings": [self._row(condition) for condition in self._named],
        }
        # Last, for the lines above add to them.
        made["numbers"] = self._numbers
        made["expressions"] = (number for row in self._rows for number in row)
        made["parts"] = self._parts
        made["path_characters"] = (c for path in self._paths for c in path)
        made["path_ends"] = _ends(self._paths)
        tables = _kernel.Tables()
        tables.characters = len(problem.characters)
        tables.entities = len(self.entities)
        tables.actions = len(problem.actions)
        for name, numbers in made.items():
            setattr(tables, name, list(numbers))
        return Flat(self.entities, tables)

    def _events(self) -> dict[str, Iterable[float]]:
        events: tuple[Event, ...] = (*self._problem.actions, *self._problem.triggers)
        return {
            "conditions": [self._row(event.condition) for event in events],
            "effects": [
                number
                for event in events
                for effect in event.effects
                for number in (
                    self._row(effect.condition),
                    self._path(effect.minds),
                    effect.fluent,
                    self._row(effect.value),
                )
            ],
            "effect_ends": _ends(event.effects for event in events),
            "by": [c for action in self._problem.actions for c in action.by],
            "by_ends": _ends(action.by for action in self._problem.actions),
            "seen_by": [
                self._row(seen) for action in self._problem.actions for seen in action.seen_by
            ],
        }

    def _path(self, minds: Minds) -> int:
        return self._paths.setdefault(minds, len(self._paths))

    def _code(self, value: Value) -> int:
        match value:
            case None:
                return UNKNOWN
            case bool():
                return YES if value else NO
            case str():
                return FIRST_ENTITY + self._entity_codes[value]
            case _:
                number = self._numbers.setdefault(float(value) + 0.0, len(self._numbers))
                return FIRST_ENTITY + len(self.entities) + number

    @cached_property
    def _entity_codes(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.entities)}

    def _row(self, expression: ValueExpression | Condition) -> int:
        """Return the row of an expression; equal expressions share one."""
        known = self._done.get(id(expression))
        if known is not None:
            return known[1]
        row = self._make_row(expression)
        number = self._rows.setdefault(row, len(self._rows))
        self._done[id(expression)] = (expression, number)  # kept alive, so that ids stay its own
        return number

    def _make_row(self, expression: ValueExpression | Condition) -> tuple[int, int, int, int]:
        match expression:
            case ConstantValue(value):
                return CONSTANT, self._code(value), 0, 0
            case FluentRead(minds, fluent):
                return READ, self._path(minds), fluent, 0
            case BinaryOperation(sign, left, right):
                operation = ARITHMETIC.index(sign)
                return OPERATION, operation, self._row(left), self._row(right)
            case IfElse(test, then, otherwise):
                return IF_ELSE, self._row(test), self._row(then), self._row(otherwise)
            case ComparisonTest(comparison, left, right):
                sign_number = COMPARISONS.index(comparison)
                return COMPARISON, sign_number, self._row(left), self._row(right)
            case _:
                rows = [self._row(part) for part in expression.parts]
                begin = len(self._parts)
                self._parts.extend(rows)
                kind = ALL if isinstance(expression, Conjunction) else ANY
                return kind, begin, len(self._parts), 0


def _ends(lists: Iterable[Sized]) -> list[int]:
    """Return where each list would end if all stood one after the other."""
    return list(accumulate(len(items) for items in lists))


def _gather(expression: ValueExpression | Condition, found: dict[str, None]) -> None:
    """Add the entities that an expression names."""
    match expression:
        case ConstantValue(value):
            if isinstance(value, str):
                found[value] = None
        case FluentRead():
            pass
        case BinaryOperation(_, left, right) | ComparisonTest(_, left, right):
            _gather(left, found)
            _gather(right, found)
        case IfElse(test, then, otherwise):
            _gather(test, found)
            _gather(then, found)
            _gather(otherwise, found)
        case _:
            for part in expression.parts:
                _gather(part, found)
