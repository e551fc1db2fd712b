"""Facts, conditions and events in the words of a world."""

from __future__ import annotations

from elsewise.play.moment import Moment
from elsewise.telling.conditions import ConditionWords
from elsewise.telling.reading import Scene, StateMind
from elsewise.telling.rules import event_clause, happening
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse, sentence
from elsewise.world.model import World


class Words(ConditionWords):
    """Says things of one world, events too."""

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
