from __future__ import annotations

import elsewise as ew
from elsewise.present.export.exchange import read_exchanged


def test_a_world_and_a_graph_are_exported(run, tmp_path):
    graph = tmp_path / "letter.graph"
    assert run("explore", "letter", "-o", graph).code == 0
    for source in ("letter", graph):
        out = tmp_path / "letter.dot"
        ran = run("export", source, "-o", out)
        assert (ran.code, ran.out) == (0, "")
        assert "10 states, 11 edges" in ran.err
        assert out.read_text("utf-8").startswith("digraph")
        out.unlink()


def test_a_limit_writes_what_there_is(run, tmp_path):
    out = tmp_path / "smoke.json"
    made = run("export", "smoke", "-o", out, "--states", "200", "--json")
    assert made.code == 3
    assert made.json["stopped_by"] == "states"
    assert out.exists()


def test_without_reasons(run, tmp_path):
    out = tmp_path / "letter.zip"
    assert run("export", "letter", "-o", out, "--no-reasons").code == 0
    assert read_exchanged(out).explanations == ()
    assert run("export", "letter", "-o", out).code == 0
    assert len(read_exchanged(out).explanations) == ew.explore(ew.sample("letter")).edge_count


def test_wrong_use(run, tmp_path):
    assert run("export", "letter").code == 2
    assert run("export", "letter", "-o", tmp_path / "letter.gif").code == 2
