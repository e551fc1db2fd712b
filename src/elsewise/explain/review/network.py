"""What follows from what in a plot, and beats that nothing follows from.

Nothing follows from a beat if it is a cause of none (see `explain.causes`), or only of such beats,
and neither changes what things are worth to anybody, then or at the end, nor which ending is
reached.
"""

from __future__ import annotations

from dataclasses import dataclass

from elsewise.explain.causes import motives, needs
from elsewise.explain.replay import Replay, Run
from elsewise.explain.review.plot_replay import PlotReplay
from elsewise.play.moment import Moment


@dataclass(frozen=True, slots=True)
class Network:
    """The causal links of a plot, as pairs of beats (from 1), and the beats without effect.

    `links` join beats; `idle` are those that nothing follows from, or only what is idle itself.
    """

    links: tuple[tuple[int, int], ...]
    idle: frozenset[int]


def network(replay: PlotReplay) -> Network:
    """Return the causal network of a plot."""
    runs = Replay(Run(tuple(replay.moments)), replay.events)
    links = {(one.source, one.target) for one in (*needs(runs), *motives(runs)) if one.source}
    idle: set[int] = set()
    last = _outcome(replay.moments[-1])
    for beat, _, before in reversed(list(runs.beats())):
        follows = any(source == beat and target not in idle for source, target in links)
        changes = _worth(before) != _worth(replay.moments[beat])
        if (
            not follows
            and not changes
            and last == _outcome(runs.run(frozenset({beat})).moments[-1])
        ):
            idle.add(beat)
    return Network(tuple(sorted(links)), frozenset(idle))


def _outcome(moment: Moment) -> tuple[object, ...]:
    """Return what a plot has come to: what it is worth to everybody, and which ending it is."""
    return *_worth(moment), *map(moment.holds, moment.problem.endings)


def _worth(moment: Moment) -> tuple[object, ...]:
    """Return what things are worth to everybody: as they are, and as each believes they are."""
    people = range(len(moment.problem.characters))
    return *(moment.utility(c) for c in people), *(moment.mind(c).utility(c) for c in people)
