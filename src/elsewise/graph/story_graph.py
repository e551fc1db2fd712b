"""The whole story graph of a world, as a value to be asked."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import FormatError, UsageError
from elsewise.problem.evaluate import is_number, value_of
from elsewise.problem.problem import Minds, Problem
from elsewise.show.shown import Shown
from elsewise.story.limits import Limits, Statistics
from elsewise.story.story import Reason, State
from elsewise.world.types import Value

if TYPE_CHECKING:  # NumPy is imported only where there is a graph
    from elsewise.graph.arrays import GraphArrays
    from elsewise.graph.graph_data import Explain, GraphData
    from elsewise.graph.state_ids import StateIds


class Edge(NamedTuple):
    """An event that leads from a state to a state, with a reason for everyone who must consent."""

    state: int
    event: str
    target: int


class StoryGraph(Shown):
    """Every state that explained events lead to from the start, and every edge between them.

    A graph may also be one of all possible events, whoever has a reason for them: see `explained`.

    States are numbers. 0 is the start; the others stand in the order of their layers, by the least
    number of beats to them. A story, or the beginning of one, is a path from 0. The numbers behind
    are states in somebody's mind (see `minds`); they have values and minds, and nothing else.

    A graph that a limit cut off is whole up to some point: the first `explored` states have all
    their edges, the others none. The states of the last layer are never explored.
    """

    def __init__(self, data: GraphData, explain: Explain) -> None:
        self._data = data
        self._explain = explain

    def __reduce__(self) -> tuple[object, ...]:
        return StoryGraph, (self._data, self._explain)

    # -- what there is ------------------------------------------------------------------------

    @property
    def problem(self) -> Problem:
        """The finite problem that was explored."""
        return self._data.problem

    @property
    def limits(self) -> Limits:
        """The limits within which it was explored."""
        return self._data.limits

    @property
    def explained(self) -> bool:
        """Whether only events count that everybody who must consent has a reason for."""
        return self._data.explained

    @property
    def statistics(self) -> Statistics:
        """What the exploration took."""
        return self._data.statistics

    @property
    def complete(self) -> bool:
        """Whether everything within the limits of length, foresight and depth is there."""
        return self._data.stopped_by is None

    @property
    def stopped_by(self) -> str | None:
        """What cut it off, None if nothing: see `stopped_by` of `Outcome`."""
        return self._data.stopped_by

    @property
    def explored(self) -> int:
        """So many first states have all their edges."""
        return self._data.explored

    @property
    def incomplete_from(self) -> int | None:
        """The first layer of which states may be missing; None: no state is."""
        if self.complete:
            return None
        if self.explored == len(self):
            return len(self._data.layer_ends)
        return self.layer(self.explored) + 1

    @property
    def known_length(self) -> int:
        """Up to so many beats, everything that can happen is known."""
        first = self.incomplete_from
        return self.limits.length if first is None else max(0, first - 1)

    def __len__(self) -> int:
        return self._data.states

    @property
    def states(self) -> range:
        """The numbers of all states."""
        return range(self._data.states)

    @property
    def layers(self) -> tuple[range, ...]:
        """The states of each layer, by the least number of beats to them."""
        ends = self._data.layer_ends
        return tuple(range(*span) for span in zip((0, *ends), ends, strict=False))

    def layer(self, state: int) -> int:
        """Return the least number of beats that lead to a state."""
        return bisect_right(self._data.layer_ends, self._authors(state))

    # -- edges --------------------------------------------------------------------------------

    @property
    def edge_count(self) -> int:
        """How many edges there are."""
        return len(self._data.events)

    def edges(self, state: int | None = None) -> Iterator[Edge]:
        """Yield the edges from a state, or all edges, in the order of states and actions."""
        names = self.problem.action_names
        for number in self.states if state is None else (self._authors(state),):
            for action, target in self.moves(number):
                yield Edge(number, names[action], target)

    def moves(self, state: int) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the actions from a state, and the states that they lead to."""
        if state >= self._data.explored:
            return
        ends, events, targets = self._data.edge_ends, self._data.events, self._data.targets
        begin, end = ends[state - 1] if state else 0, ends[state]
        actions = events.cut(begin, end, below=len(self.problem.actions))
        yield from zip(actions.tolist(), targets.cut(begin, end).tolist(), strict=True)

    def way_to(self, state: int) -> tuple[str, ...]:
        """Return the events of a shortest path from the start to a state."""
        return tuple(self.problem.action_names[action] for action in self._way(state))

    def reasons(self, state: int, event: str) -> Mapping[str, Reason]:
        """Return the reason of everyone who must consent to an event in a state.

        In a graph of all that is possible it may be that not everyone has one; then it is empty.
        They are worked out when they are asked for. Raises `UsageError` if the graph has no such
        edge.
        """
        for action, _ in self.moves(self._authors(state)):
            if self.problem.action_names[action] == event:
                reasons = self._explain(self._way(state), action)
                if reasons is None and self.explained:
                    raise FormatError("This graph file is damaged.")
                return reasons or {}
        raise UsageError(f"There is no edge {event} from state {state}.")

    # -- states -------------------------------------------------------------------------------

    def utility(self, state: int) -> float | None:
        """Return the story's utility in a state; unknown is None."""
        utility = float(self._data.utilities[self._authors(state)])
        return None if math.isnan(utility) else utility

    def utilities(self, state: int) -> tuple[float | None, ...]:
        """Return what a state, or one in a mind, is worth: to the story, then to every character.

        Unknown is None.
        """
        self._data.place_of(state)
        read = partial(self._read, state)
        wants = (self.problem.story_wants, *self.problem.wants)
        values = (value_of(want, read) for want in wants)
        return tuple(value if is_number(value) else None for value in values)

    def endings(self, state: int) -> tuple[str, ...]:
        """Return the endings that a state reaches."""
        return self._holding(state, self.problem.ending_names, 0)

    def asked(self, state: int) -> tuple[str, ...]:
        """Return the conditions that hold in a state of those that its problem asks about."""
        return self._holding(state, tuple(self.problem.asked), len(self.problem.ending_names))

    def _holding(self, state: int, names: Sequence[str], first: int) -> tuple[str, ...]:
        """Return what holds of some conditions, whose bits begin at the first one's."""
        begin = self._authors(state) * self._data.ending_bytes
        bits = self._data.endings.cut(begin, begin + self._data.ending_bytes)
        numbered = enumerate(names, start=first)
        return tuple(name for i, name in numbered if bits[i // 8] >> i % 8 & 1)

    def reaching(self, name: str) -> tuple[int, ...]:
        """Return the states in which a condition that is asked holds, or else an ending.

        Raises `UsageError` if there is none so named.
        """
        number = self.problem.condition_number(name)
        column = self._data.endings.whole()[number // 8 :: self._data.ending_bytes]
        return tuple((column >> number % 8 & 1).nonzero()[0].tolist())

    def values(self, state: int) -> Mapping[str, Value]:
        """Return the values of a state, or of one in a mind, by fluent."""
        self._data.place_of(state)
        names, codes = self.problem.fluent_names, self._data.codes
        begin = self._data.rows[state] * len(names)
        row = self._data.values.cut(begin, begin + len(names), below=len(codes))
        return {name: codes[code] for name, code in zip(names, row.tolist(), strict=True)}

    def value(self, state: int, fluent: str, minds: Minds = ()) -> Value:
        """Return a value in the mind that a path leads to from a state, by the fluent's name.

        It may be one that never changes. A mind that is not kept is where one stands. Raises
        `UsageError` if there is no such fluent.
        """
        numbers, constants = self.problem.fluent_numbers, self.problem.constants
        if fluent in numbers:
            return self._read(state, minds, numbers[fluent])
        if fluent not in constants:
            hint = did_you_mean(fluent, (*numbers, *constants))
            raise UsageError(f"There is no fact {fluent} in {self.problem.name}.{hint}")
        return constants[fluent]

    def _read(self, state: int, minds: Minds, fluent: int) -> Value:
        for character in minds:
            state = self._data.minds_in(state).get(character, state)
        arrays = self.arrays
        return self._data.codes[int(arrays.values[arrays.rows[state], fluent])]

    def minds(self, state: int) -> Mapping[str, int]:
        """Return the states that the characters believe in, as far as minds are kept."""
        names = self.problem.characters
        return {names[who]: mind for who, mind in self._data.minds_in(state).items()}

    def state(self, state: int, depth: int | None = None) -> State:
        """Return a state with its minds to a depth (None: as deep as they are kept)."""
        level = self._data.place_of(state)[0].level
        return self._state(state, level if depth is None else min(level, depth)).within()

    def _state(self, state: int, left: int) -> State:
        minds = self.minds(state).items() if left > 0 else ()
        inner = {who: self._state(mind, left - 1) for who, mind in minds}
        return State(self.values(state), inner, self.problem.constants)

    def id_of(self, state: int) -> str:
        """Return the short name of a state, the same in every graph that has the state.

        It is made of what is otherwise than at the start of the world, in minds too, and does not
        change when the world gets something that has nothing to do with it.
        """
        return self._ids.id_of(self._authors(state))

    def named(self, text: str) -> int:
        """Return the state of an id, or of the beginning of one.

        Raises `UsageError` if there is no such state here, or more than one.
        """
        return self._ids.named(text)

    @cached_property
    def arrays(self) -> GraphArrays:
        """The arrays of the graph as NumPy sees them."""
        from elsewise.graph.arrays import GraphArrays

        return GraphArrays(self._data)

    @cached_property
    def _ids(self) -> StateIds:
        from elsewise.graph.state_ids import StateIds

        return StateIds(self.arrays)

    # -- stories ------------------------------------------------------------------------------

    @cached_property
    def counts(self) -> tuple[int, ...]:
        """How many sequences of 0, 1, … events are explained, whatever they lead to.

        As far as all of them are known: up to the limit of length, or to before the first layer
        that is incomplete. They are counted along the graph, not listed.
        """
        known = self.limits.length + 1 if self.incomplete_from is None else self.incomplete_from
        return self._counted(known)

    def count(self, length: int) -> int:
        """Return how many sequences of so many events are explained.

        Raises `UsageError` where the graph does not tell.
        """
        if 0 <= length < len(self.counts):
            return self.counts[length]
        if length >= 0 and self.explored == len(self) > 0:
            return self._counted(length + 1)[length]
        raise UsageError(
            f"This graph tells how many sequences of 0 to {len(self.counts) - 1} events there are, "
            f"not of {length}."
        )

    def _counted(self, lengths: int) -> tuple[int, ...]:
        from elsewise.graph.counting import ways

        return tuple(int(reach.sum()) for reach in islice(ways(self.arrays), lengths))

    # -- files --------------------------------------------------------------------------------

    def save(self, path: Path | str) -> None:
        """Write the graph to a file, to be opened by `open_graph`; what was asked is left out.

        It is there whole or, on failure, as it was before. Raises `UsageError` if it cannot be
        written.
        """
        from elsewise.graph.graph_file import write

        write(self._data, path)

    # -- places in the arrays -----------------------------------------------------------------

    def _authors(self, state: int) -> int:
        """Return the number of a state if there is such a one."""
        if not 0 <= state < self._data.states:
            raise UsageError(f"There is no state {state}; the last one is {len(self) - 1}.")
        return state

    def _way(self, state: int) -> list[int]:
        """Return the actions of a shortest path to a state."""
        way: list[int] = []
        while self._authors(state):
            state, action = self.arrays.before(state)
            way.append(action)
        return way[::-1]
