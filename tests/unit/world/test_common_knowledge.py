"""What several people come to know together, and all know of each other."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from elsewise.conversion.convert import convert
from elsewise.errors import WorldError
from elsewise.play.load import format as format_text
from elsewise.play.load import loads
from elsewise.play.moment import begin

WORLD = """\
type place
character Olga, Pim, Rut
place Attic, Barn
fact hidden: place
fact stolen
fact commonly

start
  hidden = Attic
  every character c: c believes hidden = Barn

action look(Olga)
  if      not stolen
  then    {line}
  by      Olga
  seen by {seen}

Olga wants stolen
"""
PEOPLE = ("Olga", "Pim", "Rut")
TWO = ("Olga", "Pim")


def world(line: str, seen: str = "nobody") -> str:
    return WORLD.format(line=line, seen=seen)


@pytest.mark.parametrize("seen", ["nobody", "everyone", "Rut"])
@pytest.mark.parametrize(
    ("line", "people", "deep", "value"),
    [
        ("Olga and Pim commonly know hidden", TWO, 5, "Attic"),
        ("Olga, Pim and Rut commonly know hidden", PEOPLE, 3, "Attic"),
        ("everyone commonly knows hidden", PEOPLE, 3, "Attic"),
        ("Olga and Pim commonly believe hidden = ?", TWO, 5, None),
        ("everyone commonly believes hidden = ?", PEOPLE, 3, None),
    ],
)
def test_it_reaches_minds_about_minds(
    line: str, people: tuple[str, ...], deep: int, value: str | None, seen: str
) -> None:
    text = format_text(world(line, seen))
    assert line in text
    for read in (loads(text), loads(convert(loads(text)))):
        state = begin(read, depth=4).after("look(Olga)").state(5)
        assert state.values["hidden"] == "Attic"
        for depth in range(1, deep + 1):
            for minds in product(PEOPLE, repeat=depth):
                if any(one == other for one, other in pairwise(minds)):
                    continue
                if seen != "nobody" and not set(minds) <= set(people):
                    continue  # who looks on thinks that they learn what he believes himself
                mind = state
                for who in minds:
                    mind = mind.minds[who]
                expected = value if set(minds) <= set(people) else "Barn"
                assert mind.values["hidden"] == expected, minds


@pytest.mark.parametrize("line", ["commonly", "commonly = yes", "commonly, stolen"])
def test_the_word_is_still_a_name(line: str) -> None:
    assert f"  {line}\n" in format_text(world(line))
    loads(world(line))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Olga and Pim commonly know hidden = Barn", "no-secret"),
        ("Olga and Pim commonly know not stolen", "no-secret"),
        ("Olga and Barn commonly know hidden", "not-a-character"),
        ("Olga and Pmi commonly know hidden", "unknown-name"),
        ("Olga and Pim commonly believe hidden", "no-value"),
    ],
)
def test_mistakes(line: str, code: str) -> None:
    with pytest.raises(WorldError) as caught:
        loads(world(line))
    assert [d.code.name for d in caught.value.diagnostics if d.is_error] == [code]


def test_it_is_no_condition() -> None:
    with pytest.raises(WorldError) as caught:
        loads(world("stolen").replace("not stolen", "Olga and Pim commonly know stolen"))
    assert caught.value.diagnostics[0].code.name == "not-at-one-moment"
