"""Where two story graphs part."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.explain.counterfactual.comparison import GraphParting
from elsewise.graph.story_graph import StoryGraph

MOST_PAIRS = 200_000
"""So many pairs of states are compared at most."""

Pair = tuple[int, int]
Way = tuple["Way", str] | None


def graph_parting(
    original: StoryGraph, forked: StoryGraph, before: Sequence[str], forced: Sequence[str]
) -> tuple[GraphParting | None, bool]:
    """Return the first beat at which other events can come, and whether that is settled.

    The two whole graphs are walked by the same events, from the start on, shortest ways first;
    `before` have led to the start of the original, `forced` from there to that of the fork.
    """
    at = 0
    for place, event in enumerate(forced):
        targets = {edge.event: edge.target for edge in original.edges(at)}
        if event not in targets:
            come = (*before, *forced[:place])
            return GraphParting(len(come) + 1, come, tuple(targets), (event,)), True
        at = targets[event]
    begin = (*before, *forced)
    seen: set[Pair] = {(at, 0)}
    layer: list[tuple[Pair, Way]] = [((at, 0), None)]
    beat = len(begin)
    ends = [graph.limits.length for graph in (original, forked)]
    while layer and beat - len(before) < ends[0] and beat - len(begin) < ends[1]:
        beat += 1
        following: list[tuple[Pair, Way]] = []
        for (one, two), way in layer:
            here = {edge.event: edge.target for edge in original.edges(one)}
            there = {edge.event: edge.target for edge in forked.edges(two)}
            if here.keys() != there.keys():
                lost = tuple(event for event in here if event not in there)
                won = tuple(event for event in there if event not in here)
                return GraphParting(beat, (*begin, *_events(way)), lost, won), True
            for event, target in here.items():
                pair = (target, there[event])
                if pair not in seen:
                    seen.add(pair)
                    following.append((pair, (way, event)))
        if len(seen) > MOST_PAIRS:
            return None, False
        layer = following
    return None, True


def _events(way: Way) -> tuple[str, ...]:
    events: list[str] = []
    while way is not None:
        way, event = way
        events.append(event)
    return tuple(reversed(events))
