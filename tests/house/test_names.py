"""House rule: one name, one class, in the layers that people import from or read about.

Below them two languages have trees of their own, whose nodes bear the names of what they mean
(`tree.And` is the word *and*, `expressions.And` what it says); those are always named with their
module.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "elsewise"
BELOW = {"diagnostics", "syntax", "sabre", "conversion", "world", "grounding"}
"""Packages below the border between the language and the engines."""


def test_no_public_class_name_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        where = path.relative_to(SOURCE)
        if where.parts[0] in BELOW:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(where))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
