"""A graph as JSON, whole: states with their values, minds, edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from elsewise.present.export.content import Content, ExportedState
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
    yield '  "states": ['
    yield from _listed(_state(content, state) for state in content.states())
    yield "  ],"
    yield '  "minds": ['
    yield from _listed(_mind(content, number) for number in range(len(graph), _all(content)))
    yield "  ],"
    yield '  "edges": ['
    yield from _listed(
        {"from": e.source, "event": e.event, "to": e.target, "by": list(e.by), "words": e.words}
        for e in content.edges()
    )
    yield "  ]"
    yield "}"


def _all(content: Content) -> int:
    """Return how many states there are, those in minds included."""
    return len(content.graph.arrays.rows)


def _state(content: Content, state: ExportedState) -> dict[str, Any]:
    return {
        "number": state.number,
        "id": state.id,
        "beats": state.beats,
        "utility": json_of(state.utility),
        "endings": list(state.endings),
        **_inside(content, state.number),
    }


def _mind(content: Content, number: int) -> dict[str, Any]:
    return {"number": number, **_inside(content, number)}


def _inside(content: Content, number: int) -> dict[str, Any]:
    values = content.graph.values(number)
    return {
        "values": json_of(values),
        "minds": dict(content.graph.minds(number)),
    }


def _listed(items: Iterator[dict[str, Any]]) -> Iterator[str]:
    before: str | None = None
    for item in items:
        if before is not None:
            yield f"{before},"
        before = f"    {_text(item)}"
    if before is not None:
        yield before


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
