"""Gossip: how many calls it takes until everybody knows every secret.

Numbers: Tijdeman, "On a telephone problem" (1971), for the fewest calls; the counts of sequences
were found by listing them all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import elsewise as ew
from elsewise.graph.story_graph import StoryGraph
from elsewise.world.model import World

TEXT = (Path(__file__).parent / "worlds/gossip.ew").read_text("utf-8")


def gossip(people: int) -> World:
    """Return the world with its first people only."""
    left_out = ["Dee", "Dagger", "Cy", "Candle"][: 2 * (4 - people)]
    text = TEXT
    for name in left_out:
        for words in (f", hides(Dee) = {name}", f", hides(Cy) = {name}", f", {name}"):
            text = text.replace(words, "")
    for name, number in (("Dee", 4), ("Cy", 3)):
        if name in left_out:
            text = text.replace(f", place({name}) = {number}", "")
    return ew.loads(text)


def sequences_that_end_in(graph: StoryGraph, ending: str) -> list[int]:
    """Count the sequences of 0, 1, … events that lead to an ending, step by step."""
    reaching = set(graph.reaching(ending))
    counts, ways = [], {0: 1}
    for _ in range(graph.limits.length + 1):
        counts.append(sum(many for state, many in ways.items() if state in reaching))
        following: dict[int, int] = {}
        for state, many in ways.items():
            for edge in graph.edges(state):
                following[edge.target] = following.get(edge.target, 0) + many
        ways = following
    return counts


@pytest.mark.parametrize(
    ("people", "length", "all_sequences", "succeeding"),
    [
        (2, 1, [1, 1], [0, 1]),
        (3, 3, [1, 3, 9, 27], [0, 0, 0, 12]),
        (4, 5, [1, 6, 36, 216, 1296, 7776], [0, 0, 0, 0, 24, 1200]),
    ],
)
def test_how_many_sequences_of_calls_tell_everybody_everything(
    people: int, length: int, all_sequences: list[int], succeeding: list[int]
) -> None:
    graph = ew.explore(gossip(people), explained=False, length=length)
    assert list(graph.counts) == all_sequences
    assert sequences_that_end_in(graph, "all_known") == succeeding
