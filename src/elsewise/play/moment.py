"""A story that is still open: let something happen, change something, and see what could follow.

All situations of one beginning share an engine, and it forgets nothing: what was worked out about
one is there for all others, so that searching again after a change mostly takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Unpack

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.engines.protocol import Engine, Handle
from elsewise.errors import UsageError
from elsewise.grounding.compiler import Compiler
from elsewise.grounding.effect_compiler import EffectCompiler
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.reachability import possible_values
from elsewise.grounding.scope import Scope
from elsewise.grounding.tables import Tables
from elsewise.grounding.value_sets import Range, ValueSet, has_unknown
from elsewise.play.find import aim_of, searched
from elsewise.play.grounded import grounded
from elsewise.play.make_engine import make_engine
from elsewise.play.minds import with_all_minds
from elsewise.play.plots import Plot, as_story
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.evaluate import clamp, holds, value_of
from elsewise.problem.names import canonical_event_name, value_text
from elsewise.problem.problem import TRUE, Fluent, Minds
from elsewise.story.limits import Limits, Mode, Outcome, ProgressReport
from elsewise.story.story import Reason, State
from elsewise.world.expressions import Effect
from elsewise.world.model import World
from elsewise.world.types import Value


def begin(
    world: World, limits: Limits | None = None, *, engine: str = "kernel", **said: Unpack[Said]
) -> Situation:
    """Return the beginning of a world, as a situation from which it can go on in many ways.

    Limits are said as in `find`; their depth holds for all situations that follow. Everybody's mind
    is kept. Raises `UsageError` for limits that make no sense, and `WorldError` if the world cannot
    run.
    """
    problem = with_all_minds(grounded(world))
    merged = effective_limits(problem, limits, **said)
    running = make_engine(engine, problem, merged)
    return Situation(_Play(world, running, merged), running.start())


@dataclass(frozen=True, slots=True, repr=False)
class Situation:
    """How things stand, in the world and in every mind, and what could come of it.

    A situation never changes: what happens leads to another one, and the one before can go on in
    another way. Situations of one beginning are equal if everything is the same in them. One thread
    at a time may ask situations of one beginning.
    """

    _play: _Play
    _state: Handle

    def state(self, depth: int = 1) -> State:
        """Return what is so, with the minds to a depth, no deeper than they are kept."""
        return self._play.engine.look(self._state, depth)

    def possible(self) -> tuple[str, ...]:
        """Return the events that can happen now, whoever has a reason for them."""
        actions = self._play.engine.problem.actions
        return tuple(actions[a].name for a in self._play.engine.possible(self._state))

    def reasons(self, event: str) -> Mapping[str, Reason] | None:
        """Return everybody's reason for an event now; None if somebody has none.

        Raises `UsageError` if it cannot happen now.
        """
        action = self._possible(event)
        return self._play.engine.reasons(self._state, action, self._play.limits.foresight)

    def after(self, event: str) -> Situation:
        """Return the situation after an event, whoever has a reason for it.

        Raises `UsageError` if it cannot happen now.
        """
        return Situation(self._play, self._play.engine.after(self._state, self._possible(event)))

    def changed(self, statements: str) -> Situation:
        """Return the situation in which something is so without an event, and nobody has seen it.

        Statements are written as under `start` in a world: `light(Tunnel), not light(Ladder)`, or
        `Lex believes mortal(Clark)`. They become so one after the other, triggers after each.
        Unlike a start's, they change no mind but those that they name.

        Raises `WorldError` for mistakes in the text, and `UsageError` for what can never be so in
        this world, whatever happens: events for that case were never made.
        """
        from elsewise.world.reading import read_statements

        state = self._state
        for statement in read_statements(self._play.world, statements):
            state = self._play.made(state, statement)
        return Situation(self._play, state)

    def find(
        self,
        goal: float | None = None,
        *,
        ending: str | None = None,
        most: int = 1,
        mode: Mode = "balanced",
        known: Plot = (),
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
        engine = self._play.engine
        limits = effective_limits(engine.problem, self._play.limits, **said)
        aim = aim_of(engine, goal, ending, self._state)
        actions = self._play.actions
        before = [actions[event] for event in as_story(known).events if event in actions]
        return searched(engine, aim, limits, most, report, self._state, mode, before)

    def __repr__(self) -> str:
        return f"Situation({self._play.world.name}, {len(self.possible())} events possible)"

    def _possible(self, event: str) -> int:
        name = canonical_event_name(event)
        action = self._play.actions.get(name)
        if action is None:
            hint = did_you_mean(name, self._play.actions, list_up_to=0)
            raise UsageError(f"{name} can never happen in this world.{hint}")
        if action not in self._play.engine.possible(self._state):
            raise UsageError(f"{name} cannot happen now; its condition fails.")
        return action


class _Play:
    """What the situations of one beginning have in common."""

    def __init__(self, world: World, engine: Engine, limits: Limits) -> None:
        self.world = world
        self.engine = engine
        self.limits = limits
        self.actions = {action.name: n for n, action in enumerate(engine.problem.actions)}

    @cached_property
    def _values(self) -> Mapping[str, tuple[int, ValueSet]]:
        """By name, the number of every fluent and the values that it can have."""
        problem = self.engine.problem
        return {
            fluent.name: (number, values)
            for number, (fluent, values) in enumerate(
                zip(problem.fluents, possible_values(problem), strict=True)
            )
        }

    @cached_property
    def _compiling(self) -> tuple[Tables, EffectCompiler]:
        tables = Tables(self.world)
        return tables, EffectCompiler(Compiler(tables, ExpressionFactory(), {}))

    def made(self, state: Handle, statement: Effect) -> Handle:
        """Return the state after a statement; all that it reads is read before."""
        tables, compiler = self._compiling

        def read(minds: Minds, fluent: int) -> Value:
            return self._value(state, minds, tables.fluents[fluent])

        written = [
            (effect.minds, tables.fluents[effect.fluent], value_of(effect.value, read))
            for effect in compiler.effect(statement, Scope({}))([], (), TRUE)
            if holds(effect.condition, read)
        ]
        for minds, fluent, value in written:
            state = self._changed(state, minds, fluent, clamp(fluent, value))
        return state

    def _value(self, state: Handle, minds: Minds, fluent: Fluent) -> Value:
        for character in minds:
            state = self.engine.mind(state, character)
        if fluent.name in self.engine.problem.constants:
            return self.engine.problem.constants[fluent.name]
        return self.engine.look(state, 0).values[fluent.name]

    def _changed(self, state: Handle, minds: Minds, fluent: Fluent, value: Value) -> Handle:
        constants = self.engine.problem.constants
        known = constants.get(fluent.name)
        if fluent.name in constants and value == known:
            return state
        number, values = self._values.get(fluent.name, (0, frozenset((known,))))
        if not _is_among(value, values):
            raise UsageError(
                f"{fluent.name} is never {value_text(value)} in this world, whatever happens, so "
                "what could follow is not known. A fork of the world can tell."
            )
        return self.engine.changed(state, minds, number, value)


def _is_among(value: Value, values: ValueSet) -> bool:
    if not isinstance(values, Range):
        return value in values
    if value is None:
        return has_unknown(values)
    return isinstance(value, float) and values.low <= value <= values.high
