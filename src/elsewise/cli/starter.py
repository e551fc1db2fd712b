"""The world that `elsewise new` begins with."""

from __future__ import annotations

import re
from pathlib import Path


def starter_world(name: str) -> str:
    """Return the text of a small world, named after its file."""
    words = re.findall(r"[A-Za-z0-9]+", name)
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    text = Path(__file__).with_suffix(".ew").read_text("utf-8")
    return text.replace("NAME", joined if joined[:1].isalpha() else f"World{joined}")
