"""How each mistake in writing is shown, to the letter.

`messages.txt` holds the rendered example of every code. `REWRITE_MESSAGES=1 pytest …` writes it
anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from elsewise.diagnostics import Code, Source
from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.diagnostics.render import render_all
from elsewise.syntax.parser import parse

CODES = {code.name: code for code in vars(codes).values() if isinstance(code, Code)}
GOLDEN = Path(__file__).with_name("messages.txt")


def rendered(code: Code) -> str:
    """Return what is shown for the example of a code."""
    _, mistakes = parse(Source("page.ew", code.example))
    assert {mistake.code.name for mistake in mistakes} == {code.name}
    return render_all(mistakes)


def golden() -> dict[str, str]:
    """Return the kept messages by code."""
    sections = GOLDEN.read_text("utf-8").rstrip("\n").split("\n\n\n")
    return {section.split("[", 1)[1].split("]", 1)[0]: section for section in sections}


if os.environ.get("REWRITE_MESSAGES"):
    GOLDEN.write_text("\n\n\n".join(map(rendered, CODES.values())) + "\n", "utf-8")


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_message(code: Code) -> None:
    assert rendered(code) == golden()[code.name]


def test_every_message_is_kept() -> None:
    assert list(golden()) == list(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_every_code_explains_itself(code: Code) -> None:
    assert code.message.endswith(".")
    assert len(code.explanation) > 40
    assert code.explanation.endswith(".")
    assert code.dialect == "ew"
