"""Measuring `elsewise find`: every run is a process of its own, and every run is a row.

A run has to give the answer before its time counts: a story of the known length, where one is
known. Times of different machines cannot be compared; the rows say which machine they are from.
"""

from __future__ import annotations

import csv
import io
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

from elsewise.errors import UsageError

SLACK_SECONDS = 60
"""How long a process may take beyond its own limit of time before it is ended."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be found: arguments for `find`, and the length that is known to be shortest."""

    name: str
    arguments: tuple[str, ...]
    known_length: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One run. `seconds` are those of the search, `process_seconds` those of the whole process.

    `memory_bytes` is the most that the process held. `length` is that of the shortest story.
    """

    case: str
    run: int
    status: str
    stopped_by: str | None
    length: int | None
    known_length: int | None
    states: int | None
    transitions: int | None
    seconds: float | None
    process_seconds: float
    memory_bytes: int | None
    version: str
    revision: str
    compiler: str
    python: str
    machine: str


def chosen_cases(worlds: Sequence[str], peer: str | None, only: Sequence[str]) -> list[Case]:
    """Return the cases of worlds and of the peer's folder; of these `only` some, if any are named.

    Raises `UsageError` if there is none.
    """
    from elsewise.searching.suggest import did_you_mean

    cases = [case for world in worlds for case in cases_of_world(world)]
    cases += cases_of_peer(peer) if peer is not None else []
    if not cases:
        raise UsageError("Nothing to measure: name worlds, or the peer's folder with --peer.")
    names = [case.name for case in cases]
    for name in only:
        if name not in names:
            raise UsageError(f"There is no case called {name}.{did_you_mean(name, names)}")
    return [case for case in cases if not only or case.name in only]


def cases_of_world(name: str) -> list[Case]:
    """Return one case for every ending of a world, or one for its default goal if it has none."""
    from elsewise.cli.sources import open_world

    endings = [ending.name for ending in open_world(name, quiet=True).endings]
    stem = Path(name).stem
    if not endings:
        return [Case(stem, (name,))]
    return [Case(f"{stem} {ending}", (name, "--ending", ending)) for ending in endings]


def cases_of_peer(folder: str) -> list[Case]:
    """Return the instances of the peer's folder: its `published.json` names problems and limits."""
    from elsewise.searching.files import read_text

    root = Path(folder)
    try:
        listed = json.loads(read_text(root / "published.json"))["instances"]
        return [_peer_case(root, instance) for instance in listed]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{root / 'published.json'} is not a list of instances: {error}") from None


def _peer_case(root: Path, instance: dict[str, Any]) -> Case:
    arguments = [str(root / instance["problem"])]
    for name in ("goal", "length", "foresight", "depth"):
        if instance.get(name) is not None:
            arguments += [f"--{name}", str(instance[name])]
    return Case(instance["name"], tuple(arguments), instance.get("shortest_published"))


def measured(
    cases: Sequence[Case],
    runs: int,
    limits: Sequence[str],
    seconds: float,
    tell: Callable[[str], None],
) -> tuple[list[Row], bool]:
    """Run every case `runs` times, and return the rows and whether Ctrl-C cut it short.

    The cases take turns, so that a busy moment of the machine does not hit one of them alone.
    """
    facts = machine_facts()
    rows: list[Row] = []
    try:
        for number in range(1, runs + 1):
            for case in cases:
                row = _run(case, number, limits, seconds, facts)
                rows.append(row)
                answer = row.stopped_by or row.status
                tell(f"{case.name}: {answer}, {row.process_seconds} s (run {number} of {runs})")
    except KeyboardInterrupt:
        return rows, True
    return rows, False


def _run(
    case: Case, number: int, limits: Sequence[str], seconds: float, facts: dict[str, str]
) -> Row:
    command = [
        sys.executable,
        "-m",
        "elsewise.cli.main",
        "find",
        *case.arguments,
        *limits,
        "--json",
    ]
    answer: dict[str, Any]
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=seconds + SLACK_SECONDS, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        answer = {"status": "hung"}
    except ValueError:
        answer = {"status": "crashed"}
    taken = time.perf_counter() - begin
    stories = answer.get("stories") or []
    statistics = answer.get("statistics", {})
    return Row(
        case=case.name,
        run=number,
        status=answer.get("status", "error"),
        stopped_by=answer.get("stopped_by"),
        length=len(stories[0]["beats"]) if stories else None,
        known_length=case.known_length,
        states=statistics.get("states"),
        transitions=statistics.get("transitions"),
        seconds=statistics.get("seconds"),
        process_seconds=round(taken, 3),
        memory_bytes=statistics.get("peak_memory_bytes"),
        **facts,
    )


def machine_facts() -> dict[str, str]:
    """Return what a time depends on: versions, compiler, machine."""
    import elsewise as ew

    return {
        "version": ew.__version__,
        "revision": _revision(),
        "compiler": _compiler(),
        "python": platform.python_version(),
        "machine": f"{_processor()}, {platform.system()}",
    }


def _revision() -> str:
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def _compiler() -> str:
    from elsewise.engine import KERNEL_COMPILER

    return KERNEL_COMPILER


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def is_right(row: Row) -> bool:
    """Whether a run gave an answer, and no longer story than is known to be needed."""
    if row.status not in ("found", "none", "stopped"):
        return False
    if row.known_length is None or row.status == "stopped":
        return True
    return row.length is not None and row.length <= row.known_length


def to_csv(rows: Sequence[Row]) -> str:
    """Write the raw rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [field.name for field in fields(Row)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return out.getvalue()


HEADER = ("case", "answer", "length", "known", "search s", "process s", "states", "MB")


def summary(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Make a table: for every case the median, and the range in brackets."""
    by_case: dict[str, list[Row]] = {}
    for row in rows:
        by_case.setdefault(row.case, []).append(row)
    return [_summed_up(case, runs) for case, runs in by_case.items()]


def _summed_up(case: str, runs: list[Row]) -> tuple[str, ...]:
    return (
        case,
        "/".join(dict.fromkeys(row.stopped_by or row.status for row in runs)),
        _spread([row.length for row in runs], 0),
        "" if runs[0].known_length is None else str(runs[0].known_length),
        _spread([row.seconds for row in runs], 3),
        _spread([row.process_seconds for row in runs], 2),
        _spread([row.states for row in runs], 0),
        _spread([row.memory_bytes / 1e6 for row in runs if row.memory_bytes is not None], 0),
    )


def _spread(numbers: Sequence[float | None], digits: int) -> str:
    known = [number for number in numbers if number is not None]
    if not known:
        return ""
    low, middle, high = (f"{n:,.{digits}f}" for n in (min(known), median(known), max(known)))
    return middle if low == high else f"{middle} ({low} to {high})"
