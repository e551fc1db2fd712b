"""Makes a graph into one of the exchange format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import numpy as np

from elsewise.engines.reference.conditions import number_of
from elsewise.engines.reference.states import State
from elsewise.graph.arrays import GraphArrays
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.export.exchange import Exchanged, Value
from elsewise.problem.names import value_text
from elsewise.problem.problem import Minds, ValueExpression
from elsewise.world.types import Value as WorldValue

T = TypeVar("T")


class _Table(Generic[T]):
    """Different things in the order in which they came."""

    def __init__(self) -> None:
        self.places: dict[T, int] = {}

    def of(self, item: T) -> int:
        """Return the place of a thing."""
        return self.places.setdefault(item, len(self.places))


def to_exchanged(graph: StoryGraph, *, reasons: bool = True) -> Exchanged:
    """Return a graph as other programs know it; with `reasons`, also everyone's plans.

    Places are the graph's states and, behind them, all states in minds. Working out the reasons of
    a large graph takes long.
    """
    problem = graph.problem
    places = _Places(graph)
    rows = _Table[tuple[Value, ...]]()
    numbers = [rows.of(places.row(node)) for node in range(len(graph.arrays.rows))]
    plans = _Table[tuple[int, ...]]()
    explanations = list(_explanations(graph, plans)) if reasons else []
    arrays = graph.arrays
    edges = zip(
        arrays.sources.tolist(), arrays.events.tolist(), arrays.targets.tolist(), strict=True
    )
    return Exchanged(
        characters=problem.characters,
        players=(),
        fluents=tuple(fluent.name for fluent in problem.fluents),
        actions=tuple(action.name for action in problem.actions),
        consent=tuple(action.by for action in problem.actions),
        states=tuple(rows.places),
        plans=tuple(plans.places),
        places=tuple(numbers),
        temporal=tuple(edges),
        epistemic=tuple(_epistemic(graph)),
        explanations=tuple(explanations),
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


def _epistemic(graph: StoryGraph) -> Iterator[tuple[int, int, int]]:
    who = {name: number for number, name in enumerate(graph.problem.characters)}
    for node in range(len(graph.arrays.rows)):
        for name, mind in graph.minds(node).items():
            yield node, who[name], mind


def _explanations(
    graph: StoryGraph, plans: _Table[tuple[int, ...]]
) -> Iterator[tuple[int, int | None, int]]:
    actions = {action.name: number for number, action in enumerate(graph.problem.actions)}
    who = {name: number for number, name in enumerate(graph.problem.characters)}
    for edge in graph.edges():
        for name, reason in graph.reasons(edge.state, edge.event).items():
            plan = plans.of(tuple(actions[planned.event] for planned in reason.plan))
            yield edge.state, who[name], plan


class _Places:
    """Rows of values and utilities, of states and of minds."""

    def __init__(self, graph: StoryGraph) -> None:
        self._arrays = graph.arrays
        self._problem = graph.problem
        self._texts = [_exchanged(value) for value in self._arrays.data.codes]

    def row(self, node: int) -> tuple[Value, ...]:
        """Return the values of a place, then the author's utility and everybody's."""
        row = self._arrays.values[self._arrays.rows[node]].tolist()
        place = _Place(self._arrays, node)
        wants = (self._problem.story_wants, *self._problem.wants)
        return (*(self._texts[code] for code in row), *(_utility(want, place) for want in wants))


def _utility(want: ValueExpression, place: _Place) -> float | None:
    # The reference reads its own states; a place of a graph answers the same two questions.
    return number_of(want, cast(State, place))


def _exchanged(value: WorldValue) -> Value:
    return value_text(value) if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class _Place:
    """A state of a graph, or one in a mind, as the reference reads states."""

    arrays: GraphArrays
    node: int

    def with_minds(self, minds: Minds) -> _Place:
        """Walk from mind to mind; one that is not kept is where one stands."""
        node = self.node
        for character in minds:
            node = int(self.arrays.step(np.array([node], np.uint32), character)[0])
        return _Place(self.arrays, node)

    @property
    def values(self) -> list[WorldValue]:
        """The values by the number of the fluent."""
        codes = self.arrays.values[self.arrays.rows[self.node]]
        return [self.arrays.data.codes[code] for code in codes.tolist()]
