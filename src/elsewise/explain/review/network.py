"""What follows from what in a plot: the causal network, and beats that nothing follows from.

A beat *enables* a later one if it was the last to change something that the later one's condition
rests on, in truth or in a mind; it is *necessary* for one if, with it left out and the rest played
again, the later one can no longer happen, or somebody has no reason for it any more (the
counterfactual test of Mackie, "Causes and conditions", 1965, as Trabasso and van den Broek,
"Causal thinking and the representation of narrative events", 1985, use it on stories). Nothing
follows from a beat if it is neither, and it neither changes what things are worth to anybody, then
or at the end, nor which ending is reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.explain.review.walking import Walk
from elsewise.play.moment import Moment
from elsewise.problem.problem import Minds

Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The causal links of a plot, as pairs of places (from 0), and the beats without effect.

    `links` join beats; `idle` are those that nothing follows from, or only what is idle itself.
    """

    links: tuple[Link, ...]
    idle: tuple[int, ...]


def network(walk: Walk, stand: Sequence[bool], endings: Sequence[str]) -> Network:
    """Return the causal network of a walk; `stand` says which beats stand."""
    links = set(_enabled(walk))
    needed: set[Link] = set()
    idle: list[int] = []
    last = _outcome(walk.moments[-1], endings)
    for place in reversed(range(len(walk.events))):
        if walk.events[place] is None:
            continue
        needing, end = _without(walk, place, stand)
        needed |= {(place, later) for later in needing}
        follows = any(begin == place and later not in idle for begin, later in links | needed)
        if not follows and not _worth_something(walk, place) and last == _outcome(end, endings):
            idle.append(place)
    return Network(tuple(sorted(links | _direct(needed, links))), tuple(sorted(idle)))


def _direct(needed: set[Link], links: set[Link]) -> set[Link]:
    """Return which of the later beats that need a beat do so through no beat between them."""
    known = needed | links
    return {
        (begin, end)
        for begin, end in needed
        if not any(
            (begin, between) in known and (between, end) in known
            for between in range(begin + 1, end)
        )
    }


def _enabled(walk: Walk) -> Iterator[Link]:
    """Yield, for every beat, which beats last wrote what its condition rests on."""
    for place, event in enumerate(walk.events):
        if event is None or walk.goings[place] is not None:
            continue
        moment = walk.moments[place]
        action = moment.action(event)
        for look in moment.support(action.condition):
            writer = last_change(walk, place, look.minds, look.fluent)
            if writer is not None:
                yield writer, place


def last_change(walk: Walk, place: int, minds: Minds, fluent: int) -> int | None:
    """Return the last beat before a place that changed a fluent in a mind."""
    value = walk.moments[place].value(fluent, minds)
    for before in range(place - 1, -1, -1):
        if walk.moments[before].value(fluent, minds) != value:
            return before
    return None


def _without(walk: Walk, place: int, stand: Sequence[bool]) -> tuple[list[int], Moment]:
    """Play the rest of a plot without one beat; return which beats no longer stand, and the end."""
    moment = walk.moments[place]
    needing: list[int] = []
    for later in range(place + 1, len(walk.events)):
        event = walk.events[later]
        if event is None or not stand[later]:
            if event is not None and moment.can(event):
                moment = moment.after(event)
            continue
        if not moment.is_explained(event):
            needing.append(later)
        if moment.can(event):
            moment = moment.after(event)
    return needing, moment


def _outcome(moment: Moment, endings: Sequence[str]) -> tuple[object, ...]:
    """Return what a plot has come to: what it is worth to everybody, and which ending it is."""
    people = range(len(moment.problem.characters))
    return (
        *(moment.utility(c) for c in people),
        *(moment.mind(c).utility(c) for c in people),
        *(moment.holds(ending) for ending in endings),
    )


def _worth_something(walk: Walk, place: int) -> bool:
    """Whether a beat changes at once what things are worth to somebody."""
    before, after = walk.moments[place], walk.moments[place + 1]
    people = range(len(before.problem.characters))
    return any(before.utility(c) != after.utility(c) for c in people) or any(
        before.mind(c).utility(c) != after.mind(c).utility(c) for c in people
    )
