"""What an event brings about: in the world, in every mind that sees it, and by triggers.

An event happens in a state. Everything is read in that state as it was before. In each mind kept
there, the event happens too if that character observes it; a character who held it for impossible
is surprised and first puts right what it must have been wrong about. Then come the beliefs that
the event states outright. When all is done the mind settles: triggers follow until none has
anything left to change. The state itself settles last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from elsewise.engines.reference.conditions import Sieve, holds, support, value_of, within
from elsewise.engines.reference.states import State, States
from elsewise.engines.reference.watch import Watch
from elsewise.engines.trigger_loop import MOST_FIRINGS, REMEMBERED_FIRINGS, trigger_loop
from elsewise.problem.problem import Event, FluentKind, GroundEffect, Minds, Problem
from elsewise.problem.reads import looks_in
from elsewise.world.expressions import Comparison
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True)
class Change:
    """A fluent gets a value, in the mind that `minds` leads to from the state at hand."""

    minds: Minds
    fluent: int
    value: Value


class Progress:
    """The states of a problem and the steps between them; each is worked out once.

    `watch` is asked at every step whether to go on.
    """

    def __init__(self, problem: Problem, depth: int, extra_levels: int | None) -> None:
        self.problem = problem
        self.store = States(problem.levels, depth, extra_levels)
        self.watch = Watch()
        self._actions = Sieve(problem.actions)
        self._in_world = [t for t in problem.triggers if any(not e.minds for e in t.effects)]
        self._in_minds = [t for t in problem.triggers if all(e.minds for e in t.effects)]
        self._firing_in_world = Sieve(self._in_world)
        self._firing_in_minds = Sieve(self._in_minds)
        self._possible: dict[State, tuple[int, ...]] = {}
        self._after: dict[tuple[State, int], State] = {}
        self._settled: dict[State, State] = {}
        self._states: set[State] = set()

    @property
    def states(self) -> int:
        """How many different states there are by now, in all minds."""
        return len(self._states)

    # -- the beginning ------------------------------------------------------------------------

    def start(self) -> State:
        """Return the author's state at the beginning, triggers done in all minds."""
        return self._settle(self._said_at_start((), self.store.deepest))

    def _said_at_start(self, path: Minds, level: int) -> State:
        owner = path[-1] if path else None
        kept = self.store.kept(level, owner)
        minds = [
            self._settle(self._said_at_start((*path, character), level - 1))
            if character in kept
            else None
            for character in range(len(self.problem.characters))
        ]
        values = [self._value_at_start(path, f) for f in range(len(self.problem.fluents))]
        return self.store.state(level, owner, values, minds)

    def _value_at_start(self, path: Minds, fluent: int) -> Value:
        """Unless something is said, people think that others see it as they themselves do."""
        while fluent not in self.problem.start.get(path, {}):
            path = path[:-1]
        return self.problem.start[path][fluent]

    # -- steps --------------------------------------------------------------------------------

    def is_possible(self, state: State, action: int) -> bool:
        """Whether an action's condition holds."""
        return action in self.possible(state)

    def possible(self, state: State) -> tuple[int, ...]:
        """Return the actions whose condition holds, ascending."""
        if state not in self._possible:
            self._possible[state] = self._actions.possible(state)
        return self._possible[state]

    def after(self, state: State, action: int) -> State:
        """Return the state after a possible action, triggers done in all minds."""
        key = (state, action)
        if key not in self._after:
            self._after[key] = self._settle(self._happen(state, self.problem.actions[action]))
        return self._after[key]

    def changed(self, state: State, minds: Minds, fluent: int, value: Value) -> State:
        """Return the state in which a fluent has another value in a mind, triggers done.

        It is what an event with this one effect would lead to that nobody sees.
        """
        return self._settle(self._changed(state, [Change(minds, fluent, value)]))

    def _happen(self, state: State, action: Event) -> State:
        """Return the state after an action and before the triggers of the state itself."""
        self.watch.step()
        minds = [
            self._observe(state, mind, action)
            if mind is not None and holds(action.seen_by[character], state)
            else mind
            for character, mind in enumerate(state.minds)
        ]
        return self._changed(state, _changes(action.effects, state), minds)

    def _observe(self, state: State, mind: State, action: Event) -> State:
        """Return a mind (not yet settled) that saw the action happen in the state it is part of."""
        if not holds(action.condition, mind):
            mind = self._changed(mind, self._surprise(action, state, mind))
        return self._happen(mind, action)

    def _surprise(self, action: Event, state: State, mind: State) -> list[Change]:
        """Return what a mind learns from seeing an action that it held for impossible.

        It takes over what made the action possible: of an equation the values, of any other
        comparison only that its own idea was wrong (a yes/no fluent must have the other value).
        """
        learnt: dict[tuple[Minds, int], Value] = {}
        for atom in support(action.condition, state):
            if holds(atom, mind):
                continue
            for look in looks_in(atom):
                value = value_of(look, state)
                kind = self.problem.fluents[look.fluent].kind
                if atom.operator is not Comparison.EQUAL and kind is not FluentKind.YES_NO:
                    value = None
                target = (_way(mind, look.minds), look.fluent)
                if value is not None or target not in learnt:
                    learnt[target] = value
        return [Change(minds, fluent, value) for (minds, fluent), value in learnt.items()]

    def _changed(
        self, state: State, changes: Iterable[Change], minds: Sequence[State | None] | None = None
    ) -> State:
        """Return the state (not yet settled) with changes made, in order, in it and its minds.

        `minds` are those that have already changed. All minds come out settled. What is aimed at a
        mind that is not kept, as one's own is not, is dropped: nobody can plan to be fooled.
        """
        values = list(state.values)
        deeper: list[list[Change]] = [[] for _ in state.minds]
        for change in changes:
            if change.minds:
                first, *rest = change.minds
                deeper[first].append(Change(tuple(rest), change.fluent, change.value))
            else:
                values[change.fluent] = within(self.problem.fluents[change.fluent], change.value)
        settled = [
            mind and self._settle(self._changed(mind, its_changes))
            for mind, its_changes in zip(minds or state.minds, deeper, strict=True)
        ]
        return self.store.state(state.level, state.owner, values, settled)

    # -- triggers -----------------------------------------------------------------------------

    def _settle(self, state: State) -> State:
        """Return the state in which no trigger has anything left to change; minds are settled.

        The world first, then the minds: triggers that change the state itself fire one at a time,
        each time the first in the order of the text; when none is left, those that only put
        something into minds, all at once; and so on.
        """
        if state not in self._settled:
            settled = self._settled[state] = self._run_triggers(state)
            self._states.add(settled)
            self.watch.state(len(self._states))
        return self._settled[state]

    def _run_triggers(self, state: State) -> State:
        fired: list[str] = []
        while True:
            firing, after = self._next_firing(state)
            if after is state:
                return state
            fired.extend(trigger.name for trigger in firing)
            if len(fired) > MOST_FIRINGS:
                raise trigger_loop(self.problem.name, fired[-REMEMBERED_FIRINGS:])
            state = after

    def firings_at_start(self) -> tuple[Event, ...]:
        """Return the triggers that change the author's state at the beginning, in order."""
        return self._firings(self._said_at_start((), self.store.deepest))

    def firings_after(self, state: State, action: int) -> tuple[Event, ...]:
        """Return the triggers that change a state after a possible action, in order.

        Triggers that fire only in somebody's mind are not among them.
        """
        return self._firings(self._happen(state, self.problem.actions[action]))

    def _firings(self, state: State) -> tuple[Event, ...]:
        fired: list[Event] = []
        while True:
            firing, after = self._next_firing(state)
            if after is state:
                return tuple(fired)
            fired.extend(trigger for trigger in firing if self.changes(trigger, state))
            state = after

    def changes(self, trigger: Event, state: State) -> bool:
        """Whether a trigger whose condition holds in a state changes anything there."""
        return self._changed(state, _changes(trigger.effects, state)) is not state

    def _next_firing(self, state: State) -> tuple[Sequence[Event], State]:
        """Return which triggers fire next, and what they lead to: the same state if none does."""
        for number in self._firing_in_world.possible(state):
            trigger = self._in_world[number]
            after = self._changed(state, _changes(trigger.effects, state))
            if after is not state:
                return (trigger,), after
        firing = [self._in_minds[number] for number in self._firing_in_minds.possible(state)]
        changes = [change for trigger in firing for change in _changes(trigger.effects, state)]
        return firing, self._changed(state, changes)


def _changes(effects: Iterable[GroundEffect], state: State) -> list[Change]:
    """Return what effects change, in the order of the text; all is read before anything is made."""
    return [
        Change(effect.minds, effect.fluent, value_of(effect.value, state))
        for effect in effects
        if holds(effect.condition, state)
    ]


def _way(state: State, minds: Minds) -> Minds:
    """Return the part of a path that is really walked: without one's own and missing minds."""
    way: list[int] = []
    for character in minds:
        mind = state.minds[character]
        if mind is not None:
            way.append(character)
            state = mind
    return tuple(way)
