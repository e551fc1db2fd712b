"""A graph for Graphviz."""

from __future__ import annotations

from collections.abc import Iterator

from elsewise.present.export.content import Content, ExportedEdge, ExportedState
from elsewise.problem.names import value_text


def dot_lines(content: Content) -> Iterator[str]:
    """Yield the lines of a DOT file: left to right, one column for each number of beats."""
    yield f"digraph {_quoted(content.graph.problem.name)} {{"
    yield "  rankdir=LR;"
    yield '  node [shape=circle, fontname="sans-serif"];'
    yield '  edge [fontname="sans-serif"];'
    for state in content.states():
        yield f"  s{state.number} [{_state(state)}];"
    for layer in content.graph.layers:
        yield f"  {{ rank=same; {' '.join(f's{state};' for state in layer)} }}"
    for edge in content.edges():
        yield f"  s{edge.source} -> s{edge.target} [{_edge(edge)}];"
    yield "}"


def _state(state: ExportedState) -> str:
    said = {"label": ", ".join(state.endings) or str(state.number)}
    if state.endings:
        said["shape"] = "doublecircle"
        said["endings"] = ", ".join(state.endings)
    if state.id is not None:
        said["state"] = state.id
    said["beats"] = str(state.beats)
    if state.utility is not None:
        said["utility"] = value_text(state.utility)
    return ", ".join(f"{name}={_quoted(text)}" for name, text in said.items())


def _edge(edge: ExportedEdge) -> str:
    said = {"label": edge.words, "event": edge.event, "by": ", ".join(edge.by)}
    return ", ".join(f"{name}={_quoted(text)}" for name, text in said.items())


def _quoted(text: str) -> str:
    # Graphviz reads a backslash as the beginning of an escape, also of ones like \N.
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
