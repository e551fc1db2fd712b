"""Raw rows become the right tables; nothing here is about how fast anything is."""

from __future__ import annotations

import math
from pathlib import Path

import measuring
import pytest
import report
import run
from families import FAMILIES
from measuring import Case, is_bad, measured, read_rows, write_rows
from report import Fit, Spread, number, series

FACTS = {"seed": 1, "machine": "m", "compiler": "c", "python": "3", "version": "1", "revision": "r"}


def growth_row(grown: int, run: int, seconds: float) -> dict[str, str]:
    states = 1000 * grown**2
    row = {
        "family": "items",
        "grown": grown,
        "task": "never",
        "actions": 3,
        "triggers": 4,
        "cpu_seconds": seconds,
        "states": states,
        "state_memory_bytes": 50 * states,
        "run": run,
        "load": 0.5,
        **FACTS,
    }
    return {name: str(value) for name, value in row.items()}


ROWS = [growth_row(n, run, n**3 * run) for n in (1, 2, 4, 8) for run in (1, 2, 3)]


def test_a_fit_finds_the_exponent():
    fit = Fit.of([(n, 5 * n**2.5) for n in (1, 2, 3, 7)])
    assert fit is not None
    assert math.isclose(fit.exponent, 2.5)
    assert math.isclose(fit.error, 1)
    assert fit.factor_error > 1.1
    steps = Fit.of([(n, 7 * 3.0**n) for n in (2, 3, 4)])
    assert steps is not None
    assert math.isclose(steps.factor, 3)
    assert Fit.of([(1, 1), (2, 2)]) is None


def test_a_series_has_medians_and_ranges():
    points = series(ROWS, "items", "never", "seconds")
    assert points[1] == (2, Spread(16, 8, 24, 3))
    assert [size for size, _ in points] == [1, 2, 4, 8]
    assert series(ROWS, "places", "never", "seconds") == []


def test_bytes_per_state_are_left_out_where_there_are_few_states():
    assert series(ROWS, "items", "never", "bytes per state") == [
        (4, Spread(50, 50, 50, 3)),
        (8, Spread(50, 50, 50, 3)),
    ]


def test_tables_of_growth():
    text = report.growth_tables(ROWS)
    assert "| 8 | 7 |  |  |  |  | 1,024 (512 to 1,536) | 64,000 | 50 |" in text
    assert "| items | never | seconds | 3.00 | 1.00x |" in text
    assert "runs of each case 3, load 0.500" in text


def test_tables_beside_the_peer():
    row = {
        "case": "a",
        "status": "found",
        "stopped_by": "",
        "length": "4",
        "known_length": "4",
        "proven_shortest": "True",
        "checked": "held",
        "seconds": "0.25",
        "process_seconds": "0.5",
        "memory_bytes": "30000000",
        "published_seconds": "0.001",
        "peer_here_seconds": "2.0",
        "run": "1",
        "load": "",
        **{name: str(value) for name, value in FACTS.items()},
    }
    again = {**row, "run": "2", "process_seconds": "1.5"}
    text = report.peer_table([row, again])
    line = (
        "| a | found | 4 | 4 | yes | held | 0.250 | 1 (0.500 to 1.50) | 30 | 2.0 | 2.0 | 0.00100 |"
    )
    assert line in text


def test_tables_of_physical_limits():
    facts = {**{name: str(value) for name, value in FACTS.items()}, "run": "1", "load": "1"}
    step = {"cpu_seconds": "0.001", "transitions": "1000", "world": "w", **facts}
    bits = {"states": "100", "vectors": "20", **dict.fromkeys(report.SIZES, "1.5")}
    rows = [
        {**step, "task": "steps", "of": "values"},
        {**step, "task": "steps", "of": "minds"},
        {**step, "task": "find", "of": "never"},
        {**step, **bits, "task": "bits", "of": "never"},
    ]
    costs = [{"cost": "random read", "bytes": "65536", "nanoseconds": "3.25"}]
    text = report.physical_tables(rows, costs)
    assert "| w | 1,000 | 1,000 | 1,000 |" in text
    assert "| w | 100 | 20 | 1.50 | 1.50 |" in text
    assert "| random read | 64 KiB | 3.25 |" in text


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (7, "7"), (0.01234, "0.0123"), (1.5, "1.50"), (99.4, "99.4"), (1234.5, "1,234")],
)
def test_figures_have_three_digits_that_count(value: float, written: str):
    assert number(value) == written


def test_rows_are_measured_in_processes_of_their_own(tmp_path: Path):
    family = FAMILIES[0]
    cases = list(run.growth_cases(family, tmp_path))[:3]
    assert [case.facts["task"] for case in cases] == ["delivered", "known", "never"]
    wrong = Case(cases[0].task, cases[0].arguments, {"task": "wrong"}, {"length": 1})
    broken = Case("find", ("missing.ew", "never"), {"task": "broken"})
    path = tmp_path / "rows" / "growth.csv"
    rows = write_rows(path, measured([*cases, wrong, broken], 1, seed=3))
    found = {row["task"]: row for row in rows}
    assert found["delivered"]["status"] == "found"
    assert found["never"]["status"] == "none"
    assert [is_bad(found[task]) for task in ("delivered", "never", "wrong", "broken")] == [
        False,
        False,
        True,
        True,
    ]
    assert [row["task"] for row in read_rows(path)] == [row["task"] for row in rows]
    assert all(row["machine"] and row["seed"] == "3" for row in read_rows(path))


@pytest.mark.parametrize("of", ["values", "minds"])
def test_steps_are_measured_with_and_without_minds(of: str, tmp_path: Path):
    family = FAMILIES[0]
    figures = measuring.measure(Case("steps", (run.world_file(family, 3, tmp_path), of), {}))
    assert figures["transitions"] > (figures["states"] if of == "values" else 100_000)


def test_bits_are_fewer_than_the_bytes_taken(tmp_path: Path):
    path = run.world_file(FAMILIES[0], 4, tmp_path)
    figures = measuring.measure(Case("bits", (path, "never"), {}))
    assert figures["vector_bits"] <= figures["packed_bits"] <= 8 * figures["row_bytes"]
    assert figures["packed_bits"] < 8 * figures["bytes_per_state"]
    assert figures["vectors"] < figures["states"]
