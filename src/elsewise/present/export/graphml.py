"""A graph as GraphML, for Gephi, yEd, NetworkX and others."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from elsewise.present.export.content import Content
from elsewise.problem.names import value_text

_KEYS = (
    ("beats", "node", "int"),
    ("id", "node", "string"),
    ("utility", "node", "double"),
    ("endings", "node", "string"),
    ("event", "edge", "string"),
    ("words", "edge", "string"),
    ("by", "edge", "string"),
)


def graphml_lines(content: Content) -> Iterator[str]:
    """Yield the lines of a GraphML file; every fact has a key of its own."""
    graph = content.graph
    fluents = [fluent.name for fluent in graph.problem.fluents]
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name, place, kind in _KEYS:
        yield f'<key id="{name}" for="{place}" attr.name="{name}" attr.type="{kind}"/>'
    for number, name in enumerate(fluents):
        key = f'id="f{number}" for="node" attr.name="{escape(name)}" attr.type="string"'
        yield f"<key {key}/>"
    yield f'<graph id="{escape(graph.problem.name)}" edgedefault="directed">'
    for state in content.states():
        data = {"beats": str(state.beats), "endings": ", ".join(state.endings)}
        if state.id is not None:
            data["id"] = state.id
        if state.utility is not None:
            data["utility"] = str(state.utility)
        values = enumerate(state.values.values())
        data |= {f"f{number}": value_text(value) for number, value in values}
        yield f'<node id="s{state.number}">{_data(data)}</node>'
    for edge in content.edges():
        data = {"event": edge.event, "words": edge.words, "by": ", ".join(edge.by)}
        yield f'<edge source="s{edge.source}" target="s{edge.target}">{_data(data)}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _data(data: dict[str, str]) -> str:
    return "".join(f'<data key="{key}">{escape(text)}</data>' for key, text in data.items())
