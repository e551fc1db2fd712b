"""The compiled engine behind the interface of all engines; the only module that knows the kernel.

A problem crosses the border once, as flat arrays (`kernel/include/elsewise/kernel/tables.hpp` says
which); after that only numbers do. What the engine computes is what `elsewise.reference` computes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from functools import cached_property
from itertools import accumulate
from typing import cast

from elsewise import _kernel
from elsewise.errors import EngineError, UsageError
from elsewise.graph.limits import (
    Limits,
    Outcome,
    Progress,
    ProgressReport,
    Statistics,
    Status,
)
from elsewise.graph.mistakes import trigger_loop
from elsewise.graph.protocol import Handle
from elsewise.graph.values import Beat, Planned, Reason, State, Story
from elsewise.grounding.problem import All as AllOf
from elsewise.grounding.problem import (
    Calculated,
    Chosen,
    Compared,
    Condition,
    Event,
    FluentKind,
    Known,
    Look,
    Minds,
    Number,
    Problem,
)
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value

_UNKNOWN, _NO, _YES, _FIRST_ENTITY = range(4)
_KNOWN, _LOOK, _CALCULATED, _CHOSEN, _COMPARED, _ALL, _ANY = range(7)
_KINDS = (FluentKind.YES_NO, FluentKind.ENTITY, FluentKind.NUMBER)
_ARITHMETIC = tuple(Arithmetic)
_COMPARISONS = (
    Comparison.EQUAL,
    Comparison.UNEQUAL,
    Comparison.LESS,
    Comparison.GREATER,
    Comparison.AT_MOST,
    Comparison.AT_LEAST,
)

KERNEL_COMPILER: str = _kernel.compiler
"""What compiled the kernel; times are only comparable with it."""


class KernelEngine:
    """Runs a problem fast.

    `depth` is how deep minds about minds are searched for reasons. `extra_levels` are the levels
    below `depth` + 1 that are kept because conditions look into them (None: as many as the problem
    says). Handles are numbers. Everything worked out is kept for as long as the engine lives.
    Raises `UsageError` if the problem is too large for the kernel.
    """

    def __init__(self, problem: Problem, depth: int, extra_levels: int | None = None) -> None:
        self.problem = problem
        flat = _Flattening(problem)
        extra = problem.levels.extra if extra_levels is None else extra_levels
        self._entities = flat.entities
        self._endings = {name: number for number, name in enumerate(problem.endings)}
        with _as_ours(problem):
            self._kernel = _kernel.Engine(flat.tables(), depth, extra)

    # -- states -------------------------------------------------------------------------------

    def start(self) -> int:
        """Return the state at the beginning, triggers done in all minds."""
        with _as_ours(self.problem):
            return self._kernel.start()

    def mind(self, state: Handle, character: int) -> int:
        """Return what a character believes; the state itself if there is no such mind in it."""
        with _as_ours(self.problem):
            return self._kernel.mind(cast(int, state), character)

    def possible(self, state: Handle) -> tuple[int, ...]:
        """Return the actions whose condition holds, ascending."""
        with _as_ours(self.problem):
            return tuple(self._kernel.possible(cast(int, state)))

    def after(self, state: Handle, action: int) -> int:
        """Return the state after an action. Raises `EngineError` if it is not possible."""
        with _as_ours(self.problem):
            return self._kernel.after(cast(int, state), action)

    def utility(self, state: Handle, character: int | None) -> float | None:
        """Return a character's utility there (None: the story's); unknown is None."""
        who = len(self.problem.characters) if character is None else character
        with _as_ours(self.problem):
            return self._kernel.utility(cast(int, state), who)

    def holds(self, state: Handle, ending: str) -> bool:
        """Whether an ending is reached. Raises `UsageError` if there is no such ending."""
        with _as_ours(self.problem):
            return self._kernel.holds(cast(int, state), self._ending(ending))

    def look(self, state: Handle, depth: int) -> State:
        """Return the values and the minds to a depth; facts that never change are left out."""
        with _as_ours(self.problem):
            values = self._kernel.values(cast(int, state))
        names = (fluent.name for fluent in self.problem.fluents)
        minds: dict[str, State] = {}
        if depth > 0:
            for number, name in enumerate(self.problem.characters):
                if self._kernel.has_mind(cast(int, state), number):
                    minds[name] = self.look(self.mind(state, number), depth - 1)
        return State(dict(zip(names, map(self._value, values), strict=True)), minds)

    def _value(self, code: int) -> Value:
        if code < _FIRST_ENTITY:
            return (None, False, True)[code]
        if code < _FIRST_ENTITY + len(self._entities):
            return self._entities[code - _FIRST_ENTITY]
        return self._kernel.number(code)

    def _ending(self, name: str) -> int:
        if name not in self._endings:
            known = ", ".join(self._endings) or "none"
            raise UsageError(f"There is no ending called {name}. The endings are: {known}.")
        return self._endings[name]

    # -- reasons ------------------------------------------------------------------------------

    def reasons(self, state: Handle, action: int, foresight: int) -> Mapping[str, Reason] | None:
        """Return everyone's reason for an author's step, or None if one has none.

        Raises `EngineError` if the action is not possible.
        """
        with _as_ours(self.problem):
            reasons = self._kernel.reasons(cast(int, state), action, foresight)
            return None if reasons is None else self._by_name(reasons)

    def _by_name(self, reasons: list[_kernel.Reason]) -> dict[str, Reason]:
        return {self.problem.characters[r.character]: self._reason(r) for r in reasons}

    def _reason(self, reason: _kernel.Reason) -> Reason:
        plan = tuple(
            Planned(self.problem.actions[step.action].name, self._by_name(step.others))
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
    ) -> Outcome:
        """Return the shortest stories that reach a story utility or an ending, at most `most`.

        Of the limits, depth and levels are those that the engine was made with. Ctrl-C ends the
        search with what it has found. Raises `UsageError` if there is no such ending.
        """
        ending = self._ending(goal) if isinstance(goal, str) else None

        def tell() -> None:
            assert report is not None
            now = self._kernel.snapshot()
            report(Progress(now.length, now.stories, self._statistics()))

        with _as_ours(self.problem):
            found = self._kernel.search(
                ending,
                0.0 if isinstance(goal, str) else float(goal),
                limits.length,
                limits.foresight,
                most,
                limits.seconds,
                None if limits.memory is None else limits.memory * 1e9,
                limits.states,
                None if report is None else tell,
            )
        statistics = self._statistics()
        stories = tuple(self._story(actions, goal, limits.foresight) for actions in found.stories)
        status = Status.FOUND if stories else Status.STOPPED if found.stopped_by else Status.NONE
        utility = self.utility(self.start(), None)
        return Outcome(status, found.stopped_by, stories, goal, utility, bool(stories), statistics)

    def _story(self, actions: list[int], goal: float | str, foresight: int) -> Story:
        state = self.start()
        beats: list[Beat] = []
        for action in actions:
            reasons = self.reasons(state, action, foresight)
            if reasons is None:
                raise EngineError("A story was found in which somebody has no reason.")
            beats.append(Beat(self.problem.actions[action].name, reasons))
            state = self.after(state, action)
        return Story(tuple(beats), goal, self.utility(state, None))

    def _statistics(self) -> Statistics:
        now = self._kernel.snapshot()
        peak = int(_kernel.memory_peak())
        return Statistics(now.states, now.transitions, now.seconds, peak)

    def count(self, length: int, foresight: int) -> tuple[int, ...]:
        """Return how many sequences of 0, 1, … `length` explained events begin at the start."""
        with _as_ours(self.problem):
            return tuple(self._kernel.count(length, foresight))


@contextmanager
def _as_ours(problem: Problem) -> Iterator[None]:
    """Turn what the kernel raises into errors of Elsewise."""
    try:
        yield
    except _kernel.TriggerLoop as loop:
        names = [problem.triggers[number].name for number in loop.args]
        raise trigger_loop(problem.name, names) from None
    except (_kernel.TooLarge, MemoryError) as error:
        raise UsageError(f"The world is too large for the engine: {error}.") from error
    except (_kernel.ContractBroken, _kernel.BadProblem) as error:
        raise EngineError(str(error)) from error


class _Flattening:
    """Numbers everything in a problem, and writes it down as flat arrays."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._paths: dict[Minds, int] = {(): 0}
        self._rows: dict[tuple[int, ...], int] = {}
        self._parts: list[int] = []
        self._numbers: dict[float, int] = {}
        self._done: dict[int, tuple[Number | Condition, int]] = {}

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The entities that are a value somewhere, in the order in which they are met."""
        found: dict[str, None] = {}
        for event in (*self._problem.actions, *self._problem.triggers):
            for part in (event.condition, *event.seen_by):
                _gather(part, found)
            for effect in event.effects:
                _gather(effect.condition, found)
                _gather(effect.value, found)
        for want in (*self._problem.wants, self._problem.story_wants):
            _gather(want, found)
        for ending in self._problem.endings.values():
            _gather(ending, found)
        for said in self._problem.start.values():
            for value in said.values():
                if isinstance(value, str):
                    found[value] = None
        return tuple(found)

    def tables(self) -> _kernel.Tables:
        """Return the problem as the kernel wants it."""
        problem = self._problem
        tables = _kernel.Tables()
        tables.characters = len(problem.characters)
        tables.entities = len(self.entities)
        tables.kinds = [_KINDS.index(f.kind) for f in problem.fluents]
        tables.low = [math.nan if f.low is None else f.low for f in problem.fluents]
        tables.high = [math.nan if f.high is None else f.high for f in problem.fluents]
        self._write_events(tables)
        tables.start = [
            number
            for minds, said in problem.start.items()
            for fluent, value in said.items()
            for number in (self._path(minds), fluent, self._code(value))
        ]
        tables.wants = [self._row(want) for want in (*problem.wants, problem.story_wants)]
        tables.endings = [self._row(ending) for ending in problem.endings.values()]
        tables.asked = [int(asked) for asked in problem.levels.asked]
        tables.consents = [int(consents) for consents in problem.levels.consents]
        # Last, for the lines above add to them.
        tables.numbers = list(self._numbers)
        tables.expressions = [number for row in self._rows for number in row]
        tables.parts = self._parts
        tables.path_characters = [c for path in self._paths for c in path]
        tables.path_ends = _ends(self._paths)
        return tables

    def _write_events(self, tables: _kernel.Tables) -> None:
        events: tuple[Event, ...] = (*self._problem.actions, *self._problem.triggers)
        tables.actions = len(self._problem.actions)
        tables.conditions = [self._row(event.condition) for event in events]
        tables.effects = [
            number
            for event in events
            for effect in event.effects
            for number in (
                self._row(effect.condition),
                self._path(effect.minds),
                effect.fluent,
                self._row(effect.value),
            )
        ]
        tables.effect_ends = _ends(event.effects for event in events)
        tables.by = [c for action in self._problem.actions for c in action.by]
        tables.by_ends = _ends(action.by for action in self._problem.actions)
        tables.seen_by = [
            self._row(seen) for action in self._problem.actions for seen in action.seen_by
        ]

    def _path(self, minds: Minds) -> int:
        return self._paths.setdefault(minds, len(self._paths))

    def _code(self, value: Value) -> int:
        match value:
            case None:
                return _UNKNOWN
            case bool():
                return _YES if value else _NO
            case str():
                return _FIRST_ENTITY + self._entity_codes[value]
            case _:
                number = self._numbers.setdefault(float(value) + 0.0, len(self._numbers))
                return _FIRST_ENTITY + len(self.entities) + number

    @cached_property
    def _entity_codes(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.entities)}

    def _row(self, expression: Number | Condition) -> int:
        """Return the row of an expression; equal expressions share one."""
        known = self._done.get(id(expression))
        if known is not None:
            return known[1]
        row = self._make_row(expression)
        number = self._rows.setdefault(row, len(self._rows))
        self._done[id(expression)] = (expression, number)  # kept alive, so that ids stay its own
        return number

    def _make_row(self, expression: Number | Condition) -> tuple[int, int, int, int]:
        match expression:
            case Known(value):
                return _KNOWN, self._code(value), 0, 0
            case Look(minds, fluent):
                return _LOOK, self._path(minds), fluent, 0
            case Calculated(sign, left, right):
                operation = _ARITHMETIC.index(sign)
                return _CALCULATED, operation, self._row(left), self._row(right)
            case Chosen(test, then, otherwise):
                return _CHOSEN, self._row(test), self._row(then), self._row(otherwise)
            case Compared(comparison, left, right):
                sign_number = _COMPARISONS.index(comparison)
                return _COMPARED, sign_number, self._row(left), self._row(right)
            case _:
                rows = [self._row(part) for part in expression.parts]
                begin = len(self._parts)
                self._parts.extend(rows)
                kind = _ALL if isinstance(expression, AllOf) else _ANY
                return kind, begin, len(self._parts), 0


def _ends(lists: Iterable[Sized]) -> list[int]:
    """Return where each list would end if all stood one after the other."""
    return list(accumulate(len(items) for items in lists))


def _gather(expression: Number | Condition, found: dict[str, None]) -> None:
    """Add the entities that an expression names."""
    match expression:
        case Known(value):
            if isinstance(value, str):
                found[value] = None
        case Look():
            pass
        case Calculated(_, left, right) | Compared(_, left, right):
            _gather(left, found)
            _gather(right, found)
        case Chosen(test, then, otherwise):
            _gather(test, found)
            _gather(then, found)
            _gather(otherwise, found)
        case _:
            for part in expression.parts:
                _gather(part, found)
