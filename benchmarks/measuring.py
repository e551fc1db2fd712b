"""Measurements as rows: each from a process of its own, with all that a time depends on.

The measured things take turns, in an order shuffled by a seed, so that a busy moment of the machine
does not hit one of them alone. What ends badly is a row too. After the way of Downward Lab (Seipp,
Pommerening, Sievers and Helmert, "Downward Lab", 2017).
"""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from elsewise.cli.machine import machine_facts

Row = dict[str, object]

ONCE = Path(__file__).with_name("once.py")
MOST_SECONDS = 600
"""A process that takes longer is ended, and its row says so."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure: a task of `once.py` with its arguments.

    `facts` go into its rows as they are. `expected` are figures that must come out, or the row's
    status becomes "wrong".
    """

    task: str
    arguments: tuple[str, ...]
    facts: Mapping[str, object]
    expected: Mapping[str, object] = field(default_factory=dict)


def load() -> float | None:
    """Return how many processes want to run now (mean of a minute), where the system tells."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def measure(case: Case) -> Row:
    """Run one case once, and return its figures."""
    command = [sys.executable, str(ONCE), case.task, *case.arguments]
    busy = load()
    begin = time.perf_counter()
    row: Row = {**case.facts}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS)
        row.update(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        row["status"] = "hung"
    except ValueError:
        row["status"] = "crashed"
    row["process_seconds"] = round(time.perf_counter() - begin, 3)
    row["load"] = busy
    if any(row.get(name) != value for name, value in case.expected.items()):
        row["status"] = f"wrong: {row.get('status', '')}"
    return row


def is_bad(row: Row) -> bool:
    """Whether a row shows no measurement, but that something went wrong."""
    return str(row.get("status", "")).startswith(("wrong", "hung", "crashed"))


def measured(cases: Sequence[Case], runs: int, seed: int) -> Iterator[Row]:
    """Measure every case so many times, and yield the rows as they come."""
    same: Row = {"seed": seed, **machine_facts()}
    order = random.Random(seed)
    for run in range(1, runs + 1):
        for case in order.sample(cases, len(cases)):
            row = {**measure(case), "run": run, **same}
            told = ", ".join(str(value) for value in case.facts.values())
            note(f"run {run} of {runs}: {told}: {row['process_seconds']} s {row.get('status', '')}")
            yield row


def note(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


def write_rows(path: Path, rows: Iterable[Row]) -> list[Row]:
    """Write rows as CSV. Also what was measured before an interruption is written."""
    kept: list[Row] = []
    try:
        kept.extend(rows)
    except KeyboardInterrupt:
        note("interrupted")
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(name for row in kept for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    note(f"{path}: {len(kept)} rows")
    return kept


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read the rows of a file; none if there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
