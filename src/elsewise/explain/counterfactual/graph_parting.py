"""Where two story graphs part."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.explain.counterfactual.comparison import GraphParting
from elsewise.graph.story_graph import StoryGraph

MOST_PAIRS = 200_000
"""So many pairs of states are compared at most."""


def graph_parting(
    original: StoryGraph, forked: StoryGraph, before: Sequence[str], forced: Sequence[str]
) -> tuple[GraphParting | None, bool]:
    """Return the first beat at which other events can come, and whether that is settled.

    The two whole graphs are walked by the same events, from the start on, shortest ways first;
    `before` have led to the start of the original, `forced` from there to that of the fork.
    """
    begin = tuple(before)
    at = 0
    for event in forced:
        here = _following(original, at)
        if event not in here:
            return GraphParting(len(begin) + 1, begin, tuple(here), (event,)), True
        at = here[event]
        begin = (*begin, event)
    ways: dict[tuple[int, int], tuple[str, ...]] = {(at, 0): begin}
    seen = set(ways)
    last = min(len(before) + original.limits.length, len(begin) + forked.limits.length)
    for beat in range(len(begin) + 1, last + 1):
        further: dict[tuple[int, int], tuple[str, ...]] = {}
        for (one, two), way in ways.items():
            here, there = _following(original, one), _following(forked, two)
            if here.keys() != there.keys():
                lost = tuple(event for event in here if event not in there)
                won = tuple(event for event in there if event not in here)
                return GraphParting(beat, way, lost, won), True
            for event, target in here.items():
                pair = target, there[event]
                if pair not in seen:
                    seen.add(pair)
                    further[pair] = (*way, event)
        if len(seen) > MOST_PAIRS:
            return None, False
        ways = further
    return None, True


def _following(graph: StoryGraph, state: int) -> dict[str, int]:
    return {edge.event: edge.target for edge in graph.edges(state)}
