"""When a character has a reason to take part in an event.

A character consents if, in its own mind, there is a plan that begins with the event and leaves it
better off; everyone else who must consent to a later event of the plan has, as the planner sees
it, a reason too. No part of the plan may be there for nothing: if some of its events can be left
out and the rest still does as well, it is no plan.

This is intentionality with theory of mind as in Shirvani, Ware and Farrell, "A possible worlds
model of belief for state-space narrative planning" (2017), and Ware and Siler, "Sabre: a narrative
planner supporting intention and deep theory of mind" (2021), with limits taken strictly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from elsewise.engines.reference.states import StateNode
from elsewise.engines.reference.transition import TransitionSystem
from elsewise.problem.evaluate import number_of
from elsewise.story.story import Planned, Reason


@dataclass(frozen=True, slots=True)
class Line:
    """A sequence of actions from some state.

    `state` is where it leads to; `shortcuts` are the states that one gets to when one or more of
    the actions are left out and the others are still possible and explained.
    """

    state: StateNode
    actions: tuple[int, ...] = ()
    shortcuts: frozenset[StateNode] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """Actions that a character has in mind, found with `horizon` as its foresight."""

    horizon: int
    actions: tuple[int, ...]


class Reasons:
    """Finds plans in minds; whatever was found, or shown not to be there, is remembered."""

    def __init__(self, transitions: TransitionSystem) -> None:
        self.transitions = transitions
        self._utility: dict[StateNode, float | None] = {}
        self._plans: dict[tuple[StateNode, int], tuple[int, Plan | None]] = {}

    def utility(self, state: StateNode) -> float | None:
        """Return what a state is worth to its owner (the author's: the story); None: unknown."""
        if state not in self._utility:
            problem = self.transitions.problem
            want = problem.story_wants if state.owner is None else problem.wants[state.owner]
            self._utility[state] = number_of(want, state.value)
        return self._utility[state]

    # -- consent ------------------------------------------------------------------------------

    def consenters(self, state: StateNode, action: int) -> Iterator[int]:
        """Yield those who must have a reason, other than the one in whose mind this is."""
        return (c for c in self.transitions.problem.actions[action].by if c != state.owner)

    def explained(self, state: StateNode, action: int, foresight: int) -> bool:
        """Whether everyone else who must consent to a possible action has a reason."""
        return all(
            self.consents(state, character, action, foresight)
            for character in self.consenters(state, action)
        )

    def consents(self, state: StateNode, character: int, action: int, foresight: int) -> bool:
        """Whether a character holds an action for possible and has a plan that begins with it."""
        mind = state.minds[character]
        return (
            mind is not None
            and self.transitions.is_possible(mind, action)
            and self.plan(mind, action, foresight) is not None
        )

    def plan(self, state: StateNode, action: int, foresight: int) -> Plan | None:
        """Return the plan of a state's owner that begins with a possible action, if there is one.

        It is the one with the least horizon, and among those the first in the order of the actions.
        At the deepest level that is searched only a plan of a single action counts.
        """
        if state.level <= self.transitions.store.extra:
            foresight = min(foresight, 1)
        tried, plan = self._plans.get((state, action), (0, None))
        while plan is None and tried < foresight:
            tried += 1
            plan = self._find_plan(state, action, tried)
            self._plans[state, action] = (tried, plan)
        return plan if plan is not None and plan.horizon <= foresight else None

    # -- plans --------------------------------------------------------------------------------

    def _find_plan(self, state: StateNode, action: int, horizon: int) -> Plan | None:
        """Search, depth first, for a plan of at most `horizon` actions.

        What depends on how a line got where it is are its shortcuts alone, so of two lines of
        the same length to the same place with the same shortcuts, one is enough.
        """
        before = self.utility(state)
        if before is None:
            return None
        known: set[tuple[StateNode, frozenset[StateNode], int]] = set()
        stack = [self._longer_lines(Line(state), (action,), horizon, before)]
        while stack:
            line = next(stack[-1], None)
            if line is None:
                stack.pop()
                continue
            if self.is_gain(line, before):
                return Plan(horizon, line.actions)
            key = (line.state, line.shortcuts, len(line.actions))
            if len(line.actions) < horizon and key not in known:
                known.add(key)
                possible = self.transitions.possible(line.state)
                stack.append(self._longer_lines(line, possible, horizon, before))
        return None

    def _longer_lines(
        self, line: Line, actions: tuple[int, ...], horizon: int, before: float
    ) -> Iterator[Line]:
        """Yield the lines that go on with one of the actions and can be part of a plan."""
        left = horizon - len(line.actions)
        for action in actions:
            self.transitions.watch.look()
            is_first = not line.actions
            if not is_first and not self.transitions.problem.actions[action].by:
                continue  # what just happens cannot be counted on
            if left == 1 and not _is_more(
                self.utility(self.transitions.after(line.state, action)), before
            ):
                continue
            if is_first or self.explained(line.state, action, left):
                longer = self.lengthen(line, action, left)
                if longer.state not in longer.shortcuts:
                    yield longer

    def lengthen(self, line: Line, action: int, foresight: int) -> Line:
        """Return a line with one more action, possible and explained with this foresight.

        If the new state is among the shortcuts, the line does nothing that a part of it does not.
        """
        shortened = {
            self.transitions.after(state, action)
            for state in line.shortcuts
            if self.transitions.is_possible(state, action)
            and self.explained(state, action, foresight)
        }
        return Line(
            self.transitions.after(line.state, action),
            (*line.actions, action),
            line.shortcuts | shortened | {line.state},
        )

    def is_gain(self, line: Line, before: float) -> bool:
        """Whether a line ends better than a utility, and no part of it does as well."""
        end = self.utility(line.state)
        return (
            end is not None
            and end > before
            and not any(_is_more(self.utility(n), end, or_equal=True) for n in line.shortcuts)
        )

    # -- reasons as values --------------------------------------------------------------------

    def reasons(self, state: StateNode, action: int, foresight: int) -> dict[str, Reason] | None:
        """Return the reason of everyone else who must consent, by name, or None if one has none."""
        reasons: dict[str, Reason] = {}
        for character in self.consenters(state, action):
            mind = state.minds[character]
            if mind is None or not self.consents(state, character, action, foresight):
                return None
            plan = self.plan(mind, action, foresight)
            assert plan is not None
            reasons[self.transitions.problem.characters[character]] = self._reason(mind, plan)
        return reasons

    def _reason(self, state: StateNode, plan: Plan) -> Reason:
        problem = self.transitions.problem
        owner = state.owner
        assert owner is not None
        before = self.utility(state)
        planned: list[Planned] = []
        for place, action in enumerate(plan.actions):
            others = self.reasons(state, action, plan.horizon - place) if place else {}
            assert others is not None
            planned.append(Planned(problem.actions[action].name, others))
            state = self.transitions.after(state, action)
        end = self.utility(state)
        assert before is not None
        assert end is not None
        return Reason(problem.characters[owner], tuple(planned), (before, end))


def _is_more(utility: float | None, than: float, *, or_equal: bool = False) -> bool:
    """Whether a utility is known and more (or as much)."""
    return utility is not None and (utility > than or (or_equal and utility == than))
