"""A graph as JSON, whole: states with their values, minds, edges."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from elsewise.present.export.content import Content
from elsewise.show.as_json import json_of

FORMAT = "elsewise graph"
FORMAT_VERSION = 1


def json_lines(content: Content) -> Iterator[str]:
    """Yield the lines of a JSON file: one for every state, mind and edge."""
    graph = content.graph
    head = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "world": graph.problem.name,
        "explained": graph.explained,
        "complete": graph.complete,
        "stopped_by": graph.stopped_by,
        "limits": json_of(graph.limits),
        "constants": json_of(graph.problem.constants),
    }
    yield "{"
    for name, value in head.items():
        yield f'  "{name}": {_text(value)},'
    yield from _listed("states", content.states(), "],")
    yield from _listed("minds", content.minds(), "],")
    yield from _listed("edges", content.edges(), "]")
    yield "}"


def _listed(name: str, items: Iterator[msgspec.Struct], end: str) -> Iterator[str]:
    yield f'  "{name}": ['
    before: str | None = None
    for item in items:
        if before is not None:
            yield f"{before},"
        before = f"    {_text(item)}"
    if before is not None:
        yield before
    yield f"  {end}"


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
