"""Every kind of finding is described in the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from elsewise.explain.review.kinds import KINDS

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "plots.md"


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_described(kind):
    severity, meaning = KINDS[kind]
    assert f"| `{kind}` | {severity.value} | {meaning} |" in PAGE.read_text("utf-8")
