"""How a graph file begins; to look, nothing else of graphs has to be loaded."""

from __future__ import annotations

from pathlib import Path

MAGIC = b"\x89EWGRAPH"


def is_graph_file(path: Path | str) -> bool:
    """Whether there is a file that begins as graph files do."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False
