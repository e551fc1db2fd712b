from __future__ import annotations

import math
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import elsewise as ew
from elsewise.engines.kernel import KernelEngine
from elsewise.errors import FormatError, UsageError
from elsewise.present.export.exchange import ExchangedGraph, read_exchanged, write_exchanged
from elsewise.present.export.graph_to_exchange import to_exchanged


@pytest.fixture(scope="module")
def letter():
    world = ew.sample("letter")
    graph = ew.explore(world)
    return graph, to_exchanged(graph)


@pytest.mark.parametrize("name", ew.sample_names())
def test_a_written_graph_is_read_back(tmp_path, name):
    world = ew.sample(name)
    graph = ew.explore(world)
    made = to_exchanged(graph)
    ew.export(world, tmp_path / "graph.zip", graph=graph)
    assert read_exchanged(tmp_path / "graph.zip") == made
    with zipfile.ZipFile(tmp_path / "graph.zip") as archive:
        archive.extractall(tmp_path / "folder")
    assert read_exchanged(tmp_path / "folder") == made


def test_the_same_graph_gives_the_same_bytes(tmp_path, letter):
    for name in ("one.zip", "other.zip"):
        write_exchanged(letter[1], tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_it_holds_what_the_graph_holds(letter):
    graph, made = letter
    actions = [action.name for action in graph.problem.actions]
    assert [(e.state, actions.index(e.event), e.target) for e in graph.edges()] == list(
        made.temporal
    )
    who = list(made.characters)
    believed = {(place, who[c]): mind for place, c, mind in made.epistemic}
    for state in graph.states:
        for name, mind in graph.minds(state).items():
            assert believed[state, name] == mind
            values = {True: "yes", False: "no"}
            assert made.values(mind) == {
                fluent: values.get(value, value) if isinstance(value, bool) else value
                for fluent, value in graph.values(mind).items()
            }


def test_utilities_are_those_of_the_engine(letter):
    graph, made = letter
    engine = KernelEngine(graph.problem, graph.limits.depth)
    numbers = {action.name: n for n, action in enumerate(graph.problem.actions)}
    for state in graph.states:
        handle = engine.start()
        for event in graph.way_to(state):
            handle = engine.after(handle, numbers[event])
        assert made.utility(state) == graph.utility(state) == engine.utility(handle, None)
        for number, name in enumerate(made.characters):
            assert made.utility(state, name) == engine.utility(handle, number)
            mind = graph.minds(state).get(name)
            if mind is not None:
                inside = engine.mind(handle, number)
                assert made.utility(mind, name) == engine.utility(inside, number)


def test_everyones_plan_is_there(letter):
    graph, made = letter
    actions = [action.name for action in graph.problem.actions]
    expected = {
        (edge.state, name, tuple(planned.event for planned in reason.plan))
        for edge in graph.edges()
        for name, reason in graph.reasons(edge.state, edge.event).items()
    }
    found = {
        (place, made.characters[c], tuple(actions[a] for a in made.plans[plan]))
        for place, c, plan in made.explanations
        if c is not None
    }
    assert found == expected
    assert not to_exchanged(graph, reasons=False).explanations


def test_files_are_as_the_format_has_them(tmp_path, letter):
    _, made = letter
    write_exchanged(made, tmp_path / "graph.zip")
    with zipfile.ZipFile(tmp_path / "graph.zip") as archive:
        names = archive.namelist()
        row = archive.read("states.csv").decode().splitlines()[0].split(",")
        meta = dict(line.split(",") for line in archive.read("meta.csv").decode().splitlines())
    assert {"characters.txt", "players.txt", "fluents.txt", "values.txt", "nodes.csv"} <= set(names)
    assert len(row) == len(made.fluents) + 1 + len(made.characters)
    assert all("." in cell for cell in row[len(made.fluents) :])
    assert meta["world"] == "Letter"


names = st.text(st.characters(exclude_characters="\\", exclude_categories=["Cs", "Cc"]), min_size=1)
values = st.one_of(
    st.none(), names, st.floats(allow_nan=False), st.just(math.inf), st.integers().map(float)
)


@given(st.data())
def test_whatever_is_written_is_read_back(tmp_path_factory, data):
    people = data.draw(st.lists(names, unique=True, max_size=3))
    fluents = data.draw(st.lists(names, unique=True, min_size=1, max_size=3))
    width = len(fluents) + 1 + len(people)
    rows = data.draw(st.lists(st.tuples(*[values] * width), min_size=1, max_size=4))
    numbers = st.integers(0, 5)
    made = ExchangedGraph(
        tuple(people),
        (),
        tuple(fluents),
        tuple(data.draw(st.lists(names, max_size=3))),
        tuple(data.draw(st.lists(st.lists(numbers).map(tuple), max_size=3))),
        tuple(rows),
        tuple(data.draw(st.lists(st.lists(numbers).map(tuple), max_size=3))),
        tuple(data.draw(st.lists(numbers, max_size=3))),
        tuple(data.draw(st.lists(st.tuples(numbers, numbers, numbers), max_size=3))),
        (),
        tuple(data.draw(st.lists(st.tuples(numbers, st.none() | numbers, numbers), max_size=3))),
        {"node": tuple(data.draw(st.lists(st.none() | names, max_size=3)))},
        {'a "quoted" key': "lines\nof a value"},
    )
    path = tmp_path_factory.mktemp("made") / "graph.zip"
    write_exchanged(made, path)
    assert read_exchanged(path) == made


def test_what_is_no_story_graph(tmp_path):
    with pytest.raises(UsageError, match="no file"):
        read_exchanged(tmp_path / "none.zip")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK not really")
    with pytest.raises(FormatError, match="no story graph"):
        read_exchanged(broken)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "something else")
    with pytest.raises(FormatError, match="no story graph"):
        read_exchanged(tmp_path / "other.zip")
