from __future__ import annotations

import importlib.util

import pytest

from drawn import words_of


@pytest.mark.parametrize(
    "words",
    [
        ["smoke"],
        ["letter", "--what", "minds", "--at", "2", "--wrong"],
        ["letter", "--what", "minds", "--mind", "Tomas"],
        ["letter", "--what", "map"],
        ["letter", "--what", "map", "--any", "--by", "letter", "--length", "3"],
        ["letter", "--after", "hide(Ines, Stove)", "--look", "dark"],
    ],
)
def test_pictures(run, tmp_path, words):
    out = tmp_path / "picture.svg"
    ran = run("draw", *words, "-o", out)
    assert (ran.code, ran.out) == (0, "")
    title, said = words_of(out.read_text("utf-8"))
    assert title in ran.err
    assert run("draw", *words).out == f"{title}\n\n{said}\n"
    assert run("draw", *words, "--json").json["words"] == said


def test_a_story_file_and_a_graph_file(run, tmp_path):
    story = tmp_path / "story.json"
    story.write_text(run("find", "letter", "--ending", "ashes", "--json").out, "utf-8")
    assert "Beat 3: Tomas lights the stove." in run("draw", "letter", story).out
    graph = tmp_path / "letter.graph"
    run("explore", "letter", "-o", graph)
    assert "hide(Ines, Stove)" in run("draw", graph, "--what", "map").out


def test_a_page(run, tmp_path):
    out = tmp_path / "map.html"
    assert run("draw", "letter", "--what", "map", "-o", out).code == 0
    assert out.read_text("utf-8").startswith("<!doctype html>")


def test_a_png(run, tmp_path):
    out = tmp_path / "map.png"
    ran = run("draw", "letter", "--what", "map", "-o", out)
    if importlib.util.find_spec("resvg_py") is None:
        assert ran.code == 2
        assert "pip install 'elsewise[png]'" in ran.err
        assert not out.exists()
    else:
        assert ran.code == 0
        assert out.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--what", "mpa"], "Did you mean map?"),
        (["--look", "blue"], "auto, light, dark"),
        (["-o", "picture.gif"], ".svg, .png, .html"),
        (["--what", "minds", "--mind", "Nobody"], "Nobody"),
        (["--what", "map", "--by", "nothing"], "no fact nothing"),
        (["--after", "light(Tomas); light(Tomas)"], "cannot happen there"),
    ],
)
def test_wrong_use(run, words, message):
    ran = run("draw", "letter", *words)
    assert ran.code == 2
    assert message in ran.err


def test_a_map_begins_where_it_is_said(run, tmp_path):
    whole = run("draw", "smoke", "--what", "map", "--length", "3").out
    after = run("draw", "smoke", "--what", "map", "--length", "3", "--after", "push(Clark)").out
    assert after.startswith("Smoke: all stories from another start")
    states = after.partition("\n\n")[2].partition(";")[0]
    assert (
        states
        == run("explore", "smoke", "--length", "3", "--after", "push(Clark)").out.partition(";")[0]
    )
    assert after.partition("\n\n")[2] != whole.partition("\n\n")[2]
    by_beat = ("--after", "push(Clark)", "--at", "0")
    assert run("draw", "smoke", "--what", "map", "--length", "3", *by_beat).out == whole
    graph = tmp_path / "smoke.graph"
    run("explore", "smoke", "--length", "2", "-o", graph)
    refused = run("draw", graph, "--what", "map", "--after", "push(Clark)")
    assert refused.code == 2
    assert "A graph begins where it began" in refused.err
