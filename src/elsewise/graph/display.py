"""How story graphs show themselves."""

from __future__ import annotations

from elsewise.graph.story_graph import StoryGraph
from elsewise.show.as_json import Json, json_of, keys
from elsewise.show.layout import TextTable, counted, paragraphs, table_html
from elsewise.show.shown import Display, Displays
from elsewise.story.display import with_stop


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
    return with_stop(f"{graph.problem.name}{of}: {graph_line(graph)}.", graph.stopped_by)


def _tables(graph: StoryGraph) -> list[TextTable]:
    """Make a table of layers and, if there are endings, one of how often each is reached."""
    layers = TextTable(("beats", "new states", "stories"), _layer_rows(graph))
    names = graph.problem.ending_names
    endings = [(name, f"{len(graph.reaching(name)):,}") for name in names]
    return [layers, TextTable(("ending", "states"), endings)] if endings else [layers]


def _layer_rows(graph: StoryGraph) -> list[tuple[str, ...]]:
    """List per number of beats how many states are new, and how many sequences of events lead on.

    A number that is not known is `?`, and one that may grow ends in `+`. Where nothing goes on any
    more, the list ends.
    """
    counts, layers, first = graph.counts, graph.layers, graph.incomplete_from
    rows: list[tuple[str, ...]] = []
    for beats in range(max(len(counts), len(layers))):
        new = f"{len(layers[beats]) if beats < len(layers) else 0:,}"
        more = "+" if first is not None and beats >= first else ""
        rows.append((str(beats), new + more, f"{counts[beats]:,}" if beats < len(counts) else "?"))
        if beats < len(counts) and counts[beats] == 0:
            break
    return rows


def _html(graph: StoryGraph) -> str:
    tables = (table_html(table, row_heads=False, left=False) for table in _tables(graph))
    return paragraphs(graph_sentence(graph)) + "".join(tables)


_head = keys("world=problem.name limits explained complete stopped_by incomplete_from")
_tail = keys("explored edges=edge_count")


def _json(graph: StoryGraph) -> Json:
    return {
        **_head(graph),
        "states": len(graph),
        **_tail(graph),
        "new_states": [len(layer) for layer in graph.layers],
        "stories": json_of(graph.counts),
        "endings": {name: len(graph.reaching(name)) for name in graph.problem.ending_names},
        "statistics": json_of(graph.statistics),
    }


DISPLAYS: Displays = {
    StoryGraph: Display(
        lambda graph: [graph_sentence(graph), *_tables(graph)],
        lambda graph: f"StoryGraph({graph_line(graph)})",
        _html,
        _json,
    )
}
