"""Makes a graph into one of the exchange format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import count

from elsewise.graph.story_graph import StoryGraph
from elsewise.present.export.exchange import ExchangedGraph, Explanation, Row
from elsewise.problem.names import value_text

Plans = defaultdict[tuple[int, ...], int]
"""Plans, each with its number."""


def to_exchanged(graph: StoryGraph, *, reasons: bool = True) -> ExchangedGraph:
    """Return a graph as other programs know it; with `reasons`, also everyone's plans.

    Places are the graph's states and, behind them, all states in minds. Working out the reasons of
    a large graph takes long.
    """
    problem, arrays = graph.problem, graph.arrays
    every = range(len(arrays.rows))
    rows, plans = defaultdict[Row, int](count().__next__), Plans(count().__next__)
    places = tuple(rows[_row(graph, state)] for state in every)
    explanations = tuple(_explanations(graph, plans)) if reasons else ()
    edges = (arrays.sources.tolist(), arrays.events.tolist(), arrays.targets.tolist())
    believed = ((state, *mind) for state in every for mind in arrays.data.minds_in(state).items())
    return ExchangedGraph(
        characters=problem.characters,
        players=(),
        fluents=tuple(fluent.name for fluent in problem.fluents),
        actions=problem.action_names,
        consent=tuple(action.by for action in problem.actions),
        states=tuple(rows),
        plans=tuple(plans),
        places=places,
        temporal=tuple(zip(*edges, strict=True)),
        epistemic=tuple(believed),
        explanations=explanations,
        comments={"node": tuple(", ".join(graph.endings(s)) or None for s in graph.states)},
        meta={
            "made by": "Elsewise",
            "world": problem.name,
            "length": str(graph.limits.length),
            "foresight": str(graph.limits.foresight),
            "depth": str(graph.limits.depth),
            "complete": value_text(graph.complete),
            "explained": value_text(graph.explained),
        },
    )


def _row(graph: StoryGraph, state: int) -> Row:
    """Return the values of a state, then the author's utility and everybody's."""
    values = graph.values(state).values()
    texts = (value_text(value) if isinstance(value, bool) else value for value in values)
    return (*texts, *graph.utilities(state))


def _explanations(graph: StoryGraph, plans: Plans) -> Iterator[Explanation]:
    actions = graph.problem.action_numbers
    who = {name: number for number, name in enumerate(graph.problem.characters)}
    for edge in graph.edges():
        for name, reason in graph.reasons(edge.state, edge.event).items():
            plan = tuple(actions[planned.event] for planned in reason.plan)
            yield edge.state, who[name], plans[plan]
