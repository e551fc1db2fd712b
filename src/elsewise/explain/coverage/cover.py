"""Coverage: what every line of a world has to do with its stories."""

from __future__ import annotations

from dataclasses import replace
from typing import Unpack

import numpy as np

from elsewise.diagnostics import NOWHERE, Source
from elsewise.explain.coverage.courses import Courses
from elsewise.explain.coverage.following import follow
from elsewise.explain.coverage.gains import Gains
from elsewise.explain.coverage.measuring import Found, Measure
from elsewise.explain.coverage.never import Never
from elsewise.explain.coverage.subjects import Subject, subjects
from elsewise.explain.coverage.values import Coverage, Covered, Kind, LineCoverage
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import GraphMoments, explore
from elsewise.play.graph_of_world import check_graph
from elsewise.play.settings import Said
from elsewise.story.limits import Limits, ProgressReport
from elsewise.world.model import World

_WHOLE = {
    Kind.ACTION_BELIEF: Kind.ACTION,
    Kind.ACTION_TELL: Kind.ACTION,
    Kind.TRIGGER_BELIEF: Kind.TRIGGER,
    Kind.TRIGGER_TELL: Kind.TRIGGER,
    Kind.ENDING_TELL: Kind.ENDING,
}
"""What a line belongs to."""


def coverage(
    world: World,
    limits: Limits | None = None,
    *,
    graph: StoryGraph | None = None,
    report: ProgressReport | None = None,
    **said: Unpack[Said],
) -> Coverage:
    """Return what every action, trigger, belief, want, ending and `tell` line has to do with it.

    That is: in how many stories and at how many events each takes part, the shortest story up to
    the first time, or why it never does. Everything within the limits is looked at; they are said
    as for `explore`. `graph` is one that was explored from this world before.

    A limit that is reached, and Ctrl-C, end it with what is known so far: what was not found then
    is open, not never. `seconds` and `memory` count for each of the steps: to explore, to follow
    the triggers, to look at the reasons. Raises `UsageError` if the graph is of another world.
    """
    if graph is None:
        graph = explore(world, limits, report=report, **said)
    else:
        check_graph(graph, world)
    spent = Limits(seconds=graph.limits.seconds, memory=graph.limits.memory)
    moments = GraphMoments(graph)
    followed = follow(graph, moments, spent, report)
    measure = Measure(world, graph, followed, Gains(world, graph, moments, spent))
    stopped_by = graph.stopped_by or measure.followed.stopped_by or measure.gains.stopped_by
    length = graph.limits.length
    if graph.incomplete_from is not None:
        length = max(graph.incomplete_from - 1, 0)
    courses = Courses(graph.arrays, length)
    return Coverage(
        world.name,
        world.source,
        graph.limits,
        stopped_by,
        length,
        courses.total,
        len(graph),
        graph.edge_count,
        _parts(measure, courses),
    )


def _parts(measure: Measure, courses: Courses) -> tuple[LineCoverage, ...]:
    found = [(subject, measure.found(subject)) for subject in subjects(measure.world)]
    happening = {(subject.kind, subject.number) for subject, where in found if where.anywhere}
    never = Never(measure)
    parts: list[LineCoverage] = []
    for subject, where in found:
        part = _counted(measure, courses, subject, where)
        if not where.anywhere and not where.in_minds:
            happens = (_WHOLE.get(subject.kind, subject.kind), subject.number) in happening
            whole = measure.graph.complete and where.looked_everywhere
            covered, why = never.why(subject, happens) if whole else _OPEN
            part = replace(part, covered=covered, never=why)
        parts.append(part)
    return tuple(parts)


_OPEN = (Covered.OPEN, "It takes part in nothing that was looked at before a limit was reached.")


def _counted(measure: Measure, courses: Courses, subject: Subject, where: Found) -> LineCoverage:
    graph, arrays = measure.graph, measure.graph.arrays
    line, column, text = _place(measure.world.source, subject)
    stories = courses.total if where.at_start else courses.through(where.edges)
    states = arrays.sources[where.edges] if where.states is None else np.flatnonzero(where.states)
    return LineCoverage(
        subject.kind,
        subject.name,
        text,
        line,
        column,
        Covered.YES if where.anywhere else Covered.IN_MINDS,
        stories,
        stories / courses.total if courses.total else 0.0,
        int(where.edges.sum()),
        len(np.unique(states)),
        where.in_minds,
        where.acted_for,
        _witness(graph, where),
        None,
        subject.span,
    )


def _witness(graph: StoryGraph, where: Found) -> tuple[str, ...] | None:
    """Return the shortest story up to where something first takes part; edges stand in order."""
    if where.at_start:
        return ()
    first = np.flatnonzero(where.edges)
    if not len(first):
        return None
    arrays = graph.arrays
    action = graph.problem.actions[int(arrays.events[first[0]])]
    return (*graph.way_to(int(arrays.sources[first[0]])), action.name)


def _place(source: Source, subject: Subject) -> tuple[int | None, int | None, str]:
    if subject.span == NOWHERE:
        return None, None, subject.name
    line, column = source.position(subject.span.begin)
    words = source.text[subject.span.begin : subject.span.end]
    return line, column, " ".join(words.split())
