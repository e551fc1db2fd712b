"""Answering questions about all stories of a world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Unpack

from elsewise.errors import UsageError
from elsewise.explain.query.answer import Answer, Size, Verdict
from elsewise.explain.query.intending import GraphIntentions
from elsewise.explain.query.labelling import TRUE, Labeller
from elsewise.explain.query.preparing import (
    aims_in,
    common_depth,
    conditions_in,
    says_when,
    with_depth,
)
from elsewise.explain.query.showing import Position, Shower, Trail
from elsewise.graph.counting import ways
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.asked_conditions import ground_conditions, paths_in, with_conditions
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import explore
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.plots import Plot
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Condition
from elsewise.story.limits import Limits, ProgressReport
from elsewise.story.story import Beat, Story
from elsewise.world.expressions import Expression
from elsewise.world.model import World
from elsewise.world.questions import Formula, Question, Stories, Until
from elsewise.world.reading import read_question


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
    `graph` is one that was explored before; without it, one is explored within the limits (said
    one by one, or all at once as `limits`, else the world's). It is asked about the start; or about
    the moment after the events `after`; or `at` a state, by its id, or at a beat of `story` (of the
    one that `tell` tells, if there is none), by its number. With `count`, the question is a
    condition, and the answer says whether any story comes to it and how many sequences of events of
    each length do.

    Yes and no are certain, of stories of any length: a story that has ended stays as it is, and one
    may go on for ever. Where the limits leave it open, the answer says so.

    Raises `WorldError` with everything that is wrong with the question or the world, and
    `UsageError` for a place that does not exist and for a graph that does not keep the minds that
    the question looks into.
    """
    asking = Asking(world, [question], graph, any_event=any_event, limits=limits, report=report)
    asking.begin(at=at, after=after, story=story, **said)
    return asking.answer(0, count=count)


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
    asking = Asking(world, questions, None, any_event=any_event, limits=limits, report=report)
    asking.begin(**said)
    return tuple(asking.answer(number) for number in range(len(questions)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is asked: a state of the graph, and the events that lead there from the start."""

    state: int = 0
    events: tuple[str, ...] = ()


class Asking:
    """One exploration of a world for several questions. Call `begin`, then `answer`."""

    def __init__(
        self,
        world: World,
        questions: Sequence[str | Question],
        graph: StoryGraph | None,
        *,
        any_event: bool | None,
        limits: Limits | None,
        report: ProgressReport | None,
    ) -> None:
        self._world = world
        self._questions = [
            read_question(world, question) if isinstance(question, str) else question
            for question in questions
        ]
        self._given = graph
        self._limits = limits
        self._report = report
        self._place = Place()
        if graph is not None and any_event is not None and any_event is graph.explained:
            made = "explained events" if graph.explained else "all possible events"
            raise UsageError(f"This graph was explored for {made}; ask without it.")
        self._any = (graph is not None and not graph.explained) if any_event is None else any_event

    # -- the graph ----------------------------------------------------------------------------

    def begin(
        self,
        *,
        at: str | int | None = None,
        after: str | Sequence[str] | None = None,
        story: Plot | None = None,
        **said: Unpack[Said],
    ) -> None:
        """Find the place where it is asked, and explore what lies ahead of it."""

        def told() -> Plot:
            if story is not None:
                return story
            return _story_told(self._world)

        if self._given is not None:
            if self._limits is not None or any(value is not None for value in said.values()):
                raise UsageError("A graph has the limits that it was explored with; say no others.")
            self._graph = self._given
            self._limits = self._graph.limits
            self._formulas = self._spelt_out()
            events = events_to(at, after, told, lambda: self._graph)
            self._place = Place(self._walked(events), events)
            return
        self._limits = effective_limits(self._world, self._limits, **said)
        limits = self._limits
        self._formulas = self._spelt_out()
        events = events_to(
            at, after, told, lambda: explore(self._world, limits, explained=not self._any)
        )
        names = {str(number): condition for number, condition in enumerate(self._conditions)}
        problem = with_conditions(self._world, names, depth=limits.depth)
        if events:
            problem = Moment.start(problem, limits).replay(events).as_problem()
        self._graph = explore(problem, limits, explained=not self._any, report=self._report)
        self._place = Place(0, events)

    def _spelt_out(self) -> list[Formula]:
        assert self._limits is not None
        kept = self._limits.depth + 1
        formulas = (question.formula for question in self._questions)
        return [with_depth(formula, common_depth(formula, kept) or kept) for formula in formulas]

    def _walked(self, events: Sequence[str]) -> int:
        """Return the state of the graph that events lead to."""
        state = 0
        for event in events:
            edges = {edge.event: edge.target for edge in self._graph.edges(state)}
            if event not in edges:
                raise UsageError(
                    f"{event} does not happen there in this graph; ask without the graph to start "
                    "after events for which somebody has no reason."
                )
            state = edges[event]
        return state

    @cached_property
    def _conditions(self) -> tuple[Expression, ...]:
        return tuple(dict.fromkeys(c for f in self._formulas for c in conditions_in(f)))

    @cached_property
    def _ground(self) -> Mapping[Expression, Condition]:
        aims = [aim for formula in self._formulas for aim in aims_in(formula)]
        asked = list(dict.fromkeys((*self._conditions, *aims)))
        names = {str(number): condition for number, condition in enumerate(asked)}
        found = ground_conditions(self._world, self._graph.problem, names)
        for expression in self._conditions:
            self._see_that_minds_are_kept(found[str(asked.index(expression))])
        return {expression: found[str(number)] for number, expression in enumerate(asked)}

    def _see_that_minds_are_kept(self, condition: Condition) -> None:
        graph = self._graph
        for path in sorted(paths_in(condition), key=len):
            if len(graph) and not graph.arrays.keeps(path):
                minds = " believes that ".join(graph.problem.characters[c] for c in path)
                raise UsageError(
                    f"This graph was explored with depth {graph.limits.depth} and does not keep "
                    f"what {minds} believes. Ask without the graph: `elsewise ask` then keeps "
                    "the minds that the question looks into."
                )

    @cached_property
    def _labeller(self) -> Labeller:
        aims = [aim for formula in self._formulas for aim in aims_in(formula)]
        intentions = GraphIntentions(self._graph, {aim: self._ground[aim] for aim in aims})
        return Labeller(self._graph.arrays, self._ground, intentions)

    # -- answers ------------------------------------------------------------------------------

    def answer(self, number: int, *, count: bool = False) -> Answer:
        """Return the answer to one of the questions."""
        question, formula = self._questions[number], self._formulas[number]
        if count:
            if says_when(formula):
                raise UsageError(
                    "What is counted are the sequences of events after which something is so: ask "
                    "for a condition without words of time."
                )
            formula = Until(Stories.SOME, TRUE, formula)
        graph, place = self._graph, self._place
        verdict, trail = self._judged(formula) if len(graph) else (Verdict.OPEN, None)
        assert self._limits is not None
        return Answer(
            world=graph.problem.name,
            question=question.text.strip(),
            verdict=verdict,
            limits=self._limits,
            size=Size(len(graph), graph.explored, graph.edge_count, graph.stopped_by),
            after=place.events,
            any_event=self._any,
            story=None if trail is None else self._story(trail),
            beat=None if trail is None else trail.decides,
            ends=trail is not None and self._ends(trail),
            returns_to=None if trail is None else trail.returns_to,
            common_depth=common_depth(question.formula, self._limits.depth + 1),
            counts=self._counts(self._formulas[number]) if count and len(graph) else None,
        )

    def _judged(self, formula: Formula) -> tuple[Verdict, Trail | None]:
        position = Position(self._place.state)
        truth = self._labeller.label(formula).quiet
        if truth.sure[position.state]:
            verdict, wanted = Verdict.YES, True
        elif not truth.maybe[position.state]:
            verdict, wanted = Verdict.NO, False
        else:
            return Verdict.OPEN, None
        return verdict, Shower(self._labeller).trail(formula, position, wanted)

    def _counts(self, formula: Formula) -> tuple[int, ...]:
        """Return how many sequences of 0, 1, … events there are after which something is so.

        So far as all are known: up to before the first length at which one may go on from a state
        that was not explored.
        """
        assert self._limits is not None
        label, edges, start = self._labeller.label(formula), self._labeller.ways, self._place.state
        after = edges.sources[label.behind(edges.targets).sure]
        found = [int(label.quiet.sure[start])]
        for reach in islice(ways(self._graph.arrays, start), self._limits.length):
            if reach[edges.unexplored].any():
                break
            found.append(int(reach[after].sum()))
        return tuple(found)

    def _ends(self, trail: Trail) -> bool:
        """Whether nothing goes on from where a trail ends."""
        ways = self._labeller.ways
        state = int(ways.targets[trail.edges[-1]]) if trail.edges else self._place.state
        return bool(ways.ended[state])

    def _story(self, trail: Trail) -> Story:
        graph, ways = self._graph, self._labeller.ways
        beats: list[Beat] = []
        state = self._place.state
        for edge in trail.edges:
            event = graph.problem.actions[int(graph.arrays.events[edge])].name
            reasons = {} if self._any else graph.reasons(state, event)
            beats.append(Beat(event, reasons))
            state = int(ways.targets[edge])
        return Story(tuple(beats), None, graph.utility(state))


def _story_told(world: World) -> Story:
    """Return the story that `tell` tells."""
    problem = ground(world)
    outcome = find(problem, ending=next(iter(problem.endings), None))
    if outcome.story is None:
        raise UsageError("There is no story of which to take a beat; name the events by --after.")
    return outcome.story
