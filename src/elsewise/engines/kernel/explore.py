"""Whole story graphs from the kernel."""

from __future__ import annotations

from elsewise import _kernel
from elsewise.engines.kernel.border import OurErrors, bounds, statistics
from elsewise.engines.kernel.encoding import flat, tables
from elsewise.graph.graph_data import GraphData, Part
from elsewise.graph.section_file import Section
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, ProgressReport, Statistics


def explore(
    problem: Problem,
    limits: Limits,
    report: ProgressReport | None = None,
    *,
    explained: bool = True,
) -> GraphData:
    """Return every state that explained events lead to from the start, and how.

    Unless `explained`, all possible events count, whoever has a reason for them.

    A limit that is reached, and Ctrl-C, end it with what was explored so far.
    """
    graph, taken = _run(problem, limits, report, explained)
    return GraphData(
        problem=problem,
        limits=limits,
        explained=explained,
        stopped_by=graph.stopped_by,
        statistics=taken,
        states=graph.states,
        explored=graph.explored,
        layer_ends=tuple(graph.layer_ends),
        parts=tuple(Part(p.level, p.owner, tuple(p.slots), p.first, p.count) for p in graph.parts),
        codes=(None, False, True, *flat(problem).entities, *graph.numbers),
        edge_ends=Section(graph.take_edge_ends(), "Q"),
        events=Section(graph.take_events(), "I"),
        targets=Section(graph.take_targets(), "I"),
        utilities=Section(graph.take_utilities(), "d"),
        endings=Section(graph.take_endings(), "B"),
        rows=Section(graph.take_rows(), "I"),
        minds=Section(graph.take_minds(), "I"),
        values=Section(graph.take_values(), "B" if graph.code_bytes == 1 else "H"),
    )


def _run(
    problem: Problem, limits: Limits, report: ProgressReport | None, explained: bool
) -> tuple[_kernel.Graph, Statistics]:
    """Explore with an engine that is gone afterwards: the graph needs its memory."""
    with OurErrors(problem):
        kernel = _kernel.Engine(tables(problem), limits.depth, limits.levels_below(problem))
        foresight = limits.foresight if explained else None
        graph = kernel.explore(limits.length, foresight, *bounds(kernel, limits, report))
    return graph, statistics(kernel)
