from __future__ import annotations

import numpy as np

import elsewise as ew
from elsewise.explain.coverage.courses import Courses
from elsewise.graph.story_graph import StoryGraph
from elsewise.story.watch import Watch

CALLS = """\
world Calls
type room
character Ann
room Hall, Attic, Cellar
fact at: room
start
  at = Hall
action go(to: room)
  then at = to
"""


def listed(graph: StoryGraph, length: int, state: int = 0) -> list[tuple[int, ...]]:
    """List all courses as the numbers of their edges."""
    begin = int(graph.arrays.degrees[:state].sum())
    edges = [(begin + n, edge.target) for n, edge in enumerate(graph.edges(state))]
    if not length or not edges:
        return [()]
    return [(edge, *on) for edge, to in edges for on in listed(graph, length - 1, to)]


def test_every_edge_of_a_day() -> None:
    graph = ew.explore(ew.sample("smoke"))
    courses, all_of_them = Courses(graph.arrays, 12, Watch()), listed(graph, 12)
    assert courses.total == len(all_of_them)
    for edge in range(graph.edge_count):
        flags = np.zeros(graph.edge_count, np.bool_)
        flags[edge] = True
        assert courses.through(flags) == sum(edge in course for course in all_of_them)


def test_more_than_a_machine_can_count() -> None:
    """Of three rooms, all are gone to in each event: 3^200 courses, 2^200 never to the cellar."""
    graph = ew.explore(ew.loads(CALLS), length=200, explained=False)
    courses = Courses(graph.arrays, 200, Watch())
    assert courses.total == 3**200
    cellar = [edge.event == "go(Cellar)" for edge in graph.edges()]
    assert courses.through(np.array(cellar)) == 3**200 - 2**200


def test_a_day_on_which_nothing_can_happen() -> None:
    graph = ew.explore(ew.loads(CALLS.replace("then at = to", "if not at = Hall\n  then at = to")))
    courses = Courses(graph.arrays, 5, Watch())
    assert courses.total == 1
    assert courses.through(np.zeros(0, np.bool_)) == 0
