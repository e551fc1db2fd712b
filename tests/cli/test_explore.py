from __future__ import annotations

import sys
from pathlib import Path

import pytest

import elsewise as ew


def test_the_graph_is_summed_up(run, market):
    ran = run("explore", market)
    graph = ew.explore(ew.load(market))
    assert ran.code == 0
    assert ran.out == f"{graph}\n"
    assert "transitions" in ran.err


def test_the_contract_of_the_json(run, market):
    ran = run("explore", market, "--length", 3, "--json")
    assert (ran.code, ran.err) == (0, "")
    graph = ew.explore(ew.load(market), length=3)
    made = ran.json
    assert made.pop("statistics")["states"] > 0
    assert made.pop("limits")["length"] == 3
    assert made == {
        "world": graph.problem.name,
        "explained": True,
        "complete": True,
        "stopped_by": None,
        "incomplete_from": None,
        "states": len(graph),
        "explored": graph.explored,
        "edges": graph.edge_count,
        "new_states": [len(layer) for layer in graph.layers],
        "stories": list(graph.counts),
        "endings": {"fed": len(graph.reaching("fed"))},
    }


def test_the_graph_is_kept(run, market, tmp_path):
    path = tmp_path / "market.graph"
    ran = run("explore", market, "-o", path)
    assert ran.code == 0
    assert f"{ew.open_graph(path)}\n" == ran.out
    assert run("explore", market, "-o", tmp_path / "no" / "where").code == 2


def test_a_limit_is_exit_code_3(run, market, tmp_path):
    path = tmp_path / "market.graph"
    ran = run("explore", market, "--seconds", 0, "-o", path)
    assert ran.code == 3
    assert "The search was stopped by the limit of time." in ran.out
    assert not ew.open_graph(path).complete


def test_wrong_use(run, market):
    assert run("explore", market, "--length", -1).code == 2
    assert run("explore", "nowhere.ew").code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can spill")
def test_a_folder_for_what_does_not_fit_into_memory(run, market, tmp_path):
    ran = run("explore", market, "--memory", 100, "--spill", tmp_path)
    assert (ran.code, ran.out) == (0, run("explore", market).out)
    assert list(tmp_path.iterdir()) == [Path(market)]


def test_a_folder_that_is_none_is_told_before_anything_is_done(run, market, tmp_path):
    nowhere = run("explore", "nowhere.ew", "--memory", 1, "--spill", tmp_path / "no")
    assert nowhere.code == 2
    assert "there is none called" in nowhere.err or sys.platform != "linux"
    assert run("explore", market, "--spill", tmp_path).code == 2
