from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest

import elsewise as ew
from elsewise.errors import UsageError
from many_states import many

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def smoke():
    world = ew.sample("smoke")
    return world, ew.explore(world)


def exported(tmp_path, world, graph, ending, **more):
    path = tmp_path / f"graph{ending}"
    ew.export(world, path, graph=graph, **more)
    return path.read_text("utf-8")


def edges_of(graph):
    return Counter((edge.state, edge.target, edge.event) for edge in graph.edges())


def test_dot_has_every_state_and_edge(tmp_path, smoke):
    world, graph = smoke
    text = exported(tmp_path, world, graph, ".dot")
    states = re.findall(r"^  s(\d+) \[(.*)\];$", text, re.M)
    assert [int(number) for number, _ in states] == list(graph.states)
    assert f'state="{graph.id_of(3)}"' in states[3][1]
    reached = {int(number) for number, said in states if 'endings="left"' in said}
    assert reached == set(graph.reaching("left"))
    found = re.findall(r'^  s(\d+) -> s(\d+) \[.*event="([^"]*)"', text, re.M)
    assert Counter((int(a), int(b), event) for a, b, event in found) == edges_of(graph)
    assert 'label="Clark begs Lex not to leave him there."' in text


def test_graphml_has_every_state_edge_and_value(tmp_path, smoke):
    world, graph = smoke
    root = ElementTree.fromstring(exported(tmp_path, world, graph, ".graphml"))
    names = {key.attrib["id"]: key.attrib["attr.name"] for key in root.iter(f"{GRAPHML}key")}
    states = list(root.iter(f"{GRAPHML}node"))
    assert len(states) == len(graph)
    said = {names[d.attrib["key"]]: d.text for d in states[7].iter(f"{GRAPHML}data")}
    assert said["beats"] == str(graph.layer(7))
    assert said["deed"] == graph.values(7)["deed"]
    found = Counter()
    for edge in root.iter(f"{GRAPHML}edge"):
        data = {d.attrib["key"]: d.text for d in edge.iter(f"{GRAPHML}data")}
        found[int(edge.attrib["source"][1:]), int(edge.attrib["target"][1:]), data["event"]] += 1
    assert found == edges_of(graph)


def test_graphml_is_read_by_networkx(tmp_path, smoke):
    networkx = pytest.importorskip("networkx", reason="NetworkX is not installed")
    world, graph = smoke
    ew.export(world, tmp_path / "graph.graphml", graph=graph)
    read = networkx.read_graphml(tmp_path / "graph.graphml")
    assert (len(read), read.number_of_edges()) == (len(graph), graph.edge_count)
    assert read.nodes["s0"]["beats"] == 0


def test_mermaid_has_every_state_and_edge(tmp_path, smoke):
    world, graph = smoke
    lines = exported(tmp_path, world, graph, ".mmd").splitlines()
    assert lines[0] == "flowchart LR"
    states = [line for line in lines if re.fullmatch(r'  s\d+\(.".*".\)', line)]
    assert len(states) == len(graph)
    found = [re.fullmatch(r'  s(\d+) -->\|"[^"]*"\| s(\d+)', line) for line in lines]
    pairs = Counter((int(match[1]), int(match[2])) for match in found if match)
    assert pairs == Counter((edge.state, edge.target) for edge in graph.edges())


def test_mermaid_says_when_there_is_too_much(tmp_path):
    path = tmp_path / "graph.mmd"
    with pytest.raises(UsageError, match="at most 500"):
        ew.export(many(6, 8), path)
    assert not path.exists()


def test_json_is_the_whole_graph(tmp_path, smoke):
    world, graph = smoke
    made = json.loads(exported(tmp_path, world, graph, ".json"))
    assert made["format"] == "elsewise graph"
    assert [state["number"] for state in made["states"]] == list(graph.states)
    everywhere = {one["number"]: one for one in (*made["states"], *made["minds"])}
    assert sorted(everywhere) == list(range(len(everywhere)))
    for state in range(0, len(graph), 11):
        assert everywhere[state]["id"] == graph.id_of(state)
        assert everywhere[state]["endings"] == list(graph.endings(state))
        for number in (state, *graph.minds(state).values()):
            assert everywhere[number]["values"] == dict(graph.values(number))
            assert everywhere[number]["minds"] == dict(graph.minds(number))
    found = Counter((edge["from"], edge["to"], edge["event"]) for edge in made["edges"])
    assert found == edges_of(graph)


def test_a_graph_without_its_world_has_the_names_of_events(tmp_path, smoke):
    _, graph = smoke
    path = tmp_path / "graph.dot"
    ew.export(graph, path)
    assert 'label="plead(Clark, Lex)"' in path.read_text("utf-8")


def test_words_of_a_world_are_safe_in_every_format(tmp_path):
    text = """
world Odd
character Ann
fact done
action end(Ann)
  then done
  by Ann
  tell "{Ann} [say] 'a|b' <b> & c; \\N -->"
Ann wants 1 if done
ending over if done
limits length 1, foresight 1, depth 0
"""
    world = ew.loads(text)
    graph = ew.explore(world)
    ElementTree.fromstring(exported(tmp_path, world, graph, ".graphml"))
    json.loads(exported(tmp_path, world, graph, ".json"))
    mermaid = exported(tmp_path, world, graph, ".mmd").splitlines()[-1]
    assert re.fullmatch(r'  s0 -->\|"[\w .,;:!?()#&\'-]*"\| s1', mermaid)
    assert exported(tmp_path, world, graph, ".dot").count('"') % 2 == 0


def test_an_unknown_name_and_a_folder_that_is_not_there(tmp_path, smoke):
    world, graph = smoke
    with pytest.raises(UsageError, match=r"must end in \.dot"):
        ew.export(world, tmp_path / "graph.gexf", graph=graph)
    with pytest.raises(UsageError, match="cannot be written"):
        ew.export(world, tmp_path / "no" / "graph.dot", graph=graph)
