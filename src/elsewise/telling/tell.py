"""A story in plain English, with the reason for every act.

Everything is told in the order in which it happens: each event by the first line of its `tell`
that fits, with the reasons of those who had to consent; then the triggers that followed and have a
line of their own. From a character's `view` only what that character saw, did and thought is told,
and in the light of what that character believed.
"""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.engines.protocol import Engine
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.errors import UsageError
from elsewise.problem.problem import Event
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Story
from elsewise.telling.because import Because
from elsewise.telling.facts import fact_clause
from elsewise.telling.following import Following, with_minds
from elsewise.telling.reading import Key, Scene, StateMind
from elsewise.telling.reasons import Motive, motive
from elsewise.telling.rules import (
    Happening,
    ending_text,
    event_clause,
    happening,
    is_seen_by,
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
    engine: Engine | None = None,
    reasons: bool = True,
) -> str:
    """Return a story as English paragraphs, parted by empty lines.

    `view`: tell only what this character perceived and thought. `reasons`: say why everybody acted.
    `engine` runs the world's problem; without one, the kernel is used. Raises `UsageError` if there
    is no such character, or if an event of the story is not possible where it stands.
    """
    if view is not None and all(view != c.name for c in world.characters):
        names = join([c.name for c in world.characters])
        raise UsageError(f"There is no character called {view} to tell by: there is {names}.")
    running = engine or _default_engine(world)
    if view is not None:
        running = _with_mind(running, view)
    return _Telling(world, running, view, reasons=reasons).tell(story)


def _default_engine(world: World) -> Engine:
    from elsewise.engines.kernel import KernelEngine
    from elsewise.play.ground import ground

    return KernelEngine(ground(world), world.limits.get("depth", Limits().depth))


def _with_mind(engine: Engine, view: str) -> Engine:
    """Return an engine that keeps the mind of a character, even if nothing depends on it."""
    problem = engine.problem
    number = problem.characters.index(view)
    if problem.levels.asked[number] or problem.levels.consents[number]:
        return engine
    depth = problem.limits.get("depth", Limits().depth)
    return ReferenceEngine(with_minds(problem, {number}), depth)


