"""What the page of questions shows can be asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from elsewise.world.load import load_text
from elsewise.world.reading import read_question

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/questions.md").read_text("utf-8")
(WORLD,) = (load_text(text) for text in re.findall(r"^```ew\n(.*?)^```$", PAGE, re.M | re.S))
(SHOWN,) = re.findall(r"^```questions\n(.*?)^```$", PAGE, re.M | re.S)


def test_the_world_of_the_page_has_no_warnings() -> None:
    assert WORLD.warnings == ()


@pytest.mark.parametrize("text", SHOWN.splitlines())
def test_the_questions_of_the_page_can_be_asked(text: str) -> None:
    assert read_question(WORLD, text).text == text


def test_every_word_is_shown() -> None:
    words = set(re.findall(r"[a-z]+", SHOWN))
    assert words >= {
        *("possible", "always", "never", "eventually", "next", "until", "before", "after"),
        *("within", "beats", "knows", "whether", "everyone", "commonly", "believe", "intends"),
    }
