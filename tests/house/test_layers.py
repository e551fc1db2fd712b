"""House rule: modules import downwards only, and one module touches the kernel."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "elsewise"
LAYERS = [  # highest first; names in one set may not import each other
    {"cli"},
    {"__init__"},
    {"present", "testing"},
    {"explain"},
    {"telling", "validation"},
    {"play"},
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
