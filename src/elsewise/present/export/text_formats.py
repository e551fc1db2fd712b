"""The text formats of a graph: DOT, GraphML, Mermaid and JSON, each as the lines of its file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

import msgspec

from elsewise.errors import UsageError
from elsewise.present.export.content import Content
from elsewise.problem.names import value_text
from elsewise.show.as_json import json_of
from elsewise.show.harmless import harmless, markup

MOST_EDGES = 500
"""Mermaid itself refuses to draw more, unless the page that it stands in allows it."""
FORMAT = "elsewise graph"
FORMAT_VERSION = 1

# -- DOT, for Graphviz ------------------------------------------------------------------------


def dot_lines(content: Content) -> Iterator[str]:
    """Yield the lines of a DOT file: left to right, one column for each number of beats."""
    yield f"digraph {_dot_text(content.graph.problem.name)} {{"
    yield "  rankdir=LR;"
    yield '  node [shape=circle, fontname="sans-serif"];'
    yield '  edge [fontname="sans-serif"];'
    for state in content.states():
        endings = ", ".join(state.endings)
        said = {"label": endings or str(state.number)}
        if endings:
            said |= {"shape": "doublecircle", "endings": endings}
        if state.id is not None:
            said["state"] = state.id
        said["beats"] = str(state.beats)
        if state.utility is not None:
            said["utility"] = value_text(state.utility)
        yield f"  s{state.number} [{_dot_list(said)}];"
    for layer in content.graph.layers:
        yield f"  {{ rank=same; {' '.join(f's{state};' for state in layer)} }}"
    for edge in content.edges():
        said = {"label": edge.words, "event": edge.event, "by": ", ".join(edge.by)}
        yield f"  s{edge.source} -> s{edge.target} [{_dot_list(said)}];"
    yield "}"


def _dot_list(said: dict[str, str]) -> str:
    return ", ".join(f"{name}={_dot_text(text)}" for name, text in said.items())


def _dot_text(text: str) -> str:
    # Graphviz reads a backslash as the beginning of an escape, also of ones like \N.
    return '"' + harmless(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


# -- GraphML, for Gephi, yEd, NetworkX and others ---------------------------------------------

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
        key = f'id="f{number}" for="node" attr.name="{markup(name)}" attr.type="string"'
        yield f"<key {key}/>"
    yield f'<graph id="{markup(graph.problem.name)}" edgedefault="directed">'
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
    return "".join(f'<data key="{key}">{markup(text)}</data>' for key, text in data.items())


# -- Mermaid, which many wikis and code hosts draw --------------------------------------------


def mermaid_lines(content: Content) -> Iterator[str]:
    """Yield the lines of a Mermaid file. Raises `UsageError` for more edges than it draws."""
    if content.graph.edge_count > MOST_EDGES:
        raise UsageError(
            f"This graph has {content.graph.edge_count:,} edges, but Mermaid draws at most "
            f"{MOST_EDGES}. Say a smaller limit of length, or export .dot or .graphml."
        )
    yield "flowchart LR"
    for state in content.states():
        text = _mermaid_text(", ".join(state.endings) or str(state.number))
        yield f"  s{state.number}" + (f"([{text}])" if state.endings else f"(({text}))")
    for edge in content.edges():
        yield f"  s{edge.source} -->|{_mermaid_text(edge.words)}| s{edge.target}"


def _mermaid_text(text: str) -> str:
    """Write a text so that Mermaid takes none of it for its own language."""
    kept = (c if c.isalnum() or c in " .,;:!?'()-" else f"#{ord(c)};" for c in harmless(text))
    return f'"{"".join(kept)}"'


# -- JSON: states with their values, minds, edges ---------------------------------------------


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
    for item, after in pairwise(chain(items, [None])):
        yield f"    {_text(item)}{'' if after is None else ','}"
    yield f"  {end}"


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
