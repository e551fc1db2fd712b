"""Gossip: how many calls it takes until everybody knows every secret.

Numbers: Tijdeman, "On a telephone problem" (1971), for the fewest calls; the counts of sequences
were found by listing them all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import elsewise as ew
from elsewise.explain.query.answer import Verdict
from elsewise.explain.query.ask import ask
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


@pytest.mark.parametrize(
    ("people", "length", "all_sequences", "succeeding"),
    [
        (2, 1, (1, 1), (0, 1)),
        (3, 3, (1, 3, 9, 27), (0, 0, 0, 12)),
        (4, 5, (1, 6, 36, 216, 1296, 7776), (0, 0, 0, 0, 24, 1200)),
    ],
)
def test_how_many_sequences_of_calls_tell_everybody_everything(
    people: int, length: int, all_sequences: tuple[int, ...], succeeding: tuple[int, ...]
) -> None:
    world = gossip(people)
    assert ew.explore(world, explained=False, length=length).counts == all_sequences
    answer = ask(world, "all_known", any_event=True, count=True, length=length)
    assert answer.verdict is Verdict.YES
    assert answer.counts == succeeding


@pytest.mark.slow
def test_no_three_calls_tell_four_people_everything() -> None:
    world = gossip(4)

    def verdict(question: str) -> Verdict:
        return ask(world, question, any_event=True, length=15).verdict

    assert verdict("possible all_known within 3 beats") is Verdict.NO
    assert verdict("possible all_known within 4 beats") is Verdict.YES
    assert verdict("eventually all_known within 5 beats") is Verdict.NO
    # Nobody forgets.
    assert verdict("possible (all_known and possible not all_known)") is Verdict.NO


def test_four_calls_that_do() -> None:
    answer = ask(gossip(4), "possible all_known", any_event=True, length=4)
    assert answer.story is not None
    end = ew.minds(gossip(4), answer.story)
    for mind in end.minds.values():
        assert mind.values == end.values
