"""From bytes and texts to worlds, and what is said where that fails."""

from __future__ import annotations

import pytest

from elsewise.diagnostics import Span
from elsewise.diagnostics.catalogue.world_examples import BEGIN
from elsewise.errors import WorldError
from elsewise.world.decoding import decode
from elsewise.world.load import load_text


def test_the_source_is_kept() -> None:
    world = load_text(BEGIN, "some.ew")
    assert (world.source.name, world.source.text) == ("some.ew", BEGIN)


def test_mistakes_of_reading_and_of_meaning_stand_in_the_order_of_the_text() -> None:
    lines = "start\n  at(Lxe) = Town\n  at(Lex) == Town\n  at(Lex) = Lana\nfact dark\n"
    with pytest.raises(WorldError) as caught:
        load_text(BEGIN + lines)
    # That nothing speaks of `dark` is not said while some lines are not understood.
    codes = [d.code.name for d in caught.value.diagnostics]
    assert codes == ["unknown-name", "double-equals", "wrong-value"]


def test_warnings_come_with_errors_of_meaning() -> None:
    with pytest.raises(WorldError) as caught:
        load_text(BEGIN + "start\n  stones = 5\n  at(Lex) = Lana\n")
    assert [d.code.name for d in caught.value.diagnostics] == ["beyond-range", "wrong-value"]


def test_the_same_text_gives_the_same_world() -> None:
    assert load_text(BEGIN) == load_text(BEGIN)


def test_decode() -> None:
    assert decode("world Café\n".encode()) == "world Café\n"
    assert decode("world Café\n".encode("utf-8-sig")) == "world Café\n"


@pytest.mark.parametrize("content", [b"world Caf\xe9\n", b"world Caf\xc3", b"world Caf\xff\xfe"])
def test_what_is_not_utf8(content: bytes) -> None:
    with pytest.raises(WorldError) as caught:
        decode(content, "old.ew")
    (found,) = caught.value.diagnostics
    assert found.code.name == "not-utf8"
    assert found.span == Span(9, 10)
    assert found.source.name == "old.ew"


@pytest.mark.parametrize("text", ["", "\n", "# nobody\n", "\ufeff"])
def test_an_empty_text_has_nobody_in_it(text: str) -> None:
    with pytest.raises(WorldError) as caught:
        load_text(text)
    assert caught.value.diagnostics[-1].code.name in ("no-characters", "unexpected-character")


def test_ten_thousand_entities() -> None:
    people = ", ".join(f"P{i}" for i in range(10_000))
    lines = "".join(f"  at(P{i}) = Town\n" for i in range(0, 10_000, 10))
    world = load_text(f"{BEGIN}character {people}\nstart\n{lines}every character c wants blown\n")
    assert len(world.characters) == 10_002
    assert len(world.start) == 1000
    assert len(world.wants) == 10_002


def test_thousands_of_unknown_names() -> None:
    people = ", ".join(f"P{i}" for i in range(2_000))
    lines = "".join(f"  at(Q{i}) = Town\n" for i in range(2_000))
    with pytest.raises(WorldError) as caught:
        load_text(f"{BEGIN}character {people}\nstart\n{lines}")
    assert len(caught.value.diagnostics) == 2_000
