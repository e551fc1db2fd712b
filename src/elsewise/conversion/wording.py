"""Conditions and values of a world, turned back into what one writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from elsewise.conversion.naming import Names
from elsewise.conversion.sorts import (
    is_condition,
    may_be_entity,
    may_be_equal,
    may_be_unknown,
    sorts_of,
)
from elsewise.syntax import tree
from elsewise.world.expressions import (
    And,
    Arithmetic,
    Assign,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    ForEvery,
    If,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
    Read,
    Term,
    Together,
    Variable,
)
from elsewise.world.model import World
from elsewise.world.numbers import constant_value
from elsewise.world.types import EntityType, Value, YesNoType

_COMPARISONS = {
    Comparison.LESS: tree.Operator.LESS,
    Comparison.GREATER: tree.Operator.GREATER,
    Comparison.AT_MOST: tree.Operator.AT_MOST,
    Comparison.AT_LEAST: tree.Operator.AT_LEAST,
}
_ARITHMETIC = {
    Arithmetic.ADD: tree.Operator.ADD,
    Arithmetic.SUBTRACT: tree.Operator.SUBTRACT,
    Arithmetic.MULTIPLY: tree.Operator.MULTIPLY,
    Arithmetic.DIVIDE: tree.Operator.DIVIDE,
}
NO = tree.YesNo(False)
YES = tree.YesNo(True)
UNKNOWN_NUMBER = tree.Choose(tree.Unknown(), YES, tree.Number(0.0))
"""Unknown, where the world language wants a number and takes no plain `?`."""


def literal(names: Names, value: Value) -> tree.Literal:
    """Write a value where only values and names can stand."""
    match value:
        case None:
            return tree.Unknown()
        case bool():
            return tree.YesNo(value)
        case float():
            return tree.Number(value)
        case _:
            return tree.Name(names.entities[str(value)])


@dataclass(frozen=True)
class Wording:
    """Writes the conditions and values of one event, fact or statement.

    `roles` are the variables with what they are called. `filled` are variables over yes and no,
    which only roles can be: where others are, everything is written for both values.
    """

    world: World
    names: Names
    roles: Mapping[str, str] = field(default_factory=dict)
    filled: Mapping[str, bool] = field(default_factory=dict)

    def with_value(self, variable: Variable, value: bool) -> Wording:
        """Return the wording in which a variable over yes and no is one of them."""
        return replace(self, filled={**self.filled, variable.name: value})

    def without_value(self, variable: Variable) -> Wording:
        """Return the wording inside which a variable (again) is a name."""
        if variable.name not in self.filled:
            return self
        return replace(self, filled={k: v for k, v in self.filled.items() if k != variable.name})

    # -- names ------------------------------------------------------------------------------

    def term(self, term: Term) -> tree.Literal:
        """Write a term as an argument."""
        if isinstance(term, Constant):
            return literal(self.names, term.value)
        if term.name in self.filled:
            return tree.YesNo(self.filled[term.name])
        return tree.Name(self.roles[term.name])

    def who(self, term: Term) -> tree.Name:
        """Write a term that is a character."""
        name = self.term(term)
        assert isinstance(name, tree.Name), "a character has a name"
        return name

    def ref(self, read: Read) -> tree.Ref:
        """Write a fact; brackets tell one without arguments from a role of that name."""
        name = self.names.fact(read.fact)
        arguments = tuple(self.term(argument) for argument in read.arguments)
        hidden = name in self.roles.values()
        return tree.Ref(tree.Name(name), arguments if arguments or hidden else None)

    def view(self, read: Read | InMind) -> tree.Ref | tree.View:
        """Write a fact, perhaps in minds: `C's view of f`."""
        if isinstance(read, Read):
            return self.ref(read)
        assert isinstance(read.body, Read | InMind)
        return tree.View(self.who(read.who), self.view(read.body))

    def noun(self, variable: Variable, condition: Expression | None = None) -> tree.Noun:
        """Write `type name with condition`."""
        assert isinstance(variable.type, EntityType)
        type_name = tree.Name(self.names.types[variable.type.name])
        test = None if condition is None else self.condition(condition)
        return tree.Noun(type_name, tree.Name(self.roles[variable.name]), test)

    # -- expressions --------------------------------------------------------------------------

    def condition(self, expression: Expression) -> tree.Expression:
        """Write a condition, in the form `who believes …` where it is in a mind."""
        match expression:
            case InMind(who, body):
                return self._believes(who, _inside(body))
            case Choose(test, then, otherwise):
                return tree.Choose(
                    self.condition(then), self.condition(test), self.condition(otherwise)
                )
            case And(parts):
                return self._joined(tree.And, parts, YES)
            case Or(parts):
                return self._joined(tree.Or, parts, NO)
            case Not(operand):
                return self._not(operand)
            case Compare(operator, left, right):
                return self._compare(operator, left, right)
            case IsType(operand, type_name):
                return self._is_type(operand, type_name)
            case Quantified():
                return self._quantified(expression)
            case _:
                return self.value(expression)

    def value(self, expression: Expression) -> tree.Expression:
        """Write a value, in the form `who's view of …` where it is in a mind."""
        match expression:
            case Constant(float(number)):
                return tree.Number(number)
            case Constant() | Variable():
                term = self.term(expression)
                return tree.Ref(term) if isinstance(term, tree.Name) else term
            case Read():
                return self.ref(expression)
            case InMind(who, body):
                if _is_view(expression):
                    return self.view(expression)
                return self._in_mind(who, _inside(body))
            case Calculate(operator, left, right):
                return self._calculate(operator, left, right)
            case Choose(test, then, otherwise) if not is_condition(expression):
                return tree.Choose(self.value(then), self.condition(test), self.value(otherwise))
            case Quantified(Quantity.SUM | Quantity.PRODUCT):
                return self._total(expression)
            case _:
                return self.condition(expression)

    def number(self, expression: Expression) -> tree.Expression:
        """Write a value where only numbers can stand; plain `?` is none, though a number may be."""
        written = self.value(expression)
        if all(sort == Constant(None) for sort in sorts_of(expression)):
            return UNKNOWN_NUMBER
        return written

    def _in_mind(self, who: Term, body: Expression) -> tree.Expression:
        """Write a value that is read in a mind, part by part."""
        if is_condition(body):
            return self._believes(who, body)
        match body:
            case Constant() | Variable():
                return self.value(body)
            case Calculate(operator, left, right):
                return self.value(Calculate(operator, InMind(who, left), InMind(who, right)))
            case Choose(test, then, otherwise):
                return self.value(
                    Choose(InMind(who, test), InMind(who, then), InMind(who, otherwise))
                )
            case Quantified(quantity, variable, condition, each):
                believed = None if condition is None else InMind(who, condition)
                return self.value(Quantified(quantity, variable, believed, InMind(who, each)))
            case InMind(inner, deeper):
                if _is_view(body):
                    return self.view(InMind(who, body))
                # What is inside is written part by part first, then put into the outer mind.
                return self._in_mind(who, _distributed(inner, _inside(deeper)))
            case _:
                assert isinstance(body, Read)
                return self.view(InMind(who, body))

    def _believes(self, who: Term, body: Expression) -> tree.Expression:
        match body:
            case Constant() | Variable():
                return self.value(body)
            case Compare(Comparison.UNEQUAL, left, right):
                return tree.Not(self._believes(who, Compare(Comparison.EQUAL, left, right)))
            case _:
                inner = self.condition(body)
                return inner if inner in (YES, NO) else tree.Believes(self.who(who), inner)

    def _joined(
        self, kind: type[tree.And | tree.Or], parts: tuple[Expression, ...], empty: tree.YesNo
    ) -> tree.Expression:
        written = tuple(self.condition(part) for part in parts)
        if not written:
            return empty
        return written[0] if len(written) == 1 else kind(written)

    def _not(self, operand: Expression) -> tree.Expression:
        if isinstance(operand, IsType):
            test = self.condition(operand)
            return replace(test, negated=True) if isinstance(test, tree.IsType) else YES
        if isinstance(operand, Quantified) and operand.quantity is Quantity.SOME:
            some = self.condition(operand)
            if isinstance(some, tree.Quantified) and some.quantity is tree.Quantity.SOME:
                return replace(some, quantity=tree.Quantity.NO)
        return tree.Not(self.condition(operand))

    def _is_type(self, operand: Expression, type_name: str) -> tree.Expression:
        if not any(may_be_entity(sort) for sort in sorts_of(operand)):
            return NO
        return tree.IsType(self.value(operand), False, tree.Name(self.names.types[type_name]))

    def _compare(
        self, operator: Comparison, left: Expression, right: Expression
    ) -> tree.Expression:
        if operator is Comparison.UNEQUAL:
            return tree.Not(self._compare(Comparison.EQUAL, left, right))
        if operator is not Comparison.EQUAL:
            return tree.Binary(_COMPARISONS[operator], self.number(left), self.number(right))
        if isinstance(right, Constant) and isinstance(right.value, bool) and is_condition(left):
            return self.condition(left if right.value else Not(left))
        if may_be_equal(self.world, left, right):
            return tree.Binary(tree.Operator.EQUAL, self.value(left), self.value(right))
        if may_be_unknown(left) and may_be_unknown(right):
            # Never the same value, but both may be unknown.
            sides = (left, right)
            return tree.And(tuple(self._compare(operator, s, Constant(None)) for s in sides))
        return NO

    def _calculate(
        self, operator: Arithmetic, left: Expression, right: Expression
    ) -> tree.Expression:
        is_minus = operator is Arithmetic.SUBTRACT and left == Constant(0.0)
        if is_minus and not isinstance(right, Constant):
            return tree.Minus(self.number(right))
        divisor = self.number(right)
        if operator is Arithmetic.DIVIDE and constant_value(divisor) == 0.0:
            return UNKNOWN_NUMBER
        return tree.Binary(_ARITHMETIC[operator], self.number(left), divisor)

    def _quantified(self, expression: Quantified) -> tree.Expression:
        variable, condition, body = expression.variable, expression.condition, expression.body
        every = expression.quantity is Quantity.EVERY
        if isinstance(variable.type, YesNoType):
            both = [self.with_value(variable, v) for v in (False, True)]
            meant = body if condition is None else _under(condition, body, every=every)
            parts = tuple(wording.condition(meant) for wording in both)
            return tree.And(parts) if every else tree.Or(parts)
        inner = self.without_value(variable)
        if every:
            noun = inner.noun(variable, condition)
            return tree.Quantified(tree.Quantity.EVERY, noun, inner.condition(body))
        meant = body if condition is None else And((condition, body))
        return tree.Quantified(tree.Quantity.SOME, inner.noun(variable), inner.condition(meant))

    def _total(self, expression: Quantified) -> tree.Expression:
        variable, condition, body = expression.variable, expression.condition, expression.body
        summed = expression.quantity is Quantity.SUM
        if isinstance(variable.type, YesNoType):
            neutral = Constant(0.0 if summed else 1.0)
            meant = body if condition is None else Choose(condition, body, neutral)
            no, yes = (self.with_value(variable, v).value(meant) for v in (False, True))
            return tree.Binary(tree.Operator.ADD if summed else tree.Operator.MULTIPLY, no, yes)
        inner = self.without_value(variable)
        kind = tree.Totalled.SUM if summed else tree.Totalled.PRODUCT
        return tree.Total(kind, inner.noun(variable, condition), inner.number(body))


def _inside(body: object) -> Expression:
    assert not isinstance(body, Assign | Together | If | ForEvery), "a condition or a value"
    return body  # type: ignore[return-value]


def _is_view(expression: Expression) -> bool:
    while isinstance(expression, InMind):
        expression = _inside(expression.body)
    return isinstance(expression, Read)


def _under(condition: Expression, body: Expression, *, every: bool) -> Expression:
    return Or((Not(condition), body)) if every else And((condition, body))


def _distributed(who: Term, body: Expression) -> Expression:
    """Put every part of a value into a mind by itself."""
    match body:
        case Calculate(operator, left, right):
            return Calculate(operator, InMind(who, left), InMind(who, right))
        case Choose(test, then, otherwise):
            return Choose(InMind(who, test), InMind(who, then), InMind(who, otherwise))
        case Quantified(quantity, variable, condition, each):
            believed = None if condition is None else InMind(who, condition)
            return Quantified(quantity, variable, believed, InMind(who, each))
        case InMind(inner, deeper):
            return InMind(who, _distributed(inner, _inside(deeper)))
        case _:
            return body
