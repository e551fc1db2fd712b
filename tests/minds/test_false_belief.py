"""The classical tests of false belief, as worlds with plots, asked at every order.

An order is the number of minds: 0 is what is so, 2 is what one thinks that another thinks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import elsewise as ew

WORLDS = Path(__file__).parent / "worlds"

CASES = {
    # Sally looks for the marble where she left it.
    "sally_anne": (
        "marble",
        ["leave(Sally)", "put(Anne, Box)", "enter(Sally)"],
        {
            "": "Box",
            "Anne": "Box",
            "Sally": "Basket",
            "Anne Sally": "Basket",
            "Sally Anne": "Basket",
            "Sally Anne Sally": "Basket",
            "Anne Sally Anne": "Basket",
            "Anne Sally Anne Sally": "Basket",
            "Sally Anne Sally Anne": "Basket",
        },
    ),
    "sally_anne, she stays": (
        "marble",
        ["put(Anne, Box)", "leave(Sally)", "enter(Sally)"],
        {
            "": "Box",
            "Sally": "Box",
            "Anne Sally": "Box",
            "Sally Anne": "Box",
            "Sally Anne Sally": "Box",
            "Anne Sally Anne Sally": "Box",
        },
    ),
    "sally_anne, she spies": (
        "marble",
        ["leave(Sally)", "put(Anne, Box)", "spy(Sally)", "enter(Sally)"],
        {
            "": "Box",
            "Sally": "Box",
            "Anne": "Box",
            "Anne Sally": "Basket",
            "Sally Anne": "Basket",
            "Sally Anne Sally": "Basket",
            "Anne Sally Anne": "Basket",
        },
    ),
    # Both know where the van is, and neither that the other does.
    "ice_cream": (
        "van",
        ["go(Mary, House)", "drive(Church)", "wave(Mary)"],
        {
            "": "Church",
            "John": "Church",
            "Mary": "Church",
            "John Mary": "Park",
            "Mary John": "Park",
            "John Mary John": "Park",
            "Mary John Mary": "Park",
            "John Mary John Mary": "Park",
            "Mary John Mary John": "Park",
        },
    ),
    "ice_cream, together": (
        "van",
        ["drive(Church)", "go(Mary, House)"],
        {
            "": "Church",
            "John Mary": "Church",
            "Mary John": "Church",
            "John Mary John": "Church",
            "Mary John Mary John": "Church",
        },
    ),
    # Cy looks away while Ann turns the coin, and peeks while Ann looks away; Bob sees it all.
    "coin": (
        "coin",
        ["look_away(Cy)", "turn(Ann)", "look_away(Ann)", "peek(Cy)"],
        {
            "": "tails",
            "Ann": "tails",
            "Bob": "tails",
            "Cy": "tails",
            "Ann Bob": "tails",
            "Bob Ann": "tails",
            "Ann Cy": "heads",
            "Bob Cy": "tails",
            "Cy Ann": "heads",
            "Cy Bob": "heads",
            "Bob Ann Cy": "heads",
            "Ann Bob Cy": "heads",
            "Bob Cy Bob": "heads",
            "Bob Cy Ann": "heads",
            "Cy Bob Cy": "heads",
            "Ann Bob Ann": "tails",
            "Bob Ann Bob Cy": "heads",
            "Bob Ann Bob Ann": "tails",
            "Bob Cy Bob Cy": "heads",
        },
    ),
    "coin, nobody peeks": (
        "coin",
        ["look_away(Cy)", "turn(Ann)", "look_back(Cy)"],
        {
            "": "tails",
            "Cy": "heads",
            "Bob Cy": "heads",
            "Ann Bob": "tails",
            "Ann Bob Cy": "heads",
            "Cy Ann Bob": "heads",
            "Ann Bob Ann Bob": "tails",
        },
    ),
    # She knows better; he thinks that she believes him; she knows that he thinks so.
    "lie": (
        "culprit",
        ["creep_up(Tess)", "eat(Rolf)", "claim(Rolf, Tess, Cat)"],
        {
            "": "Rolf",
            "Rolf": "Rolf",
            "Tess": "Rolf",
            "Rolf Tess": "Cat",
            "Tess Rolf": "Rolf",
            "Tess Rolf Tess": "Cat",
            "Rolf Tess Rolf": "Cat",
            "Tess Rolf Tess Rolf": "Cat",
            "Rolf Tess Rolf Tess": "Cat",
        },
    ),
    "lie, believed": (
        "culprit",
        ["eat(Rolf)", "claim(Rolf, Tess, Cat)"],
        {
            "": "Rolf",
            "Rolf": "Rolf",
            "Tess": "Cat",
            "Rolf Tess": "Cat",
            "Tess Rolf": "Cat",
            "Rolf Tess Rolf": "Cat",
            "Tess Rolf Tess": "Cat",
            "Rolf Tess Rolf Tess": "Cat",
        },
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("engine", ["kernel", "reference"])
def test_false_belief(name: str, engine: str) -> None:
    fluent, plot, expected = CASES[name]
    world = ew.load(WORLDS / f"{name.partition(',')[0]}.ew")
    assert {warning.code.name for warning in world.warnings} == {"nobody-wants"}
    state = ew.minds(world, plot, depth=4, engine=engine)
    found = {}
    for path in expected:
        mind = state
        for who in path.split():
            mind = mind.minds[who]
        found[path] = mind.values[fluent]
    assert found == expected


@pytest.mark.parametrize("name", sorted({name.partition(",")[0] for name in CASES}))
def test_all_orders_are_asked(name: str) -> None:
    asked = {len(path.split()) for path in CASES[name][2]}
    assert asked == {0, 1, 2, 3, 4}


@pytest.mark.parametrize("file", sorted(WORLDS.glob("*.ew")), ids=lambda file: file.stem)
def test_the_worlds_are_in_tidy_form(file: Path) -> None:
    text = file.read_text("utf-8")
    assert ew.format(text) == text
