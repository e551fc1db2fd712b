"""House rule: modules import downwards only, and one module touches the kernel."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "elsewise"
LAYERS = [  # highest first; names in one set may not import each other
    {"cli"},
    {"__init__"},
    {"present", "testing"},
    {"explain"},
    {"telling"},
    {"play", "validation"},
    {"engines"},
    {"graph"},
    {"story"},
    {"grounding"},
    {"problem"},
    {"conversion", "samples"},
    {"sabre"},
    {"files"},
    {"world"},
    {"syntax"},
    {"errors"},
    {"diagnostics"},
    {"show"},
]
RANK = {name: len(LAYERS) - i for i, names in enumerate(LAYERS) for name in names}
KERNEL_USERS = {"engines"}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module directly below elsewise) for every import of this package, however nested."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            base = node.module or ""
            names = [f"{base}.{a.name}" for a in node.names] if base == "elsewise" else [base]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "elsewise":
                yield node.lineno, rest.partition(".")[0] or "__init__"


def test_the_page_shows_these_layers() -> None:
    page = (SOURCE.parents[1] / "docs" / "architecture.md").read_text("utf-8")
    _, _, rest = page.partition("<!-- layers -->\n```text\n")
    lines = rest.partition("```")[0].splitlines()
    shown = [set(re.split(r"\s{2,}", line)[0].split(", ")) for line in lines]
    assert shown == [{name.replace("__init__", "facade") for name in names} for names in LAYERS]


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE))
)
def test_imports_point_down(path: Path) -> None:
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    assert own in RANK, f"{own} is in no layer; name its place in LAYERS"
    for line, target in imports(path):
        where = f"{path.name}:{line}"
        if target == "_kernel":
            assert own in KERNEL_USERS, f"{where}: only {KERNEL_USERS} may import _kernel"
        elif target != own:
            assert target in RANK, f"{where}: {target} is in no layer"
            assert RANK[target] < RANK[own], f"{where}: {own} must not import {target}"


ABOVE_PLAY = {"cli", "present", "testing", "explain", "telling"}
EVALUATION = {
    *("holds", "surely", "value_of", "number_of", "support", "failing", "compare", "calculate"),
}


def deep_imports(path: Path) -> Iterator[str]:
    """Each import of an engine, or of what evaluates expressions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        module, names = node.module or "", {alias.name for alias in node.names}
        if module.startswith("elsewise.engines"):
            yield f"{path.name}:{node.lineno}: {module}"
        if module == "elsewise.problem.evaluate" and names & EVALUATION:
            yield f"{path.name}:{node.lineno}: {', '.join(sorted(names & EVALUATION))}"
        if module == "elsewise.problem" and "evaluate" in names:
            yield f"{path.name}:{node.lineno}: evaluate"


def test_nobody_above_play_runs_engines_or_evaluates() -> None:
    wrong = [
        line
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).parts[0] in ABOVE_PLAY
        for line in deep_imports(path)
    ]
    assert not wrong, f"ask a Moment instead: {wrong}"
