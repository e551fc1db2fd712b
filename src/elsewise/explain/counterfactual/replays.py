"""A course of events, and what would have come of it without some of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from elsewise.engines.protocol import Handle
from elsewise.play.make_engine import make_engine
from elsewise.play.moment import Moment
from elsewise.problem.evaluate import support
from elsewise.problem.problem import (
    Condition,
    Disjunction,
    FluentRead,
    Minds,
    Problem,
)
from elsewise.problem.reads import looks_in
from elsewise.story.limits import Limits
from elsewise.world.types import Value

NOTHING_LEFT_OUT: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Events that happened one after the other, but for those that could not.

    `states[j]` is the state after beat j, 0 the start; `skipped` are the beats (from 1) that were
    neither left out nor possible.
    """

    states: tuple[Handle, ...]
    skipped: frozenset[int]


class Replays:
    """Runs a course of events from the start of a problem, with or without some of its beats.

    Everybody's mind is kept. Nobody needs a reason for a beat to happen again; `explained` says
    whether everybody had one. With `strict`, raises `UsageError` for the first event that does not
    exist or cannot happen where it stands.
    """

    def __init__(
        self, problem: Problem, events: Sequence[str], limits: Limits, *, strict: bool = True
    ) -> None:
        self.problem = problem.with_all_minds()
        self.engine = make_engine("kernel", self.problem, limits)
        self.events = tuple(events)
        self._foresight = limits.foresight
        self._numbers = {action.name: n for n, action in enumerate(self.problem.actions)}
        self._values: dict[Handle, Mapping[str, Value]] = {}
        self._runs: dict[frozenset[int], Run] = {}
        if strict:
            Moment.start(self.problem, limits).replay(self.events)

    def run(self, left_out: frozenset[int] = NOTHING_LEFT_OUT) -> Run:
        """Return what happens without some beats, counted from 1."""
        if left_out not in self._runs:
            self._runs[left_out] = self._run(left_out)
        return self._runs[left_out]

    def _run(self, left_out: frozenset[int]) -> Run:
        states = [self.engine.start()]
        skipped = set()
        for beat, event in enumerate(self.events, start=1):
            state = states[-1]
            if beat in left_out:
                pass
            elif self.is_possible(state, event):
                state = self.engine.after(state, self._numbers[event])
            else:
                skipped.add(beat)
            states.append(state)
        return Run(tuple(states), frozenset(skipped))

    def is_possible(self, state: Handle, event: str) -> bool:
        """Whether an event exists and its condition holds."""
        return event in self._numbers and self._numbers[event] in self.engine.possible(state)

    def explained(self, state: Handle, event: str) -> bool:
        """Whether a possible event has a reason for everybody who must consent."""
        number = self._numbers[event]
        return self.engine.reasons(state, number, self._foresight) is not None

    def consenters(self, event: str) -> tuple[int, ...]:
        """Return who must have a reason for an event."""
        return self.problem.actions[self._numbers[event]].by

    def same_minds(self, one: Handle, two: Handle, event: str) -> bool:
        """Whether all who must consent to an event are of the same mind in two states."""
        return all(
            self.engine.mind(one, c) == self.engine.mind(two, c) for c in self.consenters(event)
        )

    # -- facts --------------------------------------------------------------------------------

    def value(self, state: Handle, minds: Minds, fluent: str) -> Value:
        """Return the value of a fluent in a mind, also of one that never changes."""
        for character in minds:
            state = self.engine.mind(state, character)
        values = self.values(state)
        return values[fluent] if fluent in values else self.problem.constants.get(fluent)

    def values(self, state: Handle) -> Mapping[str, Value]:
        """Return the values of a state, by fluent, without what never changes."""
        if state not in self._values:
            self._values[state] = self.engine.look(state, 0).values
        return self._values[state]

    def support(self, condition: Condition, state: Handle) -> Iterator[FluentRead]:
        """Yield where a condition looks for what makes it true in a state; nothing if it is false.

        All parts of a `Conjunction` count, and of a `Disjunction` those that are true.
        """
        names = self.problem.fluents
        for test in support(condition, lambda path, f: self.value(state, path, names[f].name)):
            yield from looks_in(test)

    def condition(self, event: str) -> Condition:
        """Return the condition of an event; of one that does not exist, what never holds."""
        number = self._numbers.get(event)
        return Disjunction(()) if number is None else self.problem.actions[number].condition

    def writes(self, event: str, minds: Minds, fluent: str) -> bool:
        """Whether an event says itself what becomes of a fluent in a mind (or may teach it)."""
        action = self.problem.actions[self._numbers[event]]
        names = self.problem.fluents
        own = (
            names[effect.fluent].name == fluent
            and minds[len(minds) - len(effect.minds) :] == effect.minds
            for effect in action.effects
        )
        taught = (names[look.fluent].name == fluent for look in looks_in(action.condition))
        return any(own) or (bool(minds) and any(taught))
