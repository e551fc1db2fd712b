"""Coverage: what every line of a world has to do with its stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Unpack

import numpy as np

from elsewise.diagnostics import NOWHERE, Source
from elsewise.explain.absence.problems import AIM, noting
from elsewise.explain.coverage.courses import Courses
from elsewise.explain.coverage.following import follow
from elsewise.explain.coverage.gains import Gains
from elsewise.explain.coverage.measuring import Found, Measure
from elsewise.explain.coverage.never import Never
from elsewise.explain.coverage.subjects import Subject, subjects
from elsewise.explain.coverage.values import Coverage, Covered, Kind, LineCoverage
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import GraphMoments, explore
from elsewise.play.find import find
from elsewise.play.graph_of_world import check_graph
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Progress, ProgressReport, Status
from elsewise.story.watch import Stopped, Watch
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
    watch: Watch | None = None,
    **said: Unpack[Said],
) -> Coverage:
    """Return what every action, trigger, belief, want, ending and `tell` line has to do with it.

    That is: in how many stories and at how many events each takes part, the shortest story up to
    the first time, or why it never does. Everything within the limits is looked at; they are said
    as for `explore`. `graph` is one that was explored from this world before.

    Where that is too much, each line that was not come upon is searched for. `seconds` are those of
    the whole, from the beginning of `watch` (None: from now). A limit that is reached, and Ctrl-C,
    end it with what is known so far: what was not found then is open, not never. Raises
    `UsageError` if the graph is of another world.
    """
    if graph is not None:
        check_graph(graph, world)
    merged = effective_limits(world, limits, **said) if graph is None else graph.limits
    watch = (watch or Watch()).limited(merged)
    if graph is None:
        graph = explore(world, watch.left(parts=2), report=report)
    return _Look(world, graph, merged, watch, report).coverage()


_OPEN = (Covered.OPEN, "It takes part in nothing that was looked at before a limit was reached.")


class _Look:
    """One look at a world's graph, step by step; a step that is cut off leaves the rest open."""

    def __init__(
        self,
        world: World,
        graph: StoryGraph,
        limits: Limits,
        watch: Watch,
        report: ProgressReport | None,
    ) -> None:
        self._world = world
        self._graph = graph
        self._limits = limits
        self._watch = watch
        self._report = report
        self._stopped_by: str | None = None
        self._note(graph.stopped_by)
        moments = GraphMoments(graph)
        followed = follow(graph, moments, self._share(3))
        self._note(followed.stopped_by)
        gains = Gains(world, graph, moments, self._share(3))
        self._note(gains.stopped_by)
        self._measure = Measure(world, graph, followed, gains)
        self._courses = Courses(graph.arrays, graph.known_length, self._watch)

    def _share(self, parts: int) -> Watch:
        """Return a watch for the first of so many parts that are still to come."""

        def report() -> None:
            if self._report is not None:
                self._report(Progress(self._graph.known_length, 0, watch.statistics()))

        watch = Watch(self._watch.left(parts=parts), report, len(self._graph))
        return watch

    def _note(self, stopped_by: str | None) -> None:
        """Note what cut a step off; after Ctrl-C nothing more is begun."""
        self._stopped_by = self._stopped_by or stopped_by
        if stopped_by == "interrupt":
            self._stopped_by = stopped_by
            self._watch = Watch(Limits(seconds=0.0))

    @contextmanager
    def _step(self) -> Iterator[None]:
        """Note what cuts a step off."""
        try:
            yield
        except Stopped as stopped:
            self._note(stopped.by)
        except KeyboardInterrupt:
            self._note("interrupt")

    def coverage(self) -> Coverage:
        """Return what every line has to do with the stories."""
        graph = self._graph
        nothing = Found(np.zeros(graph.edge_count, np.bool_), looked_everywhere=False)
        found = [(subject, nothing) for subject in subjects(self._world)]
        with self._step():
            for place, (subject, _) in enumerate(found):
                found[place] = subject, self._measure.found(subject)
        parts = [_uncounted(self._world, graph, *each) for each in found]
        self._explain(found, parts)
        total = None
        with self._step():
            total = self._courses.total
            for place, (_, where) in enumerate(found):
                if parts[place].stories is None and not parts[place].found_beyond:
                    stories = total if where.at_start else self._courses.through(where.edges)
                    share = stories / total if total else 0.0
                    parts[place] = replace(parts[place], stories=stories, share=share)
        return Coverage(
            self._world.name,
            self._world.source,
            self._limits,
            self._stopped_by,
            graph.known_length,
            total,
            len(graph),
            graph.edge_count,
            tuple(parts),
        )

    def _explain(self, found: Sequence[tuple[Subject, Found]], parts: list[LineCoverage]) -> None:
        """Say of what was not found why, as far as that is known; else search for it."""
        never = Never(self._measure, self._watch)
        happening = {(subject.kind, subject.number) for subject, where in found if where.anywhere}
        lacking = [
            place
            for place, (_, where) in enumerate(found)
            if not where.anywhere and not where.in_minds
        ]
        for done, place in enumerate(lacking):
            subject, where = found[place]
            parts[place] = replace(parts[place], covered=_OPEN[0], never=_OPEN[1])
            with self._step():
                why = never.impossible(subject)
                if why is None and self._graph.complete and where.looked_everywhere:
                    happens = (_WHOLE.get(subject.kind, subject.kind), subject.number) in happening
                    why = never.why(subject, happens)
                if why is not None:
                    parts[place] = replace(parts[place], covered=why[0], never=why[1])
                else:
                    parts[place] = self._searched(subject, parts[place], len(lacking) - done + 1)

    def _searched(self, subject: Subject, part: LineCoverage, shares: int) -> LineCoverage:
        """Search for a story in which an event or ending takes part."""
        problem, aim = _aimed(self._graph.problem, self._world, subject)
        if problem is None:
            return part
        self._watch.look()
        limits = self._watch.left(self._limits, shares)
        outcome = find(problem, ending=aim, limits=limits, report=self._report)
        if outcome.stopped_by == "interrupt":
            raise KeyboardInterrupt
        if outcome.story is not None:
            witness = outcome.story.events
            return replace(
                part, covered=Covered.YES, never=None, witness=witness, stories=None, share=None
            )
        if outcome.status is Status.NONE:
            return replace(part, covered=Covered.NEVER, never="No story within the limits has it.")
        return part


def _aimed(problem: Problem, world: World, subject: Subject) -> tuple[Problem | None, str]:
    """Return a problem that asks for an event or ending, and what that is called; else None."""
    match subject.kind:
        case Kind.ENDING:
            return problem, world.endings[subject.number].name
        case Kind.ACTION | Kind.TRIGGER:
            events = problem.actions if subject.kind is Kind.ACTION else problem.triggers
            return noting(problem, [e.name for e in events if e.rule == subject.number]), AIM
    return None, ""


def _uncounted(world: World, graph: StoryGraph, subject: Subject, where: Found) -> LineCoverage:
    """Return what is known of something before stories are counted."""
    arrays = graph.arrays
    line, column, text = _place(world.source, subject)
    states = where.states
    if states is None:
        states = np.zeros(len(graph), np.bool_)
        states[arrays.sources[where.edges]] = True
    return LineCoverage(
        subject.kind,
        subject.name,
        text,
        line,
        column,
        Covered.YES if where.anywhere else Covered.IN_MINDS,
        None if where.anywhere else 0,
        None if where.anywhere else 0.0,
        int(where.edges.sum()),
        int(states.sum()),
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
