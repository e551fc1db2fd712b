"""A course of events, and what would have come of it without some of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.play.moment import Moment
from elsewise.problem.problem import Minds, Problem
from elsewise.problem.reads import fluent_reads
from elsewise.story.limits import Limits
from elsewise.story.watch import Watch
from elsewise.world.types import Value

NOTHING_LEFT_OUT: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Events that happened one after the other, but for those that could not.

    `moments[j]` is the one after beat j, 0 the start; `skipped` are the beats (from 1) that were
    neither left out nor possible.
    """

    moments: tuple[Moment, ...]
    skipped: frozenset[int] = frozenset()

    def value_at_end(self, minds: Minds, fluent: str) -> Value:
        """Return the value of a fluent in a mind after all beats."""
        return value_at(self.moments[-1], minds, fluent)


class Replay:
    """A course of events that can be run again without some of its beats.

    `run` is how it went, `events` are its events; None is a beat at which nothing happens. Nobody
    needs a reason for a beat to happen again. Running it raises `Stopped` at a limit of `watch`.
    """

    def __init__(self, run: Run, events: Sequence[str | None], watch: Watch | None = None) -> None:
        self.moments = run.moments
        self.problem = run.moments[0].problem
        self.events = tuple(events)
        self._runs = {NOTHING_LEFT_OUT: run}
        self._watch = watch or Watch()

    @classmethod
    def of(
        cls,
        problem: Problem,
        events: Sequence[str],
        limits: Limits,
        *,
        strict: bool = True,
        watch: Watch | None = None,
    ) -> Replay:
        """Return the course of events from the start of a problem, with everybody's mind kept.

        With `strict`, raises `UsageError` for the first event that does not exist or cannot happen
        where it stands; else such events are skipped.
        """
        start = Moment.start(problem.with_all_minds(), limits)
        if strict:
            start.replay(events)
        watch = watch or Watch()
        return cls(_go_on((start,), events, NOTHING_LEFT_OUT, frozenset(), watch), events, watch)

    @property
    def end(self) -> int:
        """The place behind the last beat: of what is caused at the end."""
        return len(self.events) + 1

    def run(self, left_out: frozenset[int] = NOTHING_LEFT_OUT) -> Run:
        """Return what happens without some beats, counted from 1."""
        if left_out not in self._runs:
            first = min(left_out)
            went = self._runs[NOTHING_LEFT_OUT]
            skipped = frozenset(beat for beat in went.skipped if beat < first)
            begun = went.moments[:first]
            self._runs[left_out] = _go_on(begun, self.events, left_out, skipped, self._watch)
        return self._runs[left_out]

    def beats(self) -> Iterator[tuple[int, str, Moment]]:
        """Yield every beat at which something happens, its event and the moment before it."""
        for beat, event in enumerate(self.events, start=1):
            self._watch.look()
            if event is not None and self.moments[0].knows(event):
                yield beat, event, self.moments[beat - 1]

    def last_change(self, minds: Minds, fluent: str, until: int) -> int:
        """Return the last beat, at most `until`, that changed a fluent in a mind; 0 if none did."""
        self._watch.look()
        for beat in range(until, 0, -1):
            before, after = self.moments[beat - 1], self.moments[beat]
            if value_at(before, minds, fluent) != value_at(after, minds, fluent):
                return beat
        return 0

    def writes(self, beat: int, minds: Minds, fluent: str) -> bool:
        """Whether the event of a beat says what becomes of a fluent in a mind (or may teach it)."""
        event = self.events[beat - 1]
        if event is None:
            return False
        action = self.moments[0].action(event)
        names = self.problem.fluent_names
        own = (
            names[effect.fluent] == fluent
            and minds[len(minds) - len(effect.minds) :] == effect.minds
            for effect in action.effects
        )
        taught = (names[read.fluent] == fluent for read in fluent_reads(action.condition))
        return any(own) or (bool(minds) and any(taught))

    def named(self, minds: Minds) -> tuple[str, ...]:
        """Return a path of minds by the names of the characters."""
        return tuple(self.problem.characters[c] for c in minds)


def _go_on(
    begun: Sequence[Moment],
    events: Sequence[str | None],
    left_out: frozenset[int],
    skipped: frozenset[int],
    watch: Watch,
) -> Run:
    """Return how events go on behind moments that are there already."""
    moments = list(begun)
    unable = set(skipped)
    for beat in range(len(begun), len(events) + 1):
        watch.look()
        here, event = moments[-1], events[beat - 1]
        if event is not None and beat not in left_out:
            if here.can(event):
                here = here.after(event)
            else:
                unable.add(beat)
        moments.append(here)
    return Run(tuple(moments), frozenset(unable))


def value_at(moment: Moment, minds: Minds, fluent: str) -> Value:
    """Return the value of a fluent in a mind; unknown for one that this world has not."""
    return moment.value(fluent, minds) if moment.has_fact(fluent) else None
