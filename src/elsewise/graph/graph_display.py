"""How story graphs show themselves, in a terminal and in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from elsewise.story.display import STOPS, aligned
from elsewise.world.display import counted

if TYPE_CHECKING:
    from elsewise.graph.story_graph import StoryGraph

Rows = list[tuple[str, ...]]


def graph_line(graph: StoryGraph) -> str:
    """Say in a line what a graph has, and whether it is all."""
    size = f"{counted(len(graph), 'state')}, {counted(graph.edge_count, 'edge')}"
    if graph.incomplete_from is None:
        return f"{size}; all within {counted(graph.limits.length, 'beat')}"
    if not len(graph):
        return f"{size}; not even the start is there"
    return f"{size}; complete up to beat {graph.incomplete_from - 1}"


def graph_sentence(graph: StoryGraph) -> str:
    """Say the same as a sentence, and what cut the graph off."""
    of = "" if graph.explained else " (whoever has a reason)"
    sentence = f"{graph.problem.name}{of}: {graph_line(graph)}."
    return sentence if graph.stopped_by is None else f"{sentence} {STOPS[graph.stopped_by]}"


def layer_rows(graph: StoryGraph) -> Rows:
    """List per number of beats how many states are new, and how many sequences of events lead on.

    A number that is not known is `?`, and one that may grow ends in `+`. Where nothing goes on any
    more, the list ends.
    """
    counts, layers, first = graph.counts, graph.layers, graph.incomplete_from
    rows: Rows = []
    for beats in range(max(len(counts), len(layers))):
        new = f"{len(layers[beats]) if beats < len(layers) else 0:,}"
        more = "+" if first is not None and beats >= first else ""
        rows.append((str(beats), new + more, f"{counts[beats]:,}" if beats < len(counts) else "?"))
        if beats < len(counts) and counts[beats] == 0:
            break
    return rows


def ending_rows(graph: StoryGraph) -> Rows:
    """List the endings and in how many states each is reached."""
    return [(name, f"{len(graph.reaching(name)):,}") for name in graph.problem.ending_names]


LAYER_HEADER = ("beats", "new states", "stories")
ENDING_HEADER = ("ending", "states")


def graph_text(graph: StoryGraph) -> str:
    """Write what a graph has: layer by layer, and by endings."""
    parts = [graph_sentence(graph), aligned([LAYER_HEADER, *layer_rows(graph)])]
    if graph.problem.ending_names:
        parts.append(aligned([ENDING_HEADER, *ending_rows(graph)]))
    return "\n\n".join(parts)


def graph_html(graph: StoryGraph) -> str:
    """Make a paragraph and tables of what a graph has, for a notebook."""
    tables = _table_html(LAYER_HEADER, layer_rows(graph))
    if graph.problem.ending_names:
        tables += _table_html(ENDING_HEADER, ending_rows(graph))
    return f"<p>{escape(graph_sentence(graph))}</p>{tables}"


def _table_html(header: tuple[str, ...], rows: Rows) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
