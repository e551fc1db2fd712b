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

from collections.abc import Sequence
from dataclasses import dataclass

from elsewise.explain.causes import needs
from elsewise.explain.replay import Replay, Run
from elsewise.explain.review.plot_replay import PlotReplay
from elsewise.play.moment import Moment

Link = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Network:
    """The causal links of a plot, as pairs of places (from 0), and the beats without effect.

    `links` join beats; `idle` are those that nothing follows from, or only what is idle itself.
    """

    links: tuple[Link, ...]
    idle: tuple[int, ...]


def network(replay: PlotReplay, stand: Sequence[bool], endings: Sequence[str]) -> Network:
    """Return the causal network of a plot; `stand` says which beats stand."""
    runs = Replay(Run(replay.moments), replay.events)
    links = {(cause.source - 1, cause.target - 1) for cause in needs(runs) if cause.source}
    necessary: set[Link] = set()
    idle: list[int] = []
    last = _outcome(replay.moments[-1], endings)
    for place in reversed(range(len(replay.events))):
        if replay.events[place] is None:
            continue
        without = runs.run(frozenset({place + 1})).moments
        necessary |= {
            (place, later)
            for later, event in enumerate(replay.events)
            if later > place and event and stand[later] and not without[later].is_explained(event)
        }
        follows = any(begin == place and end not in idle for begin, end in links | necessary)
        same_worth = _utilities(replay.moments[place]) == _utilities(replay.moments[place + 1])
        ends_alike = last == _outcome(without[-1], endings)
        if not follows and ends_alike and same_worth:
            idle.append(place)
    return Network(tuple(sorted(links | _direct(necessary, links))), tuple(sorted(idle)))


def _direct(necessary: set[Link], links: set[Link]) -> set[Link]:
    """Return which of the later beats that need a beat do so through no beat between them."""
    known = necessary | links
    return {
        (begin, end)
        for begin, end in necessary
        if not any(
            (begin, between) in known and (between, end) in known
            for between in range(begin + 1, end)
        )
    }


def _outcome(moment: Moment, endings: Sequence[str]) -> tuple[object, ...]:
    """Return what a plot has come to: what it is worth to everybody, and which ending it is."""
    return *_utilities(moment), *(moment.holds(ending) for ending in endings)


def _utilities(moment: Moment) -> tuple[object, ...]:
    """Return what things are worth to everybody: as they are, and as each believes they are."""
    people = range(len(moment.problem.characters))
    return *(moment.utility(c) for c in people), *(moment.mind(c).utility(c) for c in people)
