"""Ground facts, beliefs and conditions in the words of a world; each sentence stands alone."""

from __future__ import annotations

from dataclasses import dataclass

from elsewise.problem.problem import (
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentKind,
    FluentRead,
    Minds,
    Problem,
)
from elsewise.problem.wording import condition_text
from elsewise.telling.facts import fact_clause
from elsewise.telling.sentence import Clause, Tense
from elsewise.telling.words import Discourse, join, say_name
from elsewise.world.expressions import Comparison
from elsewise.world.model import World
from elsewise.world.types import Value


@dataclass(frozen=True)
class ConditionWords:
    """Says what is so in a problem that was made of a world, in a tense, by full names."""

    world: World
    problem: Problem
    tense: Tense = Tense.PRESENT

    def name(self, entity: str) -> str:
        """Return what somebody or something is called, at the beginning of a sentence or not."""
        found = next((one for one in self.world.entities if one.name == entity), None)
        return entity if found is None else say_name(found)

    def clause(self, fluent: int, value: Value) -> Clause:
        """Return the clause that says that a fluent has a value."""
        found = self.problem.fluents[fluent]
        key = found.fact, found.arguments
        return fact_clause(self.world, key, value, Discourse(self.world))

    def fact(self, fluent: int, value: Value, minds: Minds = ()) -> str:
        """Return that a fluent has a value, or that somebody believes so: "Lex is in town"."""
        return self.believing(minds, self.clause(fluent, value).finite(self.tense))

    def believing(self, minds: Minds, said: str) -> str:
        """Return that somebody believes what is said: "Ann believes that …"."""
        verb = "believes" if self.tense is Tense.PRESENT else "believed"
        for character in reversed(minds):
            said = f"{self.name(self.problem.characters[character])} {verb} that {said}"
        return said

    def code(self, condition: Condition) -> str:
        """Return a condition as it is written in a world."""
        return condition_text(self.problem, condition)

    def condition(self, condition: Condition) -> str:
        """Return a condition in words; where the world has none, as it is written."""
        match condition:
            case Conjunction(parts) if parts:
                return join([self.condition(part) for part in parts], heavy=True)
            case Disjunction(parts) if parts:
                return " or ".join(self.condition(part) for part in parts)
            case ComparisonTest(Comparison.EQUAL, FluentRead(minds, fluent), ConstantValue(value)):
                return self.fact(fluent, value, minds)
            case ComparisonTest(
                Comparison.UNEQUAL, FluentRead(minds, fluent), ConstantValue(value)
            ):
                if self.problem.fluents[fluent].kind is FluentKind.YES_NO:
                    return self.fact(fluent, not value, minds)
                so = "is" if self.tense is Tense.PRESENT else "was"
                return self.believing(minds, f"it {so} not so that {self.fact(fluent, value)}")
            case _:
                return f"`{self.code(condition)}`"
