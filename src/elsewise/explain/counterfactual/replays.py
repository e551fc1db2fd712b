"""A course of events, and what would have come of it without some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from elsewise.play.moment import Moment
from elsewise.problem.problem import FALSE, Condition, Minds, Problem
from elsewise.problem.reads import looks_in
from elsewise.story.limits import Limits
from elsewise.world.types import Value

NOTHING_LEFT_OUT: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Events that happened one after the other, but for those that could not.

    `moments[j]` is the one after beat j, 0 the start; `skipped` are the beats (from 1) that were
    neither left out nor possible.
    """

    moments: tuple[Moment, ...]
    skipped: frozenset[int]


class Replays:
    """Runs a course of events from the start of a problem, with or without some of its beats.

    Everybody's mind is kept. Nobody needs a reason for a beat to happen again. With `strict`,
    raises `UsageError` for the first event that does not exist or cannot happen where it stands.
    """

    def __init__(
        self, problem: Problem, events: Sequence[str], limits: Limits, *, strict: bool = True
    ) -> None:
        self.start = Moment.start(problem.with_all_minds(), limits)
        self.problem = self.start.problem
        self.events = tuple(events)
        self._runs: dict[frozenset[int], Run] = {}
        if strict:
            self.start.replay(self.events)

    def run(self, left_out: frozenset[int] = NOTHING_LEFT_OUT) -> Run:
        """Return what happens without some beats, counted from 1."""
        if left_out not in self._runs:
            self._runs[left_out] = self._run(left_out)
        return self._runs[left_out]

    def _run(self, left_out: frozenset[int]) -> Run:
        moments = [self.start]
        skipped = set()
        for beat, event in enumerate(self.events, start=1):
            here = moments[-1]
            if beat not in left_out:
                if here.can(event):
                    here = here.after(event)
                else:
                    skipped.add(beat)
            moments.append(here)
        return Run(tuple(moments), frozenset(skipped))

    def consenters(self, event: str) -> tuple[int, ...]:
        """Return who must have a reason for an event."""
        return self.start.action(event).by

    def condition(self, event: str) -> Condition:
        """Return the condition of an event; of one that does not exist, what never holds."""
        return self.start.action(event).condition if self.start.knows(event) else FALSE

    def writes(self, event: str, minds: Minds, fluent: str) -> bool:
        """Whether an event says itself what becomes of a fluent in a mind (or may teach it)."""
        action = self.start.action(event)
        names = self.problem.fluent_names
        own = (
            names[effect.fluent] == fluent
            and minds[len(minds) - len(effect.minds) :] == effect.minds
            for effect in action.effects
        )
        taught = (names[look.fluent] == fluent for look in looks_in(action.condition))
        return any(own) or (bool(minds) and any(taught))


def value_at(moment: Moment, minds: Minds, fluent: str) -> Value:
    """Return the value of a fluent in a mind; unknown for one that this world has not."""
    return moment.value(fluent, minds) if moment.has_fact(fluent) else None
