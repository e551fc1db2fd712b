"""The course of a plot: moments, what leads from one to the next, also by force.

Everybody's mind is kept. A moment belongs to an engine; where something must happen that cannot, an
engine of its own begins at the moment, with the same minds, and goes on from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from elsewise.engines.protocol import Engine, Handle
from elsewise.engines.reference.states import State
from elsewise.play.make_engine import make_engine
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    ConstantValue,
    Event,
    GroundEffect,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.story.limits import Limits
from elsewise.story.story import Reason
from elsewise.story.story import State as ShownState
from elsewise.telling.following import with_minds
from elsewise.telling.reading import Scene, StateMind
from elsewise.world.model import World
from elsewise.world.types import Value

Repairs = Mapping[tuple[Minds, int], Value]
"""Values of fluents, in the mind that a path of characters leads to."""

_FORCED = "?forced"


class Course:
    """A world's problem with everybody's mind, run by an engine from some state."""

    def __init__(
        self,
        world: World,
        problem: Problem,
        limits: Limits,
        engine: str = "kernel",
        extra: Sequence[Event] = (),
    ) -> None:
        self.world = world
        self._base = with_minds(problem, range(len(problem.characters)))
        self.problem = replace(self._base, actions=(*self._base.actions, *extra))
        self.limits = limits
        self.engine_name = engine
        self.engine: Engine = make_engine(engine, self.problem, limits)
        self.scene = Scene(world, self.engine)
        self.numbers: Mapping[str, int] = self.scene.actions
        self._seen: dict[tuple[Handle, int], State] = {}

    def start(self) -> Moment:
        """Return the moment at the beginning."""
        return Moment(self, self.engine.start())

    @property
    def levels(self) -> int:
        """How many minds deep the author's states are."""
        extra = self.limits.extra_levels
        return self.limits.depth + 1 + (self.problem.levels.extra if extra is None else extra)

    def seen(self, state: Handle, depth: int) -> State:
        """Return a state with its minds to a depth, in the form that conditions are read in."""
        key = (state, depth)
        if key not in self._seen:
            self._seen[key] = self._read(self.engine.look(state, depth), None, depth)
        return self._seen[key]

    def _read(self, shown: ShownState, owner: int | None, level: int) -> State:
        minds = tuple(
            self._read(shown.minds[name], number, level - 1) if name in shown.minds else None
            for number, name in enumerate(self.problem.characters)
        )
        return State(level, owner, tuple(shown.values.values()), minds)

    def going_on(
        self,
        state: Handle,
        repairs: Repairs,
        extra: Sequence[Event] = (),
        wants: Mapping[int, ValueExpression] | None = None,
    ) -> Moment:
        """Return a moment with the same minds, some values put right, and further events.

        `wants` are those of characters who want something else. It belongs to a course of its own.
        """
        whole = self.engine.look(state, self.levels)
        said = dict(_said(whole, self.problem, ()))
        for (path, fluent), value in repairs.items():
            said.setdefault(path, {})[fluent] = value
        others = tuple((wants or {}).get(c, want) for c, want in enumerate(self._base.wants))
        problem = replace(self._base, start=said, wants=others)
        return Course(self.world, problem, self.limits, self.engine_name, extra).start()


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a course: what is so, and what everybody believes."""

    course: Course
    state: Handle

    def is_same(self, other: Moment) -> bool:
        """Whether nothing differs, in anybody's mind."""
        if self.course is other.course:
            return self.state == other.state
        deep = self.course.levels
        return self.course.engine.look(self.state, deep) == other.course.engine.look(
            other.state, deep
        )

    def seen(self, depth: int = 2) -> State:
        """Return what is so, with minds to a depth, to read conditions in."""
        return self.course.seen(self.state, depth)

    def told(self) -> StateMind:
        """Return the moment as the telling reads it."""
        return self.course.scene.at(self.state)

    def utility(self, character: int) -> float | None:
        """Return what things are worth to a character as they are, whatever they believe."""
        return self.course.engine.utility(self.state, character)

    def believed_utility(self, character: int) -> float | None:
        """Return what things are worth to a character as they believe them to be."""
        engine = self.course.engine
        return engine.utility(engine.mind(self.state, character), character)

    # -- what can happen ----------------------------------------------------------------------

    def possible(self) -> tuple[str, ...]:
        """Return the names of the actions that can happen, whoever has a reason."""
        actions = self.course.problem.actions
        return tuple(actions[a].name for a in self.course.engine.possible(self.state))

    def allows(self, event: str) -> bool:
        """Whether an action can happen."""
        return self.course.numbers[event] in self.course.engine.possible(self.state)

    def after(self, event: str) -> Moment:
        """Return the moment after an action that can happen."""
        number = self.course.numbers[event]
        return Moment(self.course, self.course.engine.after(self.state, number))

    def reasons(self, event: str) -> Mapping[str, Reason] | None:
        """Return everybody's reason for an action that can happen; None if somebody has none."""
        number = self.course.numbers[event]
        return self.course.engine.reasons(self.state, number, self.course.limits.foresight)

    def stands(self, event: str) -> bool:
        """Whether an action can happen and everybody who must consent has a reason."""
        return self.allows(event) and self.reasons(event) is not None

    # -- what cannot happen, and does ---------------------------------------------------------

    def forced(self, event: str, repairs: Repairs) -> Moment:
        """Return the moment after an action, which happens whether it can or not.

        `repairs` come true first.
        """
        action = self.course.problem.actions[self.course.numbers[event]]
        forced = replace(action, name=_FORCED, condition=TRUE)
        after = self.course.going_on(self.state, repairs, (forced,)).after(_FORCED)
        return after.course.going_on(after.state, {})

    def otherwise(self, events: Sequence[Event]) -> Moment:
        """Return the same moment with further events that can happen."""
        return self.course.going_on(self.state, {}, events)


def assumption(name: str, changes: Repairs, characters: int) -> Event:
    """Return an event that makes changes, done and seen by nobody, possible always."""
    effects = tuple(
        GroundEffect(TRUE, path, fluent, ConstantValue(value))
        for (path, fluent), value in changes.items()
    )
    return Event(name, 0, (), TRUE, effects, (), (FALSE,) * characters)


def _said(
    shown: ShownState, problem: Problem, path: Minds, above: ShownState | None = None
) -> Iterator[tuple[Minds, dict[int, Value]]]:
    """Yield what a start must say so that everything is as shown, path by path."""
    values = {
        number: value
        for number, (name, value) in enumerate(shown.values.items())
        if above is None or above.values[name] != value
    }
    yield path, values
    for name, mind in shown.minds.items():
        yield from _said(mind, problem, (*path, problem.characters.index(name)), shown)
