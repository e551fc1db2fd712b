"""Builds ground expressions: constant folding, and hash-consing.

Equal expressions made by one `ExpressionFactory` are the same object (hash-consing: Ershov 1958,
"On programming of arithmetic operations"), so a hundred thousand events share theirs, and work on
conditions can be remembered by object.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeGuard, TypeVar, cast

from elsewise.problem.evaluate import calculate, compare
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentRead,
    IfElse,
    Minds,
    ValueExpression,
)
from elsewise.world.expressions import MIRRORED, Arithmetic, Comparison
from elsewise.world.types import Value

_T = TypeVar("_T")

YES = ConstantValue(True)
NO = ConstantValue(False)


class ExpressionFactory:
    """Makes values and conditions. Parts handed in must come from the same `ExpressionFactory`."""

    def __init__(self) -> None:
        # Keys name parts by id(); every part stays alive in this very table.
        self._made: dict[Hashable, object] = {
            (ConstantValue, bool, True): YES,
            (ConstantValue, bool, False): NO,
            (Conjunction,): TRUE,
            (Disjunction,): FALSE,
        }
        # Comparisons with a constant, by id(): whether they ask for it, of what, and which.
        self._asked: dict[int, tuple[bool, int, int]] = {}

    def _once(self, key: Hashable, fresh: _T) -> _T:
        return cast(_T, self._made.setdefault(key, fresh))

    def constant(self, value: Value) -> ConstantValue:
        """Return a constant value."""
        key = (ConstantValue, type(value), value)
        made = self._made.get(key)
        return (
            cast(ConstantValue, made) if made is not None else self._once(key, ConstantValue(value))
        )

    def fluent_read(self, minds: Minds, fluent: int) -> FluentRead:
        """Return the value of a fluent in a mind."""
        key = (FluentRead, minds, fluent)
        made = self._made.get(key)
        return (
            cast(FluentRead, made)
            if made is not None
            else self._once(key, FluentRead(minds, fluent))
        )

    def operation(
        self, operator: Arithmetic, left: ValueExpression, right: ValueExpression
    ) -> ValueExpression:
        """Return a number made of two."""
        if isinstance(left, ConstantValue) and isinstance(right, ConstantValue):
            return self.constant(calculate(operator, left.value, right.value))
        # Adding 0 and multiplying by 1 change nothing, not even unknown.
        if operator is Arithmetic.ADD:
            if isinstance(left, ConstantValue) and left.value == 0.0:
                return right
            if isinstance(right, ConstantValue) and right.value == 0.0:
                return left
        if operator is Arithmetic.MULTIPLY:
            if isinstance(left, ConstantValue) and left.value == 1.0:
                return right
            if isinstance(right, ConstantValue) and right.value == 1.0:
                return left
        key = (BinaryOperation, id(operator), id(left), id(right))
        return self._once(key, BinaryOperation(operator, left, right))

    def if_else(
        self, test: Condition, then: ValueExpression, otherwise: ValueExpression
    ) -> ValueExpression:
        """Return one of two values, by a condition."""
        if test is TRUE or then is otherwise:
            return then
        if test is FALSE:
            return otherwise
        if then is YES and otherwise is NO and _asks_for_yes(test):
            return test.left
        key = (IfElse, id(test), id(then), id(otherwise))
        return self._once(key, IfElse(test, then, otherwise))

    def comparison(
        self, operator: Comparison, left: ValueExpression, right: ValueExpression
    ) -> Condition:
        """Return a comparison, with a constant on the right where there is one."""
        if isinstance(left, ConstantValue):
            if isinstance(right, ConstantValue):
                return TRUE if compare(operator, left.value, right.value) else FALSE
            operator, left, right = MIRRORED[operator], right, left
        if left is right:
            if operator is Comparison.EQUAL:
                return TRUE
            if operator in (Comparison.UNEQUAL, Comparison.LESS, Comparison.GREATER):
                return FALSE
        key = (ComparisonTest, id(operator), id(left), id(right))
        made = self._made.get(key)
        if made is not None:
            return cast(Condition, made)
        fresh = self._once(key, ComparisonTest(operator, left, right))
        if isinstance(right, ConstantValue) and operator in (Comparison.EQUAL, Comparison.UNEQUAL):
            self._asked[id(fresh)] = (operator is Comparison.EQUAL, id(left), id(right))
        return fresh

    def is_yes(self, value: ValueExpression, yes: bool = True) -> Condition:
        """Return that a yes/no value is yes (or no), always asked for with `=`."""
        if isinstance(value, IfElse):
            # Yes/no values are chosen only between yes and no; ask for their test.
            then, otherwise = self.is_yes(value.then, yes), self.is_yes(value.otherwise, yes)
            if then is TRUE and otherwise is FALSE:
                return value.test
        return self.comparison(Comparison.EQUAL, value, self.constant(yes))

    def conjunction(self, parts: Iterable[Condition]) -> Condition:
        """Return that every part holds; parts that contradict each other make it false."""
        flat = _flattened(parts, Conjunction, FALSE)
        if flat is None:
            return FALSE
        if len(flat) == 1:
            return next(iter(flat.values()))
        key = (Conjunction, *flat)
        made = self._made.get(key)
        if made is not None:
            return cast(Condition, made)
        if self._contradictory(flat):
            return FALSE
        both = self._made[key] = Conjunction(tuple(flat.values()))
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

    def disjunction(self, parts: Iterable[Condition]) -> Condition:
        """Return that some part holds."""
        flat = _flattened(parts, Disjunction, TRUE)
        if flat is None:
            return TRUE
        if len(flat) == 1:
            return next(iter(flat.values()))
        key = (Disjunction, *flat)
        made = self._made.get(key)
        if made is not None:
            return cast(Condition, made)
        return self._once(key, Disjunction(tuple(flat.values())))


def _asks_for_yes(test: Condition) -> TypeGuard[ComparisonTest]:
    """Whether a condition asks that a yes/no fluent is yes; it is then its own value."""
    return (
        isinstance(test, ComparisonTest)
        and test.operator is Comparison.EQUAL
        and test.right is YES
        and isinstance(test.left, FluentRead)
    )


def _flattened(
    parts: Iterable[Condition], kind: type[Conjunction | Disjunction], settling: Condition
) -> dict[int, Condition] | None:
    """Return the parts, those of parts of the same kind among them, each once, by id().

    None: one of them settles it alone.
    """
    flat: dict[int, Condition] = {}
    for part in parts:
        if part is settling:
            return None
        if isinstance(part, kind):
            flat.update((id(inner), inner) for inner in part.parts)
        else:
            flat[id(part)] = part
    return flat
