"""What only some know, and the warning where ignorance is known to nobody."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from elsewise.conversion.convert import convert
from elsewise.errors import WorldError
from elsewise.play.load import format as format_text
from elsewise.play.load import loads
from elsewise.play.moment import begin

BEGIN = """\
type place
character Olga, Pim, Rut
place Attic, Barn
fact hidden(place): place
fact stolen
fact only
"""
LOOK = "action look(Olga)\n  if {}\n  then stolen, only\n  by Olga\nOlga wants only\n"
START = "start\n  stolen, hidden(Barn) = Attic\n  {}\n"


def world(secret: str, condition: str = "hidden(Barn) = Attic") -> str:
    return BEGIN + "\n" + START.format(secret) + "\n" + LOOK.format(condition)


@pytest.mark.parametrize("knowers", [("Olga",), ("Olga", "Pim"), ("Pim", "Olga")])
def test_knowers_know_and_know_that_the_others_do_not(knowers: tuple[str, ...]) -> None:
    verb = "know" if knowers[1:] else "knows"
    text = world(f"only {' and '.join(knowers)} {verb} hidden(Barn), stolen")
    state = begin(loads(text), depth=4).state(4)
    for depth in range(5):
        for minds in product(("Olga", "Pim", "Rut"), repeat=depth):
            if any(one == other for one, other in pairwise(minds)):
                continue
            mind = state
            for who in minds:
                mind = mind.minds[who]
            known = set(minds) <= set(knowers)
            assert mind.values["stolen"] is known, minds
            assert mind.values["hidden(Barn)"] == ("Attic" if known else None), minds


def test_a_secret_that_is_not_so() -> None:
    state = begin(loads(world("only Olga knows not only")), depth=1).state(2)
    assert state.minds["Pim"].values["only"] is True
    assert state.minds["Olga"].minds["Pim"].values["only"] is True
    assert state.minds["Olga"].values["only"] is False


def test_it_is_asked_in_the_same_words() -> None:
    for secret, possible in [("only Olga knows stolen", True), ("only", False)]:
        moment = begin(loads(world(secret, "\n    only Olga knows stolen")), depth=2)
        assert bool(moment.possible()) is possible


@pytest.mark.parametrize(
    "line", ["only Olga knows stolen", "only Olga and Pim know hidden(Barn), stolen", "only",
             "not only", "only = yes"],
)  # fmt: skip
def test_it_is_formatted_and_only_is_still_a_name(line: str) -> None:
    text = format_text(world(line))
    assert f"\n  {line}\n" in text
    converted = loads(convert(loads(text)))
    assert begin(converted, depth=2).state(3) == begin(loads(text), depth=2).state(3)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("only Olga knows hidden(Barn) = Attic", "no-secret"),
        ("only Olga knows not hidden(Barn)", "no-secret"),
        ("only Ogla knows stolen", "unknown-name"),
        ("only Barn knows stolen", "not-a-character"),
        ("only Olga knows", "unfinished-line"),
    ],
)
def test_mistakes(line: str, code: str) -> None:
    with pytest.raises(WorldError) as caught:
        loads(world(line))
    assert [d.code.name for d in caught.value.diagnostics if d.is_error] == [code]


ASKS = "Olga believes Pim believes hidden(Barn) = ?"


@pytest.mark.parametrize(
    ("secret", "condition", "warned"),
    [
        ("Pim believes hidden(Barn) = ?", ASKS, True),
        ("Pim believes not stolen", "Olga believes not Pim believes stolen", True),
        ("Pim believes hidden(Barn) = ?", "hidden(Barn) = Attic", False),
        ("Pim believes hidden(Barn) = ?", "Pim believes hidden(Barn) = ?", False),
        ("Pim believes hidden(Barn) = Barn", ASKS, False),
        ("only Olga knows hidden(Barn)", ASKS, False),
        ("Pim believes hidden(Barn) = ?, Olga believes Pim believes hidden(Barn) = ?", ASKS, False),
    ],
)
def test_ignorance_that_nobody_knows_of(secret: str, condition: str, warned: bool) -> None:
    found = [d.code.name for d in loads(world(secret, condition)).warnings]
    assert ("open-secret" in found) is warned
