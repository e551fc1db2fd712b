"""Conditions answered at all states of a graph at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from elsewise.graph.arrays import Flags, GraphArrays, Numbers
from elsewise.problem.evaluate import calculate, compare
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentRead,
    IfElse,
    ValueExpression,
)
from elsewise.world.types import Value

_T = TypeVar("_T")


class Column(NamedTuple):
    """A value per state: places in a list of different values."""

    places: Numbers
    values: Sequence[Value]


class Columns:
    """Answers conditions and values over all states; what is asked twice is worked out once.

    Work goes by different values, not by states: of two columns, every pair of values that stands
    side by side in some state is looked at once.
    """

    def __init__(self, arrays: GraphArrays) -> None:
        self._arrays = arrays
        self._states = arrays.data.states
        self._answers: dict[Condition, Flags] = {}
        self._looks: dict[FluentRead, Column] = {}

    def holds(self, condition: Condition) -> Flags:
        """Return at which states a condition is true."""
        if condition not in self._answers:
            self._answers[condition] = self._holds(condition)
        return self._answers[condition]

    def _holds(self, condition: Condition) -> Flags:
        match condition:
            case ComparisonTest(operator, left, right):
                return self._paired(
                    self.value(left),
                    self.value(right),
                    lambda one, other: compare(operator, one, other),
                )
            case Conjunction(parts):
                found = np.ones(self._states, np.bool_)
                for part in parts:
                    found &= self.holds(part)
                return found
            case Disjunction(parts):
                found = np.zeros(self._states, np.bool_)
                for part in parts:
                    found |= self.holds(part)
                return found

    def value(self, expression: ValueExpression) -> Column:
        """Return a value at every state."""
        match expression:
            case ConstantValue(value):
                return Column(np.zeros(self._states, np.uint8), (value,))
            case FluentRead():
                if expression not in self._looks:
                    codes = self._arrays.codes(expression.minds, expression.fluent)
                    self._looks[expression] = Column(codes, self._arrays.data.codes)
                return self._looks[expression]
            case BinaryOperation(operator, left, right):
                first, second = self.value(left), self.value(right)
                places, pairs = _pairs(first, second)
                return Column(places, [calculate(operator, one, other) for one, other in pairs])
            case IfElse(test, then, otherwise):
                yes, no = self.value(then), self.value(otherwise)
                places = np.where(
                    self.holds(test), yes.places, no.places.astype(np.int64) + len(yes.values)
                )
                return Column(places, [*yes.values, *no.values])

    def _paired(self, left: Column, right: Column, test: Callable[[Value, Value], bool]) -> Flags:
        if len(right.values) == 1:
            return _table([test(value, right.values[0]) for value in left.values])[left.places]
        if len(left.values) == 1:
            return _table([test(left.values[0], value) for value in right.values])[right.places]
        places, pairs = _pairs(left, right)
        return _table([test(one, other) for one, other in pairs])[places]


def _table(answers: list[bool]) -> Flags:
    return np.array(answers, np.bool_)


def _pairs(left: Column, right: Column) -> tuple[Numbers, list[tuple[Value, Value]]]:
    """Return which pairs of values stand side by side, and which one does in each state."""
    width = len(right.values)
    both = left.places.astype(np.int64) * width + right.places
    keys, places = np.unique(both, return_inverse=True)
    return places, [(left.values[key // width], right.values[key % width]) for key in keys.tolist()]
