"""Which stories there are: shortest first, then in the order of the actions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass

from elsewise.engines.reference.reasons import Line, Reasons
from elsewise.engines.reference.states import StateNode
from elsewise.problem.evaluate import holds
from elsewise.story.story import Beat, Story


@dataclass(frozen=True, slots=True)
class Goal:
    """What a story is to reach: a worth of at least `least`, and more than at the `start`.

    `worth` says what a state is worth. An unknown worth (None) is never enough, nor a gain.
    """

    worth: Callable[[StateNode], float | None]
    least: float
    start: float | None

    def reached(self, state: StateNode) -> bool:
        """Whether a story may end in this state."""
        worth = self.worth(state)
        return worth is not None and self.start is not None and self.least <= worth > self.start

    def as_good(self, shorter: StateNode, state: StateNode) -> bool:
        """Whether a story that ends in `shorter` does as well as one that ends in `state`."""
        worth, other = self.worth(state), self.worth(shorter)
        return worth is not None and other is not None and other >= worth


def make_goal(reasons: Reasons, goal: float | str, start: StateNode) -> Goal:
    """Return what is to be reached: a story utility, or the ending of a name.

    Raises `UsageError` if there is no such ending.
    """
    if not isinstance(goal, str):
        return Goal(reasons.utility, float(goal), reasons.utility(start))
    ending = reasons.transitions.problem.named_condition(goal)
    return Goal(lambda state: holds(ending, state.value), True, False)


class StorySearch:
    """Goes through everything that can happen, all states of one length before the next."""

    def __init__(self, reasons: Reasons, start: StateNode, foresight: int) -> None:
        self._reasons = reasons
        self._transitions = reasons.transitions
        self._foresight = foresight
        self._layers = [{start: 1}]

    def explained_actions(self, state: StateNode) -> Iterator[int]:
        """Yield the actions that are possible and for which all have a reason, ascending."""
        for action in self._transitions.possible(state):
            self._transitions.watch.look()
            if self._reasons.explained(state, action, self._foresight):
                yield action

    def layer(self, length: int) -> dict[StateNode, int]:
        """Return the states after `length` explained events, and in how many ways to get there."""
        while len(self._layers) <= length:
            further: dict[StateNode, int] = {}
            for state, ways in self._layers[-1].items():
                for action in self.explained_actions(state):
                    after = self._transitions.after(state, action)
                    further[after] = further.get(after, 0) + ways
            self._layers.append(further)
        return self._layers[length]

    def stories(self, goal: Goal, length: int) -> Iterator[tuple[int, ...]]:
        """Yield the actions of all stories of a length that are not redundant, in their order.

        What becomes of a line depends on its end, its shortcuts and its length alone; where one
        came to nothing, others like it are not tried again.
        """
        useful = self._useful(goal, length)
        barren: set[Hashable] = set()
        found = 0
        stack = [(iter([Line(n) for n in useful[0]]), found, _kind_of(None))]
        while stack:
            longer_lines, found_before, kind = stack[-1]
            line = next(longer_lines, None)
            if line is None:
                stack.pop()
                if found == found_before:
                    barren.add(kind)
            elif len(line.actions) == length:
                if not any(goal.as_good(shorter, line.state) for shorter in line.shortcuts):
                    found += 1
                    yield line.actions
            elif _kind_of(line) not in barren:
                stack.append((self._longer_lines(line, useful), found, _kind_of(line)))

    def _longer_lines(self, line: Line, useful: list[set[StateNode]]) -> Iterator[Line]:
        """Yield the lines with one more action that may still become a story in time."""
        for action in self.explained_actions(line.state):
            if self._transitions.after(line.state, action) in useful[len(line.actions) + 1]:
                longer = self._reasons.lengthen(line, action, self._foresight)
                if longer.state not in longer.shortcuts:
                    yield longer

    def _useful(self, goal: Goal, length: int) -> list[set[StateNode]]:
        """Return, by number of events, the states from which the goal can be reached in time."""
        useful = [{state for state in self.layer(length) if goal.reached(state)}]
        for earlier in range(length - 1, -1, -1):
            useful.insert(
                0,
                {
                    state
                    for state in self.layer(earlier)
                    if any(
                        self._transitions.after(state, action) in useful[0]
                        for action in self.explained_actions(state)
                    )
                },
            )
        return useful

    def tell(self, actions: tuple[int, ...], goal: float | str) -> Story:
        """Return a story as a value, with the reasons of everyone in it."""
        state = next(iter(self._layers[0]))
        beats: list[Beat] = []
        for action in actions:
            reasons = self._reasons.reasons(state, action, self._foresight)
            assert reasons is not None
            beats.append(Beat(self._transitions.problem.actions[action].name, reasons))
            state = self._transitions.after(state, action)
        return Story(tuple(beats), goal, self._reasons.utility(state))


def _kind_of(line: Line | None) -> Hashable:
    """Return what decides how a line can go on."""
    return line and (line.state, line.shortcuts, len(line.actions))
