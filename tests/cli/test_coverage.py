from __future__ import annotations

import elsewise as ew


def test_the_table_and_what_never_takes_part(run):
    ran = run("coverage", "smoke")
    assert ran.code == 0
    assert ran.out == f"{ew.coverage(ew.sample('smoke'))}\n"
    short = run("coverage", "smoke", "--missing")
    assert short.code == 0
    assert "take part" in short.out
    assert len(short.out.splitlines()) < len(ran.out.splitlines()) / 2
    assert "ending saved\n    Nobody has a reason for what leads to it" in short.out


def test_the_contract_of_the_json(run):
    ran = run("coverage", "quarrel", "--json")
    found = ew.coverage(ew.sample("quarrel"))
    assert (ran.code, ran.err) == (0, "")
    made = ran.json
    assert made.pop("limits")["length"] == found.limits.length
    lines = made.pop("lines")
    assert made == {
        "world": "Quarrel",
        "complete": True,
        "stopped_by": None,
        "length": found.length,
        "stories": found.stories,
        "states": found.states,
        "edges": found.edges,
        "counts": {"yes": len(lines), "only in minds": 0, "never": 0, "open": 0},
    }
    assert [line["text"] for line in lines] == [part.text for part in found.parts]
    assert lines[0].keys() == {
        "kind",
        "name",
        "text",
        "line",
        "column",
        "covered",
        "stories",
        "share",
        "edges",
        "states",
        "in_minds",
        "acted_for",
        "witness",
        "never",
    }


def test_files_for_editors_and_browsers(run, market, tmp_path):
    page, traces = tmp_path / "market.html", tmp_path / "market.info"
    assert run("coverage", market, "--html", page, "--lcov", traces).code == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert traces.read_text("utf-8").startswith(f"TN:\nSF:{market}\nDA:")
    assert run("coverage", market, "--html", tmp_path / "no" / "where").code == 2


def test_a_limit_is_exit_code_3(run, market):
    ran = run("coverage", market, "--seconds", 0)
    assert ran.code == 3
    assert "The search was stopped by the limit of time." in ran.out
    assert "never" not in ran.out.splitlines()[0]
