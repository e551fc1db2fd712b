from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from elsewise.cli import benchmark
from elsewise.cli.benchmark import (
    Instance,
    Measurement,
    Schedule,
    is_right,
    measured,
    table,
    to_csv,
)
from peer_files import PEER, needs_peer_files

ROW = Measurement(
    case="a",
    run=1,
    status="found",
    stopped_by=None,
    length=3,
    known_length=3,
    proven_shortest=True,
    checked="held",
    states=10,
    transitions=20,
    seconds=0.5,
    process_seconds=0.75,
    memory_bytes=30_000_000,
    published_seconds=None,
    peer_here_seconds=None,
    seed=1,
    load=0.5,
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
    names = ("case", "run", "length", "checked")
    assert [tuple(row[name] for name in names) for row in written] == [
        ("market fed", "1", "4", "held"),
        ("market fed", "2", "4", "held"),
    ]
    assert all(row["machine"] and row["compiler"] and row["revision"] for row in written)


def test_a_limit_is_exit_code_3(run, market):
    ran = run("bench", market, "--runs", 1, "--seconds", 0, "--json")
    assert ran.code == 3
    assert ran.json["rows"][0]["stopped_by"] == "seconds"


def test_ctrl_c_keeps_the_rows_so_far(run, market, monkeypatch):
    def once(case, number, *_):
        if number == 2:
            raise KeyboardInterrupt
        return replace(ROW, case=case.name, run=number)

    monkeypatch.setattr(benchmark, "_run", once)
    cut = run("bench", market, "--runs", 5, "--json")
    assert cut.code == 130
    assert len(cut.json["rows"]) == 1


def test_what_is_not_reproduced_is_not_timed(market):
    """The market's story has 4 beats: who claims to know one of 3 gets no times."""
    cases = [
        Instance("a", str(market), ("--ending", "fed"), 3),
        Instance("b", str(market), ("--ending", "fed"), 4),
    ]
    told = []
    rows, interrupted = measured(cases, Schedule(2, ["--seconds", "60"], 60), told.append)
    assert not interrupted
    assert [(row.case, row.run, is_right(row)) for row in rows] == [
        ("a", 0, False),
        ("b", 1, True),
        ("b", 2, True),
    ]
    assert told[0] == "a: held; not timed"


def test_a_seed_shuffles_the_cases(monkeypatch):
    monkeypatch.setattr(benchmark, "_run", lambda case, n, *_: replace(ROW, case=case.name, run=n))
    cases = [Instance(name, "w.ew") for name in "abcdefgh"]

    def order(seed):
        rows, _ = measured(cases, Schedule(2, [], 1, seed), lambda _: None)
        assert sorted(row.case for row in rows) == sorted(2 * "abcdefgh")
        return [row.case for row in rows]

    assert order(1) == order(1) != order(2)


@needs_peer_files
def test_the_peers_folder_is_measured(run):
    ran = run("bench", "--peer", PEER, "--only", "treasure", "--runs", 1, "--json")
    assert ran.code == 0, ran.err
    (row,) = ran.json["rows"]
    assert row["length"] == row["known_length"]
    assert row["peer_here_seconds"] > 0.1 > row["published_seconds"] > 0
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
        ({"checked": "limit"}, True),
        ({"checked": "beat 2: nobody is there"}, False),
    ],
)
def test_an_answer_has_to_be_right(change, right):
    assert is_right(replace(ROW, **change)) is right


def test_a_table_has_medians_and_ranges():
    rows = [replace(ROW, run=n, seconds=s) for n, s in enumerate((0.5, 3.0, 1.0), start=1)]
    header, (line,) = table(rows)
    assert line[:5] == ("a", "found", "3", "3", "1.000 (0.500 to 3.000)")
    assert len(header) == len(line)
    assert to_csv(rows).count("\n") == 4


def test_a_table_of_the_peers_cases_compares():
    beside = replace(ROW, case="b", published_seconds=0.25, peer_here_seconds=1.5)
    header, lines = table([ROW, beside])
    assert dict(zip(header, lines[1], strict=True))["times faster"] == "2.0"
    assert [line[-3:] for line in lines] == [("",) * 3, ("1.50", "2.0", "0.2500")]
