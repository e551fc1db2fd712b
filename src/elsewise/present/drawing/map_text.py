"""A map in words: every state or group of states, and what leads where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from elsewise.graph.graph_display import graph_sentence
from elsewise.graph.story_graph import StoryGraph
from elsewise.present.drawing.map_clusters import Chart, Link, Spot
from elsewise.present.drawing.map_symbols import Signs
from elsewise.telling.event_words import EventWords


def describe_map(
    graph: StoryGraph, chart: Chart, signs: Signs, words: EventWords, sizes: Mapping[int, int]
) -> str:
    """Say all that a map shows, column by column."""
    parts = [graph_sentence(graph)]
    parts += [
        f"{name}: {_states(many)}." if many else f"{name}: {not_reached(graph)}."
        for name, many in zip(signs.names, sizes.values(), strict=True)
    ]
    if chart.by is not None:
        parts.append(f"States are told apart by {chart.by}.")
    leading: dict[int, list[Link]] = defaultdict(list)
    for link in chart.links:
        leading[link.source].append(link)
    names = [name_of(chart, place) for place in range(len(chart.spots))]
    for place, spot in enumerate(chart.spots):
        on = [f"{_said(chart, link, words)} to {names[link.target]}" for link in leading[place]]
        line = f"{names[place]}, {_when(chart, spot)}{_futures(signs, spot)}."
        parts.append(line + (f" It leads on: {'; '.join(on)}." if on else ""))
    return "\n".join(parts)


def not_reached(graph: StoryGraph) -> str:
    """Say of an ending that no state reaches it: within the limits, or in what is known."""
    return "not reached within these limits" if graph.complete else "not reached so far"


def name_of(chart: Chart, place: int) -> str:
    """Return what a spot is called: the number of its state, or of its group."""
    spot = chart.spots[place]
    if chart.single:
        return f"State {spot.states[0]}"
    return f"Group {place + 1}"


def _states(many: int) -> str:
    return "1 state" if many == 1 else f"{many:,} states"


def _when(chart: Chart, spot: Spot) -> str:
    first, last = chart.beats[spot.column]
    when = "at the start" if last == 0 else f"after {first} to {last} beats"
    if first == last > 0:
        when = f"after {first} beat{'' if first == 1 else 's'}"
    if chart.single:
        return when
    value = "others" if spot.rest else spot.value
    told = f" ({value})" if value is not None else ""
    return f"{_states(len(spot.states))} {when}{told}"


def _futures(signs: Signs, spot: Spot) -> str:
    reached = signs.said(spot.reached)
    coming = signs.said(spot.coming & ~spot.reached)
    said = f"; reached: {', '.join(reached)}" if reached else ""
    if coming:
        said += f"; can still come: {', '.join(coming)}"
    elif signs.possible and not reached and not spot.open:
        said += "; no ending can come any more"
    return f"{said}; what else can come is not known" if spot.open else said


def _said(chart: Chart, link: Link, words: EventWords) -> str:
    """Return the events of a link; of a group's the commonest, and how many others."""
    state = chart.spots[link.source].states[0]
    if chart.single:
        return " / ".join(dict.fromkeys(words.say(state, e).rstrip(".") for e in link.events))
    first = words.say(state, link.events[0]).rstrip(".")
    others = len(link.events) - 1
    return f"{first}{f' and {others} other events' if others else ''}"
