"""A story in plain English, with the reason for every act.

Everything is told in the order in which it happens: each event by the first line of its `tell`
that fits, with the reasons of those who had to consent; then the triggers that followed and have a
line of their own. From a character's `view` only what that character saw, did and thought is told,
and in the light of what that character believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.errors import UsageError
from elsewise.play.moment import Moment, begin
from elsewise.problem.problem import Event, Minds
from elsewise.story.step import Step
from elsewise.story.story import Beat, Story
from elsewise.telling.because import Because
from elsewise.telling.facts import Key, fact_clause, find_fact
from elsewise.telling.reasons import Motive, Motives
from elsewise.telling.rules import (
    Happening,
    action_happening,
    ending_text,
    event_clause,
    plain_event,
    trigger_happening,
)
from elsewise.telling.sentence import Clause, Tense
from elsewise.telling.template import Case
from elsewise.telling.words import Discourse, join, sentence
from elsewise.world.model import World
from elsewise.world.types import Value

LONG_PARAGRAPH = 5
"""Sentences after which a new paragraph begins when somebody else acts."""

MOST_NEWS = 3
"""Most beliefs told at once that followed without a line of their own."""


def tell(
    world: World,
    story: Story,
    view: str | None = None,
    *,
    start: Moment | None = None,
    reasons: bool = True,
) -> str:
    """Return a story as English paragraphs, parted by empty lines.

    `view`: tell only what this character perceived and thought. `reasons`: say why everybody acted.
    What the story does not say of them is found out. `start` is where the story begins, as `begin`
    makes it (None: where the world does). Raises `UsageError` if there is no such character, or if
    an event of the story, or of a plan in it, does not exist or is not possible where it stands.
    """
    begin_at = start or begin(world)
    if view is not None:
        begin_at.problem.character_number(view)
    return _Telling(world, begin_at, view, reasons=reasons).tell(story)


class _Telling:
    """One telling on its way through a story."""

    def __init__(self, world: World, start: Moment, view: str | None, *, reasons: bool) -> None:
        self.world = world
        self.start = start
        self.view = view
        self.viewer: Minds = () if view is None else (start.problem.characters.index(view),)
        self.reasons = reasons
        self.motives = Motives(world, start.problem)
        self.discourse = Discourse(world)
        self.because = Because(world, self.discourse, judging=view is None)
        self.paragraphs: list[list[str]] = [[]]
        self.actors: tuple[str, ...] = ()
        self.beats = 0
        self.turn = 0

    def tell(self, story: Story) -> str:
        """Tell it all."""
        here = self.start
        self._followed(here.opening(0), here, here)
        for number, beat in enumerate(story.beats, start=1):
            here = self._beat(number, beat, here)
        if self.view is None:
            self._ending(story, here)
        told = [" ".join(sentences) for sentences in self.paragraphs if sentences]
        if not told and not story.beats:
            told = ["The story has no beats."]
        elif not told and self.view is not None:
            name = self.discourse.say(self.view, Case.SUBJECT)[0]
            told = [sentence(f"{name} noticed nothing of it all")]
        return "\n\n".join(told)

    def _beat(self, number: int, beat: Beat, before: Moment) -> Moment:
        after = before.next_beat(number, beat.event)
        event = action_happening(self.world, before.action(beat.event))
        step = before.step(beat.event, 0)
        if event.by != self.actors:
            self.discourse.new_subject()
            if len(self.paragraphs[-1]) >= LONG_PARAGRAPH or not event.by:
                self._new_paragraph()
        self.actors = event.by
        if self.view is None or self.view in event.by or self.viewer[0] in step.perceivers:
            self._event(event, self._motives(number, beat, before), before)
        self._followed(step, before, after)
        self.beats = number
        return after

    def _motives(self, number: int, beat: Beat, before: Moment) -> list[Motive]:
        """Return why everybody consents: as the story says, else as it is found out."""
        if not self.reasons:
            return []
        reasons = beat.reasons or before.reasons(beat.event) or {}
        told = [r for name, r in reasons.items() if self.view in (None, name)]
        try:
            return [self.motives.of(before, reason) for reason in told]
        except UsageError as error:
            raise UsageError(f"Beat {number} has a reason that cannot be: {error}") from None

    # -- an event and its reasons -------------------------------------------------------------

    def _event(self, event: Happening, motives: Sequence[Motive], before: Moment) -> None:
        mind = before.mind(*self.viewer)
        clause = self._clause(event, mind)
        opening = self._surprise(event, mind)
        if clause is None:
            planned = bool(motives) and all(self.because.follows(m) for m in motives)
            for known in motives if planned else ():
                self.because.remember(known)
            plain = opening + plain_event(self.world, event)
            self._say(plain + (", as planned" if planned else ""))
            rest = [] if planned else list(motives)
        else:
            rest = self._with_reason(clause, list(motives), opening)
        for further in rest:
            if clause is None:
                self._say(self._thinking(further))
            else:
                who = self.discourse.think(further.character)
                self._say(f"{who} agreed, because {self._thinking(further)}")
            self._others(further)

    def _clause(self, event: Happening, mind: Moment) -> Clause | None:
        sure = self.view is not None
        return event_clause(
            self.world, event, mind.value, self.discourse, sure=sure, turn=self.beats
        )

    def _surprise(self, event: Happening, mind: Moment) -> str:
        """Return "to Lana's surprise, " if the viewing character held the event for impossible."""
        if self.view is None or mind.can(event.name):
            return ""
        return f"to {self.discourse.say(self.view, Case.POSSESSIVE)[0]} surprise, "

    def _with_reason(self, clause: Clause, motives: list[Motive], opening: str) -> list[Motive]:
        """Say an event with the first of its reasons, and return the others."""
        if not motives:
            self._say(opening + clause.finite(Tense.PAST))
            return []
        first, *rest = motives
        if self.because.follows(first) and clause.subject == first.character:
            text = clause.finite(Tense.PAST)
            he = self.discourse.think(first.character)
            self.because.remember(first)
            done = "planned" if clause.has_other_doers else "meant to"
            self._say(f"{opening}{text}, as {he} had {done}")
            return rest
        self.turn += 1
        if self.turn % 3 == 0 and not opening and clause.subject == first.character:
            text = self._thinking(first)
            self.discourse.new_part()
            text += f", so {clause.finite(Tense.PAST)}"
        elif self.turn % 3 == 2 and len(first.beliefs) + len(first.steps) > 1:
            self._say(opening + clause.finite(Tense.PAST))
            text = self._thinking(first)
        else:
            text = f"{opening}{clause.finite(Tense.PAST)}, because {self._thinking(first)}"
        self._say(text)
        self._others(first)
        return rest

    def _thinking(self, motive: Motive) -> str:
        who = self.discourse.think(motive.character)
        self.because.remember(motive)
        return f"{who} {self.because.thoughts(motive)}"

    def _others(self, motive: Motive) -> None:
        text = self.because.others(motive)
        if text is not None:
            self._say(text)

    # -- what followed ------------------------------------------------------------------------

    def _followed(self, step: Step, before: Moment, after: Moment) -> None:
        """Tell the triggers that fired, and what they made the viewing character believe."""
        news: list[Event] = []
        for firing in step.fired:
            ground = after.problem.triggers[firing.trigger]
            event = trigger_happening(self.world, ground)
            if self.viewer and not self._is_noticed(ground, before, after):
                continue
            if event.rule.tell:
                clause = self._clause(event, after.mind(*self.viewer))
                if clause is not None:
                    self._say(clause.finite(Tense.PAST))
            else:
                news.append(ground)
        if self.view is not None:
            self._tell_news(self.view, news, after)

    def _is_noticed(self, ground: Event, before: Moment, after: Moment) -> bool:
        """Whether a trigger put something into the viewing mind, or has come true there too."""
        changed = False
        for effect in ground.effects:
            if effect.minds not in ((), self.viewer):
                continue
            now = after.value(effect.fluent, self.viewer)
            if not effect.minds and now != after.value(effect.fluent):
                return False
            changed |= now != before.value(effect.fluent, self.viewer)
        return changed

    def _tell_news(self, view: str, fired: Sequence[Event], after: Moment) -> None:
        """Tell what the viewing character believes now by triggers without a line of their own."""
        news: dict[Key, Value] = {}
        for effect in (effect for trigger in fired for effect in trigger.effects):
            fluent = after.problem.fluents[effect.fluent]
            value = after.value(effect.fluent, self.viewer)
            if effect.minds == self.viewer and value is not None:
                news[fluent.fact, fluent.arguments] = value
        told = [pair for pair in news.items() if find_fact(self.world, pair[0]).tell][:MOST_NEWS]
        if told:
            who = self.discourse.think(view)
            clauses = [fact_clause(self.world, *pair, self.discourse) for pair in told]
            that = join([f"that {clause.finite(Tense.PAST)}" for clause in clauses], heavy=True)
            self._say(f"{who} now believed {that}")

    def _ending(self, story: Story, end: Moment) -> None:
        """Say the words that the world has for this ending."""
        self._new_paragraph()
        text = ending_text(self.world, story.goal, end.value, self.discourse)
        if text is not None:
            self._say(text)

    def _say(self, text: str) -> None:
        self.paragraphs[-1].append(sentence(text))
        self.discourse.new_sentence()

    def _new_paragraph(self) -> None:
        self.paragraphs.append([])
        self.discourse.new_paragraph()
