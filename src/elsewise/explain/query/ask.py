"""Answering questions about all stories of a world, with no more work than an answer takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from elsewise.errors import UsageError
from elsewise.explain.query.answer import Answer, Size, Verdict
from elsewise.explain.query.core import (
    Core,
    common_depth,
    conditions_in,
    expressions_in,
    says_when,
)
from elsewise.explain.query.looking import Truths, looked_at, told_at
from elsewise.explain.query.seeking import Seeker, sought
from elsewise.play.asked_conditions import ground_conditions, levels_for, paths_in
from elsewise.play.at_and_after import events_to
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Condition, Minds, Problem
from elsewise.story.limits import Limits, ProgressReport
from elsewise.story.story import Story
from elsewise.story.watch import Watch
from elsewise.world.limit_bounds import HIGHEST
from elsewise.world.model import World
from elsewise.world.questions import Formula, Question, Stories, Until
from elsewise.world.reading import read_question

if TYPE_CHECKING:  # what one moment tells needs no graph
    from elsewise.graph.story_graph import StoryGraph
    from elsewise.play.plots import Plot


def ask(
    world: World,
    question: str | Question,
    *,
    graph: StoryGraph | None = None,
    any_event: bool | None = None,
    at: str | int | None = None,
    after: str | Sequence[str] | None = None,
    story: Plot | None = None,
    count: bool = False,
    limits: Limits | None = None,
    report: ProgressReport | None = None,
    **said: Unpack[Said],
) -> Answer:
    """Answer a question about all stories of a world.

    They are the explained ones, or, with `any_event`, everything that could physically happen.
    `graph` is one that was explored before; without it, as much is explored as the answer takes, at
    most to the limits (said one by one, or all at once as `limits`, else the world's). It is asked
    about the start; or about the moment after the events `after`; or `at` a state, by its id, or at
    a beat of `story` (of the one that `tell` tells, if there is none), by its number. With `count`,
    the question is a condition, and the answer says whether any story comes to it and how many
    sequences of events of each length do.

    Yes and no are certain, of stories of any length: one that has ended stays as it is, and one may
    go on for ever. Open is what only a story past the limits shows, or more than `BEYOND` states.

    Raises `WorldError` with everything that is wrong with the question or the world, and
    `UsageError` for a place that does not exist and for a graph that is not of this world, or that
    does not keep the minds that the question looks into.
    """
    read = _read(world, [question])
    if graph is None:
        merged, explained = effective_limits(world, limits, **said), not any_event
    else:
        _check_graph(graph, world, any_event)
        if limits is not None or any(value is not None for value in said.values()):
            raise UsageError("A graph has the limits that it was explored with; say no others.")
        merged, explained = graph.limits, graph.explained
    events = events_to(
        at,
        after,
        lambda: _story_told(world) if story is None else story,
        lambda state: _graph_with(world, state, merged, explained) if graph is None else graph,
    )
    asked = _Questions(world, read, merged, explained, events, count)
    return asked.answers(report)[0] if graph is None else asked.of_graph(graph)


def ask_all(
    world: World,
    questions: Sequence[str | Question],
    *,
    any_event: bool | None = None,
    limits: Limits | None = None,
    report: ProgressReport | None = None,
    **said: Unpack[Said],
) -> tuple[Answer, ...]:
    """Answer several questions about the start of a world, which is explored once for all."""
    merged = effective_limits(world, limits, **said)
    asked = _Questions(world, _read(world, questions), merged, not any_event, (), False)
    return asked.answers(report)


def _check_graph(graph: StoryGraph, world: World, any_event: bool | None) -> None:
    from elsewise.play.graph_of_world import check_graph

    check_graph(graph, world)
    if any_event is not None and any_event is graph.explained:
        made = "explained events" if graph.explained else "all possible events"
        raise UsageError(f"This graph was explored for {made}; ask without it.")


def _read(world: World, questions: Sequence[str | Question]) -> list[Question]:
    return [read_question(world, one) if isinstance(one, str) else one for one in questions]


def _graph_with(world: World, state: str, limits: Limits, explained: bool) -> StoryGraph:
    from elsewise.play.explore import graph_with

    return graph_with(world, state, limits, explained=explained)


@dataclass(frozen=True)
class _Questions:
    """Questions about the moment after events; with `count`, how often they come true too."""

    world: World
    questions: Sequence[Question]
    limits: Limits
    explained: bool
    events: tuple[str, ...]
    count: bool

    @cached_property
    def _core(self) -> Core:
        return Core(self.limits.depth + 1)

    @cached_property
    def _said(self) -> Sequence[Formula]:
        """What the questions say themselves."""
        return [self._core.of(question.formula) for question in self.questions]

    @cached_property
    def _formulas(self) -> Sequence[Formula]:
        """What is answered: of something that is counted, whether it is ever so."""
        if not self.count:
            return self._said
        if any(map(says_when, self._said)):
            raise UsageError(
                "What is counted are the sequences of events after which something is so: ask "
                "for a condition without words of time."
            )
        true = self._core.true
        return [self._core.of(Until(Stories.SOME, true, one)) for one in self._said]

    def _conditions(self, problem: Problem) -> Mapping[int, Condition]:
        expressions = conditions_in(self._formulas)
        made = ground_conditions(self.world, problem, expressions.values())
        return dict(zip(expressions, made, strict=True))

    def _paths(self, problem: Problem) -> frozenset[Minds]:
        """Return the minds that are looked into."""
        made = ground_conditions(self.world, problem, expressions_in(self._formulas))
        return frozenset(path for condition in made for path in paths_in(condition))

    def of_graph(self, graph: StoryGraph) -> Answer:
        """Answer one question by a graph that was explored before."""
        from elsewise.explain.query.asking import Asking, see_that_minds_are_kept, walked
        from elsewise.explain.query.settling import Settling

        state, problem = walked(graph, self.events), graph.problem
        see_that_minds_are_kept(graph, self._paths(problem))
        conditions, watch = self._conditions(problem), Watch(graph.limits)
        settling = Settling(problem, conditions, watch.look)
        asked = Asking(graph, conditions, self.events, state, settling)
        return asked.answer(self.questions[0], self._formulas[0], self._counted(0))

    def _counted(self, number: int) -> Formula | None:
        return self._said[number] if self.count else None

    # -- without a graph ----------------------------------------------------------------------

    def answers(self, report: ProgressReport | None) -> tuple[Answer, ...]:
        """Answer the questions: at sight, else by as much of what lies ahead as it takes."""
        watch, problem = Watch(self.limits), ground(self.world)
        levels = levels_for(problem, self._paths(problem), self.limits.depth)
        here = Moment.start(replace(problem, levels=levels), self.limits).replay(self.events)
        conditions = self._conditions(problem)
        found: dict[int, Answer] = {}
        known: Truths = {}
        for number, formula in enumerate(self._formulas):
            so = looked_at(formula, told_at(here, conditions), known)
            if so is not None and not self.count:
                nothing = Story((), None, here.utility())
                found[number] = self._shown(number, so, nothing, Size(1, 0, 0, None))
        if len(found) < len(self.questions):
            seeker = Seeker(self.world, self.events, here, conditions)
            self._look_ahead(seeker, known, watch, report, found)
            self._look_beyond(seeker, watch, report, found)
        return tuple(found[number] for number in range(len(self.questions)))

    def _look_ahead(
        self,
        seeker: Seeker,
        known: Truths,
        watch: Watch,
        report: ProgressReport | None,
        found: dict[int, Answer],
    ) -> None:
        """Add the answers that are not `found` yet.

        Larger and larger parts of what lies ahead are explored; in between, with no more states, a
        story is looked for that would settle a question.
        """
        from elsewise.explain.query.asking import Asking
        from elsewise.explain.query.settling import Settling
        from elsewise.play.explore import FIRST_STATES, growing

        problem = seeker.here.as_problem()
        settling = Settling(problem, seeker.conditions, watch.look)
        for graph, last in growing(problem, watch, explained=self.explained, report=report):
            proving = settling if last or len(graph) >= FIRST_STATES else None
            asked = Asking(graph, seeker.conditions, self.events, 0, proving)
            for number, question in enumerate(self.questions):
                if number in found or (self.count and not last):
                    continue
                answer = asked.answer(question, self._formulas[number], self._counted(number))
                if last or answer.verdict is not Verdict.OPEN:
                    size = answer.size if last else replace(answer.size, stopped_by=None)
                    found[number] = replace(answer, limits=self.limits, size=size)
                elif self.explained and graph.limits.states is not None:
                    limits = replace(watch.left(), states=graph.limits.states)
                    for one in sought(self._formulas[number], known):
                        story = seeker.story(one, limits)
                        if story is not None:
                            size = replace(answer.size, stopped_by=None)
                            found[number] = self._shown(number, one.answer, story, size)
                            break
            if len(found) == len(self.questions):
                return

    def _look_beyond(
        self,
        seeker: Seeker,
        watch: Watch,
        report: ProgressReport | None,
        found: dict[int, Answer],
    ) -> None:
        """Settle what only the length leaves open, where little can happen at any length.

        What a story beyond the limits shows stays open.
        """
        from elsewise.explain.query.asking import Asking
        from elsewise.play.explore import BEYOND, explore

        left_open = [
            number
            for number, answer in found.items()
            if answer.verdict is Verdict.OPEN and answer.size.stopped_by is None
        ]
        if not left_open or self.count:
            return
        limits = replace(watch.left(), length=HIGHEST["length"])
        limits = replace(limits, states=min(BEYOND, limits.states or BEYOND))
        problem = seeker.here.as_problem()
        graph = explore(problem, limits, explained=self.explained, report=report)
        asked = Asking(graph, seeker.conditions, self.events, 0, None)
        for number in left_open if graph.explored == len(graph) else ():
            answer = asked.answer(self.questions[number], self._formulas[number], None)
            beats = 0 if answer.story is None else len(answer.story.beats)
            if answer.verdict is not Verdict.OPEN and beats <= self.limits.length:
                found[number] = replace(answer, limits=self.limits)
        if graph.stopped_by == "interrupt":
            for number in left_open:
                size = replace(found[number].size, stopped_by="interrupt")
                found[number] = replace(found[number], size=size)

    def _shown(self, number: int, so: bool, story: Story, size: Size) -> Answer:
        """Return an answer that a story shows at its end."""
        question = self.questions[number]
        return Answer(
            world=self.world.name,
            question=question.text.strip(),
            verdict=Verdict.YES if so else Verdict.NO,
            limits=self.limits,
            size=size,
            after=self.events,
            any_event=not self.explained,
            story=story,
            beat=len(story.beats),
            common_depth=common_depth([question.formula], self.limits.depth + 1),
        )


def _story_told(world: World) -> Story:
    """Return the story that `tell` tells."""
    problem = ground(world)
    outcome = find(problem)
    if outcome.story is None:
        raise UsageError("There is no story of which to take a beat; name the events by --after.")
    return outcome.story
