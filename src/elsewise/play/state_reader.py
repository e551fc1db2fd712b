"""What is so at a moment, in the world and in every mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from elsewise.engines.protocol import Handle
from elsewise.errors import UsageError
from elsewise.play.make_engine import make_engine
from elsewise.problem import evaluate
from elsewise.problem.evaluate import ReadFluent
from elsewise.problem.names import canonical_event_name, value_text
from elsewise.problem.problem import (
    ComparisonTest,
    Condition,
    Conjunction,
    Disjunction,
    Fluent,
    FluentRead,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads
from elsewise.story.limits import Limits
from elsewise.story.story import State
from elsewise.story.watch import Watch
from elsewise.world.types import Value

if TYPE_CHECKING:
    from elsewise.grounding.value_sets import ValueSet
    from elsewise.world.model import World


class Beginning:
    """A problem that is run by an engine, within limits of depth that hold for all its moments.

    The engine forgets nothing: what was worked out about one moment is there for all others.
    `world` is what the problem was made of, if that is at hand. `watch` is looked at whenever one
    of the moments is asked what can happen or what follows.
    """

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        engine: str = "kernel",
        world: World | None = None,
        watch: Watch | None = None,
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.engine_name = engine
        self.world = world
        self.watch = watch or Watch()
        self.engine = make_engine(engine, problem, limits)
        self._values: dict[Handle, tuple[Value, ...]] = {}

    def levels(self, depth: int | None) -> int:
        """Return a number of levels of minds; None: as many as are kept in the author's states."""
        kept = self.limits.depth + 1 + self.limits.levels_below(self.problem)
        return kept if depth is None else depth

    def action(self, event: str | int) -> int:
        """Return the number of an action.

        Raises `UsageError` if the problem has none so named, or the text cannot be a name.
        """
        if isinstance(event, int) and 0 <= event < len(self.problem.actions):
            return event
        if not isinstance(event, str):
            raise UsageError(
                f"An event is said by its name or its number, of which there are "
                f"{len(self.problem.actions)}, not by {event!r:.40}."
            )
        numbers = self.problem.action_numbers
        if event not in numbers:
            event = canonical_event_name(event)
        if event not in numbers:
            raise UsageError(self.problem.why_no_event(event))
        return numbers[event]

    def values(self, state: Handle) -> tuple[Value, ...]:
        """Return the value of every fluent in a state, by number."""
        if state not in self._values:
            self._values[state] = tuple(self.engine.look(state, 0).changing.values())
        return self._values[state]

    def check_can_be(self, fluent: Fluent, value: Value) -> None:
        """Raise `UsageError` for a value that a fluent never has, whatever happens."""
        from elsewise.grounding.value_sets import contains

        if fluent.name in self.problem.fluent_numbers:
            values = self._value_sets[self.problem.fluent_numbers[fluent.name]]
        else:
            values = frozenset((self.problem.constants.get(fluent.name),))
        if not contains(values, value):
            raise UsageError(
                f"{fluent.name} is never {value_text(value)} in this world, whatever happens, so "
                "what could follow is not known. A fork of the world can tell."
            )

    @cached_property
    def _value_sets(self) -> list[ValueSet]:
        """By number, the values that each fluent can have."""
        from elsewise.grounding.reachability import relaxed

        return list(relaxed(self.problem).values)


