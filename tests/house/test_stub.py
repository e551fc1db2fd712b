"""The stub of the kernel says what the compiled kernel offers."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

STUB = Path(__file__).resolve().parents[2] / "src/elsewise/_kernel.pyi"


def simplified(text: str) -> str:
    """Return the syntax tree as text, without imports and the compiler's name."""
    tree = ast.parse(text)
    tree.body = [line for line in tree.body if not isinstance(line, ast.Import | ast.ImportFrom)]
    for line in tree.body:
        if isinstance(line, ast.AnnAssign):
            line.value = None
    return ast.dump(tree)


@pytest.mark.skipif(
    importlib.util.find_spec("nanobind") is None, reason="nanobind, which makes stubs, is missing"
)
def test_the_stub_is_up_to_date() -> None:
    from nanobind.stubgen import StubGen

    from elsewise import _kernel

    generator = StubGen(_kernel)
    generator.put(_kernel)
    assert simplified(generator.get()) == simplified(STUB.read_text("utf-8"))
