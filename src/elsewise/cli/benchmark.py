"""Measuring `elsewise find`: every run is a process of its own, and every run is a row.

Before a case is timed, it is run once for its answer: a story of the known length, where one is
known, that holds by the rules of the reference engine. Times of different machines cannot be
compared; the rows say which machine they are from, and how busy it was.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

from elsewise.cli.exit_codes import DONE, LIMIT_REACHED
from elsewise.cli.machine import machine_facts
from elsewise.errors import UsageError

START = "import sys; from elsewise.cli.main import main; sys.exit(main())"
"""What the installed command does."""

SLACK_SECONDS = 60
"""How long a process may take beyond its own limit of time before it is ended."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be found: the world, arguments for `find`, and the length known to be shortest.

    Of a peer's case there are also two of its times: the best one that it published, of its own
    machine, and that of one whole process on a machine of our kind.
    """

    name: str
    world: str
    arguments: tuple[str, ...] = ()
    known_length: int | None = None
    published_seconds: float | None = None
    peer_here_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each case is run, with which limits for `find`, in what order.

    `seconds` is the most time of a run. `seed` shuffles the cases.
    """

    runs: int
    limits: Sequence[str]
    seconds: float
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One run.

    `process_seconds` are those of a whole process that prints a story. All else comes from another
    process of the same search, which writes JSON; `seconds` are those of its search. Run 0 is the
    one for the answer; it is a row only if the case is not timed after it. `memory_bytes` is the
    most that the process held. `length` is that of the shortest story. `checked` says whether the
    story held when it was checked: "held", "limit" if that took too long, or what was wrong. `load`
    is how many processes wanted to run when it began.
    """

    case: str
    run: int
    status: str
    stopped_by: str | None
    length: int | None
    known_length: int | None
    proven_shortest: bool | None
    checked: str | None
    states: int | None
    transitions: int | None
    seconds: float | None
    process_seconds: float
    memory_bytes: int | None
    published_seconds: float | None
    peer_here_seconds: float | None
    seed: int
    load: float | None
    version: str
    revision: str
    compiler: str
    python: str
    machine: str


def chosen_cases(worlds: Sequence[str], peer: str | None, only: Sequence[str]) -> list[Case]:
    """Return the cases of worlds and of the peer's folder; of these `only` some, if any are named.

    Raises `UsageError` if there is none.
    """
    from elsewise.diagnostics.did_you_mean import did_you_mean

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
        return [Case(stem, name)]
    return [Case(f"{stem} {ending}", name, ("--ending", ending)) for ending in endings]


def cases_of_peer(folder: str) -> list[Case]:
    """Return the instances of the peer's folder: its `published.json` names problems and limits."""
    from elsewise.files.read import read_text

    root = Path(folder)
    try:
        listed = json.loads(read_text(root / "published.json"))["instances"]
        return [_peer_case(root, instance) for instance in listed]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{root / 'published.json'} is not a list of instances: {error}") from None


def _peer_case(root: Path, instance: dict[str, Any]) -> Case:
    arguments: list[str] = []
    for name in ("goal", "length", "foresight", "depth"):
        if instance.get(name) is not None:
            arguments += [f"--{name}", str(instance[name])]
    published = (instance.get("best_setting") or {}).get("ms")
    return Case(
        instance["name"],
        str(root / instance["problem"]),
        tuple(arguments),
        instance.get("shortest_published"),
        None if published is None else published / 1000,
        (instance.get("peer_here") or {}).get("whole_process_seconds"),
    )


def measured(
    cases: Sequence[Case], plan: Plan, tell: Callable[[str], None]
) -> tuple[list[Row], bool]:
    """Run every case as often as planned, and return the rows and whether Ctrl-C cut it short.

    The cases take turns, in an order shuffled by the seed, so that a busy moment of the machine
    does not hit one of them alone. A case whose answer is not reproduced is not timed.
    """
    facts = machine_facts()
    order = random.Random(plan.seed)
    rows: list[Row] = []
    checked: dict[str, str | None] = {}
    try:
        for case in cases:
            row = _run(case, 0, plan, facts, None)
            if row.status == "stopped" or not is_right(row):
                rows.append(row)
                tell(f"{case.name}: {row.stopped_by or row.checked or row.status}; not timed")
            else:
                checked[case.name] = row.checked
        timed = [case for case in cases if case.name in checked]
        for number in range(1, plan.runs + 1):
            for case in order.sample(timed, len(timed)):
                row = _run(case, number, plan, facts, checked[case.name])
                rows.append(row)
                answer = f"{row.stopped_by or row.status}, {row.process_seconds} s"
                tell(f"{row.case}: {answer} (run {number} of {plan.runs})")
    except KeyboardInterrupt:
        return rows, True
    return rows, False


