"""What every export of a graph says of its states and edges: the one walk over a graph."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from elsewise.graph.story_graph import StoryGraph
from elsewise.show.as_json import json_of
from elsewise.telling.event_words import EventWords
from elsewise.world.model import World
from elsewise.world.types import Value

MOST_NAMED = 2_000
"""States up to which exports have their ids; to work out more takes too long."""


class ExportedMind(msgspec.Struct):
    """A state in somebody's mind: its values by fluent, and the states that minds in it are.

    Here and in others, whole numbers are integers.
    """

    number: int
    values: dict[str, Value]
    minds: dict[str, int]


class ExportedState(msgspec.Struct):
    """A state of a graph; `id` is None in a large graph, `utility` where it is unknown."""

    number: int
    id: str | None
    beats: int
    utility: float | None
    endings: tuple[str, ...]
    values: dict[str, Value]
    minds: dict[str, int]


class ExportedEdge(msgspec.Struct, rename={"source": "from", "target": "to"}):
    """An edge of a graph: its event, the characters who act, and the event in words."""

    source: int
    event: str
    target: int
    by: tuple[str, ...]
    words: str


class Content:
    """The states and edges of a graph; without its world, words are the events' names."""

    def __init__(self, graph: StoryGraph, world: World | None) -> None:
        self.graph = graph
        self._words = EventWords(graph, world)

    def states(self) -> Iterator[ExportedState]:
        """Yield all states in order."""
        graph = self.graph
        named = len(graph) <= MOST_NAMED
        for state, beats in enumerate(graph.arrays.layers.tolist()):
            inside = self._inside(state)
            yield ExportedState(
                state,
                graph.id_of(state) if named else None,
                beats,
                json_of(graph.utility(state)),
                graph.endings(state),
                inside.values,
                inside.minds,
            )

    def minds(self) -> Iterator[ExportedMind]:
        """Yield the states in minds, which stand behind all others."""
        return map(self._inside, range(len(self.graph), len(self.graph.arrays.rows)))

    def edges(self) -> Iterator[ExportedEdge]:
        """Yield all edges in order."""
        problem, arrays = self.graph.problem, self.graph.arrays
        by = [tuple(problem.characters[c] for c in action.by) for action in problem.actions]
        triples = (arrays.sources.tolist(), arrays.events.tolist(), arrays.targets.tolist())
        for source, action, target in zip(*triples, strict=True):
            name, words = problem.action_names[action], self._words.say(source, action)
            yield ExportedEdge(source, name, target, by[action], words)

    def _inside(self, number: int) -> ExportedMind:
        values = json_of(self.graph.values(number))
        return ExportedMind(number, values, dict(self.graph.minds(number)))
