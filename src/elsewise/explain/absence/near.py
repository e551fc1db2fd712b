"""The story that comes nearest to an aim if reasons do not matter."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from elsewise.explain.absence.problems import AIM
from elsewise.explain.absence.values import Miss
from elsewise.play.moment import Moment

MOST_STATES = 8_000
"""Most states that are looked at for a nearest miss."""


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """How one comes to a state: beats without reasons, beats, the first without, counted back."""

    lacking: int = 0
    beats: int = 0
    first: int = 0


def nearest_miss(start: Moment, aim: str = AIM, most: int = MOST_STATES) -> Miss | None:
    """Return the story that comes nearest to an ending, no longer than the limit of length.

    Least costly ways first (Dijkstra, "A note on two problems in connexion with graphs", 1959): a
    beat for which somebody has no reason costs more than any number of other beats. A way may be
    longer than another to the same state and still have fewer beats without reasons, so a way
    counts unless one is known that is better in both. None: there is none, or more than `most`
    ways would have to be looked at.
    """
    return _Search().run(start, aim, most)


class _Search:
    def __init__(self) -> None:
        self._order = 0
        self._queue: list[tuple[_Way, int, Moment, tuple[int, ...]]] = []
        self._explained: dict[tuple[Moment, int], bool] = {}

    def run(self, start: Moment, aim: str, most: int) -> Miss | None:
        shortest: dict[Moment, int] = {}
        self._push(_Way(), start, ())
        looked = 0
        while self._queue and looked < most:
            way, _, here, lacking = heapq.heappop(self._queue)
            if here.holds(aim):
                return Miss(here.events, lacking)
            # All that came before it lack no more reasons: only a shorter way is of use.
            if here in shortest and shortest[here] <= way.beats:
                continue
            shortest[here] = way.beats
            looked += 1
            if way.beats < here.limits.length:
                self._go_on(way, here, lacking)
        return None

    def _go_on(self, way: _Way, here: Moment, lacking: tuple[int, ...]) -> None:
        for action in here.possible_numbers():
            after = here.after(action)
            if after == here:
                continue
            beat = way.beats + 1
            if self.explained(here, action):
                self._push(_Way(way.lacking, beat, way.first), after, lacking)
            else:
                first = way.first if way.lacking else -beat
                self._push(_Way(way.lacking + 1, beat, first), after, (*lacking, beat))

    def _push(self, way: _Way, here: Moment, lacking: tuple[int, ...]) -> None:
        self._order += 1  # of equally good ways, the one that was come upon first
        heapq.heappush(self._queue, (way, self._order, here, lacking))

    def explained(self, here: Moment, action: int) -> bool:
        """Whether everybody who must consent has a reason."""
        key = here, action
        if key not in self._explained:
            asked = here.action(action).by
            self._explained[key] = not asked or here.reasons(action) is not None
        return self._explained[key]
