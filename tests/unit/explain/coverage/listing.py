"""Coverage in the plainest way: all whole stories are listed, and run by the reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from elsewise.explain.coverage.values import Kind
from elsewise.grounding.grounder import ground
from elsewise.play.asked_conditions import ground_numbers
from elsewise.play.expressions import Roles, expressions_of
from elsewise.play.moment import Moment
from elsewise.story.limits import Limits
from elsewise.story.step import Step
from elsewise.telling.rules import Happening, action_happening, trigger_happening
from elsewise.world.expressions import (
    Assign,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Together,
)
from elsewise.world.model import Template, World
from elsewise.world.types import EntityType, Value, ValueType

Key = tuple[Kind, int, int]
"""Kind, number of the rule (or ending), and number of the line."""

MOST = 2000
"""Worlds with more stories are left alone."""


class TooManyError(Exception):
    """There are more stories than one wants to list."""


@dataclass
class Listing:
    """All whole stories of a world, each with all that takes part in it."""

    world: World
    limits: Limits
    explained: bool = True
    stories: list[set[Key]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.expressions = expressions_of(self.world)
        self.start = Moment.start(ground(self.world), self.limits, "reference")
        self._list(self.start, self._at_start(), 0)

    def count(self, key: Key) -> int:
        """Return in how many stories something takes part."""
        return sum(key in story for story in self.stories)

    # -- going through all of them ------------------------------------------------------------

    def _list(self, here: Moment, so_far: set[Key], beats: int) -> None:
        following = []
        if beats < self.limits.length:
            for action in here.possible_numbers():
                reasons = here.reasons(action)
                if reasons is not None or not self.explained:
                    following.append((action, reasons or {}))
        if not following:
            self.stories.append(so_far)
            if len(self.stories) > MOST:
                raise TooManyError
        for action, reasons in following:
            after = here.after(action)
            new = set(self._at_event(here, action)) | self._fired(here.step(action, 0), after)
            for who, reason in reasons.items():
                mind = here.mind(here.problem.characters.index(who))
                new |= set(self._gained(mind, who, [planned.event for planned in reason.plan]))
            self._list(after, so_far | new | self._in_state(after), beats + 1)

    def _at_start(self) -> set[Key]:
        found = {key for key in self._in_state(self.start) if key[0] is not Kind.WANT}
        return found | self._fired(self.start.opening(0), self.start)

    def _fired(self, step: Step, after: Moment) -> set[Key]:
        found: set[Key] = set()
        for firing in step.fired:
            trigger = after.problem.triggers[firing.trigger]
            event = trigger_happening(self.world, trigger)
            found.add((Kind.TRIGGER, trigger.rule, 0))
            found |= set(self._told(Kind.TRIGGER_TELL, event, trigger.rule, after))
        return found

    # -- what takes part ------------------------------------------------------------------------

    def _at_event(self, before: Moment, action: int) -> Iterator[Key]:
        ground_event = before.action(action)
        event, rule = action_happening(self.world, ground_event), ground_event.rule
        yield Kind.ACTION, rule, 0
        yield from self._told(Kind.ACTION_TELL, event, rule, before)
        leaves = self._leaves(event.rule.effect, before, event.roles, False)
        for line, (in_mind, applied) in enumerate(leaves):
            if in_mind and applied:
                yield Kind.ACTION_BELIEF, rule, line

    def _holds(self, condition: Expression, here: Moment, roles: Roles) -> bool:
        return self.expressions.holds(condition, roles, here.value)

    def _told(self, kind: Kind, event: Happening, rule: int, here: Moment) -> Iterator[Key]:
        for line in self._used(event.rule.tell, here, event.roles):
            yield kind, rule, line

    def _in_state(self, here: Moment) -> set[Key]:
        found: set[Key] = set()
        for number, ending in enumerate(self.world.endings):
            if self._holds(ending.condition, here, {}):
                found.add((Kind.ENDING, number, 0))
        for place, (who, want) in enumerate(wants(self.world)):
            minds = () if who is None else (here.problem.characters.index(who),)
            if self._worth(want, self.start.mind(*minds)) != self._worth(want, here.mind(*minds)):
                found.add((Kind.WANT, place, 0))
        return found

    def _worth(self, want: Expression, here: Moment) -> object:
        """Return what a want counts in a mind."""
        (number,) = ground_numbers(self.world, here.problem, [want])
        return here.evaluate(number)

    def _gained(self, mind: Moment, who: str, plan: list[str]) -> Iterator[Key]:
        end = mind.replay(plan)
        for place, (other, want) in enumerate(wants(self.world)):
            if other == who and self._worth(want, mind) != self._worth(want, end):
                yield Kind.WANT, place, 0

    def _leaves(
        self, effect: Effect, here: Moment, roles: Roles, in_mind: bool, on: bool = True
    ) -> list[tuple[bool, bool]]:
        """Return for every single effect whether it is about a mind, and whether it applies."""
        match effect:
            case Assign(target):
                return [(in_mind or isinstance(target, InMind), on)]
            case Together(effects):
                return [x for one in effects for x in self._leaves(one, here, roles, in_mind, on)]
            case If(test, then, otherwise):
                held = self._holds(test, here, roles)
                found = self._leaves(then, here, roles, in_mind, on and held)
                if otherwise is not None:
                    found += self._leaves(otherwise, here, roles, in_mind, on and not held)
                return found
            case InMind(who, body):
                name = str(who.value if isinstance(who, Constant) else roles[who.name])
                mind = here.mind(here.problem.characters.index(name))
                return self._leaves(body, mind, roles, True, on)  # type: ignore[arg-type]
            case ForEvery(variable, test, inner):
                columns = []
                for value in values(variable.type, self.world):
                    own = {**roles, variable.name: value}
                    holds = test is None or self._holds(test, here, own)
                    columns.append(self._leaves(inner, here, own, in_mind, on and holds))
                return [(row[0][0], any(on for _, on in row)) for row in zip(*columns, strict=True)]

    def _used(self, lines: tuple[Template, ...], here: Moment, roles: Roles) -> list[int]:
        """Return which lines of a `tell` are used: the first that fits, or those in turns."""
        for place, line in enumerate(lines):
            if line.condition is None:
                return [n for n in range(place, len(lines)) if lines[n].condition is None]
            if self._holds(line.condition, here, roles):
                return [place]
        return []


def values(kind: ValueType, world: World) -> tuple[Value, ...]:
    """Return what a name in an effect runs through."""
    if isinstance(kind, EntityType):
        return tuple(entity.name for entity in world.entities_of(kind.name))
    return (False, True)


def wants(world: World) -> list[tuple[str | None, Expression]]:
    """Return everybody's wants, in the order that coverage has them in."""
    return [
        (who, want)
        for who, them in (*world.wants.items(), (None, world.story_wants))
        for want in them
    ]
