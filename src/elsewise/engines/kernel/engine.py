"""The compiled engine behind the interface of all engines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from elsewise import _kernel
from elsewise.engines.kernel.border import OurErrors, bounds, statistics
from elsewise.engines.kernel.encoding import FIRST_ENTITY, flat, tables
from elsewise.engines.protocol import Engine, Handle, story_of
from elsewise.engines.step_trace import Note, Trace, Written, assemble
from elsewise.errors import EngineError
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Mode, Outcome, ProgressReport
from elsewise.story.step import Firing, Step, Surprise
from elsewise.story.story import Planned, Reason, State
from elsewise.world.types import Value

KERNEL_COMPILER: str = _kernel.compiler
"""What compiled the kernel; times are only comparable with it."""


class KernelEngine(Engine):
    """Runs a problem fast.

    `depth` is how deep minds about minds are searched for reasons. `extra_levels` are the levels
    below `depth` + 1 that are kept because conditions look into them (None: as many as the problem
    says). Handles are numbers. Everything worked out is kept for as long as the engine lives.
    Raises `UsageError` if the problem is too large for the kernel.
    """

    def __init__(self, problem: Problem, depth: int, extra_levels: int | None = None) -> None:
        self.problem = problem
        extra = problem.levels.extra if extra_levels is None else extra_levels
        self._entities = flat(problem).entities
        self._errors = OurErrors(problem)
        with self._errors:
            self._kernel = _kernel.Engine(tables(problem), depth, extra)

    # -- states -------------------------------------------------------------------------------

    def start(self) -> int:
        with self._errors:
            return self._kernel.start()

    def mind(self, state: Handle, character: int) -> int:
        with self._errors:
            return self._kernel.mind(_number(state), character)

    def possible(self, state: Handle) -> tuple[int, ...]:
        with self._errors:
            return tuple(self._kernel.possible(_number(state)))

    def after(self, state: Handle, action: int) -> int:
        with self._errors:
            return self._kernel.after(_number(state), action)

    def begin(self, depth: int = 1) -> Step:
        with self._errors:
            return self._step(self._kernel.begin(depth), None, depth)

    def step(self, state: Handle, action: int, depth: int = 1) -> Step:
        with self._errors:
            return self._step(self._kernel.step(_number(state), action, depth), action, depth)

    def _step(self, made: _kernel.TracedStep, action: int | None, depth: int) -> Step:
        trace = Trace(depth, notes=list(map(self._note, made.notes)))
        return assemble(self, made.before, action, made.after, trace)

    def _note(self, note: _kernel.Note) -> Note:
        minds = tuple(note.minds)
        if note.trigger is not None:
            return Firing(note.trigger, minds, note.state)
        if note.fluent is not None:
            value = self._value(note.value)
            return Written(minds, note.fluent, value, note.by_event, note.told)
        put_right = (one for one in map(self._note, note.corrected) if isinstance(one, Written))
        return Surprise(minds, tuple((one.minds, one.fluent, one.value) for one in put_right))

    def changed(self, state: Handle, minds: Sequence[int], fluent: int, value: Value) -> int:
        code = self._code(value)
        number = float(value) if code is None and isinstance(value, int | float) else 0.0
        with self._errors:
            return self._kernel.changed(_number(state), list(minds), fluent, code, number)

    def utility(self, state: Handle, character: int | None) -> float | None:
        who = len(self.problem.characters) if character is None else character
        with self._errors:
            return self._kernel.utility(_number(state), who)

    def holds(self, state: Handle, name: str) -> bool:
        with self._errors:
            return self._kernel.holds(_number(state), self.problem.condition_number(name))

    def look(self, state: Handle, depth: int) -> State:
        minds: dict[str, State] = {}
        with self._errors:
            values = self._kernel.values(_number(state))
            if depth > 0:
                for number, name in enumerate(self.problem.characters):
                    if self._kernel.has_mind(_number(state), number):
                        minds[name] = self.look(self.mind(state, number), depth - 1)
            names = self.problem.fluent_names
            told = dict(zip(names, map(self._value, values), strict=True))
        return State(told, minds, self.problem.constants)

    def _value(self, code: int) -> Value:
        if code < FIRST_ENTITY:
            return (None, False, True)[code]
        if code < FIRST_ENTITY + len(self._entities):
            return self._entities[code - FIRST_ENTITY]
        return self._kernel.number(code)

    def _code(self, value: Value) -> int | None:
        """Return the code of a value, None for a number."""
        if value is None or isinstance(value, bool):
            return (None, False, True).index(value)
        if not isinstance(value, str):
            return None
        if value not in self._entities:
            raise EngineError(f"{value} is no value of anything in this problem.")
        return FIRST_ENTITY + self._entities.index(value)

    # -- reasons ------------------------------------------------------------------------------

    def reasons(self, state: Handle, action: int, foresight: int) -> Mapping[str, Reason] | None:
        with self._errors:
            reasons = self._kernel.reasons(_number(state), action, foresight)
            return None if reasons is None else self._by_name(reasons)

    def _by_name(self, reasons: list[_kernel.Reason]) -> dict[str, Reason]:
        return {self.problem.characters[r.character]: self._reason(r) for r in reasons}

    def _reason(self, reason: _kernel.Reason) -> Reason:
        plan = tuple(
            Planned(self.problem.action_names[step.action], self._by_name(step.others))
            for step in reason.plan
        )
        gain = (reason.before, reason.after)
        return Reason(self.problem.characters[reason.character], plan, gain)

    # -- stories ------------------------------------------------------------------------------

    def search(
        self,
        goal: float | str,
        limits: Limits,
        most: int = 1,
        report: ProgressReport | None = None,
        start: Handle | None = None,
        mode: Mode = "shortest",
        known: Sequence[int] = (),
    ) -> Outcome:
        ending = self.problem.condition_number(goal) if isinstance(goal, str) else None
        with self._errors:
            found = self._kernel.search(
                ending,
                0.0 if isinstance(goal, str) else float(goal),
                limits.length,
                limits.foresight,
                most,
                *bounds(self._kernel, limits, report),
                None if start is None else _number(start),
                mode,
                list(known),
            )
            taken = statistics(self._kernel)
        first = self.start() if start is None else _number(start)
        stories = tuple(
            story_of(self, first, actions, goal, limits.foresight) for actions in found.stories
        )
        return Outcome(
            found.stopped_by,
            stories,
            goal,
            self.utility(first, None),
            bool(stories) and found.proven,
            taken,
            found.at_least if stories or found.stopped_by else limits.length + 1,
        )

    def count(self, length: int, foresight: int) -> tuple[int, ...]:
        with self._errors:
            return tuple(self._kernel.count(length, foresight))


def _number(state: Handle) -> int:
    """Return a handle as the kernel has it: handles come from this engine."""
    return state  # type: ignore[return-value]
