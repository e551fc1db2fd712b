"""Answering questions about all stories of a world."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    read = _read(world, [question])
    if graph is None:
        merged = effective_limits(world, limits, **said)
        asking = _explored(world, read, merged, not any_event, report, (at, after, story))
    else:
        if any_event is not None and any_event is graph.explained:
            made = "explained events" if graph.explained else "all possible events"
            raise UsageError(f"This graph was explored for {made}; ask without it.")
        if limits is not None or any(value is not None for value in said.values()):
            raise UsageError("A graph has the limits that it was explored with; say no others.")
        events = events_to(
            at, after, lambda: _story_told(world) if story is None else story, lambda: graph
        )
        asking = Asking(world, read, graph, events, _walked(graph, events))
    return asking.answer(read[0], count=count)


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
    read = _read(world, questions)
    merged = effective_limits(world, limits, **said)
    asking = _explored(world, read, merged, not any_event, report, (None, None, None))
    return tuple(map(asking.answer, read))


def _read(world: World, questions: Sequence[str | Question]) -> list[Question]:
    return [read_question(world, one) if isinstance(one, str) else one for one in questions]


def _explored(
    world: World,
    questions: Sequence[Question],
    limits: Limits,
    explained: bool,
    report: ProgressReport | None,
    place: tuple[str | int | None, str | Sequence[str] | None, Plot | None],
) -> Asking:
    """Explore what lies ahead of a place, `at`, `after` and `story` of `ask`, for questions."""
    at, after, story = place
    conditions = _conditions(_spelt_out(question, limits) for question in questions)
    events = events_to(
        at,
        after,
        lambda: _story_told(world) if story is None else story,
        lambda: explore(world, limits, explained=explained),
    )
    names = {str(number): condition for number, condition in enumerate(conditions)}
    problem = with_conditions(world, names, depth=limits.depth)
    if events:
        problem = Moment.start(problem, limits).replay(events).as_problem()
    graph = explore(problem, limits, explained=explained, report=report)
    return Asking(world, questions, graph, events, 0)


def _walked(graph: StoryGraph, events: Sequence[str]) -> int:
    """Return the state of a graph that events lead to."""
    state = 0
    for event in events:
        edges = {edge.event: edge.target for edge in graph.edges(state)}
        if event not in edges:
            raise UsageError(
                f"{event} does not happen there in this graph; ask without the graph to start "
                "after events for which somebody has no reason."
            )
        state = edges[event]
    return state


def _spelt_out(question: Question, limits: Limits) -> Formula:
    """Return a question's formula with common belief followed as deep as minds are kept."""
    kept = limits.depth + 1
    return with_depth(question.formula, common_depth(question.formula, kept) or kept)


def _conditions(formulas: Iterable[Formula]) -> tuple[Expression, ...]:
    return tuple(dict.fromkeys(one for formula in formulas for one in conditions_in(formula)))


@dataclass(frozen=True)
class Asking:
    """Questions about a graph from one of its states on, to which `events` led from the start."""

    world: World
    questions: Sequence[Question]
    graph: StoryGraph
    events: tuple[str, ...]
    state: int

    @cached_property
    def _formulas(self) -> Mapping[Question, Formula]:
        return {question: _spelt_out(question, self.graph.limits) for question in self.questions}

    @cached_property
    def _labeller(self) -> Labeller:
        formulas = self._formulas.values()
        conditions = _conditions(formulas)
        aims = tuple(dict.fromkeys(aim for formula in formulas for aim in aims_in(formula)))
        asked = (*conditions, *aims)
        made = ground_conditions(self.world, self.graph.problem, asked)
        found = dict(zip(asked, made, strict=True))
        for expression in conditions:
            self._see_that_minds_are_kept(found[expression])
        intentions = GraphIntentions(self.graph, {aim: found[aim] for aim in aims})
        return Labeller(self.graph.arrays, found, intentions)

    def _see_that_minds_are_kept(self, condition: Condition) -> None:
        graph = self.graph
        for path in sorted(paths_in(condition), key=len):
            if len(graph) and not graph.arrays.keeps(path):
                minds = " believes that ".join(graph.problem.characters[c] for c in path)
                raise UsageError(
                    f"This graph was explored with depth {graph.limits.depth} and does not keep "
                    f"what {minds} believes. Ask without the graph: `elsewise ask` then keeps "
                    "the minds that the question looks into."
                )

    # -- answers ------------------------------------------------------------------------------

    def answer(self, question: Question, *, count: bool = False) -> Answer:
        """Return the answer to one of the questions."""
        own = formula = self._formulas[question]
        if count:
            if says_when(formula):
                raise UsageError(
                    "What is counted are the sequences of events after which something is so: ask "
                    "for a condition without words of time."
                )
            formula = Until(Stories.SOME, TRUE, formula)
        graph = self.graph
        verdict, trail = self._judged(formula) if len(graph) else (Verdict.OPEN, None)
        return Answer(
            world=graph.problem.name,
            question=question.text.strip(),
            verdict=verdict,
            limits=graph.limits,
            size=Size(len(graph), graph.explored, graph.edge_count, graph.stopped_by),
            after=self.events,
            any_event=not graph.explained,
            story=None if trail is None else self._story(trail),
            beat=None if trail is None else trail.decides,
            ends=trail is not None and self._ends(trail),
            returns_to=None if trail is None else trail.returns_to,
            common_depth=common_depth(question.formula, self.graph.limits.depth + 1),
            counts=self._counts(own) if count and len(graph) else None,
        )

    def _judged(self, formula: Formula) -> tuple[Verdict, Trail | None]:
        position = Position(self.state)
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
        label, edges, start = self._labeller.label(formula), self._labeller.ways, self.state
        after = edges.sources[label.behind(edges.targets).sure]
        found = [int(label.quiet.sure[start])]
        for reach in islice(ways(self.graph.arrays, start), self.graph.limits.length):
            if reach[edges.unexplored].any():
                break
            found.append(int(reach[after].sum()))
        return tuple(found)

    def _ends(self, trail: Trail) -> bool:
        """Whether nothing goes on from where a trail ends."""
        ways = self._labeller.ways
        state = int(ways.targets[trail.edges[-1]]) if trail.edges else self.state
        return bool(ways.ended[state])

    def _story(self, trail: Trail) -> Story:
        graph, ways = self.graph, self._labeller.ways
        beats: list[Beat] = []
        state = self.state
        for edge in trail.edges:
            event = graph.problem.actions[int(graph.arrays.events[edge])].name
            reasons = graph.reasons(state, event) if graph.explained else {}
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
