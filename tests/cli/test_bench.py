from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from elsewise.cli import benchmark
from elsewise.cli.benchmark import Row, is_right, summary, to_csv
from peer_files import PEER, needs_peer_files

ROW = Row(
    case="a",
    run=1,
    status="found",
    stopped_by=None,
    length=3,
    known_length=3,
    states=10,
    transitions=20,
    seconds=0.5,
    process_seconds=0.75,
    memory_bytes=30_000_000,
    version="1",
    revision="abc",
    compiler="GCC",
    python="3",
    machine="m",
)


def test_worlds_are_measured(run, market, tmp_path):
    rows = tmp_path / "rows.csv"
    ran = run("bench", market, "--runs", 2, "--csv", rows)
    assert ran.code == 0
    assert "market fed" in ran.out
    assert ran.out.splitlines()[-1] == "PASSED: 2 of 2 runs"
    with rows.open(encoding="utf-8") as file:
        written = list(csv.DictReader(file))
    assert [(row["case"], row["run"], row["length"]) for row in written] == [
        ("market fed", "1", "4"),
        ("market fed", "2", "4"),
    ]
    assert all(row["machine"] and row["compiler"] and row["revision"] for row in written)


def test_a_limit_is_exit_code_3(run, market):
    ran = run("bench", market, "--runs", 1, "--seconds", 0, "--json")
    assert ran.code == 3
    assert ran.json["rows"][0]["stopped_by"] == "seconds"


def test_ctrl_c_keeps_the_rows_so_far(run, market, monkeypatch):
    ran = []

    def once(case, number, *_):
        if ran:
            raise KeyboardInterrupt
        ran.append(case)
        return replace(ROW, case=case.name, run=number)

    monkeypatch.setattr(benchmark, "_run", once)
    cut = run("bench", market, "--runs", 5, "--json")
    assert cut.code == 130
    assert len(cut.json["rows"]) == 1


@needs_peer_files
def test_the_peers_folder_is_measured(run):
    ran = run("bench", "--peer", PEER, "--only", "treasure", "--runs", 1, "--json")
    assert ran.code == 0, ran.err
    (row,) = ran.json["rows"]
    assert row["length"] == row["known_length"]
    assert run("bench", "--peer", PEER, "--only", "tresure").code == 2


def test_a_folder_that_is_not_the_peers(run, tmp_path):
    assert run("bench", "--peer", tmp_path).code == 2
    (tmp_path / "published.json").write_text(json.dumps({"instances": [{}]}), "utf-8")
    assert run("bench", "--peer", tmp_path).code == 2


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, True),
        ({"length": 4}, False),
        ({"length": 2}, True),
        ({"status": "none", "length": None}, False),
        ({"status": "none", "length": None, "known_length": None}, True),
        ({"status": "stopped", "length": None}, True),
        ({"status": "crashed", "length": None}, False),
    ],
)
def test_an_answer_has_to_be_right(change, right):
    assert is_right(replace(ROW, **change)) is right


def test_a_summary_has_medians_and_ranges():
    rows = [replace(ROW, run=n, seconds=s) for n, s in enumerate((0.5, 3.0, 1.0), start=1)]
    (line,) = summary(rows)
    assert line[:5] == ("a", "found", "3", "3", "1.000 (0.500 to 3.000)")
    assert to_csv(rows).count("\n") == 4
