"""The examples of docs/semantics.md and docs/differences-from-sabre.md hold on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines import ENGINES
from page_examples import Example, check, examples_in

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXAMPLES = [
    (page, example)
    for page in ("semantics.md", "differences-from-sabre.md")
    for example in examples_in(DOCS / page)
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "example", [e for _, e in EXAMPLES], ids=[f"{page}:{e.line}" for page, e in EXAMPLES]
)
def test_example(example: Example, engine: str) -> None:
    check(example, ENGINES[engine])


def test_every_world_on_the_page_has_expectations() -> None:
    assert all(example.expected for _, example in EXAMPLES)
