"""What the language page shows is right: whole worlds load, and parts can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from elsewise.diagnostics import Source
from elsewise.diagnostics.catalogue.world_warnings import NO_ACTIONS, NOBODY_WANTS, UNUSED_FACT
from elsewise.syntax.parser import parse
from elsewise.world.checker import check
from elsewise.world.load import load_text

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/language.md"
BLOCKS = re.findall(r"^```ew\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
WORLDS = [block for block in BLOCKS if block.startswith("world")]
PARTS = [block for block in BLOCKS if not block.startswith("world")]
SOMEBODY = "character Somebody\n"
"""Some parts have nobody in them, and a world needs somebody."""


def test_there_is_something_to_test() -> None:
    assert WORLDS
    assert len(PARTS) >= 8


@pytest.mark.parametrize("text", WORLDS)
def test_whole_worlds_load_without_a_warning(text: str) -> None:
    assert load_text(text).warnings == ()


@pytest.mark.parametrize("text", PARTS)
def test_parts_mean_something(text: str) -> None:
    source = Source("part.ew", text + SOMEBODY)
    file, found = parse(source)
    assert found == ()
    world, diagnostics = check(file, source)
    assert world is not None, [d.message for d in diagnostics]
    assert {d.code for d in diagnostics} <= {NO_ACTIONS, NOBODY_WANTS, UNUSED_FACT}
