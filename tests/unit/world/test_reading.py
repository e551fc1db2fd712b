"""Pieces of the language are read by the names of a world, with all their mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from elsewise.errors import WorldError
from elsewise.samples import sample
from elsewise.world.expressions import Assign, Choose, Compare, Constant, InMind
from elsewise.world.load import load_text
from elsewise.world.model import World
from elsewise.world.reading import read_condition, read_statements, read_wants

SMOKE = sample("smoke")


def mistakes(read: Callable[[World, str], Any], text: str) -> list[tuple[str, str]]:
    """Return for each mistake in a piece its code, and the words that it points to."""
    with pytest.raises(WorldError) as caught:
        read(SMOKE, text)
    return [(d.code.name, text[d.span.begin : d.span.end]) for d in caught.value.diagnostics]


def test_a_condition_is_read_like_that_of_an_ending() -> None:
    for ending in SMOKE.endings:
        body = SMOKE.source.text[SMOKE.source.text.index(f"ending {ending.name}") :]
        condition = body.partition("if")[2].partition("\nending")[0].partition("\n\nfork")[0]
        assert read_condition(SMOKE, condition) == ending.condition


def test_the_lines_of_a_condition_must_all_hold() -> None:
    together = read_condition(SMOKE, "blown and asked")
    assert read_condition(SMOKE, "  blown\n  asked\n") == together


def test_statements_are_read_like_those_of_a_start() -> None:
    one, other = read_statements(SMOKE, "light(Tunnel), not light(Ladder)")
    assert isinstance(one, Assign) and one.value == Constant(True)
    assert isinstance(other, Assign) and other.value == Constant(False)
    (belief,) = read_statements(SMOKE, "Lex believes mortal(Clark)")
    assert isinstance(belief, InMind) and belief.who == Constant("Lex")
    assert read_statements(SMOKE, "Lex believes\n  mortal(Clark)") == (belief,)


def test_wants_are_read_by_character() -> None:
    wants = read_wants(SMOKE, "Lex wants 3 if deed = saved\nLana wants blown, -1")
    assert list(wants) == ["Lex", "Lana"]
    (term,) = wants["Lex"]
    assert isinstance(term, Choose) and isinstance(term.test, Compare)
    assert len(wants["Lana"]) == 2
    assert set(read_wants(SMOKE, "every character c wants alive(c)")) == {
        "Lex",
        "Clark",
        "Lana",
        "Chloe",
    }


def test_all_mistakes_of_a_piece_are_found_where_they_stand() -> None:
    assert mistakes(read_condition, "blwn\nat(Lxe) = Tunnel\ndeed = savd") == [
        ("unknown-name", "blwn"),
        ("unknown-name", "Lxe"),
        ("not-a-value", "savd"),
    ]
    assert mistakes(read_statements, "stones > 0, at(Lex) = Clark") == [
        ("not-an-effect", "stones > 0"),
        ("wrong-value", "Clark"),
    ]
    assert mistakes(read_wants, "Lex wants blwn\nstory wants 3\nTunnel wants 1") == [
        ("unknown-name", "blwn"),
        ("not-a-character", "story"),
        ("not-a-character", "Tunnel"),
    ]


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (read_condition, "", "unfinished-line"),
        (read_condition, "# nothing", "unfinished-line"),
        (read_condition, "blown and", "unfinished-line"),
        (read_condition, "blown, asked", "comma-in-condition"),
        (read_condition, "action blow", "unexpected-word"),
        (read_condition, "blown\n    asked", "uneven-indentation"),
        (read_condition, "deed", "not-a-condition"),
        (read_statements, "start", "unknown-name"),
        (read_statements, "start\n  blown", "uneven-indentation"),
        (read_wants, "blown", "unfinished-line"),
        (read_wants, "deed = saved", "unexpected-word"),
        (read_wants, "Lex wants", "empty-block"),
    ],
)
def test_what_is_no_such_piece_is_refused(
    read: Callable[[World, str], Any], text: str, code: str
) -> None:
    assert code in [name for name, _ in mistakes(read, text)]


def test_depth_is_bounded() -> None:
    assert mistakes(read_condition, "not " * 5000 + "blown")[0][0] == "too-deep"
    with pytest.raises(WorldError):
        read_condition(SMOKE, "(" * 5000 + "blown" + ")" * 5000)


def test_words_of_a_fact_are_offered() -> None:
    world = load_text("fact deed: none or left = none\ncharacter Ann\n")
    with pytest.raises(WorldError, match="deed can be none or left, not lft"):
        read_condition(world, "deed = lft")
