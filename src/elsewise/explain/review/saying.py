"""Events, facts, beliefs and reasons in plain English, in the past tense of a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from elsewise.explain.consent import Lack
from elsewise.play.expressions import expressions_of
from elsewise.play.moment import Moment
from elsewise.problem.evaluate import atoms
from elsewise.problem.problem import (
    ComparisonTest,
    Condition,
    ConstantValue,
    FluentRead,
    Minds,
)
from elsewise.story.story import Reason
from elsewise.telling.because import Because
from elsewise.telling.conditions import ConditionWords
from elsewise.telling.event_words import event_words
from elsewise.telling.reasons import Motives
from elsewise.telling.rules import action_happening, event_clause, plain_event
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, join, sentence
from elsewise.world.expressions import Comparison
from elsewise.world.model import Ending
from elsewise.world.types import Value

MOST_LACKS = 3


@dataclass(frozen=True)
class Sayer(ConditionWords):
    """Says things about one world; every answer stands for itself, with names."""

    def names(self, entities: Sequence[str]) -> str:
        """Return several entities with "and"."""
        return join([self.name(entity) for entity in entities])

    # -- events -------------------------------------------------------------------------------

    def event(self, moment: Moment, event: str, *, past: bool = True) -> str:
        """Return an event as a clause: "Lex climbed out onto the grass"."""
        tense = Tense.PAST if past else Tense.PRESENT
        told = action_happening(self.world, moment.action(event))
        return event_words(self.world, told, moment.value, tense)

    def to_do(self, moment: Moment, event: str) -> str:
        """Return an event as an infinitive with its subject: "Lex to climb out onto the grass"."""
        told = action_happening(self.world, moment.action(event))
        clause = event_clause(self.world, told, moment.value, Discourse(self.world), sure=False)
        if clause is None or not clause.has_verb:
            return f'"{plain_event(self.world, told)}"'
        return clause.infinitive(with_subject=True)

    # -- facts --------------------------------------------------------------------------------

    def belief(self, fluent: int, value: Value, minds: Minds) -> str:
        """Return what somebody came to believe: "Lana believed that Clark was dead"."""
        if value is None:
            who = self.name(self.problem.characters[minds[-1]])
            known = f"{who} no longer knew what `{self.problem.fluents[fluent].name}` was"
            return self.believing(minds[:-1], known)
        return self.fact(fluent, value, minds)

    def wish(self, fluent: int, value: Value) -> str:
        """Return what a fluent with a value says, as something wanted: "Clark to be alive"."""
        clause = self.clause(fluent, value)
        if not clause.has_verb:
            return f"it to be so that {clause.finite(Tense.PAST)}"
        return clause.infinitive(with_subject=True)

    # -- what is missing ----------------------------------------------------------------------

    def lacking(self, found: Sequence[Lack], moment: Moment) -> str:
        """Return what is missing: "It needed that …, but …"."""
        needs = [self._lack(lack) for lack in found[:MOST_LACKS]]
        looks = list(dict.fromkeys(look for lack in found[:MOST_LACKS] for look in lack.reads))
        so = [
            self.fact(look.fluent, moment.value(self._name(look.fluent), look.minds), look.minds)
            for look in looks[:MOST_LACKS]
        ]
        if not needs:
            return "It can never happen"
        but = f", but {join(so, heavy=True)}" if so else ""
        return f"It needed that {join(needs, heavy=True)}{but}"

    def _name(self, fluent: int) -> str:
        return self.problem.fluents[fluent].name

    def missed(self, ending: Ending, moment: Moment) -> str:
        """Return what an ending needs that is not so, in facts that never change too."""
        every = expressions_of(self.world)
        words = replace(self, problem=replace(self.problem, fluents=tuple(every.tables.fluents)))
        parts = every.failing(ending.condition, {}, moment.value)
        return words.lacking([Lack(tuple(atoms(part))) for part in parts], moment)

    def _lack(self, lack: Lack) -> str:
        return " or ".join(self.condition(way) for way in lack.ways[:MOST_LACKS])

    def condition(self, condition: Condition) -> str:
        """Return a condition in words, as the telling has them; of a belief, that it is not so."""
        match condition:
            case ComparisonTest(
                Comparison.UNEQUAL, FluentRead(minds, fluent), ConstantValue(value)
            ) if not isinstance(value, bool):
                return f"it was not so that {self.fact(fluent, value, minds)}"
        return super().condition(condition)

    # -- reasons ------------------------------------------------------------------------------

    def reason(self, moment: Moment, reason: Reason) -> str:
        """Return why a character consents, as the telling says it (in the past tense)."""
        discourse = Discourse(self.world)
        because = Because(self.world, discourse, judging=True)
        said = Motives(self.world, moment.problem).of(moment, reason)
        who = discourse.think(reason.character)
        return sentence(f"{who} {because.thoughts(said)}")
