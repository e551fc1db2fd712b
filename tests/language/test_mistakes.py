"""The commonest mistakes and what is said about them: `mistakes.md` is checked word for word.

After a change of wording run `python tests/language/test_mistakes.py`, which writes the messages
anew, and read the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from elsewise.diagnostics.catalogue.world_examples import BEGIN
from elsewise.diagnostics.render import render_all
from elsewise.errors import WorldError
from elsewise.world.load import load_text

PAGE = Path(__file__).with_name("mistakes.md")
SECTION = re.compile(r"^## (.+?)\n+```ew\n(.*?)```\n+```text\n(.*?)```\n", re.M | re.S)
CASES = SECTION.findall(PAGE.read_text("utf-8"))


def said(lines: str) -> str:
    """What is said about lines in front of the common world (so that they count from 1)."""
    try:
        world = load_text(f"{lines}\n{BEGIN}", "my.ew")
    except WorldError as error:
        return render_all(error.diagnostics) + "\n"
    return render_all(world.warnings) + "\n"


@pytest.mark.parametrize(("title", "lines", "message"), CASES, ids=[title for title, *_ in CASES])
def test_message(title: str, lines: str, message: str) -> None:
    assert said(lines) == message, title


def test_there_are_enough_and_every_section_is_read() -> None:
    text = PAGE.read_text("utf-8")
    assert len(CASES) == text.count("\n## ") >= 60
    assert BEGIN in text


def rewrite() -> None:
    text = PAGE.read_text("utf-8")
    blocks = SECTION.sub(lambda m: m[0].replace(f"```text\n{m[3]}", f"```text\n{said(m[2])}"), text)
    PAGE.write_text(blocks, "utf-8")


if __name__ == "__main__":
    rewrite()
