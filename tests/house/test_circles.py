"""House rule: no file imports, by whatever way round, a file that imports it.

What a type checker alone sees does not count; an import inside a function does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
STILL: frozenset[tuple[str, str]] = frozenset(
    {("elsewise.engines.kernel.encode_problem", "elsewise.engines.kernel.encoding")}
)
"""Imports that still close a circle; a name that is not needed any more must go."""


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


FILES = {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imported(node: ast.AST) -> Iterator[str]:
    """The names of modules of this package that a piece of code imports, however nested."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        for other in node.orelse:
            yield from imported(other)
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in FILES else node.module or ""
    for child in ast.iter_child_nodes(node):
        yield from imported(child)


def imports_of(name: str) -> set[str]:
    found = set(imported(ast.parse(FILES[name].read_text("utf-8"))))
    return {other for other in found if other in FILES and other != name}


def circle_in(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_circles():
    graph = {name: imports_of(name) for name in FILES}
    for name, other in STILL:
        assert other in graph[name], f"{name} does not import {other} any more: drop it from STILL"
        graph[name].discard(other)
    circle = circle_in(graph)
    assert not circle, "a circle of imports: " + " -> ".join(reversed(circle))


def test_a_circle_is_found():
    assert set(circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}
