"""Whole story graphs, and the moments of their states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from elsewise.errors import UsageError
from elsewise.graph.graph_data import GraphData
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, ProgressReport
from elsewise.story.story import Reason
from elsewise.story.watch import Watch

if TYPE_CHECKING:
    from elsewise.world.model import World


def explore(
    world: World | Problem,
    limits: Limits | None = None,
    *,
    explained: bool = True,
    report: ProgressReport | None = None,
    watch: Watch | None = None,
    **said: Unpack[Said],
) -> StoryGraph:
    """Return every state that can be reached within the limits, and every event that leads there.

    Only events for which everybody who must consent has a reason count; unless `explained`, all
    that can physically happen. Single limits are said by name (`length=8, seconds=10`); the others
    are the world's. `limits` says all of them at once, instead of the world's. `report` is called
    now and then with the progress made. Seconds are counted from the beginning of
    `watch` (None: from now); grounding is within them.

    A limit that is reached, and Ctrl-C, end it with the graph so far: see `complete` and
    `incomplete_from`. Raises `UsageError` for limits that make no sense, and `WorldError` if the
    world cannot run.
    """
    from elsewise.engines.kernel.explore import explore as explored

    watch = watch or Watch()
    problem = ground(world)
    merged = effective_limits(problem, limits, **said)
    data = explored(problem, watch.left(merged), report, explained=explained)
    return _with_reasons(replace(data, limits=merged))


BEYOND = 150_000
"""So many states may each look beyond the limits make if no limit of effort is said."""

FIRST_STATES, GROWTH = 10_000, 8
"""So many states are looked at first where not all need be, and then so many times as many."""


def growing(
    problem: Problem,
    watch: Watch,
    *,
    explained: bool = True,
    report: ProgressReport | None = None,
) -> Iterator[tuple[StoryGraph, bool]]:
    """Yield larger and larger graphs within what is left of limits, and whether one is the last.

    The first has what can come next, the last is what `explore` returns. Each is explored anew; as
    they grow so fast, all together take little longer than the last.
    """
    states, last = 0, False
    while not last:
        left = watch.left()
        if states:
            tried = replace(left, states=min(states, left.states or states))
        else:
            tried = replace(left, length=min(1, left.length))
        graph = explore(problem, tried, explained=explained, report=report)
        last = graph.stopped_by != (None if states == 0 else "states") or tried == left
        yield graph, last
        states = states * GROWTH or FIRST_STATES


MOST_STATES = 500_000
"""So many states are made at most to find one by its id, where nobody says how many."""


def graph_with(
    world: World | Problem,
    state: str,
    limits: Limits,
    *,
    explained: bool = True,
    report: ProgressReport | None = None,
) -> StoryGraph:
    """Return a graph that has the state of an id: no more is explored than it takes.

    Raises `UsageError` if there is no such state within the limits, and if the text is no id.
    """
    from elsewise.graph.state_ids import SHORTEST, id_in
    from elsewise.story.display import with_stop

    asked, watch = id_in(state), Watch(replace(limits, states=limits.states or MOST_STATES))
    for graph, last in growing(ground(world), watch, explained=explained, report=report):
        if not last and len(asked) < SHORTEST:
            continue  # others that begin so may come
        try:
            graph.named(asked)
        except UsageError as error:
            if last:
                raise UsageError(with_stop(str(error), graph.stopped_by)) from None
        else:
            return graph
    raise AssertionError("Some graph is the last.")


def open_graph(path: str | Path) -> StoryGraph:
    """Open a graph that `StoryGraph.save` wrote, without reading it whole.

    Raises `UsageError` if there is no such file, and `FormatError` if it holds no graph that this
    version can read. Damage further inside raises `FormatError` when it is come upon.
    """
    from elsewise.graph.graph_file import read

    return _with_reasons(read(path))


def id_of(moment: Moment) -> str:
    """Return the short name by which graphs call a moment's state: see `StoryGraph.id_of`."""
    return explore(moment.as_problem(), replace(moment.limits, length=0)).id_of(0)


def _with_reasons(data: GraphData) -> StoryGraph:
    """Return a graph that can say reasons."""
    return StoryGraph(data, _Reasons(data.problem, data.limits))


@dataclass(frozen=True)
class _Reasons:
    """Says reasons; the moment from which they are worked out is made when it is first asked."""

    problem: Problem
    limits: Limits

    def __call__(self, way: Sequence[int], action: int) -> Mapping[str, Reason] | None:
        return self._start.replay(way).reasons(action)

    @cached_property
    def _start(self) -> Moment:
        return Moment.start(self.problem, self.limits)

    def __reduce__(self) -> tuple[object, ...]:
        return _Reasons, (self.problem, self.limits)


class GraphMoments:
    """The moment of each state of a graph; it is worked out when it is first asked for."""

    def __init__(self, graph: StoryGraph) -> None:
        self._arrays = graph.arrays
        self._start = Moment.start(graph.problem, graph.limits)
        self._known = {0: self._start}

    def at(self, state: int) -> Moment:
        """Return the moment of a state, come to on a shortest way."""
        arrays, back = self._arrays, []
        while state not in self._known:
            back.append(state)
            state, _ = arrays.before(state)
        here = self._known[state]
        for state in reversed(back):
            here = here.after(arrays.before(state)[1])
            self._known[state] = here
        return here
