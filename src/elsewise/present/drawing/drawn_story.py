"""A story beat by beat: for every beat who acts, who sees, who is told, and what is so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from elsewise.play.moment import Moment, begin
from elsewise.play.plots import Plot, as_story
from elsewise.story.step import Step
from elsewise.story.story import Beat, State
from elsewise.telling.event_words import say_event
from elsewise.telling.rules import action_happening, trigger_happening
from elsewise.world.model import World


@dataclass(frozen=True, slots=True)
class DrawnTrigger:
    """A trigger that followed a beat, in words, and the characters whose minds it changed."""

    words: str
    minds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DrawnBeat:
    """A beat, its event in words too, and who acts and sees it.

    `told` are those into whose minds the event itself puts a belief without their doing; `because`
    is everyone's reason in a line or more.
    """

    event: str
    words: str
    actors: tuple[str, ...] = ()
    seers: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    followed: tuple[DrawnTrigger, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnStory:
    """A story beat by beat. `states[n]` is what is so after n beats, with everybody's mind.

    They are empty where they are not known. `endings` are those that hold at the end; `at_start`
    are the triggers that fire before anything else happens.
    """

    beats: tuple[DrawnBeat, ...]
    states: tuple[State, ...] = ()
    endings: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    at_start: tuple[DrawnTrigger, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """The events of the beats."""
        return tuple(beat.event for beat in self.beats)

    @property
    def words(self) -> tuple[str, ...]:
        """The beats in words."""
        return tuple(beat.words for beat in self.beats)

    def then(self, after: DrawnStory) -> DrawnStory:
        """Return this story with another one that begins where it ends."""
        known = self.states or not self.beats
        states = (*self.states[:-1], *after.states) if known else ()
        return replace(after, beats=self.beats + after.beats, states=states)


def run_plot(world: World, plot: Plot) -> DrawnStory:
    """Run a plot and return it beat by beat. Nobody needs a reason here.

    Raises `UsageError` if an event does not exist or cannot happen where it stands.
    """
    story = as_story(plot)
    here = begin(world)
    end = here.replay(story.events)
    at_start = _followed(world, here, here.opening(0))
    beats, states = [], [here.state()]
    for beat in story.beats:
        after = here.after(beat.event)
        beats.append(_beat(world, beat, here, after))
        states.append(after.state())
        here = after
    endings = tuple(ending for ending in end.problem.endings if end.holds(ending))
    return DrawnStory(tuple(beats), tuple(states), endings, end.problem.characters, at_start)


def _beat(world: World, beat: Beat, before: Moment, after: Moment) -> DrawnBeat:
    event, step = before.action(beat.event), before.step(beat.event, 0)
    others = [c for c in step.perceivers if c not in event.by]
    told = {
        effect.minds[0]
        for effect in event.effects
        if effect.minds and effect.minds[0] not in event.by and before.holds(effect.condition)
    }
    return DrawnBeat(
        beat.event,
        say_event(world, action_happening(world, event), before.value),
        _names(before, event.by),
        _names(before, others),
        _names(before, sorted(told)),
        _followed(world, after, step),
        tuple(str(reason) for reason in beat.reasons.values()),
    )


def _followed(world: World, after: Moment, step: Step) -> tuple[DrawnTrigger, ...]:
    """Return the triggers that have words; others are the world's small change."""
    found: list[DrawnTrigger] = []
    for firing in step.fired:
        ground = after.problem.triggers[firing.trigger]
        event = trigger_happening(world, ground)
        if event.rule.tell:
            minds = {effect.minds[0] for effect in ground.effects if effect.minds}
            words = say_event(world, event, after.value)
            found.append(DrawnTrigger(words, _names(after, sorted(minds))))
    return tuple(found)


def _names(moment: Moment, characters: Iterable[int]) -> tuple[str, ...]:
    return tuple(moment.problem.characters[character] for character in characters)
