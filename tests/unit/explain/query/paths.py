"""Questions answered the plainest way: by walking along every story, one after the other.

It shares nothing with `elsewise.explain.query` but the formulas. States are those of the reference
engine; a formula is looked at moment by moment, and where a story comes back to a moment it goes
round.
Three values: 0 it is not so, 1 it is not known, 2 it is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from elsewise.engines.protocol import Handle
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits
from elsewise.world.expressions import Expression
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Happened,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)

NO, OPEN, YES = 0, 1, 2
Moment = tuple[Handle, int | None]
"""A state, and the action that has just led there."""


class TooManyStoriesError(Exception):
    """There are more stories than a test has time for."""


@dataclass
class Paths:
    """All stories of a problem; `names` says which ending of it each condition is."""

    problem: Problem
    limits: Limits
    names: Mapping[Expression, str]
    explained: bool
    before: tuple[str, ...] = ()
    steps: int = 3000
    states: dict[Handle, int] = field(default_factory=dict)
    ways_on: dict[Handle, list[tuple[Handle, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.engine = ReferenceEngine(self.problem, self.limits.depth)
        self.start = self.engine.start()
        actions = [action.name for action in self.problem.actions]
        for event in self.before:
            self.start = self.engine.after(self.start, actions.index(event))
        self.states = {self.start: 0}
        waiting = [self.start]
        for state in waiting:  # grows meanwhile
            if self.states[state] == self.limits.length:
                continue
            self.ways_on[state] = [
                (self.engine.after(state, action), action)
                for action in self.engine.possible(state)
                if not self.explained
                or self.engine.reasons(state, action, self.limits.foresight) is not None
            ]
            for target, _ in self.ways_on[state]:
                if target not in self.states:
                    self.states[target] = self.states[state] + 1
                    waiting.append(target)
            if sum(map(len, self.ways_on.values())) > 40:
                raise TooManyStoriesError

    def verdict(self, formula: Formula) -> int:
        """Answer a question about the start."""
        return self.value(formula, (self.start, None))

    def next_moments(self, moment: Moment) -> list[Moment] | None:
        """What can come next; a story that has ended stays where it is. None: nobody knows."""
        if moment[0] not in self.ways_on:
            return None
        return list(self.ways_on[moment[0]]) or [(moment[0], None)]

    def value(self, formula: Formula, moment: Moment) -> int:
        self.steps -= 1
        if self.steps < 0:
            raise TooManyStoriesError
        match formula:
            case Now(condition):
                return 2 * self.engine.holds(moment[0], self.names[condition])
            case Happened():
                return 2 * (moment[1] is not None and self.is_event(formula, moment[1]))
            case Intends():
                return self.intends(formula, moment[0])
            case CommonBelief(group, condition):
                people = [self.problem.characters.index(str(who.value)) for who in group]
                deep = self.limits.depth + 1
                return 2 * self.all_believe(people, self.names[condition], moment[0], None, deep)
            case Denied(operand):
                return 2 - self.value(operand, moment)
            case AllOf(parts):
                return min((self.value(part, moment) for part in parts), default=2)
            case AnyOf(parts):
                return max((self.value(part, moment) for part in parts), default=0)
            case Next(stories, operand):
                moments = self.next_moments(moment)
                if moments is None:
                    return OPEN
                return _of(stories)(self.value(operand, other) for other in moments)
            case Until(stories, keep, reach, within):
                return self.until(stories, keep, reach, moment, within, ())
            case Always(stories, operand, within):
                return self.always(stories, operand, moment, within, ())

    def until(
        self,
        stories: Stories,
        keep: Formula,
        reach: Formula,
        moment: Moment,
        left: int | None,
        path: tuple[Moment, ...],
    ) -> int:
        if left is None and moment in path:
            return NO  # round and round, and never there
        reached = self.value(reach, moment)
        kept = self.value(keep, moment)
        if reached == YES or left == 0 or kept == NO:
            return reached
        moments = self.next_moments(moment)
        if moments is None:
            return max(reached, min(kept, OPEN))
        less = None if left is None else left - 1
        later = _of(stories)(
            self.until(stories, keep, reach, other, less, (*path, moment)) for other in moments
        )
        return max(reached, min(kept, later))

    def always(
        self,
        stories: Stories,
        operand: Formula,
        moment: Moment,
        left: int | None,
        path: tuple[Moment, ...],
    ) -> int:
        if left is None and moment in path:
            return YES  # round and round, and always so
        now = self.value(operand, moment)
        if now == NO or left == 0:
            return now
        moments = self.next_moments(moment)
        if moments is None:
            return min(now, OPEN)
        less = None if left is None else left - 1
        later = _of(stories)(
            self.always(stories, operand, other, less, (*path, moment)) for other in moments
        )
        return min(now, later)

    def all_believe(
        self, people: list[int], ending: str, state: Handle, last: int | None, deep: int
    ) -> bool:
        if deep == 0:
            return True
        return all(
            self.engine.holds(mind, ending)
            and self.all_believe(people, ending, mind, who, deep - 1)
            for who in people
            if who != last
            for mind in (self.engine.mind(state, who),)
        )

    def intends(self, formula: Intends, state: Handle) -> int:
        if state not in self.ways_on:
            return OPEN
        name = str(formula.who.value)
        for _, action in self.ways_on[state]:
            reasons = self.engine.reasons(state, action, self.limits.foresight) or {}
            if name in reasons:
                names = [a.name for a in self.problem.actions]
                plan = [names.index(planned.event) for planned in reasons[name].plan]
                if self.is_meant(formula, state, plan):
                    return YES
        return NO

    def is_meant(self, formula: Intends, state: Handle, plan: list[int]) -> bool:
        if isinstance(formula.aim, Happened):
            return any(self.is_event(formula.aim, action) for action in plan)
        mind = self.engine.mind(state, self.problem.characters.index(str(formula.who.value)))
        for action in plan:
            mind = self.engine.after(mind, action)
        return self.engine.holds(mind, self.names[formula.aim.condition])

    def is_event(self, asked: Happened, action: int) -> bool:
        event = self.problem.actions[action]
        given = [None if a is None else a.value for a in asked.arguments]
        said = [value if a is None else a for a, value in zip(given, event.arguments, strict=False)]
        return event.name.startswith(f"{asked.rule.name}(") and tuple(said) == event.arguments


def parts_of(formula: Formula) -> Iterator[Formula]:
    """A formula and everything that it is made of."""
    yield formula
    match formula:
        case Denied(operand) | Next(_, operand) | Always(_, operand, _):
            yield from parts_of(operand)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from parts_of(part)
        case Until(_, keep, reach, _):
            yield from parts_of(keep)
            yield from parts_of(reach)


def _of(stories: Stories) -> Callable[..., int]:
    return max if stories is Stories.SOME else min
