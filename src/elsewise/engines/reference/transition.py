"""What an event brings about: in the world, in every mind that sees it, and by triggers.

An event happens in a state. Everything is read in that state as it was before. In each mind kept
there, the event happens too if that character observes it; a character who held it for impossible
is surprised and first puts right what it must have been wrong about. Then come the beliefs that
the event states outright. When all is done the mind settles: triggers follow until none has
anything left to change. The state itself settles last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from elsewise.engines.perception import perceives
from elsewise.engines.reference.event_index import EventIndex
from elsewise.engines.reference.states import StateNode, States
from elsewise.engines.reference.surprise import is_surprised, put_right
from elsewise.engines.reference.triggers import Triggers
from elsewise.engines.reference.writes import Write, writes_of
from elsewise.engines.step_trace import Trace
from elsewise.engines.trigger_loop import MOST_FIRINGS, REMEMBERED_FIRINGS, trigger_loop
from elsewise.problem.evaluate import clamp
from elsewise.problem.problem import Event, Minds, Problem
from elsewise.story.watch import Watch
from elsewise.world.types import Value


class TransitionSystem:
    """The states of a problem and the steps between them; each is worked out once.

    `watch` is asked at every step whether to go on. With a `trace`, what happens on the way is
    noted; then nothing is taken from memory of which there would be something to note.
    """

    def __init__(self, problem: Problem, depth: int, extra_levels: int | None) -> None:
        self.problem = problem
        self.store = States(problem.levels, depth, extra_levels)
        self.watch = Watch()
        self._actions = EventIndex(problem.actions)
        self._triggers = Triggers(problem.triggers)
        self._possible: dict[StateNode, tuple[int, ...]] = {}
        self._after: dict[tuple[StateNode, int], StateNode] = {}
        self._settled: dict[StateNode, StateNode] = {}
        self._states: set[StateNode] = set()

    @property
    def states(self) -> int:
        """How many different states there are by now, in all minds."""
        return len(self._states)

    # -- the beginning ------------------------------------------------------------------------

    def start(self, trace: Trace | None = None) -> StateNode:
        """Return the author's state at the beginning, triggers done in all minds."""
        return self._settle(self._changed(self.said_at_start(), (), trace), trace)

    def said_at_start(self) -> StateNode:
        """Return the author's state at the beginning before any trigger has fired in any mind."""
        return self._said_at_start((), self.store.deepest)

    def _said_at_start(self, path: Minds, level: int) -> StateNode:
        owner = path[-1] if path else None
        kept = self.store.kept(level, owner)
        minds = [
            self._said_at_start((*path, character), level - 1) if character in kept else None
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

    def is_possible(self, state: StateNode, action: int) -> bool:
        """Whether an action's condition holds."""
        return action in self.possible(state)

    def possible(self, state: StateNode) -> tuple[int, ...]:
        """Return the actions whose condition holds, ascending."""
        if state not in self._possible:
            self._possible[state] = self._actions.possible(state)
        return self._possible[state]

    def after(self, state: StateNode, action: int, trace: Trace | None = None) -> StateNode:
        """Return the state after a possible action, triggers done in all minds."""
        key = (state, action)
        if trace is not None or key not in self._after:
            happened = self._happen(state, self.problem.actions[action], trace)
            self._after[key] = self._settle(happened, trace)
        return self._after[key]

    def changed(self, state: StateNode, minds: Minds, fluent: int, value: Value) -> StateNode:
        """Return the state in which a fluent has another value in a mind, triggers done.

        It is what an event with this one effect would lead to that nobody sees.
        """
        return self._settle(self._changed(state, [Write(minds, fluent, value)]))

    def _happen(self, state: StateNode, action: Event, trace: Trace | None) -> StateNode:
        """Return the state after an action and before the triggers of the state itself."""
        self.watch.step()
        writes = writes_of(action.effects, state, by_event=True)
        return self._changed(state, writes, trace, action)

    def _observe(
        self, state: StateNode, mind: StateNode, action: Event, trace: Trace | None
    ) -> StateNode:
        """Return a mind (not yet settled) that saw the action happen in the state it is part of."""
        if is_surprised(action, mind):
            learnt = put_right(action, state, mind, self.problem.fluents)
            if trace is not None:
                trace.surprised((one.minds, one.fluent, one.value) for one in learnt)
            mind = self._changed(mind, learnt, trace)
        return self._happen(mind, action, trace)

    def _changed(
        self,
        state: StateNode,
        writes: Iterable[Write],
        trace: Trace | None = None,
        action: Event | None = None,
    ) -> StateNode:
        """Return the state (not yet settled) with writes made, in order, in it and its minds.

        Those who see the `action` in which they are made have it happen in their mind first. All
        minds come out settled. What is aimed at a mind that is not kept, as one's own is not, is
        dropped: nobody can plan to be fooled.
        """
        values = list(state.values)
        deeper: list[list[Write]] = [[] for _ in state.minds]
        for write in writes:
            if write.minds:
                first, *rest = write.minds
                deeper[first].append(replace(write, minds=tuple(rest)))
            else:
                value = clamp(self.problem.fluents[write.fluent], write.value)
                values[write.fluent] = value
                if trace is not None and write.by_event is not None:
                    trace.wrote(write.fluent, value, write.told, by_event=write.by_event)
        minds = list(state.minds)
        for character, mind in enumerate(state.minds):
            if mind is not None:
                inner = trace and trace.within(character)
                if action is not None and perceives(character, action, state.value):
                    mind = self._observe(state, mind, action, inner)
                changed = self._changed(mind, deeper[character], inner)
                minds[character] = self._settle(changed, inner)
        return self.store.state(state.level, state.owner, values, minds)

    # -- triggers -----------------------------------------------------------------------------

    def _settle(self, state: StateNode, trace: Trace | None = None) -> StateNode:
        """Return the state in which no trigger has anything left to change; minds are settled."""
        settled = self._settled.get(state)
        if settled is None or (trace is not None and settled is not state):
            settled = self._settled[state] = self._run_triggers(state, trace)
            self._states.add(settled)
            self.watch.state(len(self._states))
        return settled

    def _run_triggers(self, state: StateNode, trace: Trace | None) -> StateNode:
        fired: list[int] = []
        while True:
            firing, after = self._next_firing(state, trace)
            if after is state:
                return state
            fired.extend(firing)
            if len(fired) > MOST_FIRINGS:
                last = fired[-REMEMBERED_FIRINGS:]
                names = [self.problem.triggers[number].name for number in last]
                raise trigger_loop(self.problem.name, names)
            state = after

    def _next_firing(self, state: StateNode, trace: Trace | None) -> tuple[list[int], StateNode]:
        """Return which triggers fire next, and what they lead to: the same state if none does."""
        for firing in self._triggers.candidates(state):
            after = self._fired(firing, state, trace)
            if after is not state:
                return firing, after
        return [], state

    def _fired(self, triggers: list[int], state: StateNode, trace: Trace | None) -> StateNode:
        """Return the state after triggers fire in it together; if it is another, take notes."""
        effects = [effect for n in triggers for effect in self.problem.triggers[n].effects]
        trial = trace and trace.trial()
        after = self._changed(state, writes_of(effects, state, by_event=False), trial)
        if trace is not None and trial is not None and after is not state:
            for number in triggers:
                if len(triggers) == 1 or self._fired([number], state, None) is not state:
                    trace.fired(number, state)
            trace.keep(trial)
        return after
