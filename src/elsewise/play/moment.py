"""Here, in this story: how things stand, in the world and in every mind, and what could follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar, Unpack

from elsewise.errors import EngineError, UsageError
from elsewise.play.find import aim_of, searched
from elsewise.play.ground import ground
from elsewise.play.plots import Plot, as_story
from elsewise.play.restart import problem_at
from elsewise.play.settings import Said, effective_limits
from elsewise.play.state_reader import Beginning, StateReader
from elsewise.problem.problem import TRUE, Event, Minds, Problem
from elsewise.problem.wording import what_is_missing
from elsewise.story.limits import Limits, Mode, Outcome, ProgressReport
from elsewise.story.step import Step
from elsewise.story.story import Reason
from elsewise.story.watch import Watch
from elsewise.world.model import World
from elsewise.world.types import Value

_Past: TypeAlias = "tuple[_Past | None, str]"
"""What came before, and the event that followed: moments of one way share what they can."""

_Answer = TypeVar("_Answer")


def begin(
    world: World | Problem,
    limits: Limits | None = None,
    *,
    engine: str = "kernel",
    **said: Unpack[Said],
) -> Moment:
    """Return the beginning of a world, from which it can go on in many ways.

    Limits are said as in `find`; their depth holds for all moments that follow. Everybody's mind
    is kept. Raises `UsageError` for limits that make no sense, and `WorldError` if the world cannot
    run.
    """
    problem = ground(world).with_all_minds()
    merged = effective_limits(problem, limits, **said)
    return Moment.start(problem, merged, engine, world if isinstance(world, World) else None)


@dataclass(frozen=True, slots=True, repr=False)
class Moment(StateReader):
    """How things stand, in the world and in every mind, and what could come of it.

    A moment never changes: what happens leads to another one, and the one before can go on in
    another way. Moments of one beginning are equal if everything is the same in them, whatever
    led there; see `is_same` for others. Threads that ask moments of one beginning take turns.

    An event may be said by its name or by its number among the problem's actions.
    """

    _past: _Past | None = field(default=None, compare=False)

    @classmethod
    def start(
        cls,
        problem: Problem,
        limits: Limits,
        engine: str = "kernel",
        world: World | None = None,
        watch: Watch | None = None,
    ) -> Moment:
        """Return the beginning of a problem, with the minds that it says itself.

        `world` is what it was made of; only `changed` asks for it. Whatever its moments, and those
        that begin where they have come to, are asked raises `Stopped` once a limit of `watch` is
        reached.
        """
        beginning = Beginning(problem, limits, engine, world, watch)
        return cls(beginning, beginning.engine.start())

    def __reduce__(self) -> tuple[Callable[..., Moment], tuple[object, ...]]:
        """Return how it is made again in another process: as a beginning of its own."""
        here = self._beginning
        return _again, (self.as_problem(), here.limits, here.engine_name, here.world, self._past)

    @property
    def events(self) -> tuple[str, ...]:
        """What has happened so far."""
        events: list[str] = []
        past = self._past
        while past is not None:
            past, event = past
            events.append(event)
        return tuple(reversed(events))

    # -- what can happen ------------------------------------------------------------------------

    def action(self, event: str | int) -> Event:
        """Return an event of the problem. Raises `UsageError` if there is none so named."""
        return self.problem.actions[self._beginning.action(event)]

    def knows(self, event: str) -> bool:
        """Whether the problem has an event of this name: any other can never happen."""
        return event in self.problem.action_numbers

    def possible(self) -> tuple[str, ...]:
        """Return the events that can happen now, whoever has a reason for them."""
        names = self.problem.action_names
        return tuple(names[action] for action in self.possible_numbers())

    def possible_numbers(self) -> tuple[int, ...]:
        """Return the numbers of the events that can happen now, ascending."""
        self._beginning.watch.look()
        return self._beginning.engine.possible(self._state)

    def can(self, event: str | int) -> bool:
        """Whether an event can happen now, whoever has a reason; one that is unknown cannot."""
        number = self.problem.action_numbers.get(event) if isinstance(event, str) else event
        return number in self.possible_numbers()

    def reasons(self, event: str | int) -> Mapping[str, Reason] | None:
        """Return everybody's reason for an event now; None if somebody has none.

        Raises `UsageError` if it cannot happen now.
        """
        return self._ask(self._beginning.engine.reasons, event, self.limits.foresight)

    def is_explained(self, event: str | int) -> bool:
        """Whether an event can happen and everybody who must consent has a reason."""
        return self.can(event) and self.reasons(event) is not None

    # -- what follows ---------------------------------------------------------------------------

    def after(self, event: str | int) -> Moment:
        """Return the moment after an event, whoever has a reason for it.

        Raises `UsageError` if it cannot happen now.
        """
        return self._after(event, "now")

    def replay(self, events: Iterable[str | int]) -> Moment:
        """Return the moment after events that happen one after the other, for whatever reason.

        Raises `UsageError` for the first one that does not exist or is not possible there.
        """
        here = self
        for beat, event in enumerate(events, start=1):
            here = here.next_beat(beat, event)
        return here

    def next_beat(self, beat: int, event: str | int) -> Moment:
        """Return the moment after a beat of a story; what is raised says which beat it is."""
        try:
            return self._after(event, "there")
        except UsageError as error:
            raise UsageError(f"Beat {beat}: {error}") from None

    def _after(self, event: str | int, when: str) -> Moment:
        state = self._ask(self._beginning.engine.after, event, when=when)
        return Moment(self._beginning, state, (self._past, self.action(event).name))

    def _ask(
        self, ask: Callable[..., _Answer], event: str | int, *about: int, when: str = "now"
    ) -> _Answer:
        """Ask the engine about an event here. Raises `UsageError` if it cannot happen."""
        action = self._beginning.action(event)
        self._beginning.watch.look()
        try:
            return ask(self._state, action, *about)
        except EngineError:
            if self.can(action):
                raise
            name = self.problem.action_names[action]
            condition = self.problem.actions[action].condition
            missing = what_is_missing(self.problem, condition, self.read)
            raise UsageError(f"{name} cannot happen {when}: {missing}.") from None

    def step(self, event: str | int, depth: int | None = 1) -> Step:
        """Return an event that can happen now, with all that it brings about, in minds to a depth.

        None: as deep as they are kept. It is in the problem's numbers. Raises `UsageError` if the
        event cannot happen now.
        """
        return self._ask(self._beginning.engine.step, event, self._beginning.levels(depth))

    def opening(self, depth: int | None = 1) -> Step:
        """Return what the triggers did before anything happened, where the story begins."""
        return self._beginning.engine.begin(self._beginning.levels(depth))

    def allowing(self, event: str | int) -> Moment:
        """Return the moment in which an event can happen, whatever its condition says.

        It is a moment of another beginning.
        """
        name, here = self.action(event).name, self.as_problem()
        actions = (replace(a, condition=TRUE) if a.name == name else a for a in here.actions)
        return self.restart(replace(here, actions=tuple(actions)))

    def forced(self, event: str | int) -> Moment:
        """Return the moment after an event that happens whether it can or not: see `allowing`.

        It is a moment of another beginning, in which the same events can happen as here.
        """
        after = self.allowing(event).after(event)
        return after.restart(replace(after.as_problem(), actions=self.problem.actions))

    # -- what is otherwise ----------------------------------------------------------------------

    def changed(self, statements: str) -> Moment:
        """Return the moment in which something is so without an event, and nobody has seen it.

        Statements are written as under `start` in a world: `light(Tunnel), not light(Ladder)`, or
        `Lex believes mortal(Clark)`. They become so one after the other, triggers after each.
        Unlike a start's, they change no mind but those that they name.

        Raises `WorldError` for mistakes in the text, and `UsageError` for what can never be so in
        this world, whatever happens: events for that case were never made.
        """
        from elsewise.play.expressions import expressions_of
        from elsewise.world.reading import read_statements

        here, world = self, self._beginning.world
        if world is None:
            raise UsageError("Statements are written in the words of a world: begin with one.")
        for statement in read_statements(world, statements):
            for minds, fluent, value in expressions_of(world).written(statement, here.value):
                self._beginning.check_can_be(fluent, value)
                if fluent.name in self.problem.fluent_numbers:  # else it is so already
                    here = here.with_value(minds, fluent.name, value)
        return here

    def with_value(self, minds: Minds, fluent: str | int, value: Value) -> Moment:
        """Return the moment in which a fluent has another value in a mind, and nobody has seen it.

        An empty path changes what is so. Triggers follow. Values that the fluent never has, by
        what can happen in the problem, are the caller's risk.
        """
        beginning = self._beginning
        number = self.problem.fluent_numbers[fluent] if isinstance(fluent, str) else fluent
        state = beginning.engine.changed(self._state, minds, number, value)
        return replace(self, _state=state)

    # -- beginning here -------------------------------------------------------------------------

    def as_problem(self) -> Problem:
        """Return the problem that begins here, with the minds as deep as they are kept.

        Whatever can happen from here, and the names of states, are the same. It is meant for
        limits of the same depth: deeper minds are not carried over.
        """
        if self._state == self._beginning.engine.start():
            return self.problem
        return problem_at(self.problem, self.state(None))

    def restart(self, problem: Problem | None = None) -> Moment:
        """Return this moment as a beginning of its own, run by an engine of its own.

        `problem` is one made of `as_problem`, in which people may want something else (None: with
        nothing else).
        """
        problem = self.as_problem() if problem is None else problem
        beginning = self._beginning
        began = beginning.engine_name, beginning.world, beginning.watch
        made = Moment.start(problem, self.limits, *began)
        return replace(made, _past=self._past)

    def aim(self, goal: float | None = None, ending: str | None = None) -> float | str:
        """Return what a search from here is for: see `find`, which raises the same errors."""
        return aim_of(self._beginning.engine, goal, ending, self._state)

    def find(
        self,
        goal: float | None = None,
        *,
        ending: str | None = None,
        most: int = 1,
        mode: Mode = "balanced",
        known: Plot = (),
        orders: bool = False,
        report: ProgressReport | None = None,
        **said: Unpack[Said],
    ) -> Outcome:
        """Find the shortest stories from here on, as `find` does from the beginning of a world.

        `known` is a story that was there before something changed: what is still one of it, some
        events left out perhaps, is the answer at once, unless the mode is "shortest" or several
        stories are wanted. Depth and levels of minds are those of the beginning. Raises
        `UsageError` if others are said, and as `find` does.
        """
        fixed = [name for name in ("depth", "extra_levels") if said.get(name) is not None]
        if fixed:
            raise UsageError(f"{fixed[0]} is said once, to `begin`.")
        engine, actions = self._beginning.engine, self.problem.action_numbers
        limits = effective_limits(self.problem, self.limits, **said)
        aim = self.aim(goal, ending)
        before = [actions[event] for event in as_story(known).events if event in actions]
        return searched(engine, aim, limits, most, report, self._state, mode, before, orders)

    def __repr__(self) -> str:
        return f"Situation({self.problem.name}, {len(self.possible_numbers())} events possible)"


def _again(
    problem: Problem, limits: Limits, engine: str, world: World | None, past: _Past | None
) -> Moment:
    return replace(Moment.start(problem, limits, engine, world), _past=past)


Situation = Moment
"""What the public names call it."""
