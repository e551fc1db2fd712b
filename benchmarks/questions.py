"""How long questions take on a large graph, once it is open.

    python benchmarks/questions.py [EDGES]

It explores all that can happen in a world of the families until there are about so many edges
(default: a million), keeps the graph in a file, opens it, and asks each question of it twice: as
the first question, with all arrays still to be read, and again.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from families import Size, world_text

import elsewise as ew

SIZE = Size(characters=4, places=5, items=2, length=30)
QUESTIONS = (
    "possible holder(Apple) = Bea",
    "possible (holder(Apple) = Bea and not Ada believes holder(Apple) = Bea)",
    "eventually holder(Apple) = Bea",
    "never (at(Ada) = Barn and holder(Apple) = Cyr)",
    "always possible holder(Apple) = Ada",
    "always if hand(Ada, Bea, Apple) then possible hand(Bea, Ada, Apple)",
    "possible always not Bea believes holder(Apple) = Bea",
    "tell(?, Bea, Apple) before Bea knows holder(Apple) = Ada",
    "possible (everyone knows holder(Apple) = Bea) within 8 beats",
    "possible Ada and Bea commonly believe holder(Apple) = Bea",
    "always if holder(Book) = Ada then eventually holder(Book) = Bea",
)


def main(edges: int) -> None:
    """Measure all questions and print them as a table."""
    world = ew.loads(world_text(SIZE))
    began = time.perf_counter()
    graph = ew.explore(world, explained=False, states=edges * 9 // 5)  # those in minds count, too
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.graph"
        graph.save(path)
        graph = ew.open_graph(path)
        took = time.perf_counter() - began
        print(f"{len(graph):,} states, {graph.edge_count:,} edges, made and kept in {took:.1f} s")
        print(f"{'first':>7}  {'again':>7}  verdict, beats of the story, question")
        for question in QUESTIONS:
            opened = ew.open_graph(path)
            first, answer = _timed(world, question, opened)
            again, _ = _timed(world, question, opened)
            beats = "-" if answer.story is None else str(len(answer.story.beats))
            print(f"{first:6.2f} s {again:6.2f} s  {answer.verdict.value}, {beats}, {question}")


def _timed(world: ew.World, question: str, graph: ew.StoryGraph) -> tuple[float, ew.Answer]:
    began = time.perf_counter()
    answer = ew.ask(world, question, graph=graph)
    return time.perf_counter() - began, answer


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
