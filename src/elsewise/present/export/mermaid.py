"""A graph as a Mermaid flow chart, which many wikis and code hosts draw."""

from __future__ import annotations

from collections.abc import Iterator

from elsewise.errors import UsageError
from elsewise.present.export.content import Content

MOST_EDGES = 500
"""Mermaid itself refuses to draw more, unless the page that it stands in allows it."""


def mermaid_lines(content: Content) -> Iterator[str]:
    """Yield the lines of a Mermaid file. Raises `UsageError` for more edges than it draws."""
    if content.graph.edge_count > MOST_EDGES:
        raise UsageError(
            f"This graph has {content.graph.edge_count:,} edges, but Mermaid draws at most "
            f"{MOST_EDGES}. Say a smaller limit of length, or export .dot or .graphml."
        )
    yield "flowchart LR"
    for state in content.states():
        text = _quoted(", ".join(state.endings) or str(state.number))
        yield (
            f"  s{state.number}(({text}))" if not state.endings else f"  s{state.number}([{text}])"
        )
    for edge in content.edges():
        yield f"  s{edge.source} -->|{_quoted(edge.words)}| s{edge.target}"


def _quoted(text: str) -> str:
    """Write a text so that Mermaid takes none of it for its own language."""
    kept = (c if c.isalnum() or c in " .,;:!?'()-" else f"#{ord(c)};" for c in text)
    return f'"{"".join(kept)}"'
