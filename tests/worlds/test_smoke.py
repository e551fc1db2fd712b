"""The day in the tunnel: its endings come out of one world by one change each."""

from __future__ import annotations

import re
from functools import cache

import pytest

from elsewise.samples import sample_text
from elsewise.telling.tell import tell
from worlds.example_worlds import Day

FORKS = {
    "light": "saved",
    "knowledge": "saved",
    "trust": "saved",
    "time": "saved",
    "nothing_to_lose": "saved",
    "two_stones": "freed_himself",
}
"""The forks of the day, and the ending that each leads to."""


@cache
def day() -> Day:
    return Day("smoke")


@cache
def forked(fork: str) -> Day:
    return Day("smoke", fork=fork)


def test_the_forks_are_declared_in_the_file() -> None:
    assert {fork.name for fork in day().world.forks} == set(FORKS)
    for fork in day().world.forks:
        assert FORKS[fork.name] in fork.texts[0]


def test_as_written_he_is_left() -> None:
    story = day().story("left")
    assert story.events == (
        "plead(Clark, Lex)",
        "climb(Lex, Tunnel, Ladder)",
        "climb(Lex, Ladder, Grass)",
        "blow()",
        "come(Lana)",
        "come(Chloe)",
        "ask(Chloe, Lex)",
        "account(Lex, Lana, tried)",
        "confirm(Chloe, Lana)",
    )
    assert not day().find("saved").stories
    assert not day().find("freed_himself").stories


@pytest.mark.parametrize(
    ("fork", "ending"),
    [
        pytest.param(*fork, marks=pytest.mark.slow if fork[0] in ("time", "two_stones") else ())
        for fork in FORKS.items()
    ],
)
def test_one_change_leads_elsewhere(fork: str, ending: str) -> None:
    other = forked(fork)
    assert other.find(ending).stories
    assert not other.find("left").stories


def test_he_says_what_he_saves_himself_from() -> None:
    light = forked("light")
    told = tell(light.world, light.story("saved"))
    assert told.startswith(
        "Lex found his fingers red, and understood that Clark could be hurt. "
        "Lex dragged the stones off Clark with his bare hands, because he meant to make for the "
        "ladder and then to climb out onto the grass, wanted to be out in the open and to have "
        "freed Clark, and did not want to have left Clark behind."
    )


def test_without_his_conscience_nobody_pleads_or_saves() -> None:
    text = next(line for line in sample_text("smoke").splitlines() if "-12 if deed" in line)
    careless = Day("smoke", (text, re.sub("-12", "0", text)))
    assert not careless.find("left").stories
    assert not careless.find("saved").stories


def test_who_knows_what_when() -> None:
    states = day().states(day().story("left"))
    start, pleaded, ladder, grass, blown, _, arrived, _, answered, end = states
    # He thinks that nothing can hurt the man under the stones, until he sees his own hands.
    assert start.minds["Lex"].values["mortal(Clark)"] is False
    assert ladder.minds["Lex"].values["mortal(Clark)"] is True
    # The other thinks that his plea was believed.
    assert pleaded.minds["Clark"].minds["Lex"].values["mortal(Clark)"] is True
    assert pleaded.minds["Lex"].values["mortal(Clark)"] is False
    # It is too late as soon as he stands on the ladder.
    assert (pleaded.values["deed"], ladder.values["deed"]) == ("none", "left")
    # Lex knows of the death at once, Chloe when she comes, Lana last.
    assert grass.minds["Lex"].values["alive(Clark)"] is True
    assert blown.minds["Lex"].values["alive(Clark)"] is False
    assert blown.minds["Chloe"].values["alive(Clark)"] is True
    assert arrived.minds["Chloe"].values["alive(Clark)"] is False
    assert answered.minds["Lana"].values["alive(Clark)"] is True
    assert end.minds["Lana"].values["alive(Clark)"] is False


def test_the_lie_and_what_each_thinks_of_it() -> None:
    states = day().states(day().story("left"))
    before, after = states[7:9]
    assert before.minds["Lana"].values["deed"] is None
    assert after.minds["Lex"].values["deed"] == "left"
    assert after.minds["Lana"].values["deed"] == "tried"
    assert after.minds["Lex"].minds["Lana"].values["deed"] == "tried"
    # She flinches; he sees it; she herself does not know that she doubts.
    assert after.values["doubts(Lana)"] is True
    assert after.minds["Lex"].values["doubts(Lana)"] is True
    assert after.minds["Lana"].values["doubts(Lana)"] is False


@pytest.mark.slow
def test_a_lie_comes_out_where_the_trapped_man_frees_himself() -> None:
    story = forked("two_stones").story("freed_himself")
    assert story.events[-1] == "account(Lex, Lana, saved)"


def test_the_telling_of_the_day() -> None:
    told = tell(day().world, day().story("left"))
    assert [" ".join(part.split()) for part in TOLD.split("\n\n")] == told.split("\n\n")


def test_lex_cannot_know_what_the_others_think() -> None:
    told = tell(day().world, day().story("left"), "Lex")
    assert "Lex lied to Lana" in told
    assert "trusted" not in told
    assert "wrongly" not in told
    assert "Chloe looked for" not in told


def test_lana_cannot_know_that_she_is_lied_to() -> None:
    told = tell(day().world, day().story("left"), "Lana")
    assert told.startswith("The tunnel blew up")
    assert "Lex told Lana that the stones had been too heavy." in told
    assert "lied" not in told


TOLD = """\
Clark begged Lex not to leave him there, because he wrongly believed that Lex trusted him,
counted on Lex to drag the stones off him with his bare hands, meant to make for the ladder
and then to climb out onto the grass, and wanted to be out in the open. Lex, Clark thought,
wanted to be out in the open and to have freed Clark. Lex made for the ladder. He wrongly
believed that Clark could not be hurt, meant to climb out onto the grass, and wanted to be out
in the open. After that there was no time left to go back for Clark. Lex found his fingers
red, and understood that Clark could be hurt. He climbed out onto the grass, as he had
meant to.

The tunnel blew up, and the grass shook and went black. Lana wanted to be where the smoke came
from, so she came running. Chloe came running, because she wanted to be where the smoke came
from. She looked for Clark in the smoke, and understood that he was dead. She asked Lex where
Clark was, because she counted on Lex to tell Lana that the stones had been too heavy, and
wanted there to be an answer. Lex, Chloe thought, wanted Lana to believe that he had tried to
free Clark.

Lex wanted Lana to believe that he had tried to free Clark, so he lied to her that the stones
had been too heavy. Lana flinched, though she did not know why. Chloe took Lana's hand and
said that Clark was dead, because she believed that Lana believed that he was alive, and
wanted Lana to believe that he was dead.
"""
