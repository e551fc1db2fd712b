"""A map in words: every state or cluster of states, and what leads where."""

from __future__ import annotations

from collections import defaultdict

from elsewise.graph.display import graph_sentence
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.map_clusters import Cluster, Clustering, ClusterLink
from elsewise.present.drawing.map_futures import Futures
from elsewise.show.layout import counted
from elsewise.telling.event_words import EventWords

Said = tuple[str, int | None]


def describe_map(graph: StoryGraph, made: Clustering, words: EventWords) -> list[Said]:
    """Say all that a map shows, column by column."""
    futures = made.futures
    parts: list[Said] = [(graph_sentence(graph), None)]
    for name, many in zip(futures.names, futures.sizes, strict=True):
        said = counted(many, "state") if many else not_reached(graph)
        parts.append((f"{name}: {said}.", None))
    if made.by is not None:
        parts.append((f"States are told apart by {made.by}.", None))
    leading: dict[int, list[ClusterLink]] = defaultdict(list)
    for link in made.links:
        leading[link.source].append(link)
    names = [_name(made, number) for number in range(len(made.clusters))]
    for number, cluster in enumerate(made.clusters):
        on = [f"{_said(made, link, words)} to {names[link.target]}" for link in leading[number]]
        line = f"{names[number]}, {_when(made, cluster)}{_futures(futures, cluster)}."
        parts.append((line + (f" It leads on: {'; '.join(on)}." if on else ""), number))
    return parts


def not_reached(graph: StoryGraph) -> str:
    """Say of an ending that no state reaches it: within the limits, or in what is known."""
    return "not reached within these limits" if graph.complete else "not reached so far"


def _name(made: Clustering, number: int) -> str:
    return f"State {made.clusters[number].states[0]}" if made.single else f"Group {number + 1}"


def _when(made: Clustering, cluster: Cluster) -> str:
    first, last = made.beats[cluster.column]
    when = f"after {counted(first, 'beat') if first == last else f'{first} to {last} beats'}"
    when = "at the start" if last == 0 else when
    if made.single:
        return when
    value = "others" if cluster.rest else cluster.value
    told = f" ({value})" if value is not None else ""
    return f"{counted(len(cluster.states), 'state')} {when}{told}"


def _futures(futures: Futures, cluster: Cluster) -> str:
    reached = futures.names_in(cluster.reached)
    coming = futures.names_in(cluster.coming & ~cluster.reached)
    said = f"; reached: {', '.join(reached)}" if reached else ""
    if coming:
        said += f"; can still come: {', '.join(coming)}"
    elif futures.possible and not reached and not cluster.open:
        said += "; no ending can come any more"
    return f"{said}; what else can come is not known" if cluster.open else said


def _said(made: Clustering, link: ClusterLink, words: EventWords) -> str:
    """Return the events of a link; of a cluster's the commonest, and how many others."""
    state = made.clusters[link.source].states[0]
    if made.single:
        return " / ".join(dict.fromkeys(words.say(state, e).rstrip(".") for e in link.events))
    first = words.say(state, link.events[0]).rstrip(".")
    others = len(link.events) - 1
    return f"{first}{f' and {others} other events' if others else ''}"