def _run(case: Case, number: int, plan: Plan, facts: dict[str, str], checked: str | None) -> Row:
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    command = ["find", case.world, *case.arguments, *plan.limits]
    begin = time.perf_counter()
    _elsewise(command, plan.seconds)
    taken = time.perf_counter() - begin
    written, _ = _elsewise([*command, "--json"], plan.seconds)
    answer = _answer(written)
    stories, statistics = answer.get("stories") or [], answer.get("statistics", {})
    if number == 0 and stories and written is not None:
        checked = _check(case, written, plan.seconds)
    return Row(
        case=case.name,
        run=number,
        status=answer.get("status", "error"),
        stopped_by=answer.get("stopped_by"),
        length=len(stories[0]["beats"]) if stories else None,
        known_length=case.known_length,
        proven_shortest=answer.get("proven_shortest"),
        checked=checked,
        states=statistics.get("states"),
        transitions=statistics.get("transitions"),
        seconds=statistics.get("seconds"),
        process_seconds=round(taken, 4),
        memory_bytes=statistics.get("peak_memory_bytes"),
        published_seconds=case.published_seconds,
        peer_here_seconds=case.peer_here_seconds,
        seed=plan.seed,
        load=load,
        **facts,
    )


def _answer(written: str | None) -> dict[str, Any]:
    if written is None:
        return {"status": "hung"}
    try:
        answer: dict[str, Any] = json.loads(written)
    except ValueError:
        return {"status": "crashed"}
    return answer


def _check(case: Case, written: str, seconds: float) -> str:
    """Say whether the story of an answer holds, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer.json"
        file.write_text(written, "utf-8")
        command = ["validate", case.world, str(file), "--seconds", str(seconds)]
        said, code = _elsewise(command, seconds)
    if said is None or code == LIMIT_REACHED:
        return "limit"
    return "held" if code == DONE else said.strip().splitlines()[0] if said else "crashed"


def _elsewise(arguments: Sequence[str], seconds: float) -> tuple[str | None, int]:
    """Run a command in a process of its own; return what it wrote, None if it hung, and its code.

    Ctrl-C is for us alone: what was measured so far is kept.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", START, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=seconds + SLACK_SECONDS,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, 1
    return done.stdout, done.returncode


def is_right(row: Row) -> bool:
    """Whether a run gave an answer that holds, and no longer story than is known to be needed."""
    if row.status not in ("found", "none", "stopped"):
        return False
    if row.checked not in (None, "held", "limit"):
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
PEER_HEADER = ("peer s", "times faster", "published s")


def table(rows: Sequence[Row]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Make a table, its header first: for every case the median, and the range in brackets.

    Of the peer's cases it also says how long the peer took here, how many times faster this is,
    and what the peer published.
    """
    by_case: dict[str, list[Row]] = {}
    for row in rows:
        by_case.setdefault(row.case, []).append(row)
    lines = [_summed_up(runs) for runs in by_case.values()]
    if all(row.published_seconds is None and row.peer_here_seconds is None for row in rows):
        return HEADER, lines
    beside = map(_beside_peer, by_case.values())
    return HEADER + PEER_HEADER, [line + peer for line, peer in zip(lines, beside, strict=True)]


def _summed_up(runs: list[Row]) -> tuple[str, ...]:
    return (
        runs[0].case,
        "/".join(dict.fromkeys(row.stopped_by or row.status for row in runs)),
        _spread([row.length for row in runs], 0),
        _spread([runs[0].known_length], 0),
        _spread([row.seconds for row in runs], 3),
        _spread([row.process_seconds for row in runs], 3),
        _spread([row.states for row in runs], 0),
        _spread([row.memory_bytes / 1e6 for row in runs if row.memory_bytes is not None], 0),
    )


def _beside_peer(runs: list[Row]) -> tuple[str, ...]:
    here, faster = runs[0].peer_here_seconds, None
    if here is not None and runs[0].length is not None:
        faster = here / median(row.process_seconds for row in runs)
    return _spread([here], 2), _spread([faster], 1), _spread([runs[0].published_seconds], 4)


def _spread(numbers: Sequence[float | None], digits: int) -> str:
    known = [number for number in numbers if number is not None]
    if not known:
        return ""
    low, middle, high = (f"{n:,.{digits}f}" for n in (min(known), median(known), max(known)))
    return middle if low == high else f"{middle} ({low} to {high})"
