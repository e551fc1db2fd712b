from __future__ import annotations

import pytest


def test_a_found_story_is_told(run, market):
    ran = run("tell", market)
    assert ran.code == 0
    assert "Ann walked to the market" in ran.out
    assert run("tell", market, "--ending", "fed").out == ran.out


def test_a_story_of_a_file_is_told(run, market, tmp_path):
    path = tmp_path / "story.json"
    path.write_text(run("find", market, "--ending", "fed", "--json").out, "utf-8")
    assert run("tell", market, path).out == run("tell", market).out


def test_through_one_pair_of_eyes(run, market):
    whole = run("tell", market, "--json").json
    made = run("tell", market, "--as", "Ben", "--json").json
    assert made["as"] == "Ben"
    assert made["events"] == whole["events"]
    assert made["text"] != whole["text"]
    assert run("tell", market, "--as", "Bob").code == 2


def test_nothing_to_tell(run, market):
    ran = run("tell", market, "--length", 2)
    assert ran.code == 0
    assert "No story reaches" in ran.out
    assert run("tell", market, "--states", 1).code == 3
    made = run("tell", market, "--length", 2, "--json").json
    assert made == {"story": None, "status": "none", "stopped_by": None}


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_smoke_is_told_from_anywhere(run, tmp_path, monkeypatch, as_json):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "smoke").mkdir()
    ran = run("tell", "smoke", *as_json)
    assert ran.code == 0
    assert "Lex" in ran.out
