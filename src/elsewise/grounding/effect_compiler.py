"""Turns effects as written into functions that make ground effects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from elsewise.errors import EngineError
from elsewise.grounding.compiler import Compiler, MakeCondition
from elsewise.grounding.scope import Scope, Slots
from elsewise.problem.problem import FALSE, Condition, GroundEffect, Minds
from elsewise.world.expressions import (
    And,
    Assign,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Read,
    Together,
)
from elsewise.world.types import NumberType

MakeEffects = Callable[[Slots, Minds, Condition], Iterator[GroundEffect]]
"""From the slots, the mind in which all is read and made, and the condition it stands under."""


@dataclass(frozen=True)
class EffectCompiler:
    """Compiles effects with the help of a compiler of expressions."""

    compiler: Compiler

    def effect(self, effect: Effect, scope: Scope) -> MakeEffects:
        """Compile an effect."""
        match effect:
            case Assign(target, value):
                return self._assign(target, value, scope)
            case Together(effects):
                return _in_order([self.effect(part, scope) for part in effects])
            case If():
                return self._if(effect, scope)
            case ForEvery():
                return self._for_every(effect, scope)
            case InMind(who, body):
                step = self.compiler.mind(who, scope)
                inner = self.effect(body, scope)  # type: ignore[arg-type]
                return lambda slots, path, guard: inner(slots, step(slots, path), guard)
        raise EngineError(f"A {type(effect).__name__} is not an effect.")

    def _assign(self, target: Read | InMind, value: Expression, scope: Scope) -> MakeEffects:
        """Compile an assignment; minds around the target do not move where the value is read."""
        steps = []
        while isinstance(target, InMind):
            steps.append(self.compiler.mind(target.who, scope))
            target = target.body  # type: ignore[assignment]
        tables = self.compiler.tables
        fact = tables.fact_number(target.fact)
        arguments = [self.compiler.term(term, scope) for term in target.arguments]
        is_number = isinstance(target.fact.values, NumberType)
        make_value = (self.compiler.number if is_number else self.compiler.value)(value, scope)

        def make(slots: Slots, path: Minds, guard: Condition) -> Iterator[GroundEffect]:
            fluent = tables.fluent(fact, tuple([argument(slots) for argument in arguments]))
            minds = path
            for step in steps:
                minds = step(slots, minds)
            yield GroundEffect(guard, minds, fluent, make_value(slots, path))

        return make

    def _if(self, effect: If, scope: Scope) -> MakeEffects:
        branches = [(self.compiler.condition(effect.test, scope), self.effect(effect.then, scope))]
        if effect.otherwise is not None:
            fails = self.compiler.condition(effect.test, scope, yes=False)
            branches.append((fails, self.effect(effect.otherwise, scope)))
        return self._guarded(branches)

    def _guarded(self, branches: list[tuple[MakeCondition, MakeEffects]]) -> MakeEffects:
        all_of = self.compiler.factory.conjunction

        def make(slots: Slots, path: Minds, guard: Condition) -> Iterator[GroundEffect]:
            for test, inner in branches:
                both = all_of([guard, test(slots, path)])
                if both is not FALSE:
                    yield from inner(slots, path, both)

        return make

    def _for_every(self, effect: ForEvery, scope: Scope) -> MakeEffects:
        inner, slot = scope.with_variable(effect.variable.name)
        values = self.compiler.tables.values_of_term(effect.variable)
        asked = And(()) if effect.condition is None else effect.condition
        test = self.compiler.condition(asked, inner)
        each = self._guarded([(test, self.effect(effect.effect, inner))])

        def make(slots: Slots, path: Minds, guard: Condition) -> Iterator[GroundEffect]:
            own = [*slots[:slot], None]
            for value in values:
                own[slot] = value
                yield from each(own, path, guard)

        return make


def _in_order(parts: list[MakeEffects]) -> MakeEffects:
    def make(slots: Slots, path: Minds, guard: Condition) -> Iterator[GroundEffect]:
        for part in parts:
            yield from part(slots, path, guard)

    return make
