"""House rule: files and functions stay small enough to be one idea.

An exception needs its reason here.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
MOST_LINES_OF_FUNCTION = 50
EXCEPTIONS: dict[str, str] = {
    "src/elsewise/syntax/tree.py": "one list of node classes, read as a table",
}
FILES = [
    *(ROOT / "src").rglob("*.py"),
    *(p for folder in ("kernel", "bindings") for p in (ROOT / folder).rglob("*.?pp")),
]


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda p: str(p.relative_to(ROOT)))
def test_file_is_small(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    lines = len(path.read_text("utf-8").splitlines())
    if name in EXCEPTIONS:
        assert lines > MOST_LINES, f"{name} is small now: drop its exception"
    else:
        assert lines <= MOST_LINES, f"{name} has {lines} lines"


LONG_FUNCTIONS: dict[str, str] = {}
"""By file and name; at most five."""


def test_functions_are_small() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= MOST_LINES_OF_FUNCTION
    }
    assert found == set(LONG_FUNCTIONS)
    assert len(LONG_FUNCTIONS) <= 5
