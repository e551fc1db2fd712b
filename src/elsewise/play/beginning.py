"""What all moments of one beginning share: the engine that runs them, and what they look up."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.engines.protocol import Handle
from elsewise.errors import UsageError
from elsewise.play.make_engine import make_engine
from elsewise.problem.names import canonical_event_name, value_text
from elsewise.problem.problem import Fluent, Problem
from elsewise.story.limits import Limits
from elsewise.world.types import Value

if TYPE_CHECKING:
    from elsewise.grounding.value_sets import ValueSet
    from elsewise.world.model import World


class Beginning:
    """A problem that is run by an engine, within limits of depth that hold for all its moments.

    The engine forgets nothing: what was worked out about one moment is there for all others.
    `world` is what the problem was made of, if that is at hand.
    """

    def __init__(
        self, problem: Problem, limits: Limits, engine: str = "kernel", world: World | None = None
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.engine_name = engine
        self.world = world
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
        if isinstance(event, int):
            return event
        numbers = self.problem.action_numbers
        if event not in numbers:
            event = canonical_event_name(event)
        if event not in numbers:
            hint = did_you_mean(event, numbers, list_up_to=0)
            raise UsageError(f"{event} can never happen in this world.{hint}")
        return numbers[event]

    def values(self, state: Handle) -> tuple[Value, ...]:
        """Return the value of every fluent in a state, by number."""
        if state not in self._values:
            self._values[state] = tuple(self.engine.look(state, 0).values.values())
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
        from elsewise.grounding.reachability import possible_values

        return list(possible_values(self.problem))
