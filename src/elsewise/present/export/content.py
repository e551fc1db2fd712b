"""What every export of a graph says of its states and edges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from elsewise.graph.story_graph import StoryGraph
from elsewise.telling.event_words import EventWords
from elsewise.world.model import World

MOST_NAMED = 2_000
"""States up to which exports have their ids; to work out more takes too long."""


@dataclass(frozen=True, slots=True)
class ExportedState:
    """A state of a graph: its number, its id (None in a large graph), beats, utility, endings."""

    number: int
    id: str | None
    beats: int
    utility: float | None
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportedEdge:
    """An edge of a graph: its event, in words too, and the characters who act."""

    source: int
    target: int
    event: str
    words: str
    by: tuple[str, ...]


class Content:
    """The states and edges of a graph; without its world, words are the events' names."""

    def __init__(self, graph: StoryGraph, world: World | None) -> None:
        self.graph = graph
        self._words = EventWords(graph, world)

    def states(self) -> Iterator[ExportedState]:
        """Yield all states in order."""
        graph, layers = self.graph, self.graph.arrays.layers.tolist()
        named = len(graph) <= MOST_NAMED
        for state in graph.states:
            yield ExportedState(
                state,
                graph.id_of(state) if named else None,
                layers[state],
                graph.utility(state),
                graph.endings(state),
            )

    def edges(self) -> Iterator[ExportedEdge]:
        """Yield all edges in order."""
        problem, arrays = self.graph.problem, self.graph.arrays
        by = [tuple(problem.characters[c] for c in action.by) for action in problem.actions]
        triples = (arrays.sources.tolist(), arrays.events.tolist(), arrays.targets.tolist())
        for source, action, target in zip(*triples, strict=True):
            words = self._words.say(source, action)
            name = problem.actions[action].name
            yield ExportedEdge(source, target, name, words, by[action])
