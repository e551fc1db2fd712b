"""The page that says where to look names one file for every question, and the file is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "explanation" / "where-to-look.md"
ROWS = re.findall(r"^\| (.+?) \| `(.+?)` \|$", PAGE.read_text("utf-8"), re.MULTILINE)


def test_fifteen_questions_have_an_answer_each():
    questions = [question for question, _ in ROWS]
    assert len(questions) == len(set(questions)) == 15


@pytest.mark.parametrize(("question", "file"), ROWS)
def test_the_file_is_there_and_its_name_says_so(question: str, file: str):
    path = ROOT / file
    assert path.is_file()
    words = set(re.findall(r"[a-z]+", question.lower()))
    assert words & set(re.findall(r"[a-z]+", file.rpartition("/")[2].lower())), (
        f"no word of the question stands in the name of {file}"
    )
