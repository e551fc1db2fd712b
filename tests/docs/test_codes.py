"""Every code has a section in the docs, and an example that really brings it about."""

from __future__ import annotations

from pathlib import Path

import pytest

from elsewise.diagnostics.catalogue.every import CODES
from elsewise.errors import WorldError
from elsewise.explain.review.review import review
from elsewise.play.ground import ground
from elsewise.play.load import load
from elsewise.play.minds import minds
from engines import ENGINES

DOCS = Path(__file__).resolve().parents[2] / "docs"


def codes_of(path: Path) -> set[str]:
    """The codes of everything that reading, grounding and running a file has to say."""
    try:
        if path.suffix == ".plot":
            review(path)
        world = load(path)
        found = list(world.warnings)
        problem = ground(world)
        for engine in ENGINES:
            minds(problem, engine=engine)
    except WorldError as error:
        return {diagnostic.code.name for diagnostic in error.diagnostics}
    return {diagnostic.code.name for diagnostic in found}


@pytest.mark.parametrize("name", sorted(CODES))
def test_the_example_triggers_its_code(name, tmp_path):
    code = CODES[name]
    ending = {"ew": ".ew", "plot": ".plot"}.get(code.dialect, ".txt")
    path = tmp_path / f"example{ending}"
    path.write_bytes(code.example.encode("utf-8", "surrogateescape"))
    assert name in codes_of(path)


@pytest.mark.parametrize("name", sorted(CODES))
def test_the_code_is_explained(name):
    code = CODES[name]
    assert name == name.lower() and " " not in name
    assert code.explanation.strip().endswith((".", ":", "`", "|"))
    assert f"\n## {name}\n" in (DOCS / "errors.md").read_text("utf-8")
