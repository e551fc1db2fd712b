from __future__ import annotations

import time

import pytest

import elsewise as ew
from drawn import labels, outside, overlaps, words_of
from elsewise.errors import UsageError
from elsewise.present.drawing.map_clusters import cluster_states
from elsewise.present.drawing.map_futures import futures_of
from many_states import MANY, many


@pytest.fixture(scope="module")
def large():
    world = many(10, 15)
    graph = ew.explore(world)
    assert len(graph) >= 10_000
    return world, graph


@pytest.mark.parametrize("name", ew.sample_names())
@pytest.mark.parametrize("explained", [True, False])
def test_the_maps_of_all_samples(name, explained):
    world = ew.sample(name)
    graph = ew.explore(world, explained=explained)
    picture = ew.draw(world, graph=graph, look="light")
    assert overlaps(picture.svg) == []
    assert outside(picture.svg) == []
    assert picture.width <= 1000
    assert words_of(picture.svg) == (picture.title, picture.description)


def test_a_map_of_many_states_is_quick_and_readable(large):
    world, graph = large
    begun = time.perf_counter()
    picture = ew.draw(world, graph=graph)
    assert time.perf_counter() - begun < 5
    assert overlaps(picture.svg) == []
    assert outside(picture.svg) == []
    assert len(labels(picture.svg)) < 200


def test_every_state_is_in_one_cluster(large):
    _, graph = large
    made = cluster_states(graph)
    states = sorted(state for cluster in made.clusters for state in cluster.states)
    assert states == list(graph.states)
    between = sum(link.edges for link in made.links)
    assert 0 < between <= graph.edge_count


@pytest.mark.parametrize("name", ["letter", "drawer"])
def test_every_state_of_a_small_map_is_in_the_words(name):
    world = ew.sample(name)
    graph = ew.explore(world)
    lines = ew.draw(world, what="map").description.splitlines()
    for state in graph.states:
        line = next(line for line in lines if line.startswith(f"State {state}, "))
        for edge in graph.edges(state):
            assert f"to State {edge.target}" in line
        for ending in graph.endings(state):
            assert f"reached: {ending}" in line


def test_what_can_still_come_is_what_some_way_leads_to():
    world = ew.sample("smoke")
    graph = ew.explore(world, explained=False, length=10)
    futures = futures_of(graph)
    coming = futures.coming
    ahead: dict[int, int] = {}

    def can_come(state: int) -> int:
        seen, todo, bits = {state}, [state], 0
        while todo:
            here = todo.pop()
            bits |= int(futures.reached[here])
            more = {edge.target for edge in graph.edges(here)} - seen
            seen |= more
            todo += more
        return bits

    for state in range(0, len(graph), 37):
        ahead[state] = can_come(state)
    assert {state: int(coming[state]) for state in ahead} == ahead
    assert any(ahead.values())


def test_a_map_by_a_fact(large):
    world, graph = large
    picture = ew.draw(world, graph=graph, by="lit(L0)")
    assert "told apart by lit(L0)" in picture.svg
    assert "(yes)" in picture.description
    assert overlaps(picture.svg) == []


def test_a_fact_that_is_not_there():
    with pytest.raises(UsageError, match=r"no fact letr that can change"):
        ew.draw(ew.sample("letter"), what="map", by="letr")


def test_a_graph_without_its_world_has_the_names_of_events():
    world = ew.sample("letter")
    graph = ew.explore(world)
    assert "hide(Ines, Stove)" in ew.draw(graph).description
    assert "Ines slips the letter into the stove" in ew.draw(world, graph=graph).description


@pytest.mark.parametrize("states", [1, 5000])
def test_a_graph_that_a_limit_cut_off(states):
    world = many(10, 15)
    picture = ew.draw(world, what="map", states=states)
    assert "stopped by the limit of states" in picture.description
    assert picture.title in picture.html()
    assert overlaps(picture.svg) == []


def test_a_world_without_endings_shows_utilities():
    text = MANY.partition("ending light")[0].format(lamps="L0, L1", length=5)
    world = ew.loads(text + "story wants\n  steps\nlimits length 4, foresight 1, depth 0\n")
    picture = ew.draw(world, what="map")
    assert "utility 4" in picture.description
    assert overlaps(picture.svg) == []


def test_nothing_is_called_lost_that_a_limit_cut_off():
    world = many(8, 12)
    cut, whole = ew.explore(world, states=400), ew.explore(world)
    assert not cut.complete
    clusters = cluster_states(cut).clusters
    assert any(cluster.open for cluster in clusters)
    can_come = futures_of(whole).coming
    where = {whole.id_of(state): state for state in whole.states if whole.layer(state) < 4}
    for cluster in clusters:
        for state in cluster.states:
            known = where.get(cut.id_of(state)) if cut.layer(state) < 4 else None
            if known is not None and not cluster.open:
                assert cluster.coming == int(can_come[known])
    picture = ew.draw(world, graph=cut, look="light")
    assert "not known" in picture.description
    assert overlaps(picture.svg) == []
