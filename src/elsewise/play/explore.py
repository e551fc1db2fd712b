"""Whole story graphs."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from elsewise.graph.graph_data import GraphData
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.settings import Said, effective_limits, in_time
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, ProgressReport

if TYPE_CHECKING:
    from elsewise.world.model import World


def explore(
    world: World | Problem,
    limits: Limits | None = None,
    *,
    explained: bool = True,
    report: ProgressReport | None = None,
    begun: float | None = None,
    **said: Unpack[Said],
) -> StoryGraph:
    """Return every state that can be reached within the limits, and every event that leads there.

    Only events for which everybody who must consent has a reason count; unless `explained`, all
    that can physically happen. Single limits are said by name (`length=8, seconds=10`); the others
    are the world's. `limits` says all of them at once, instead of the world's. `report` is called
    now and then with the progress made. Seconds are counted from `begun`, as `time.monotonic`
    tells the time (None: now); grounding is within them.

    A limit that is reached, and Ctrl-C, end it with the graph so far: see `complete` and
    `incomplete_from`. Raises `UsageError` for limits that make no sense, and `WorldError` if the
    world cannot run.
    """
    from elsewise.engines.kernel.explore import explore as explored

    begun = time.monotonic() if begun is None else begun
    problem = ground(world)
    merged = effective_limits(problem, limits, **said)
    data = explored(problem, in_time(merged, begun), report, explained=explained)
    return _with_reasons(replace(data, limits=merged))


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
    """Return a graph that can say reasons; what works them out is made when it is first asked."""

    @cache
    def start() -> Moment:
        return Moment.start(data.problem, data.limits)

    return StoryGraph(data, lambda way, action: start().replay(way).reasons(action))
