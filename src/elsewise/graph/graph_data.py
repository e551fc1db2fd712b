"""A story graph as flat arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from elsewise.errors import UsageError
from elsewise.graph.section_file import Section, damaged
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Statistics
from elsewise.story.story import Reason
from elsewise.world.types import Value

Explain = Callable[[Sequence[int], int], Mapping[str, Reason] | None]
"""Returns everyone's reason for an action in the state after other actions."""


@dataclass(frozen=True, slots=True)
class Part:
    """States of one level and owner, numbered from `first` on; `slots` are the minds in each.

    The author's states come first; they have the highest level and no owner.
    """

    level: int
    owner: int | None
    slots: tuple[int, ...]
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class GraphData:
    """All that a graph consists of.

    `explained`: only events count for which everybody who must consent has a reason; else all
    that are possible. `states` are the author's, numbered from 0 in the order in which they were
    found; so many first ones as `explored` says have all their edges. `layer_ends` says how many
    states there are up to each layer. `codes` are the values that codes in `values` mean.

    Arrays: per explored state, `edge_ends` in `events` (numbers of actions) and `targets` (states);
    per state, `utilities` (NaN: unknown) and `endings`, bits in whole bytes, behind which stand
    those of what was asked; per state of all `parts`, `rows`, a row of `values` with one code per
    fluent; and the states that are its minds, slot by slot, in `minds`.
    """

    problem: Problem
    limits: Limits
    explained: bool
    stopped_by: str | None
    statistics: Statistics
    states: int
    explored: int
    layer_ends: tuple[int, ...]
    parts: tuple[Part, ...]
    codes: tuple[Value, ...]
    edge_ends: Section
    events: Section
    targets: Section
    utilities: Section
    endings: Section
    rows: Section
    minds: Section
    values: Section

    @property
    def ending_bytes(self) -> int:
        """How many bytes of `endings` a state has."""
        return (len(self.problem.ending_names) + len(self.problem.asked) + 7) // 8

    def place_of(self, state: int) -> tuple[Part, int]:
        """Return the part that a state, or one in a mind, is in, and where its minds begin.

        Raises `UsageError` if there is no such state.
        """
        begin = 0
        for part in self.parts:
            if part.first <= state < part.first + part.count:
                return part, begin
            begin += part.count * len(part.slots)
        raise UsageError(f"There is no state {state}, nor a mind of that number.")

    def minds_in(self, state: int) -> dict[int, int]:
        """Return whose minds are kept in a state, or one in a mind, and which states they are.

        Raises `FormatError` if they are not states of the part that has such minds.
        """
        part, begin = self.place_of(state)
        width = len(part.slots)
        first = begin + (state - part.first) * width
        inside = dict(zip(part.slots, self.minds.cut(first, first + width).tolist(), strict=True))
        if not all(mind in self.minds_of(part, who) for who, mind in inside.items()):
            raise damaged()
        return inside

    def minds_of(self, part: Part, who: int) -> range:
        """Return the states that the mind of somebody in the states of a part may be."""
        inner = next(p for p in self.parts if p.level == part.level - 1 and p.owner == who)
        return range(inner.first, inner.first + inner.count)


KINDS = {
    "edge_ends": "Q",
    "events": "I",
    "targets": "I",
    "utilities": "d",
    "endings": "B",
    "rows": "I",
    "minds": "I",
    "values": "BH",
}
"""The arrays of a graph, and what numbers each may consist of."""
