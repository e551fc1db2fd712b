"""Facts, conditions and events in the words of a world."""

from __future__ import annotations

from elsewise.play.moment import Moment
from elsewise.telling.conditions import ConditionWords
from elsewise.telling.rules import action_happening, event_clause
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, sentence


class Words(ConditionWords):
    """Says things of one world, events too."""

    def event(self, event: str, before: Moment) -> str:
        """Return an event that happens at a moment as a sentence, with its name behind it."""
        told = action_happening(self.world, before.action(event))
        clause = event_clause(self.world, told, before.value, Discourse(self.world), sure=False)
        if clause is None:
            return event
        return f"{sentence(clause.finite(Tense.PAST))}  [{event}]"
