"""What is so at the beginning, in the world and in every mind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from elsewise.grounding.compiler import Compiler
from elsewise.grounding.effect_compiler import EffectCompiler
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.scope import Scope
from elsewise.grounding.tables import Tables, as_value
from elsewise.problem.evaluate import clamp, holds, value_of
from elsewise.problem.problem import TRUE, Minds
from elsewise.world.expressions import Effect
from elsewise.world.types import Value


@dataclass(frozen=True)
class StartTable:
    """The values said for fluents in minds.

    A fluent in a mind has the value said for the longest beginning of the mind's path; the empty
    path says a value for every fluent. `besides` are values that another start may say.
    """

    said: Mapping[Minds, Mapping[int, Value]]
    besides: Mapping[int, frozenset[Value]] = field(default_factory=dict)

    def value(self, minds: Minds, fluent: int) -> Value:
        """Return what a fluent is in a mind."""
        for length in range(len(minds), 0, -1):
            known = self.said.get(minds[:length])
            if known is not None and fluent in known:
                return known[fluent]
        return self.said[()][fluent]

    def values(self) -> list[frozenset[Value]]:
        """Return, for every fluent, the values it has (or may have) in any mind at all."""
        found: list[set[Value]] = [{value} for value in self.said[()].values()]
        for path, said in self.said.items():
            if path:
                for fluent, value in said.items():
                    found[fluent].add(value)
        for fluent, more in self.besides.items():
            found[fluent] |= more
        return [frozenset(values) for values in found]


def start_table(tables: Tables, statements: Sequence[Effect] | None = None) -> StartTable:
    """Carry out the start statements of a world (or other ones), one after the other.

    Everything a statement reads is read before it writes anything.
    """
    facts = tables.world.facts
    base: dict[int, Value] = {
        number: clamp(fluent, as_value(facts[tables.fact_of[number]].initial))
        for number, fluent in enumerate(tables.fluents)
    }
    said: dict[Minds, dict[int, Value]] = {(): base}

    read = StartTable(said).value
    compiler = EffectCompiler(Compiler(tables, ExpressionFactory(), {}))
    for statement in tables.world.start if statements is None else statements:
        make = compiler.effect(statement, Scope({}))
        written = [
            (effect.minds, effect.fluent, value_of(effect.value, read))
            for effect in make([], (), TRUE)
            if holds(effect.condition, read)
        ]
        for path, fluent, value in written:
            said.setdefault(path, {})[fluent] = clamp(tables.fluents[fluent], value)
    return StartTable(
        {
            path: dict(sorted(said[path].items()))
            for path in sorted(said, key=lambda path: (len(path), path))
        }
    )
