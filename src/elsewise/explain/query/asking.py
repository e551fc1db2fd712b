"""Questions answered by a story graph."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from elsewise.errors import UsageError
from elsewise.explain.query.answer import Answer, Size, Verdict
from elsewise.explain.query.core import common_depth
from elsewise.explain.query.labelling import Labeller
from elsewise.explain.query.looking import looked_at
from elsewise.explain.query.settling import Settling
from elsewise.explain.query.showing import Position, Shower, Trail
from elsewise.graph.counting import ways
from elsewise.graph.story_graph import StoryGraph
from elsewise.problem.problem import Condition, Minds
from elsewise.story.story import Beat, Story
from elsewise.world.questions import Formula, Question

AT_SIGHT = Trail()
"""Nothing needs to happen for the answer, and it matters not whether anything can."""


@dataclass(frozen=True)
class Asking:
    """A graph that is asked at one of its states, to which `events` led from the start.

    `conditions` are those of the formulas, ground, by the `id` of their part; `settling` proves
    what the graph leaves open (None: it stays open).
    """

    graph: StoryGraph
    conditions: Mapping[int, Condition]
    events: tuple[str, ...]
    state: int
    settling: Settling | None = None

    @cached_property
    def _labeller(self) -> Labeller:
        return Labeller(self.graph, self.conditions)

    def answer(self, question: Question, formula: Formula, counted: Formula | None) -> Answer:
        """Return the answer to a question; `formula` says it, `counted` what is to be counted."""
        graph = self.graph
        first = graph.incomplete_from
        whole = graph.limits.length if first is None else max(0, first - 1)
        verdict, trail = Verdict.OPEN, None
        if len(graph):
            verdict, trail = self._judged(formula, self._labeller)
            if verdict is Verdict.OPEN and self.settling is not None:
                settled = self.settling.settled(formula)
                labeller = Labeller(graph, self.conditions, settled)
                verdict, trail = self._judged(formula, labeller)
        return Answer(
            world=graph.problem.name,
            question=question.text.strip(),
            verdict=verdict,
            limits=graph.limits,
            size=Size(len(graph), graph.explored, graph.edge_count, graph.stopped_by, whole),
            after=self.events,
            any_event=not graph.explained,
            story=None if trail is None else self._story(trail),
            beat=None if trail is None else trail.decides,
            ends=trail is not None and trail is not AT_SIGHT and self._ends(trail),
            returns_to=None if trail is None else trail.returns_to,
            common_depth=common_depth([question.formula], graph.limits.depth + 1),
            counts=self._counts(counted) if counted is not None and len(graph) else None,
        )

    def _judged(self, formula: Formula, labels: Labeller) -> tuple[Verdict, Trail | None]:
        so = looked_at(formula, lambda part: bool(labels.label(part).quiet.sure[self.state]), {})
        if so is not None:
            return Verdict.YES if so else Verdict.NO, AT_SIGHT
        truth = labels.label(formula).quiet
        if truth.sure[self.state]:
            verdict, wanted = Verdict.YES, True
        elif not truth.maybe[self.state]:
            verdict, wanted = Verdict.NO, False
        else:
            return Verdict.OPEN, None
        return verdict, Shower(labels).trail(formula, Position(self.state), wanted)

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


def walked(graph: StoryGraph, events: Sequence[str]) -> int:
    """Return the state of a graph that events lead to. Raises `UsageError` if they do not."""
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


def see_that_minds_are_kept(graph: StoryGraph, paths: Collection[Minds]) -> None:
    """Raise `UsageError` if a graph lacks the minds at the end of some paths."""
    for path in sorted(paths, key=len):
        if len(graph) and not graph.arrays.keeps(path):
            minds = " believes that ".join(graph.problem.characters[c] for c in path)
            raise UsageError(
                f"This graph was explored with depth {graph.limits.depth} and does not keep "
                f"what {minds} believes. Ask without the graph: `elsewise ask` then keeps "
                "the minds that the question looks into."
            )
