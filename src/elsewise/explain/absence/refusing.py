"""Who has no reason for a beat, and what they think of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from elsewise.engines.protocol import Engine, Handle
from elsewise.engines.reading import reader
from elsewise.play.make_engine import make_engine
from elsewise.problem.evaluate import failing, way
from elsewise.problem.problem import (
    Condition,
    Event,
    FluentRead,
    Minds,
    Problem,
)
from elsewise.problem.reads import looks_in
from elsewise.story.limits import Limits
from elsewise.story.story import Reason
from elsewise.world.types import Value

ByWhom = Callable[[tuple[int, ...], str], tuple[int, ...]]
"""Says who is to be asked for an event, given who is asked now, and the event."""

MOST_STATES = 20_000
"""Most states of a mind that are looked at for the best that somebody can hope for."""


@dataclass(frozen=True)
class Step:
    """A beat that is possible where it stands: a problem, the events before it, and the event."""

    problem: Problem
    limits: Limits
    events: tuple[str, ...]
    event: str

    @cached_property
    def engine(self) -> Engine:
        """The engine of the problem."""
        return make_engine("kernel", self.problem, self.limits)

    @cached_property
    def state(self) -> Handle:
        """The state before the beat."""
        state = self.engine.start()
        for event in self.events:
            state = self.engine.after(state, self.problem.action_numbers[event])
        return state

    @cached_property
    def action(self) -> int:
        """The number of the event; -1 if the problem has it no more."""
        return self.problem.action_numbers.get(self.event, -1)

    @property
    def rule(self) -> Event:
        """The event."""
        return self.problem.actions[self.action]

    def reason(self, character: int) -> Reason | None:
        """Return the reason that one character has, whoever else must consent; None: none."""
        if self.action < 0 or self.action not in self.engine.possible(self.state):
            return None
        alone = self.asking(lambda by, event: (character,) if event == self.event else by)
        found = alone.engine.reasons(alone.state, self.action, self.limits.foresight)
        return None if found is None else found.get(self.problem.characters[character])

    def asking(self, by: ByWhom) -> Step:
        """Return the same step with others to be asked: `by(those now, event)`."""
        asked = {a.name: by(a.by, a.name) for a in self.problem.actions}
        if all(asked[a.name] == a.by for a in self.problem.actions):
            return self
        actions = tuple(replace(a, by=asked[a.name]) for a in self.problem.actions)
        return replace(self, problem=replace(self.problem, actions=actions))

    # -- what is in a mind ----------------------------------------------------------------------

    def mind(self, character: int) -> Handle:
        """Return what a character believes before the beat."""
        return self.engine.mind(self.state, character)

    def value(self, state: Handle, path: Minds, fluent: int) -> Value:
        """Return the value of a fluent in the mind that a path leads to."""
        return reader(self.engine, state)(path, fluent)

    def failing(self, condition: Condition, state: Handle) -> tuple[Condition, ...]:
        """Return the parts of a condition that do not hold in a state."""
        return tuple(failing(condition, reader(self.engine, state)))

    def wrong(
        self, character: int, looks: Iterator[FluentRead] | Sequence[FluentRead]
    ) -> tuple[FluentRead, ...]:
        """Return the looks, from a character's mind, at what it is wrong about."""
        mind = self.mind(character)
        found: dict[FluentRead, None] = {}
        for look in looks:
            path = way(look.minds, character)
            if self.value(mind, path, look.fluent) != self.value(self.state, path, look.fluent):
                found[FluentRead(path, look.fluent)] = None
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Best:
    """The most that somebody can make of an event, everybody else willing, and by what plan."""

    before: float | None
    after: float | None
    plan: tuple[str, ...]


def best_plan(step: Step, character: int) -> Best:
    """Return the best that a plan of a character can come to that begins with an event.

    Others agree to whatever is asked of them; but nobody counts on what just happens. Of equally
    good plans it is the shortest. Only so many states are looked at.
    """
    engine, actions = step.engine, step.problem.actions
    mind = step.mind(character)
    before = engine.utility(mind, character)
    first = engine.after(mind, step.action)
    best = engine.utility(first, character)
    plan: tuple[int, ...] = (step.action,)
    layer, known = {first: plan}, {first}
    for _ in range(1, step.limits.foresight):
        following: dict[Handle, tuple[int, ...]] = {}
        for state, events in layer.items():
            for action in engine.possible(state):
                after = engine.after(state, action) if actions[action].by else state
                if after in known or len(known) >= MOST_STATES:
                    continue
                known.add(after)
                following[after] = (*events, action)
                utility = engine.utility(after, character)
                if utility is not None and (best is None or utility > best):
                    best, plan = utility, following[after]
        layer = following
    return Best(before, best, tuple(actions[a].name for a in plan))


def looks_that_matter(step: Step, character: int, plan: Sequence[str]) -> tuple[FluentRead, ...]:
    """Return what a character looks at: what the event takes and does, wants, and a plan's events.

    Paths begin in that character's mind.
    """
    rules = {action.name: action for action in step.problem.actions}
    parts: list[Condition] = []
    found: dict[FluentRead, None] = {}
    for event in dict.fromkeys((step.event, *plan)):
        if event in rules:
            parts += [rules[event].condition, *(e.condition for e in rules[event].effects)]
    for look in (
        *looks_in(step.rule.condition),
        *looks_in(step.problem.wants[character]),
        *(look for part in parts for look in looks_in(part)),
    ):
        path = way(look.minds, character)
        found[FluentRead(path, look.fluent)] = None
    return tuple(found)


def with_all_willing(step: Step, character: int) -> Reason | None:
    """Return the reason that a character would have if nobody else had to be asked."""
    return step.asking(lambda by, _: (character,) if by else ()).reason(character)


def unwilling(step: Step, character: int, plan: Sequence[str]) -> tuple[int, ...]:
    """Return those on whom a character cannot count in a plan, that it would have otherwise.

    It is one person, if it would have a reason when this one alone need not be asked; else all
    those who would be needed.
    """
    rules = {action.name: action for action in step.problem.actions}
    needed = {c: None for event in plan[1:] for c in rules[event].by if c != character}
    for other in needed:
        if step.asking(_without(other, character)).reason(character) is not None:
            return (other,)
    return tuple(needed)


def _without(other: int, character: int) -> ByWhom:
    def by(now: tuple[int, ...], _: str) -> tuple[int, ...]:
        return tuple(c for c in now if c != other) or ((character,) if now else ())

    return by
