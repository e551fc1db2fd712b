"""Conditions and values of the peer's text, with names looked up and types checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from elsewise.diagnostics import Diagnostic, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.sabre.names import (
    BOOLEAN,
    NUMBER,
    NUMBER_TYPE,
    YES_NO,
    MistakeError,
    Names,
    Scope,
    describe_type,
    is_unknown,
)
from elsewise.sabre.tree import (
    Arithmetic,
    Assignment,
    Believes,
    Bracketed,
    Comparison,
    Conditional,
    Conjunction,
    Disjunction,
    Expression,
    Fluent,
    Literal,
    Name,
    Negation,
    Quantified,
    TypeTest,
)
from elsewise.world import expressions as made
from elsewise.world.types import EntityType, NumberType, ValueType, YesNoType

if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

Kind = ValueType | str | None
"""What a value can be: of a type, an entity by its name, or unknown."""


_COMPARISONS = {
    "==": made.Comparison.EQUAL,
    "!=": made.Comparison.UNEQUAL,
    ">=": made.Comparison.AT_LEAST,
    "<=": made.Comparison.AT_MOST,
    ">": made.Comparison.GREATER,
    "<": made.Comparison.LESS,
}
_ARITHMETIC = {
    "+": made.Arithmetic.ADD,
    "-": made.Arithmetic.SUBTRACT,
    "*": made.Arithmetic.MULTIPLY,
    "/": made.Arithmetic.DIVIDE,
}
_QUANTITIES = {
    "forall": made.Quantity.EVERY,
    "exists": made.Quantity.SOME,
    "sum": made.Quantity.SUM,
    "product": made.Quantity.PRODUCT,
}
TRUE, FALSE = made.Constant(True), made.Constant(False)

_YES_NO: frozenset[Kind] = frozenset({YES_NO})
_NUMBER: frozenset[Kind] = frozenset({NUMBER_TYPE})
_CONDITION = frozenset({"yes or no"})
_FIXED = (made.Constant, made.Variable)


@dataclass(frozen=True, slots=True)
class Typed:
    """An expression of the world and what its value can be (one kind for each branch)."""

    expression: made.Expression
    kinds: frozenset[Kind]

    @property
    def is_yes_no(self) -> bool:
        """Whether it is a condition."""
        return self.kinds is _YES_NO or self.kinds == _YES_NO

    @property
    def is_number(self) -> bool:
        """Whether it is a number (or only unknown)."""
        sorts = self.sorts
        return "number" in sorts and "entity" not in sorts and not self.is_yes_no

    @property
    def sorts(self) -> frozenset[str]:
        """The rough sorts of value that it can take: two without a common sort never are equal."""
        if self.kinds is _YES_NO:
            return _CONDITION
        found = {_sort(kind) for kind in self.kinds}
        if found != _CONDITION and not isinstance(self.expression, _FIXED):
            found.add("unknown")
        return frozenset(found)


def _sort(kind: Kind) -> str:
    if kind is None:
        return "unknown"
    if isinstance(kind, YesNoType):
        return "yes or no"
    return "number" if isinstance(kind, NumberType) else "entity"


def _condition(expression: made.Expression) -> Typed:
    return Typed(expression, _YES_NO)


def compared(
    operator: made.Comparison, left: made.Expression, right: made.Expression
) -> made.Expression:
    """Make a comparison; of a belief with a value that is the same everywhere, a belief.

    `believes(C, f) == v` is `believes(C, f == v)` if v is a constant or a variable.
    """
    if isinstance(left, made.InMind) and isinstance(right, _FIXED):
        body = left.body
        assert not isinstance(body, made.Assign | made.Together | made.If | made.ForEvery)
        return made.InMind(left.who, compared(operator, body, right))
    return made.Compare(operator, left, right)


def strip(expression: Expression) -> Expression:
    """Return the expression within its brackets."""
    while isinstance(expression, Bracketed):
        expression = expression.inner
    return expression


class Expressions:
    """Makes conditions and values; what is wrong is raised or, where one can go on, collected."""

    def __init__(self, names: Names, diagnostics: list[Diagnostic]) -> None:
        self.names = names
        self.diagnostics = diagnostics

    def each(self, parts: Iterable[Expression], make: Callable[[Expression], T]) -> list[T]:
        """Make every part; mistakes in several parts are all reported."""
        results: list[T] = []
        failed = False
        for part in parts:
            try:
                results.append(make(part))
            except MistakeError as mistake:
                failed = True
                if mistake.diagnostic:
                    self.diagnostics.append(mistake.diagnostic)
        if failed:
            raise MistakeError(None)
        return results

    def condition(self, expression: Expression, scope: Scope) -> made.Expression:
        """Make a condition."""
        value = self.value(expression, scope)
        if not value.is_yes_no:
            raise self.names.mistake(dialect.WRONG_TYPE, expression, wanted=BOOLEAN)
        return value.expression

    def number(self, expression: Expression, scope: Scope) -> made.Expression:
        """Make a number."""
        value = self.value(expression, scope)
        if not value.is_number:
            raise self.names.mistake(dialect.WRONG_TYPE, expression, wanted=NUMBER)
        return value.expression

    def value(self, expression: Expression, scope: Scope) -> Typed:
        """Make a value of any kind."""
        match expression:
            case Name() | Literal():
                return self._term(expression, scope)
            case Fluent() if self.is_belief_about_name(expression):
                who, what = expression.arguments
                assert isinstance(who, Name), "asked just above"
                return self.value(Believes(expression.span, who, what), scope)
            case Fluent():
                read, fact_kind = self.read(expression, scope)
                return Typed(read, _YES_NO if fact_kind is YES_NO else frozenset({fact_kind}))
            case Comparison():
                return _condition(self._compare(expression, scope))
            case Bracketed():
                return self.value(expression.inner, scope)
            case Believes():
                who_term = self.names.character(expression.who, scope)
                body = self.value(expression.body, scope)
                return Typed(made.InMind(who_term, body.expression), body.kinds)
            case Conjunction():
                parts = self.each(expression.parts, lambda part: self.condition(part, scope))
                return _condition(made.And(tuple(parts)))
            case Disjunction():
                parts = self.each(expression.parts, lambda part: self.condition(part, scope))
                return _condition(made.Or(tuple(parts)))
            case Negation():
                return _condition(made.Not(self.condition(expression.operand, scope)))
            case Conditional():
                return self._choose(expression, scope)
            case Quantified():
                return self._quantified(expression, scope)
            case Assignment():
                raise self.names.mistake(dialect.NOT_A_CONDITION, expression)
            case TypeTest():
                return _condition(self._type_test(expression, scope))
            case Arithmetic():
                left, right = self.each(
                    (expression.left, expression.right), lambda side: self.number(side, scope)
                )
                if expression.sign == "/" and right == made.Constant(0.0):
                    raise self.names.mistake(dialect.DIVISION_BY_ZERO, expression.right)
                result = made.Calculate(_ARITHMETIC[expression.sign], left, right)
                return Typed(result, _NUMBER)

    def is_belief_about_name(self, fluent: Fluent) -> bool:
        """Whether `believes(C, x)` is about a variable or entity rather than a fact so called."""
        return (
            fluent.name.text == "believes"
            and len(fluent.arguments) == 2
            and isinstance(fluent.arguments[0], Name)
            and "believes" not in self.names.facts
        )

    def read(self, fluent: Fluent, scope: Scope) -> tuple[made.Read, ValueType]:
        """Make a fact with its arguments; return it and the type of its value."""
        terms = tuple([self.names.term(argument, scope) for argument in fluent.arguments])
        for argument in fluent.arguments:
            if is_unknown(argument):
                raise self.names.mistake(dialect.UNKNOWN_ARGUMENT, argument)
        fact = self.names.fact(fluent, terms)
        return made.Read(fact, terms), fact.values

    def bind(self, quantified: Quantified, scope: Scope) -> tuple[Scope, made.Variable]:
        """Return the scope inside a quantified expression."""
        type_ = self.names.variable_type(quantified.type)
        return scope.with_variable(quantified.variable.text, type_)

    def _term(self, name: Name | Literal, scope: Scope) -> Typed:
        term = self.names.term(name, scope)
        if isinstance(term, made.Variable):
            return Typed(term, frozenset({term.type}))
        value = term.value
        if isinstance(value, bool):
            return Typed(term, _YES_NO)
        if value is None or isinstance(value, str):
            return Typed(term, frozenset({value}))
        return Typed(term, _NUMBER)

    def _choose(self, conditional: Conditional, scope: Scope) -> Typed:
        tests = self.each(
            [test for test, _ in conditional.branches], lambda test: self.condition(test, scope)
        )
        bodies = [body for _, body in conditional.branches]
        if conditional.otherwise is not None:
            bodies.append(conditional.otherwise)
        values = self.each(bodies, lambda body: self.value(body, scope))
        if conditional.otherwise is None:
            if not values[0].is_yes_no:
                raise self.names.mistake(dialect.MISSING_ELSE, conditional)
            values.append(_condition(TRUE))
        kinds = frozenset[Kind]().union(*(value.kinds for value in values))
        if len({_sort(kind) for kind in kinds} - {"unknown"}) > 1 or (
            len(kinds) > 1 and YES_NO in kinds
        ):
            raise self.names.mistake(dialect.MIXED_BRANCHES, conditional)
        branches = list(zip(tests, values, strict=False))
        chosen = reduce(
            lambda rest, branch: made.Choose(branch[0], branch[1].expression, rest),
            reversed(branches),
            values[-1].expression,
        )
        return Typed(chosen, kinds)

    def _quantified(self, quantified: Quantified, scope: Scope) -> Typed:
        inner, variable = self.bind(quantified, scope)
        quantity = _QUANTITIES[quantified.word]
        if quantified.word in ("forall", "exists"):
            body = self.condition(quantified.body, inner)
            return _condition(made.Quantified(quantity, variable, None, body))
        body = self.number(quantified.body, inner)
        total = made.Quantified(quantity, variable, None, body)
        return Typed(total, _NUMBER)

    def _compare(self, comparison: Comparison, scope: Scope) -> made.Expression:
        left, right = self.each(
            (comparison.left, comparison.right), lambda side: self.value(side, scope)
        )
        sign, left_sorts, right_sorts = comparison.sign, left.sorts, right.sorts
        numbers = "number" in left_sorts and "number" in right_sorts
        if sign not in ("==", "!=") and not numbers:
            self.warn_never_ordered(comparison)
            unknown = frozenset({"unknown"})
            if sign in ("<", ">") or unknown in (left_sorts, right_sorts):
                return FALSE
            sign = "=="
        if left_sorts.isdisjoint(right_sorts):
            return TRUE if sign == "!=" else FALSE
        return compared(_COMPARISONS[sign], left.expression, right.expression)

    def warn_never_ordered(self, comparison: Comparison) -> None:
        """Warn that only numbers are less or more than others."""
        self.diagnostics.append(
            diagnose(
                dialect.ORDER_OF_NON_NUMBERS,
                self.names.source,
                comparison.span,
                sign=comparison.sign,
            )
        )

    def _type_test(self, test: TypeTest, scope: Scope) -> made.Expression:
        operand = self.value(test.operand, scope)
        type_ = self.names.value_type(test.type)
        if not isinstance(type_, EntityType) or "entity" not in operand.sorts:
            return FALSE
        return made.IsType(operand.expression, type_.name)

    def assigned(self, target_type: ValueType, value: Expression, scope: Scope) -> made.Expression:
        """Make the value of an assignment to a fact of some type."""
        typed = self.value(value, scope)
        for kind in typed.kinds:
            if kind is None and isinstance(target_type, YesNoType):
                raise self.names.mistake(dialect.UNKNOWN_YES_NO, value)
            if not self._may_be(kind, target_type):
                wanted = describe_type(target_type)
                raise self.names.mistake(dialect.CANNOT_ASSIGN, value, wanted=wanted)
        return typed.expression

    def _may_be(self, kind: Kind, target: ValueType) -> bool:
        if kind is None:
            return True
        if isinstance(kind, str):
            return self.names.term_is(made.Constant(kind), target)
        return self.names.is_kind(kind, target)
