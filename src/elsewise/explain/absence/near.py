"""The story that comes nearest to an aim if reasons do not matter."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import count

from elsewise.explain.absence.answer import Miss
from elsewise.play.moment import Moment
from elsewise.story.watch import Stopped, Watch

_Cost = tuple[int, int, int]

MOST_STATES = 8_000
"""Most ways that are looked at for a nearest miss if no limit on time is set."""


def nearest_miss(start: Moment, aim: str, way: Sequence[str], watch: Watch) -> Miss:
    """Return the story that comes nearest to an ending, or the one of a way to it.

    It is looked for in no more than half of the time that is left; if no limit on time is set,
    among no more than `MOST_STATES` ways. Raises `Stopped` when memory is used up.
    """
    part = Watch(watch.left(parts=2))
    most = MOST_STATES if watch.left().seconds is None else None
    try:
        return _nearest(start, aim, part, most) or _along(start, way)
    except Stopped as stopped:
        if stopped.by != "seconds":
            raise
        return _along(start, way)


def _nearest(start: Moment, aim: str, watch: Watch, most: int | None) -> Miss | None:
    """Return the story that comes nearest to an ending, no longer than the limit of length.

    Least costly ways first (Dijkstra, "A note on two problems in connexion with graphs", 1959): a
    beat for which somebody has no reason costs more than any number of other beats. A way may be
    longer than another to the same state and still have fewer beats without reasons, so a way
    counts unless one is known that is better in both. None: there is none, or more than `most`
    ways would have to be looked at. Raises `Stopped` when time is up.
    """
    order = count()  # of equally good ways, the one that was come upon first
    queue: list[tuple[_Cost, int, Moment, tuple[int, ...]]] = [
        (_cost(0, ()), next(order), start, ())
    ]
    shortest: dict[Moment, int] = {}
    looked = 0
    while queue and (most is None or looked < most):
        (_, beats, _), _, here, lacking = heappop(queue)
        watch.look()
        if here.holds(aim):
            return Miss(here.events, lacking)
        # All that came before it lack no more reasons: only a shorter way is of use.
        if shortest.get(here, beats + 1) <= beats:
            continue
        shortest[here] = beats
        looked += 1
        for action in here.possible_numbers() if beats < here.limits.length else ():
            after = here.after(action)
            if after != here:
                explained = not here.action(action).by or here.reasons(action) is not None
                then = lacking if explained else (*lacking, beats + 1)
                heappush(queue, (_cost(beats + 1, then), next(order), after, then))
    return None


def _cost(beats: int, lacking: tuple[int, ...]) -> _Cost:
    """Return how many beats lack reasons, how many there are, and the first lacking, negated."""
    return len(lacking), beats, -lacking[0] if lacking else 0


def _along(start: Moment, way: Sequence[str]) -> Miss:
    """Return a way as a miss: which of its beats lack a reason."""
    here, lacking = start, []
    for beat, event in enumerate(way, start=1):
        if here.reasons(event) is None:
            lacking.append(beat)
        here = here.after(event)
    return Miss(tuple(way), tuple(lacking), nearest=False)
