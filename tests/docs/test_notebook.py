"""The notebook of the how-to pages runs, and every cell shows something better than plain text."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "notebook.ipynb"
RICH = ("_repr_html_", "_repr_svg_")


def cells(kind: str) -> list[dict[str, Any]]:
    made = json.loads(NOTEBOOK.read_text("utf-8"))
    return [cell for cell in made["cells"] if cell["cell_type"] == kind]


def run_cell(source: str, names: dict[str, Any]) -> object:
    """Run a cell as a notebook does; return the value of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop()
    assert isinstance(last, ast.Expr), f"nothing is shown: {source}"
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def test_every_cell_runs_and_shows_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    shown = []
    for cell in cells("code"):
        value = run_cell("".join(cell["source"]), names)
        rich = [getattr(value, name)() for name in RICH if hasattr(value, name)]
        assert rich, f"{type(value).__name__} shows itself as plain text only"
        assert all(text.lstrip().startswith("<") for text in rich)
        shown.append(type(value).__name__)
    assert {"World", "Outcome", "Story", "Reason", "State", "StoryGraph", "Picture", "Answer"} <= {
        *shown
    }
    assert (tmp_path / "letter-map.html").exists()


def test_no_output_is_stored() -> None:
    for cell in cells("code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


def test_it_is_of_a_version_that_notebooks_read() -> None:
    made = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in made["cells"]]
    assert len(set(ids)) == len(ids)
    assert len(cells("markdown")) >= 5
