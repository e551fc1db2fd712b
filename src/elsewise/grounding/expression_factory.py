"""Builds ground values and conditions: folded where all is known, and each kept only once.

Equal conditions made by one `Forms` are the same object (hash-consing: Ershov 1958, "On
programming of arithmetic operations"), so a hundred thousand events share theirs, and work on
conditions can be remembered by object.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeGuard, TypeVar, cast

from elsewise.problem.evaluate import calculate, compare
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    All,
    Any,
    Calculated,
    Chosen,
    Compared,
    Condition,
    Known,
    Look,
    Minds,
    Number,
)
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value

_T = TypeVar("_T")

YES = Known(True)
NO = Known(False)

_MIRRORED = {
    Comparison.EQUAL: Comparison.EQUAL,
    Comparison.UNEQUAL: Comparison.UNEQUAL,
    Comparison.LESS: Comparison.GREATER,
    Comparison.GREATER: Comparison.LESS,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}


class Forms:
    """Makes values and conditions. Parts handed in must come from the same `Forms`."""

    def __init__(self) -> None:
        # Keys name parts by id(); every part stays alive in this very table.
        self._made: dict[Hashable, object] = {
            (Known, bool, True): YES,
            (Known, bool, False): NO,
            (All,): TRUE,
            (Any,): FALSE,
        }
        # Comparisons with a constant, by id(): whether they ask for it, of what, and which.
        self._asked: dict[int, tuple[bool, int, int]] = {}

    def _once(self, key: Hashable, fresh: _T) -> _T:
        return cast(_T, self._made.setdefault(key, fresh))

    def known(self, value: Value) -> Known:
        """Return a constant value."""
        key = (Known, type(value), value)
        made = self._made.get(key)
        return cast(Known, made) if made is not None else self._once(key, Known(value))

    def look(self, minds: Minds, fluent: int) -> Look:
        """Return the value of a fluent in a mind."""
        key = (Look, minds, fluent)
        made = self._made.get(key)
        return cast(Look, made) if made is not None else self._once(key, Look(minds, fluent))

    def calculated(self, operator: Arithmetic, left: Number, right: Number) -> Number:
        """Return a number made of two."""
        if isinstance(left, Known) and isinstance(right, Known):
            return self.known(calculate(operator, left.value, right.value))
        # Adding 0 and multiplying by 1 change nothing, not even unknown.
        if operator is Arithmetic.ADD:
            if isinstance(left, Known) and left.value == 0.0:
                return right
            if isinstance(right, Known) and right.value == 0.0:
                return left
        if operator is Arithmetic.MULTIPLY:
            if isinstance(left, Known) and left.value == 1.0:
                return right
            if isinstance(right, Known) and right.value == 1.0:
                return left
        key = (Calculated, id(operator), id(left), id(right))
        return self._once(key, Calculated(operator, left, right))

    def chosen(self, test: Condition, then: Number, otherwise: Number) -> Number:
        """Return one of two values, by a condition."""
        if test is TRUE or then is otherwise:
            return then
        if test is FALSE:
            return otherwise
        if then is YES and otherwise is NO and _asks_for_yes(test):
            return test.left
        key = (Chosen, id(test), id(then), id(otherwise))
        return self._once(key, Chosen(test, then, otherwise))

    def compared(self, operator: Comparison, left: Number, right: Number) -> Condition:
        """Return a comparison, with a constant on the right where there is one."""
        if isinstance(left, Known):
            if isinstance(right, Known):
                return TRUE if compare(operator, left.value, right.value) else FALSE
            operator, left, right = _MIRRORED[operator], right, left
        if left is right:
            if operator is Comparison.EQUAL:
                return TRUE
            if operator in (Comparison.UNEQUAL, Comparison.LESS, Comparison.GREATER):
                return FALSE
        key = (Compared, id(operator), id(left), id(right))
        made = self._made.get(key)
        if made is not None:
            return cast(Condition, made)
        fresh = self._once(key, Compared(operator, left, right))
        if isinstance(right, Known) and operator in (Comparison.EQUAL, Comparison.UNEQUAL):
            self._asked[id(fresh)] = (operator is Comparison.EQUAL, id(left), id(right))
        return fresh

    def is_yes(self, value: Number, yes: bool = True) -> Condition:
        """Return that a yes/no value is yes (or no), always asked for with `=`."""
        if isinstance(value, Chosen):
            # Yes/no values are chosen only between yes and no; ask for their test.
            then, otherwise = self.is_yes(value.then, yes), self.is_yes(value.otherwise, yes)
            if then is TRUE and otherwise is FALSE:
                return value.test
        return self.compared(Comparison.EQUAL, value, self.known(yes))

    def all_of(self, parts: Iterable[Condition]) -> Condition:
        """Return that every part holds; parts that contradict each other make it false."""
        flat: dict[int, Condition] = {}
        for part in parts:
            if part is FALSE:
                return FALSE
            if isinstance(part, All):
                for inner in part.parts:
                    flat[id(inner)] = inner
            else:
                flat[id(part)] = part
        if len(flat) == 1:
            return next(iter(flat.values()))
        key = (All, *flat)
        made = self._made.get(key)
        if made is not None:
            return cast(Condition, made)
        if self._contradictory(flat):
            return FALSE
        both = self._made[key] = All(tuple(flat.values()))
        return both

    def _contradictory(self, parts: Iterable[int]) -> bool:
        """Whether two parts (by id()) ask one value to equal two constants, or one and not it."""
        equal: dict[int, int] = {}
        unequal: list[tuple[int, int]] = []
        for part in parts:
            asked = self._asked.get(part)
            if asked is None:
                continue
            same, left, right = asked
            if not same:
                unequal.append((left, right))
            elif equal.setdefault(left, right) != right:
                return True
        return any(equal.get(left) == right for left, right in unequal)

    def any_of(self, parts: Iterable[Condition]) -> Condition:
        """Return that some part holds."""
        flat: dict[int, Condition] = {}
        for part in parts:
            if part is TRUE:
                return TRUE
            if isinstance(part, Any):
                for inner in part.parts:
                    flat[id(inner)] = inner
            else:
                flat[id(part)] = part
        if len(flat) == 1:
            return next(iter(flat.values()))
        key = (Any, *flat)
        made = self._made.get(key)
        if made is not None:
            return cast(Condition, made)
        return self._once(key, Any(tuple(flat.values())))


def _asks_for_yes(test: Condition) -> TypeGuard[Compared]:
    """Whether a condition asks that a yes/no fluent is yes; it is then its own value."""
    return (
        isinstance(test, Compared)
        and test.operator is Comparison.EQUAL
        and test.right is YES
        and isinstance(test.left, Look)
    )
