"""What every state of a graph has reached, and what can still come of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from elsewise.graph.arrays import Numbers
from elsewise.graph.story_graph import StoryGraph
from elsewise.problem.names import value_text

MOST_GOALS = 60
"""Endings that are told apart, one bit each; further ones are not looked at."""
OPEN = 1 << 63
"""The bit of states from which some way leads to where a limit of the machine cut a graph off."""
MOST_UTILITIES = 6


@dataclass(frozen=True)
class Futures:
    """What a map tells apart: the endings or, in a world without any, the story's utilities.

    They are bits, in the order of `names`: per state, `reached` are those of the goals that it
    reaches, and `coming` of those that some way on leads to, or that it reaches; and `OPEN`.
    """

    names: tuple[str, ...]
    reached: Numbers
    coming: Numbers

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many states reach each goal."""
        return tuple(int((self.reached >> goal & 1).sum()) for goal in range(len(self.names)))

    @property
    def possible(self) -> int:
        """The bits of the goals that some state reaches."""
        return sum(1 << goal for goal, states in enumerate(self.sizes) if states)

    def goals_in(self, bits: int) -> list[int]:
        """Return the numbers of the goals whose bits are set."""
        return [goal for goal in range(len(self.names)) if bits >> goal & 1]

    def names_in(self, bits: int) -> list[str]:
        """Return the names of the goals whose bits are set."""
        return [self.names[goal] for goal in self.goals_in(bits)]


def futures_of(graph: StoryGraph) -> Futures:
    """Return the futures of a graph's states; the goals are its endings if there are any."""
    reached = np.zeros(len(graph), np.uint64)
    names = tuple(graph.problem.endings)[:MOST_GOALS]
    for number, name in enumerate(names):
        reached[list(graph.reaching(name))] |= np.uint64(1 << number)
    if not names and len(graph):
        # The highest utilities above that of the start stand for endings.
        utilities = np.array([graph.utility(state) for state in graph.states], np.float64)
        better = np.unique(utilities[utilities > utilities[0]])[-MOST_UTILITIES:]
        names = tuple(f"utility {value_text(float(utility))}" for utility in better)
        for number, utility in enumerate(better):
            reached[utilities == utility] |= np.uint64(1 << number)
    return Futures(names, reached, _coming(graph, reached))


def _coming(graph: StoryGraph, reached: Numbers) -> Numbers:
    """Carry what is reached back along all edges, until nothing changes any more."""
    arrays = graph.arrays
    coming = reached.copy()
    coming[~arrays.explored & (arrays.layers < graph.limits.length)] |= np.uint64(OPEN)
    leading = np.flatnonzero(arrays.degrees)
    begins = (arrays.edge_ends[leading] - arrays.degrees[leading]).astype(np.int64)
    while len(leading):
        more = coming[leading] | np.bitwise_or.reduceat(coming[arrays.targets], begins)
        if np.array_equal(more, coming[leading]):
            break
        coming[leading] = more
    return coming
