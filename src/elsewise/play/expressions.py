"""A world's own expressions, evaluated wherever its fluents can be read by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from elsewise.errors import UsageError
from elsewise.grounding.compiler import Compiler, MakeCondition
from elsewise.grounding.effect_compiler import EffectCompiler
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.scope import Scope
from elsewise.grounding.tables import Tables
from elsewise.play.ground import once_per_world
from elsewise.problem import evaluate
from elsewise.problem.evaluate import ReadFluent, clamp, value_of
from elsewise.problem.names import fluent_name, parse_event_name
from elsewise.problem.problem import TRUE, Condition, Fluent, Minds
from elsewise.world.expressions import Effect, Expression
from elsewise.world.model import Fact, World
from elsewise.world.types import Value

ReadByName = Callable[[str, Minds], Value]
"""Gives the value of a fluent, by its name, in the mind that a path leads to."""

Roles = Mapping[str, Value]
"""What the names in an expression stand for."""


class Expressions:
    """Makes a world's expressions ground, over all its fluents, also those that never change."""

    def __init__(self, world: World) -> None:
        self.tables = Tables(world)
        self._facts = world.facts
        self._compiler = Compiler(self.tables, ExpressionFactory(), {})
        self._numbers = {fluent.name: n for n, fluent in enumerate(self.tables.fluents)}
        # By id(); the expression is kept, so that none other gets its id().
        self._made: dict[tuple[int, tuple[str, ...]], tuple[Expression, MakeCondition]] = {}
        self._name = world.name

    def find(self, text: str) -> tuple[Fluent, Fact]:
        """Return a fluent by its name, however it is spaced, and the fact that it belongs to.

        Raises `UsageError` if there is none.
        """
        number = self._numbers.get(fluent_name(*parse_event_name(text)))
        if number is None:
            raise UsageError(f"There is no fact `{text.strip()}` in {self._name}.")
        return self.tables.fluents[number], self._facts[self.tables.fact_of[number]]

    def condition(self, condition: Expression, roles: Roles) -> Condition:
        """Return a condition over roles as a ground one."""
        key = id(condition), tuple(roles)
        if key not in self._made:
            scope = Scope({name: slot for slot, name in enumerate(roles)})
            self._made[key] = condition, self._compiler.condition(condition, scope)
        return self._made[key][1](list(roles.values()), ())

    def written(self, effect: Effect, read: ReadByName) -> list[tuple[Minds, Fluent, Value]]:
        """Return what an effect without roles writes where; all that it reads is read before."""
        fluents, reader = self.tables.fluents, self.reader(read)
        made = EffectCompiler(self._compiler).effect(effect, Scope({}))([], (), TRUE)
        return [
            (e.minds, fluents[e.fluent], clamp(fluents[e.fluent], value_of(e.value, reader)))
            for e in made
            if evaluate.holds(e.condition, reader)
        ]

    def reader(self, read: ReadByName) -> ReadFluent:
        """Return what reads the fluents in what was made ground here."""
        return lambda minds, fluent: read(self.tables.fluents[fluent].name, minds)

    def holds(
        self, condition: Expression, roles: Roles, read: ReadByName, *, sure: bool = False
    ) -> bool:
        """Whether a condition over roles holds.

        If it must be `sure`, what rests on something unknown does not.
        """
        ground, reader = self.condition(condition, roles), self.reader(read)
        return evaluate.surely(ground, reader) is True if sure else evaluate.holds(ground, reader)

    def failing(
        self, condition: Expression, roles: Roles, read: ReadByName
    ) -> tuple[Condition, ...]:
        """Return the smallest parts that fail, of those that must hold."""
        return tuple(evaluate.failing(self.condition(condition, roles), self.reader(read)))


expressions_of = once_per_world(Expressions)
