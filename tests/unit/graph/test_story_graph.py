"""What a story graph answers; that its contents are right is held in `twins`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from elsewise.errors import FormatError, UsageError
from elsewise.graph import graph_file as graph_files
from elsewise.graph.graph_data import GraphData
from elsewise.graph.section_file import Section, open_sections, write_sections
from elsewise.graph.story_graph import Edge, StoryGraph
from elsewise.play.explore import explore, open_graph
from problems import coin_problem


@pytest.fixture
def graph() -> StoryGraph:
    return explore(coin_problem(), length=4)


def test_states_and_edges(graph: StoryGraph) -> None:
    assert graph.complete and graph.stopped_by is None and graph.incomplete_from is None
    assert list(graph.states) == list(range(len(graph)))
    assert [graph.layer(state) for state in graph.layers[1]] == [1] * len(graph.layers[1])
    edges = list(graph.edges())
    assert len(edges) == graph.edge_count
    assert edges == [edge for state in graph.states for edge in graph.edges(state)]
    assert list(graph.edges(0)) == [Edge(0, "walk(Ann, Garden)", 1), Edge(0, "tell(Ben)", 2)]
    for edge in edges:
        assert graph.layer(edge.target) <= graph.layer(edge.state) + 1


def test_the_way_to_a_state_leads_there(graph: StoryGraph) -> None:
    for state in graph.states:
        at = 0
        for event in graph.way_to(state):
            at = next(edge.target for edge in graph.edges(at) if edge.event == event)
        assert at == state
        assert len(graph.way_to(state)) == graph.layer(state)


def test_endings_and_utilities(graph: StoryGraph) -> None:
    rich = graph.reaching("rich")
    assert rich
    assert all("rich" in graph.endings(state) for state in rich)
    assert graph.endings(0) == ()
    assert graph.utility(0) == 0.0
    assert {graph.utility(state) for state in rich} == {1.0}
    assert graph.utilities(0)[0] == graph.utility(0)


def test_minds_are_states_too(graph: StoryGraph) -> None:
    start = graph.state(0)
    assert start.changing == graph.values(0)
    assert start.minds["Ann"] == graph.state(graph.minds(0)["Ann"])
    assert start.values["at(Coin)"] == "Market"
    assert graph.values(graph.minds(0)["Ann"])["at(Coin)"] == "Garden"
    assert graph.state(0, depth=0).minds == {}
    assert graph.state(0, depth=1).minds["Ann"].minds == {}


def test_reasons_are_worked_out_when_asked_for(graph: StoryGraph) -> None:
    told = next(edge.target for edge in graph.edges(0) if edge.event == "tell(Ben)")
    (reason,) = graph.reasons(told, "walk(Ann, Market)").values()
    assert [planned.event for planned in reason.plan] == ["walk(Ann, Market)", "take(Ann, Market)"]
    with pytest.raises(UsageError, match=r"no edge take\(Ann, Market\) from state 0"):
        graph.reasons(0, "take(Ann, Market)")


def test_counts(graph: StoryGraph) -> None:
    def listed(state: int, left: int) -> int:
        return sum(listed(edge.target, left - 1) for edge in graph.edges(state)) if left else 1

    assert graph.counts == tuple(listed(0, length) for length in range(5))
    assert graph.count(2) == graph.counts[2]


def test_counts_beyond_the_limit_where_nothing_is_missing() -> None:
    closed = explore(coin_problem(), length=30)
    assert closed.explored == len(closed)
    assert closed.counts[:3] == explore(coin_problem(), length=2).counts
    assert closed.count(40) == explore(coin_problem(), length=40).counts[40]
    short = explore(coin_problem(), length=1)
    with pytest.raises(UsageError, match="sequences of 0 to 1 events there are, not of 2"):
        short.count(2)
    with pytest.raises(UsageError):
        closed.count(-1)


def test_a_graph_of_nothing_but_the_start() -> None:
    graph = explore(coin_problem(), length=0)
    assert (len(graph), graph.edge_count, graph.counts) == (1, 0, (1,))
    assert graph.way_to(0) == ()
    assert list(graph.edges(0)) == []


def test_what_is_not_there(graph: StoryGraph) -> None:
    for ask in (graph.layer, graph.utility, graph.endings, graph.way_to):
        with pytest.raises(UsageError, match="no state"):
            ask(len(graph))
        with pytest.raises(UsageError, match="no state"):
            ask(-1)
    with pytest.raises(UsageError, match="no state"):
        graph.values(10_000)
    with pytest.raises(UsageError, match="no ending called poor"):
        graph.reaching("poor")


def test_how_it_shows_itself(graph: StoryGraph) -> None:
    text = str(graph)
    assert f"{len(graph)} states, {graph.edge_count} edges; all within 4 beats." in text
    assert f"rich    {len(graph.reaching('rich'))}" in text
    assert repr(graph).startswith(f"StoryGraph({len(graph)} states")
    assert graph._repr_html_().count("<table>") == 2


def test_how_a_cut_one_shows_itself() -> None:
    first = str(explore(coin_problem(), seconds=0)).splitlines()[0]
    assert first.endswith("The search was stopped by the limit of time.")
    assert "not even the start" in str(explore(coin_problem(), states=1))


# -- files ------------------------------------------------------------------------------------


def test_a_file_says_all(graph: StoryGraph, tmp_path: Path) -> None:
    path = tmp_path / "coin.graph"
    graph.save(path)
    opened = open_graph(path)
    assert str(opened) == str(graph)
    assert opened.problem == graph.problem
    assert (opened.limits, opened.statistics) == (graph.limits, graph.statistics)
    assert list(opened.edges()) == list(graph.edges())
    assert [opened.state(s) for s in opened.states] == [graph.state(s) for s in graph.states]
    event = next(graph.edges(1)).event
    assert opened.reasons(1, event) == graph.reasons(1, event)
    opened.save(path)
    assert str(open_graph(path)) == str(graph)


def data_of(graph: StoryGraph, path: Path) -> GraphData:
    graph.save(path)
    return graph_files.read(path)


def numbers(kind: str, *items: int) -> Section:
    width = {"I": 4, "Q": 8}[kind]
    return Section(b"".join(item.to_bytes(width, "little") for item in items), kind)


def test_parts_that_do_not_fit_together(graph: StoryGraph, tmp_path: Path) -> None:
    path = tmp_path / "g"
    data = data_of(graph, path)
    first, second, *others = data.parts
    for change in (
        {"explored": data.explored + 1},
        {"explored": data.states + 1},
        {"states": data.states - 1},
        {"layer_ends": data.layer_ends[:-1]},
        {"layer_ends": (*data.layer_ends, data.states)},
        {"parts": ()},
        {"parts": (first, replace(second, first=second.first + 1), *others)},
        {"parts": (first, replace(second, slots=(99,)), *others)},
        {"parts": (replace(first, owner=0), second, *others)},
        {"events": numbers("I", 0)},
        {"values": numbers("I", 0)},
        {"rows": numbers("I", 0)},
    ):
        graph_files.write(replace(data, **change), path)
        with pytest.raises(FormatError, match="damaged"):
            open_graph(path)


def test_numbers_that_lead_nowhere(graph: StoryGraph, tmp_path: Path) -> None:
    path = tmp_path / "g"
    data = data_of(graph, path)

    def changed(**change: object) -> StoryGraph:
        graph_files.write(replace(data, **change), path)
        return open_graph(path)

    many = numbers("I", *[10**6] * len(data.rows))
    with pytest.raises(FormatError):
        changed(rows=many).values(0)
    with pytest.raises(FormatError):
        changed(codes=data.codes[:1]).values(0)
    with pytest.raises(FormatError):
        list(changed(events=numbers("I", *[10**6] * len(data.events))).edges())
    with pytest.raises(FormatError):
        changed(targets=numbers("I", *[10**6] * len(data.events))).way_to(1)
    for mind in (0, 10**6):  # minds within minds without end, or no minds at all
        cyclic = changed(minds=numbers("I", *[mind] * len(data.minds)))
        for use in (cyclic.state, cyclic.minds):
            with pytest.raises(FormatError):
                use(0)
        with pytest.raises(FormatError):
            cyclic.arrays.nodes((0,))


def test_a_file_without_its_parts(graph: StoryGraph, tmp_path: Path) -> None:
    path = tmp_path / "g"
    graph.save(path)
    sections = open_sections(path)
    for name in sections:
        write_sections(tmp_path / "h", {n: s for n, s in sections.items() if n != name})
        with pytest.raises(FormatError, match=f"it lacks its {name}"):
            open_graph(tmp_path / "h")
    for content in (b"{", b"[]", b'{"limits": 1}', msgspec.json.encode({"states": 1})):
        write_sections(tmp_path / "h", {**sections, "info": Section(content, "B")})
        with pytest.raises(FormatError, match=r"/h`: This graph file is damaged"):
            open_graph(tmp_path / "h")


@pytest.mark.parametrize("name", ["length", "foresight", "depth"])
def test_limits_that_a_file_cannot_have(graph: StoryGraph, tmp_path: Path, name: str) -> None:
    path = tmp_path / "g"
    graph.save(path)
    sections = open_sections(path)
    info = msgspec.json.decode(sections["info"].whole().tobytes())
    info["limits"][name] = 10**6
    write_sections(path, {**sections, "info": Section(msgspec.json.encode(info), "B")})
    with pytest.raises(FormatError, match=f"{name} is 1000000, but goes from 0"):
        open_graph(path)


def test_a_fact_that_is_not_there(graph: StoryGraph) -> None:
    name = graph.problem.fluent_names[0]
    assert graph.value(0, name) == graph.values(0)[name]
    with pytest.raises(UsageError, match=r"There is no fact .*x in .*\. Did you mean"):
        graph.value(0, f"{name}x")
