"""Statements such as `not light(Ladder)`, to be carried out on the states of a problem."""

from __future__ import annotations

from collections.abc import Iterator

from elsewise.play.expressions import ReadByName, expressions_of
from elsewise.problem.evaluate import clamp, holds, value_of
from elsewise.problem.problem import Fluent, GroundEffect, Minds
from elsewise.world.model import World
from elsewise.world.types import Value


class Statements:
    """Reads a world's statements, as they stand under `start`, as effects on single fluents.

    Fluents are those of the world, also those that never change and are in no problem.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._expressions = expressions_of(world)

    def read(self, text: str) -> Iterator[list[GroundEffect]]:
        """Yield the effects of one statement after the other.

        Raises `WorldError` with all mistakes in the text.
        """
        from elsewise.world.reading import read_statements

        for statement in read_statements(self._world, text):
            yield list(self._expressions.effects(statement))

    def written(
        self, effects: list[GroundEffect], read: ReadByName
    ) -> list[tuple[Minds, Fluent, Value]]:
        """Return what effects write where; all that they read is read before."""
        reader = self._expressions.reader(read)
        written = [
            (effect.minds, self._expressions.fluent(effect.fluent), value_of(effect.value, reader))
            for effect in effects
            if holds(effect.condition, reader)
        ]
        return [(minds, fluent, clamp(fluent, value)) for minds, fluent, value in written]
