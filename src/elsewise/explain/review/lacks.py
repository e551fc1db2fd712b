"""What a condition lacks that does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from elsewise.play.moment import Moment
from elsewise.problem.evaluate import atoms
from elsewise.problem.problem import (
    ComparisonTest,
    Condition,
    ConstantValue,
    FluentKind,
    FluentRead,
    Minds,
)
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import Comparison
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True)
class Lack:
    """A requirement that fails; of several comparisons any one would do."""

    ways: tuple[ComparisonTest, ...]

    @property
    def looks(self) -> tuple[FluentRead, ...]:
        """The fluents that it looks at, in the order of the text."""
        return tuple(dict.fromkeys(look for way in self.ways for look in fluent_reads(way)))


@dataclass(frozen=True, slots=True)
class Needed:
    """A fluent in a mind (`minds` empty: in truth) with the value that it should have."""

    minds: Minds
    fluent: int
    value: Value


def lacks(condition: Condition, moment: Moment) -> tuple[Lack, ...]:
    """Return every requirement that fails at a moment, in the order of the text."""
    return tuple(Lack(tuple(atoms(part))) for part in moment.failing(condition))


def needed(lack: Lack, moment: Moment) -> Needed | None:
    """Return the value that would meet a lack, in its first way that says which; None: unclear."""
    for way in lack.ways:
        match way:
            case ComparisonTest(Comparison.EQUAL, FluentRead(minds, fluent), ConstantValue(value)):
                return Needed(minds, fluent, value)
            case ComparisonTest(Comparison.EQUAL, ConstantValue(value), FluentRead(minds, fluent)):
                return Needed(minds, fluent, value)
            case ComparisonTest(Comparison.EQUAL, FluentRead(minds, fluent), other) if (
                value := moment.evaluate(other)
            ) is not None:
                return Needed(minds, fluent, value)
            case ComparisonTest(
                Comparison.UNEQUAL, FluentRead(minds, fluent), ConstantValue(value)
            ) if moment.problem.fluents[fluent].kind is FluentKind.YES_NO:
                return Needed(minds, fluent, not value)
            case ComparisonTest(sign, FluentRead(minds, fluent), ConstantValue(float(value))) if (
                sign in _NEAREST
            ):
                return Needed(minds, fluent, value + _NEAREST[sign])
            case _:
                pass
    return None


_NEAREST = {
    Comparison.AT_LEAST: 0.0,
    Comparison.AT_MOST: 0.0,
    Comparison.GREATER: 1.0,
    Comparison.LESS: -1.0,
}
"""How far from the border the nearest whole number lies that meets a comparison."""
