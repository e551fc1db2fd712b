"""Rewrites conditions and values with what is known to be possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.value_sets import ValueSet, can_fail, can_hold
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
    GroundEffect,
    IfElse,
    Minds,
    ValueExpression,
)
from elsewise.world.types import Value


class Simplifier:
    """Folds what is certain and renumbers fluents; remembers by object what it has done.

    `values` are the possible values of every fluent by its old number (None: nothing is known),
    `constants` those that have only one, `renumbered` the new numbers of the others.
    """

    def __init__(
        self,
        factory: ExpressionFactory,
        values: Sequence[ValueSet] | None,
        constants: Mapping[int, Value],
        renumbered: Mapping[int, int],
    ) -> None:
        self.factory = factory
        self.values = values
        self.constants = constants
        self.renumbered = renumbered
        self._conditions: dict[int, Condition] = {id(TRUE): TRUE, id(FALSE): FALSE}
        self._expressions: dict[int, ValueExpression] = {}
        self._effects: dict[int, tuple[GroundEffect, ...]] = {}
        self._alive: list[object] = []  # so that no id() is used twice

    def condition(self, condition: Condition) -> Condition:
        """Return a condition with what always or never holds taken out."""
        done = self._conditions.get(id(condition))
        if done is None:
            done = self._conditions[id(condition)] = self._condition(condition)
            self._alive.append(condition)
        return done

    def _condition(self, condition: Condition) -> Condition:
        match condition:
            case ComparisonTest(operator, left, right):
                if self.values is not None and not can_hold(condition, self.values):
                    return FALSE
                if self.values is not None and not can_fail(condition, self.values):
                    return TRUE
                return self.factory.comparison(operator, self.value(left), self.value(right))
            case Conjunction(parts):
                return self.factory.conjunction([self.condition(part) for part in parts])
            case Disjunction(parts):
                return self.factory.disjunction([self.condition(part) for part in parts])

    def value(self, expression: ValueExpression) -> ValueExpression:
        """Return a value with its constants filled in."""
        done = self._expressions.get(id(expression))
        if done is None:
            done = self._expressions[id(expression)] = self._value(expression)
            self._alive.append(expression)
        return done

    def _value(self, expression: ValueExpression) -> ValueExpression:
        factory = self.factory
        match expression:
            case ConstantValue(value):
                return factory.constant(value)
            case FluentRead(minds, fluent):
                if fluent in self.constants:
                    return factory.constant(self.constants[fluent])
                return factory.fluent_read(minds, self.renumbered[fluent])
            case BinaryOperation(operator, left, right):
                return factory.operation(operator, self.value(left), self.value(right))
            case IfElse(test, then, otherwise):
                return factory.if_else(
                    self.condition(test), self.value(then), self.value(otherwise)
                )

    def effect(self, effect: GroundEffect) -> tuple[GroundEffect, ...]:
        """Return an effect, or none if it can never apply or writes what is always so."""
        done = self._effects.get(id(effect))
        if done is None:
            done = self._effects[id(effect)] = self._effect(effect)
            self._alive.append(effect)
        return done

    def _effect(self, effect: GroundEffect) -> tuple[GroundEffect, ...]:
        condition = self.condition(effect.condition)
        if condition is FALSE or effect.fluent in self.constants:
            return ()
        fluent = self.renumbered[effect.fluent]
        return (GroundEffect(condition, effect.minds, fluent, self.value(effect.value)),)

    def start(self, said: Mapping[Minds, Mapping[int, Value]]) -> dict[Minds, dict[int, Value]]:
        """Return a start without its constants."""
        kept = {
            path: {self.renumbered[f]: v for f, v in values.items() if f in self.renumbered}
            for path, values in said.items()
        }
        return {path: values for path, values in kept.items() if values or not path}
