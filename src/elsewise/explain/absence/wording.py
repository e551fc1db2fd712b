"""Facts, conditions and events in the words of a world."""

from __future__ import annotations

from elsewise.play.moment import Moment
from elsewise.problem.problem import (
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentKind,
    FluentRead,
    Problem,
)
from elsewise.telling.facts import fact_clause
from elsewise.telling.reading import Scene, StateMind
from elsewise.telling.rules import event_clause, happening
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, join, sentence
from elsewise.validation.wording import condition_text
from elsewise.world.expressions import Comparison
from elsewise.world.model import World
from elsewise.world.types import Value


class Words:
    """Says things of one world. Names are said anew each time: every sentence stands alone."""

    def __init__(self, world: World, problem: Problem) -> None:
        self.world = world
        self.problem = problem
        self._said = {e.name: e for e in world.entities}

    def name(self, entity: str) -> str:
        """Return what somebody or something is called, at the beginning of a sentence or not."""
        found = self._said[entity]
        return found.said if found.said is not None else entity.replace("_", " ")

    def fact(self, fluent: int, value: Value, path: tuple[int, ...] = ()) -> str:
        """Return that a fluent has a value, or that somebody believes so: "Lex is in town"."""
        found = self.problem.fluents[fluent]
        discourse = Discourse(self.world)
        clause = fact_clause(self.world, (found.fact, found.arguments), value, discourse)
        return self.believing(path, clause.finite(Tense.PRESENT))

    def believing(self, path: tuple[int, ...], said: str) -> str:
        """Return that somebody believes what is said: "Ann believes that …"."""
        for character in reversed(path):
            said = f"{self.name(self.problem.characters[character])} believes that {said}"
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
            case ComparisonTest(Comparison.EQUAL, FluentRead(path, fluent), ConstantValue(value)):
                return self.fact(fluent, value, path)
            case ComparisonTest(Comparison.UNEQUAL, FluentRead(path, fluent), ConstantValue(value)):
                if self.problem.fluents[fluent].kind is FluentKind.YES_NO:
                    return self.fact(fluent, not value, path)
                return self.believing(path, f"it is not so that {self.fact(fluent, value)}")
            case _:
                return f"`{self.code(condition)}`"

    def event(self, event: str, mind: StateMind) -> str:
        """Return an event that happens in a state as a sentence, with its name behind it."""
        found = happening(mind.scene, event)
        clause = event_clause(self.world, found, mind, Discourse(self.world), sure=False)
        if clause is None:
            return event
        return f"{sentence(clause.finite(Tense.PAST))}  [{event}]"


def scene(world: World, start: Moment) -> StateMind:
    """Return the start of a world, to read in and to go on from."""
    return Scene(world, start.engine).at(start.handle)