@dataclass(frozen=True, slots=True, repr=False)
class StateReader:
    """A state of an engine, to be read in: the part of a moment that says how things stand."""

    _beginning: Beginning
    _state: Handle

    @property
    def problem(self) -> Problem:
        """The finite problem in which it is a moment."""
        return self._beginning.problem

    @property
    def limits(self) -> Limits:
        """The limits within which people look for reasons here."""
        return self._beginning.limits

    def state(self, depth: int | None = 1) -> State:
        """Return what is so, with the minds to a depth, no deeper than they are kept.

        None: as deep as they are kept.
        """
        state = self._beginning.engine.look(self._state, self._beginning.levels(depth))
        return state.within()

    @property
    def values(self) -> tuple[Value, ...]:
        """The value of every fluent, by number."""
        return self._beginning.values(self._state)

    def value(self, fluent: str | int, minds: Minds = ()) -> Value:
        """Return the value of a fluent, by its name or number, in the mind at the end of a path.

        Raises `UsageError` for a name that no fluent has, nor anything that never changes.
        """
        number = self.problem.fluent_numbers.get(fluent) if isinstance(fluent, str) else fluent
        if isinstance(number, int) and 0 <= number < len(self.problem.fluents):
            return self.read(minds, number)
        if fluent not in self.problem.constants:
            raise UsageError(f"There is no fact {fluent} here.")
        return self.problem.constants[str(fluent)]

    def has_fact(self, name: str) -> bool:
        """Whether there is a fluent of this name, or something so named that never changes."""
        return name in self.problem.fluent_numbers or name in self.problem.constants

    def read(self, minds: Minds, fluent: int) -> Value:
        """Return the value of a fluent in a mind: what evaluates ground expressions reads so."""
        return self._beginning.values(self._within(minds))[fluent]

    def holds(self, condition: Condition | str) -> bool:
        """Whether a condition of the problem holds; by name, one that is asked, or else an ending.

        Raises `UsageError` if there is none so named.
        """
        if isinstance(condition, str):
            return self._beginning.engine.holds(self._state, condition)
        return evaluate.holds(condition, self.read)

    def evaluate(
        self, expression: ValueExpression | Condition, read: ReadFluent | None = None
    ) -> Value:
        """Return the value of an expression of the problem, here or as `read` has it.

        That of a condition is whether it holds.
        """
        read = read or self.read
        if isinstance(expression, (ComparisonTest, Conjunction, Disjunction)):
            return evaluate.holds(expression, read)
        return evaluate.value_of(expression, read)

    def failing(self, condition: Condition) -> tuple[Condition, ...]:
        """Return the smallest parts of a condition that fail, of those that must all hold."""
        return tuple(evaluate.failing(condition, self.read))

    def support(self, condition: Condition) -> Iterator[FluentRead]:
        """Yield where a condition looks for what makes it true; nothing if it is false.

        All parts of a conjunction count, and of a disjunction those that are true.
        """
        for test in evaluate.support(condition, self.read):
            yield from fluent_reads(test)

    def utility(self, character: int | None = None) -> float | None:
        """Return what things are worth as they are, to a character (None: to the story).

        Unknown is None. What they believe them to be worth says the same of their `mind`.
        """
        return self._beginning.engine.utility(self._state, character)

    def mind(self, *path: int | str) -> Self:
        """Return what the last of a path of characters believes, as a moment of its own.

        In it one can ask what they hold possible, and what would follow in their eyes. A mind that
        is not kept is the moment itself. Characters are said by name or by number; raises
        `UsageError` for one that is not there.
        """
        return replace(self, _state=self._within(tuple(map(self._character, path))))

    def _character(self, who: int | str) -> int:
        if isinstance(who, str):
            return self.problem.character_number(who)
        if not isinstance(who, int) or not 0 <= who < len(self.problem.characters):
            raise UsageError(f"A character is said by name or number, not by {who!r:.40}.")
        return who

    def at(self, state: Handle) -> Self:
        """Return the moment of a state that a step of this beginning speaks of."""
        return replace(self, _state=state)

    def _within(self, path: Minds) -> Handle:
        state = self._state
        for character in path:
            state = self._beginning.engine.mind(state, character)
        return state

    def shares_beginning(self, other: StateReader) -> bool:
        """Whether another moment is one of the same beginning."""
        return self._beginning is other._beginning

    def is_same(self, other: StateReader) -> bool:
        """Whether nothing differs from a moment of the same world, in anybody's mind."""
        if self._beginning is other._beginning:
            return self._state == other._state
        return self.state(None) == other.state(None)
