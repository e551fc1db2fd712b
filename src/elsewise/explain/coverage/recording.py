"""Which triggers follow an event: in the world, and in what people believe.

The reference is run for it, because an engine shows only where triggers led.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from elsewise.engines.reference.states import State
from elsewise.engines.reference.transition import Progress
from elsewise.problem.problem import Event, Problem


@dataclass(frozen=True, slots=True)
class Firing:
    """A trigger that fired, by its number, and the state of the author's in which it did.

    In a mind, the state is None.
    """

    trigger: int
    state: State | None


class Recorder(Progress):
    """The reference's steps, with a note of every trigger that fires on the way.

    A step that was taken before is not taken again, but is noted again.
    """

    def __init__(self, problem: Problem, depth: int, extra_levels: int | None) -> None:
        super().__init__(problem, depth, extra_levels)
        self._numbers = {id(trigger): n for n, trigger in enumerate(problem.triggers)}
        self._noted: dict[Hashable, frozenset[Firing]] = {}
        self._happened: dict[Hashable, State] = {}
        self._notes: set[Firing] = set()

    def begin(self) -> tuple[State, frozenset[Firing]]:
        """Return the state at the beginning, and which triggers fired before anything happened."""
        self._notes = set()
        state = self.start()
        return state, frozenset(self._notes)

    def step(self, state: State, action: int) -> tuple[State, frozenset[Firing]]:
        """Return the state after a possible action, and which triggers fired."""
        self._notes = set()
        after = self._settle(self._happen(state, self.problem.actions[action]))
        return after, frozenset(self._notes)

    def _settle(self, state: State) -> State:
        settle = super()._settle
        return self._noting(("settle", state), lambda: settle(state))

    def _happen(self, state: State, action: Event) -> State:
        happen = super()._happen
        return self._noting(("happen", state, id(action)), lambda: happen(state, action))

    def _next_firing(self, state: State) -> tuple[Sequence[Event], State]:
        firing, after = super()._next_firing(state)
        if after is not state:
            where = state if state.level == self.store.deepest else None
            self._notes.update(
                Firing(self._numbers[id(trigger)], where)
                for trigger in firing
                if self.changes(trigger, state)
            )
        return firing, after

    def _noting(self, key: Hashable, work: Callable[[], State]) -> State:
        if key not in self._noted:
            outer, self._notes = self._notes, set()
            try:
                self._happened[key] = work()
                self._noted[key] = frozenset(self._notes)
            finally:
                self._notes = outer
        self._notes |= self._noted[key]
        return self._happened[key]
