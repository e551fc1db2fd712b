"""Statements such as `not light(Ladder)`, to be carried out on the states of a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from elsewise.grounding.compiler import Compiler
from elsewise.grounding.effect_compiler import EffectCompiler
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.scope import Scope
from elsewise.grounding.tables import Tables
from elsewise.problem.evaluate import clamp, holds, value_of
from elsewise.problem.problem import TRUE, Fluent, GroundEffect, Minds
from elsewise.world.model import World
from elsewise.world.types import Value

ReadByName = Callable[[str, Minds], Value]
"""Gives the value of a fluent, by its name, in a mind."""


class Statements:
    """Reads a world's statements, as they stand under `start`, as effects on single fluents.

    Fluents are those of the world, also those that never change and are in no problem.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._tables = Tables(world)
        self._compiler = EffectCompiler(Compiler(self._tables, ExpressionFactory(), {}))

    def read(self, text: str) -> Iterator[list[GroundEffect]]:
        """Yield the effects of one statement after the other.

        Raises `WorldError` with all mistakes in the text.
        """
        from elsewise.world.reading import read_statements

        for statement in read_statements(self._world, text):
            yield list(self._compiler.effect(statement, Scope({}))([], (), TRUE))

    def written(
        self, effects: list[GroundEffect], read: ReadByName
    ) -> list[tuple[Minds, Fluent, Value]]:
        """Return what effects write where; all that they read is read before."""
        fluents = self._tables.fluents

        def read_number(minds: Minds, fluent: int) -> Value:
            return read(fluents[fluent].name, minds)

        return [
            (e.minds, fluents[e.fluent], clamp(fluents[e.fluent], value_of(e.value, read_number)))
            for e in effects
            if holds(e.condition, read_number)
        ]
