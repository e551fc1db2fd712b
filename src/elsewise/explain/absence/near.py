"""The story that comes nearest to an aim if reasons do not matter."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from elsewise.engines.protocol import Engine, Handle
from elsewise.explain.absence.problems import AIM
from elsewise.explain.absence.values import Miss
from elsewise.story.limits import Limits

MOST_STATES = 8_000
"""Most states that are looked at for a nearest miss."""


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """How one comes to a state: beats without reasons, beats, the first without, counted back."""

    lacking: int = 0
    beats: int = 0
    first: int = 0


def nearest_miss(
    engine: Engine, limits: Limits, aim: str = AIM, most: int = MOST_STATES
) -> Miss | None:
    """Return the story of at most `limits.length` beats that comes nearest to an ending.

    Least costly ways first (Dijkstra, "A note on two problems in connexion with graphs", 1959): a
    beat for which somebody has no reason costs more than any number of other beats. A way may be
    longer than another to the same state and still have fewer beats without reasons, so a way
    counts unless one is known that is better in both. None: there is none, or more than `most`
    ways would have to be looked at.
    """
    search = _Search(engine, limits)
    return search.run(aim, most)


class _Search:
    def __init__(self, engine: Engine, limits: Limits) -> None:
        self._engine = engine
        self._limits = limits
        self._explained: dict[tuple[Handle, int], bool] = {}
        self._order = 0
        self._queue: list[tuple[_Way, int, Handle, tuple[int, ...], tuple[int, ...]]] = []

    def run(self, aim: str, most: int) -> Miss | None:
        shortest: dict[Handle, int] = {}
        self._push(_Way(), self._engine.start(), (), ())
        looked = 0
        while self._queue and looked < most:
            way, _, state, events, lacking = heapq.heappop(self._queue)
            if self._engine.holds(state, aim):
                actions = self._engine.problem.actions
                return Miss(tuple(actions[a].name for a in events), lacking)
            # All that came before it lack no more reasons: only a shorter way is of use.
            if state in shortest and shortest[state] <= way.beats:
                continue
            shortest[state] = way.beats
            looked += 1
            if way.beats < self._limits.length:
                self._go_on(way, state, events, lacking)
        return None

    def _go_on(
        self, way: _Way, state: Handle, events: tuple[int, ...], lacking: tuple[int, ...]
    ) -> None:
        for action in self._engine.possible(state):
            after = self._engine.after(state, action)
            if after == state:
                continue
            beat = way.beats + 1
            if self.explained(state, action):
                longer, without = _Way(way.lacking, beat, way.first), lacking
            else:
                first = way.first if way.lacking else -beat
                longer, without = _Way(way.lacking + 1, beat, first), (*lacking, beat)
            self._push(longer, after, (*events, action), without)

    def _push(
        self, way: _Way, state: Handle, events: tuple[int, ...], lacking: tuple[int, ...]
    ) -> None:
        self._order += 1  # of equally good ways, the one that was come upon first
        heapq.heappush(self._queue, (way, self._order, state, events, lacking))

    def explained(self, state: Handle, action: int) -> bool:
        """Whether everybody who must consent has a reason."""
        key = state, action
        if key not in self._explained:
            foresight = self._limits.foresight
            self._explained[key] = (
                not self._engine.problem.actions[action].by
                or self._engine.reasons(state, action, foresight) is not None
            )
        return self._explained[key]