class _Telling:
    """One telling on its way through a story."""

    def __init__(self, world: World, engine: Engine, view: str | None, *, reasons: bool) -> None:
        self.world = world
        self.scene = Scene(world, engine)
        self.view = view
        self.reasons = reasons
        self.discourse = Discourse(world)
        self.because = Because(world, self.discourse, judging=view is None)
        self.following = Following(self.scene, asked=view is not None)
        self.paragraphs: list[list[str]] = [[]]
        self.actors: tuple[str, ...] = ()
        self.beats = 0
        self.turn = 0

    def tell(self, story: Story) -> str:
        """Tell it all."""
        state = self.scene.at(self.scene.engine.start())
        self._followed(self.following.at_start(), state, state)
        for number, beat in enumerate(story.beats, start=1):
            state = self._beat(number, beat, state)
        if self.view is None:
            self._ending(story, state)
        told = [" ".join(sentences) for sentences in self.paragraphs if sentences]
        if not told and self.view is not None:
            name = self.discourse.say(self.view, Case.SUBJECT)[0]
            told = [sentence(f"{name} noticed nothing of it all")]
        return "\n\n".join(told)

    def _beat(self, number: int, beat: Beat, before: StateMind) -> StateMind:
        event = happening(self.scene, beat.event)
        if self.scene.actions[beat.event] not in self.scene.engine.possible(before.state):
            raise UsageError(f"Beat {number}: {beat.event} cannot happen there.")
        after = before.after(beat.event)
        if event.by != self.actors:
            self.discourse.new_subject()
            if len(self.paragraphs[-1]) >= LONG_PARAGRAPH or not event.by:
                self._new_paragraph()
        self.actors = event.by
        if self.view is None or self.view in event.by or self._is_seen(event, before):
            self._event(event, self._motives(beat, before), before)
        self._followed(self.following.after(beat.event), before, after)
        self.beats = number
        return after

    def _is_seen(self, event: Happening, before: StateMind) -> bool:
        return self.view is not None and is_seen_by(self.world, event, self.view, before)

    def _motives(self, beat: Beat, before: StateMind) -> list[Motive]:
        if not self.reasons:
            return []
        told = [r for name, r in beat.reasons.items() if self.view in (None, name)]
        return [motive(self.scene, before, reason) for reason in told]

    # -- an event and its reasons -------------------------------------------------------------

    def _event(self, event: Happening, motives: Sequence[Motive], before: StateMind) -> None:
        mind = before if self.view is None else before.mind(self.view)
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

    def _clause(self, event: Happening, mind: StateMind) -> Clause | None:
        sure = self.view is not None
        return event_clause(self.world, event, mind, self.discourse, sure=sure, turn=self.beats)

    def _surprise(self, event: Happening, mind: StateMind) -> str:
        """Return "to Lana's surprise, " if the viewing character held the event for impossible."""
        action = self.scene.actions[event.name]
        if self.view is None or action in self.scene.engine.possible(mind.state):
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
            self._say(f"{opening}{text}, as {he} had meant to")
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

    def _followed(self, fired: Sequence[Event], before: StateMind, after: StateMind) -> None:
        """Tell the triggers that fired, and what they made the viewing character believe."""
        news: list[Event] = []
        for ground in fired:
            event = trigger_happening(self.world, ground)
            if self.view is not None and not self._is_noticed(ground, before, after):
                continue
            if event.rule.tell:
                mind = after if self.view is None else after.mind(self.view)
                clause = self._clause(event, mind)
                if clause is not None:
                    self._say(clause.finite(Tense.PAST))
            else:
                news.append(ground)
        if self.view is not None:
            self._tell_news(self.view, news, after)

    def _is_noticed(self, ground: Event, before: StateMind, after: StateMind) -> bool:
        """Whether a trigger put something into the viewing mind, or has come true there too."""
        assert self.view is not None
        viewer = self.scene.characters[self.view]
        changed = False
        for effect in ground.effects:
            if effect.minds not in ((), (viewer,)):
                continue
            now = self.following.value(after.mind(self.view), effect.fluent)
            if not effect.minds and now != self.following.value(after, effect.fluent):
                return False
            changed |= now != self.following.value(before.mind(self.view), effect.fluent)
        return changed

    def _tell_news(self, view: str, fired: Sequence[Event], after: StateMind) -> None:
        """Tell what the viewing character believes now by triggers without a line of their own."""
        viewer = self.scene.characters[view]
        fluents = self.scene.engine.problem.fluents
        news: dict[Key, Value] = {}
        for effect in (effect for trigger in fired for effect in trigger.effects):
            fluent = fluents[effect.fluent]
            value = self.following.value(after.mind(view), effect.fluent)
            if effect.minds == (viewer,) and value is not None:
                news[fluent.fact, fluent.arguments] = value
        told = [pair for pair in news.items() if self.scene.fact(pair[0]).tell][:MOST_NEWS]
        if told:
            who = self.discourse.think(view)
            clauses = [fact_clause(self.world, *pair, self.discourse) for pair in told]
            that = join([f"that {clause.finite(Tense.PAST)}" for clause in clauses], heavy=True)
            self._say(f"{who} now believed {that}")

    def _ending(self, story: Story, state: StateMind) -> None:
        """Say the words that the world has for this ending."""
        self._new_paragraph()
        text = ending_text(self.world, story.goal, state, self.discourse)
        if text is not None:
            self._say(text)

    def _say(self, text: str) -> None:
        self.paragraphs[-1].append(sentence(text))
        self.discourse.new_sentence()

    def _new_paragraph(self) -> None:
        self.paragraphs.append([])
        self.discourse.new_paragraph()
