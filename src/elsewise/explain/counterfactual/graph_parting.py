"""Where two story graphs part."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.explain.counterfactual.comparison import GraphParting
from elsewise.graph.story_graph import StoryGraph
from elsewise.story.watch import Watch


def graph_parting(
    original: StoryGraph,
    forked: StoryGraph,
    before: Sequence[str],
    forced: Sequence[str],
    watch: Watch,
) -> GraphParting | None:
    """Return the first beat at which other events can come, as far as both graphs are known.

    The two are walked by the same events, from the start on, shortest ways first; `before` have led
    to the start of the original, `forced` from there to that of the fork. Raises `Stopped` where a
    limit of the watch is reached.
    """
    begin = tuple(before)
    at = 0
    for event in forced[: original.known_length]:
        here = _following(original, at)
        if event not in here:
            return GraphParting(len(begin) + 1, begin, tuple(here), (event,))
        at = here[event]
        begin = (*begin, event)
    ways: dict[tuple[int, int], tuple[str, ...]] = {(at, 0): begin}
    seen = set(ways)
    last = min(len(before) + original.known_length, len(begin) + forked.known_length)
    for beat in range(len(begin) + 1, last + 1):
        further: dict[tuple[int, int], tuple[str, ...]] = {}
        for (one, two), way in ways.items():
            watch.look()
            here, there = _following(original, one), _following(forked, two)
            if here.keys() != there.keys():
                lost = tuple(event for event in here if event not in there)
                won = tuple(event for event in there if event not in here)
                return GraphParting(beat, way, lost, won)
            for event, target in here.items():
                pair = target, there[event]
                if pair not in seen:
                    seen.add(pair)
                    further[pair] = (*way, event)
        ways = further
    return None


def _following(graph: StoryGraph, state: int) -> dict[str, int]:
    return {edge.event: edge.target for edge in graph.edges(state)}
