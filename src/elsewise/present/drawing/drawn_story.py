"""A story beat by beat: for every beat who acts, who sees, who is told, and what is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elsewise.engines.kernel import KernelEngine
from elsewise.engines.reference.conditions import holds
from elsewise.engines.reference.states import State as Place
from elsewise.engines.reference.transition import Progress
from elsewise.play.grounded import grounded
from elsewise.play.moment import begin
from elsewise.play.plots import Plot, as_story
from elsewise.play.settings import effective_limits
from elsewise.problem.problem import Event, Problem
from elsewise.story.story import Beat, State, Story
from elsewise.telling.event_words import say_event
from elsewise.telling.following import with_minds
from elsewise.telling.reading import Scene, StateMind
from elsewise.telling.rules import (
    happening,
    trigger_happening,
)
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
    actors: tuple[str, ...]
    seers: tuple[str, ...]
    told: tuple[str, ...]
    followed: tuple[DrawnTrigger, ...]
    because: tuple[str, ...]


@dataclass(frozen=True)
class DrawnStory:
    """A story beat by beat. `states[n]` is what is so after n beats, with everybody's mind.

    `at_start` are the triggers that fire before anything else happens; `endings` are those that
    hold at the end.
    """

    characters: tuple[str, ...]
    at_start: tuple[DrawnTrigger, ...]
    beats: tuple[DrawnBeat, ...]
    states: tuple[State, ...]
    endings: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The beats in words."""
        return tuple(beat.words for beat in self.beats)


def run_plot(world: World, plot: Plot) -> DrawnStory:
    """Run a plot and return it beat by beat. Nobody needs a reason here.

    Raises `UsageError` if an event does not exist or cannot happen where it stands.
    """
    return _Running(world).story(as_story(plot))


class _Running:
    """Runs a story twice: on the kernel to look at states, on the reference to see what fires."""

    def __init__(self, world: World) -> None:
        self._world = world
        made = grounded(world)
        depth = effective_limits(made).depth
        self._problem: Problem = with_minds(made, range(len(made.characters)))
        self._engine = KernelEngine(self._problem, depth)
        self._scene = Scene(world, self._engine)
        self._progress = Progress(self._problem, depth, None)

    def story(self, story: Story) -> DrawnStory:
        begin(self._world).replay(story.events)  # so that what is wrong with a plot is said as ever
        handle, place = self._engine.start(), self._progress.start()
        at_start = self._followers(self._progress.firings_at_start(), self._scene.at(handle))
        beats: list[DrawnBeat] = []
        states = [self._engine.look(handle, 1)]
        for beat in story.beats:
            before = self._scene.at(handle)
            action = self._scene.actions[beat.event]
            handle = self._engine.after(handle, action)
            beats.append(self._beat(beat, before, self._scene.at(handle), place))
            place = self._progress.after(place, action)
            states.append(self._engine.look(handle, 1))
        endings = tuple(e for e in self._problem.endings if self._engine.holds(handle, e))
        characters = self._problem.characters
        return DrawnStory(characters, at_start, tuple(beats), tuple(states), endings)

    def _beat(self, beat: Beat, before: StateMind, after: StateMind, place: Place) -> DrawnBeat:
        action = self._scene.actions[beat.event]
        event = self._problem.actions[action]
        names = self._problem.characters
        by = tuple(names[c] for c in event.by)
        seers = tuple(
            name
            for c, name in enumerate(names)
            if c not in event.by and event.seen_by and holds(event.seen_by[c], place)
        )
        told = {
            names[effect.minds[0]]
            for effect in event.effects
            if effect.minds and effect.minds[0] not in event.by and holds(effect.condition, place)
        }
        followed = self._followers(self._progress.firings_after(place, action), after)
        words = say_event(self._world, happening(self._scene, beat.event), before)
        because = tuple(str(reason) for reason in beat.reasons.values())
        in_order = tuple(name for name in names if name in told)
        return DrawnBeat(beat.event, words, by, seers, in_order, followed, because)

    def _followers(self, fired: Sequence[Event], after: StateMind) -> tuple[DrawnTrigger, ...]:
        """Return the triggers that have words; others are the world's small change."""
        found: list[DrawnTrigger] = []
        for ground in fired:
            event = trigger_happening(self._world, ground)
            if not event.rule.tell:
                continue
            minds = {self._problem.characters[e.minds[0]] for e in ground.effects if e.minds}
            in_order = tuple(name for name in self._problem.characters if name in minds)
            found.append(DrawnTrigger(say_event(self._world, event, after), in_order))
        return tuple(found)
