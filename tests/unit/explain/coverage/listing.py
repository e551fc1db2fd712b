"""Coverage in the plainest way: all whole stories are listed, and run by the reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from elsewise.engines.protocol import Handle
from elsewise.engines.reference.engine import ReferenceEngine
from elsewise.explain.coverage.values import Kind
from elsewise.grounding.grounder import ground
from elsewise.story.limits import Limits
from elsewise.telling.reading import Mind, Reader, Roles, Scene, StateMind, instances
from elsewise.telling.rules import Happening, happening, trigger_happening
from elsewise.world.expressions import (
    Assign,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    Quantified,
    Quantity,
    Together,
)
from elsewise.world.model import Template, World

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
        problem = ground(self.world)
        self.engine = ReferenceEngine(problem, self.limits.depth)
        self.scene = Scene(self.world, self.engine)
        self.reader = Reader(self.world)
        self._list(self.engine.start(), self._at_start(), 0)

    def count(self, key: Key) -> int:
        """Return in how many stories something takes part."""
        return sum(key in story for story in self.stories)

    # -- going through all of them ------------------------------------------------------------

    def _list(self, state: Handle, so_far: set[Key], beats: int) -> None:
        following = []
        if beats < self.limits.length:
            for action in self.engine.possible(state):
                reasons = self.engine.reasons(state, action, self.limits.foresight)
                if reasons is not None or not self.explained:
                    following.append((action, reasons or {}))
        if not following:
            self.stories.append(so_far)
            if len(self.stories) > MOST:
                raise TooManyError
        for action, reasons in following:
            after = self.engine.after(state, action)
            new = set(self._at_event(self.scene.at(state), action))
            for firing in self.engine.step(state, action, 0).fired:
                trigger = self.engine.problem.triggers[firing.trigger]
                new.add((Kind.TRIGGER, trigger.rule, 0))
                event = trigger_happening(self.world, trigger)
                new |= set(self._told(Kind.TRIGGER_TELL, event, trigger.rule, self.scene.at(after)))
            for who, reason in reasons.items():
                new |= set(self._gained(self.scene.at(state).mind(who), who, reason.plan))
            self._list(after, so_far | new | self._in_state(self.scene.at(after)), beats + 1)

    def _at_start(self) -> set[Key]:
        start = self.scene.at(self.engine.start())
        found = {key for key in self._in_state(start) if key[0] is not Kind.WANT}
        for firing in self.engine.begin(0).fired:
            trigger = self.engine.problem.triggers[firing.trigger]
            found.add((Kind.TRIGGER, trigger.rule, 0))
            event = trigger_happening(self.world, trigger)
            found |= set(self._told(Kind.TRIGGER_TELL, event, trigger.rule, start))
        return found

    # -- what takes part ------------------------------------------------------------------------

    def _at_event(self, before: StateMind, action: int) -> Iterator[Key]:
        ground_event = self.engine.problem.actions[action]
        event, rule = happening(self.scene, ground_event.name), ground_event.rule
        yield Kind.ACTION, rule, 0
        yield from self._told(Kind.ACTION_TELL, event, rule, before)
        leaves = self._leaves(event.rule.effect, before, event.roles, False)
        for line, (in_mind, applied) in enumerate(leaves):
            if in_mind and applied:
                yield Kind.ACTION_BELIEF, rule, line

    def _told(self, kind: Kind, event: Happening, rule: int, mind: Mind) -> Iterator[Key]:
        for line in used(event.rule.tell, self.reader, mind, event.roles):
            yield kind, rule, line

    def _in_state(self, mind: StateMind) -> set[Key]:
        found: set[Key] = set()
        for number, ending in enumerate(self.world.endings):
            if self.reader.holds(ending.condition, mind, {}):
                found.add((Kind.ENDING, number, 0))
        start = self.scene.at(self.engine.start())
        for place, (who, want) in enumerate(wants(self.world)):
            values = [
                self.reader.read(want, at if who is None else at.mind(who), {})
                for at in (start, mind)
            ]
            if values[0] != values[1]:
                found.add((Kind.WANT, place, 0))
        return found

    def _gained(self, mind: StateMind, who: str, plan: tuple[object, ...]) -> Iterator[Key]:
        end = mind
        for planned in plan:
            end = end.after(planned.event)  # type: ignore[attr-defined]
        for place, (other, want) in enumerate(wants(self.world)):
            before, after = (self.reader.read(want, at, {}) for at in (mind, end))
            if other == who and before != after:
                yield Kind.WANT, place, 0

    def _leaves(
        self, effect: Effect, mind: Mind, roles: Roles, in_mind: bool, on: bool = True
    ) -> list[tuple[bool, bool]]:
        """Return for every single effect whether it is about a mind, and whether it applies."""
        match effect:
            case Assign(target):
                return [(in_mind or isinstance(target, InMind), on)]
            case Together(effects):
                return [x for one in effects for x in self._leaves(one, mind, roles, in_mind, on)]
            case If(test, then, otherwise):
                held = bool(self.reader.holds(test, mind, roles))
                found = self._leaves(then, mind, roles, in_mind, on and held)
                if otherwise is not None:
                    found += self._leaves(otherwise, mind, roles, in_mind, on and not held)
                return found
            case InMind(who, body):
                name = str(who.value if isinstance(who, Constant) else roles[who.name])
                return self._leaves(body, mind.mind(name), roles, True, on)  # type: ignore[arg-type]
            case ForEvery(variable, test, inner):
                each = Quantified(Quantity.EVERY, variable, None, Constant(True))
                columns = [
                    self._leaves(
                        inner,
                        mind,
                        r,
                        in_mind,
                        on and (test is None or bool(self.reader.holds(test, mind, r))),
                    )
                    for r in instances(each, roles, self.world)
                ]
                return [(row[0][0], any(on for _, on in row)) for row in zip(*columns, strict=True)]


def wants(world: World) -> list[tuple[str | None, Expression]]:
    """Return everybody's wants, in the order that coverage has them in."""
    return [
        (who, want)
        for who, them in (*world.wants.items(), (None, world.story_wants))
        for want in them
    ]


def used(lines: tuple[Template, ...], reader: Reader, mind: Mind, roles: Roles) -> list[int]:
    """Return which lines of a `tell` are used: the first that fits, or those that take turns."""
    for place, line in enumerate(lines):
        if line.condition is None:
            return [n for n in range(place, len(lines)) if lines[n].condition is None]
        if reader.holds(line.condition, mind, roles):
            return [place]
    return []
