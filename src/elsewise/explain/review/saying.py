"""Events, facts, beliefs and reasons in plain English, in the past tense of a story."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.explain.consent import Lack
from elsewise.play.moment import Moment
from elsewise.problem.names import value_text
from elsewise.problem.problem import ComparisonTest, ConstantValue, Fluent, FluentRead, Minds
from elsewise.story.story import Reason
from elsewise.telling.because import Because
from elsewise.telling.facts import fact_clause
from elsewise.telling.reasons import Motives
from elsewise.telling.rules import Happening, action_happening, event_clause, plain_event
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, join, say_name, sentence
from elsewise.world.expressions import Comparison
from elsewise.world.model import World
from elsewise.world.types import Value

MOST_LACKS = 3


class Sayer:
    """Says things about one world; every answer stands for itself, with names."""

    def __init__(self, world: World, fluents: Sequence[Fluent], characters: Sequence[str]) -> None:
        self.world = world
        self.fluents = fluents
        self.characters = characters
        self._entities = {entity.name: entity for entity in world.entities}

    def name(self, entity: str) -> str:
        """Return how an entity is said."""
        found = self._entities.get(entity)
        return entity if found is None else say_name(found)

    def names(self, entities: Sequence[str]) -> str:
        """Return several entities with "and"."""
        return join([self.name(entity) for entity in entities])

    # -- events -------------------------------------------------------------------------------

    def event(self, moment: Moment, event: str, *, past: bool = True) -> str:
        """Return an event as a clause: "Lex climbed out onto the grass"."""
        told = action_happening(self.world, moment.action(event))
        return self._clause(told, moment, past=past)

    def _clause(self, told: Happening, moment: Moment, *, past: bool) -> str:
        clause = event_clause(
            self.world, told, moment.value, Discourse(self.world), sure=False, turn=0
        )
        if clause is None:
            return plain_event(self.world, told)
        return clause.finite(Tense.PAST if past else Tense.PRESENT)

    def to_do(self, moment: Moment, event: str) -> str:
        """Return an event as an infinitive with its subject: "Lex to climb out onto the grass"."""
        told = action_happening(self.world, moment.action(event))
        clause = event_clause(
            self.world, told, moment.value, Discourse(self.world), sure=False, turn=0
        )
        if clause is None or not clause.has_verb:
            return f'"{plain_event(self.world, told)}"'
        return clause.infinitive(with_subject=True)

    # -- facts --------------------------------------------------------------------------------

    def fact(self, fluent: int, value: Value, minds: Minds = ()) -> str:
        """Return what a fluent with a value says: "Lana believed that Clark was alive"."""
        found = self.fluents[fluent]
        clause = fact_clause(
            self.world, (found.fact, found.arguments), value, Discourse(self.world)
        )
        believed = "".join(f"{self.name(self.characters[c])} believed that " for c in minds)
        return believed + clause.finite(Tense.PAST)

    def belief(self, fluent: int, value: Value, minds: Minds) -> str:
        """Return what somebody came to believe: "Lana believed that Clark was dead"."""
        if value is None:
            *outer, last = (self.name(self.characters[c]) for c in minds)
            believed = "".join(f"{name} believed that " for name in outer)
            return f"{believed}{last} no longer knew what `{self.fluents[fluent].name}` was"
        return self.fact(fluent, value, minds)

    def wish(self, fluent: int, value: Value) -> str:
        """Return what a fluent with a value says, as something wanted: "Clark to be alive"."""
        found = self.fluents[fluent]
        clause = fact_clause(
            self.world, (found.fact, found.arguments), value, Discourse(self.world)
        )
        if not clause.has_verb:
            return f"it to be so that {clause.finite(Tense.PAST)}"
        return clause.infinitive(with_subject=True)

    # -- what is missing ----------------------------------------------------------------------

    def lacking(self, found: Sequence[Lack], moment: Moment) -> str:
        """Return what is missing: "It needed that …, but …"."""
        needs = [self._lack(lack) for lack in found[:MOST_LACKS]]
        looks = list(dict.fromkeys(look for lack in found[:MOST_LACKS] for look in lack.reads))
        so = [
            self.fact(look.fluent, moment.value(look.fluent, look.minds), look.minds)
            for look in looks[:MOST_LACKS]
        ]
        if not needs:
            return "It can never happen"
        but = f", but {join(so, heavy=True)}" if so else ""
        return f"It needed that {join(needs, heavy=True)}{but}"

    def _lack(self, lack: Lack) -> str:
        return " or ".join(self._comparison(way) for way in lack.ways[:MOST_LACKS])

    def _comparison(self, way: ComparisonTest) -> str:
        match way:
            case ComparisonTest(Comparison.EQUAL, FluentRead(minds, fluent), ConstantValue(value)):
                return self.fact(fluent, value, minds)
            case ComparisonTest(
                Comparison.UNEQUAL, FluentRead(minds, fluent), ConstantValue(bool(value))
            ):
                return self.fact(fluent, not value, minds)
            case ComparisonTest(
                Comparison.UNEQUAL, FluentRead(minds, fluent), ConstantValue(value)
            ):
                return f"it was not so that {self.fact(fluent, value, minds)}"
            case ComparisonTest(sign, left, right):
                return f"{self._side(left)} {sign.value} {self._side(right)}"

    def _side(self, number: object) -> str:
        match number:
            case FluentRead(minds, fluent):
                views = "".join(f"{self.characters[c]}'s view of " for c in minds)
                return views + self.fluents[fluent].name
            case ConstantValue(value):
                return value_text(value)
            case _:
                return "what is reckoned there"

    # -- reasons ------------------------------------------------------------------------------

    def reason(self, moment: Moment, reason: Reason) -> str:
        """Return why a character consents, as the telling says it (in the past tense)."""
        discourse = Discourse(self.world)
        because = Because(self.world, discourse, judging=True)
        said = Motives(self.world, moment.problem).of(moment, reason)
        who = discourse.think(reason.character)
        return sentence(f"{who} {because.thoughts(said)}")
