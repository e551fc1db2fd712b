"""Measuring `elsewise find`: every run is a process of its own, and a row of the results.

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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from typing import Any

from elsewise.cli.exit_codes import DONE, LIMIT_REACHED
from elsewise.cli.machine import machine_facts
from elsewise.cli.sources import world_called
from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.files.read import read_text

START = "import sys; from elsewise.cli.main import main; sys.exit(main())"
"""What the installed command does."""

SLACK_SECONDS = 60
"""How long a process may take beyond its own limit of time before it is ended."""


@dataclass(frozen=True, slots=True)
class Instance:
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
class Schedule:
    """How often each case is run, with which limits for `find`, in what order.

    `seconds` is the most time of a run. `seed` shuffles the cases.
    """

    runs: int
    limits: Sequence[str]
    seconds: float
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Measurement:
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


def chosen_cases(worlds: Sequence[str], peer: str | None, only: Sequence[str]) -> list[Instance]:
    """Return the cases of worlds and of the peer's folder; of these `only` some, if any are named.

    Raises `UsageError` if there is none.
    """
    cases = [case for world in worlds for case in cases_of_world(world)]
    cases += cases_of_peer(peer) if peer is not None else []
    if not cases:
        raise UsageError("Nothing to measure: name worlds, or the peer's folder with --peer.")
    names = [case.name for case in cases]
    for name in only:
        if name not in names:
            raise UsageError(f"There is no case called {name}.{did_you_mean(name, names)}")
    return [case for case in cases if not only or case.name in only]


def cases_of_world(name: str) -> list[Instance]:
    """Return one case for every ending of a world, or one for its default goal if it has none."""
    endings = [ending.name for ending in world_called(name, quiet=True).endings]
    stem = Path(name).stem
    if not endings:
        return [Instance(stem, name)]
    return [Instance(f"{stem} {ending}", name, ("--ending", ending)) for ending in endings]


def cases_of_peer(folder: str) -> list[Instance]:
    """Return the instances of the peer's folder: its `published.json` names problems and limits."""
    root = Path(folder)
    try:
        listed = json.loads(read_text(root / "published.json"))["instances"]
        return [_peer_case(root, instance) for instance in listed]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{root / 'published.json'} is not a list of instances: {error}") from None


def _peer_case(root: Path, instance: dict[str, Any]) -> Instance:
    arguments: list[str] = []
    for name in ("goal", "length", "foresight", "depth"):
        if instance.get(name) is not None:
            arguments += [f"--{name}", str(instance[name])]
    published = (instance.get("best_setting") or {}).get("ms")
    return Instance(
        instance["name"],
        str(root / instance["problem"]),
        tuple(arguments),
        instance.get("shortest_published"),
        None if published is None else published / 1000,
        (instance.get("peer_here") or {}).get("whole_process_seconds"),
    )


def measured(
    cases: Sequence[Instance], schedule: Schedule, tell: Callable[[str], None]
) -> tuple[list[Measurement], bool]:
    """Run every case as often as planned, and return the runs and whether Ctrl-C cut it short.

    The cases take turns, in an order shuffled by the seed, so that a busy moment of the machine
    does not hit one of them alone. A case whose answer is not reproduced is not timed.
    """
    facts = machine_facts()
    order = random.Random(schedule.seed)
    runs: list[Measurement] = []
    timed: list[Instance] = []
    checked: dict[str, str | None] = {}
    try:
        for case in cases:
            run = _run(case, 0, schedule, facts, None)
            if run.status == "stopped" or not is_right(run):
                runs.append(run)
                tell(f"{case.name}: {run.stopped_by or run.checked or run.status}; not timed")
            else:
                timed.append(case)
                checked[case.name] = run.checked
        for number in range(1, schedule.runs + 1):
            for case in order.sample(timed, len(timed)):
                run = _run(case, number, schedule, facts, checked[case.name])
                runs.append(run)
                answer = f"{run.stopped_by or run.status}, {run.process_seconds} s"
                tell(f"{case.name}: {answer} (run {number} of {schedule.runs})")
    except KeyboardInterrupt:
        return runs, True
    return runs, False


def _run(
    case: Instance,
    number: int,
    schedule: Schedule,
    facts: dict[str, str],
    checked: str | None,
) -> Measurement:
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    command = ["find", case.world, *case.arguments, *schedule.limits]
    begin = time.perf_counter()
    _elsewise(command, schedule.seconds)
    taken = time.perf_counter() - begin
    written, _ = _elsewise([*command, "--json"], schedule.seconds)
    answer = _answer(written)
    stories, statistics = answer.get("stories") or [], answer.get("statistics", {})
    if number == 0 and stories and written is not None:
        checked = _check(case, written, schedule.seconds)
    return Measurement(
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
        seed=schedule.seed,
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


def _check(case: Instance, written: str, seconds: float) -> str:
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


def is_right(run: Measurement) -> bool:
    """Whether a run gave an answer that holds, and no longer story than is known to be needed."""
    answered = run.status in ("found", "none", "stopped")
    if not answered or run.checked not in (None, "held", "limit"):
        return False
    if run.known_length is None or run.status == "stopped":
        return True
    return run.length is not None and run.length <= run.known_length


def to_csv(runs: Sequence[Measurement]) -> str:
    """Write the runs, a row each."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [f.name for f in fields(Measurement)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, runs))
    return out.getvalue()


Column = tuple[str, Callable[[Measurement], float | None], int]
"""What a figure is called, what it is of a run, and with how many digits it is shown."""

COLUMNS: tuple[Column, ...] = (
    ("length", lambda run: run.length, 0),
    ("known", lambda run: run.known_length, 0),
    ("search s", lambda run: run.seconds, 3),
    ("process s", lambda run: run.process_seconds, 3),
    ("states", lambda run: run.states, 0),
    ("MB", lambda run: run.memory_bytes and run.memory_bytes / 1e6, 0),
)


def _times_faster(run: Measurement) -> float | None:
    if run.peer_here_seconds is None or run.length is None:
        return None
    return run.peer_here_seconds / run.process_seconds


PEER_COLUMNS: tuple[Column, ...] = (
    ("peer s", lambda run: run.peer_here_seconds, 2),
    ("times faster", _times_faster, 1),
    ("published s", lambda run: run.published_seconds, 4),
)


def table(runs: Sequence[Measurement]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Make a table, its header first: for every case the median, and the range in brackets.

    Of the peer's cases it also says how long the peer took here, how many times faster this is,
    and what the peer published.
    """
    beside_peer = any(run.peer_here_seconds or run.published_seconds for run in runs)
    columns = COLUMNS + PEER_COLUMNS if beside_peer else COLUMNS
    by_case: dict[str, list[Measurement]] = {}
    for run in runs:
        by_case.setdefault(run.case, []).append(run)
    lines = [
        (
            case,
            "/".join(dict.fromkeys(run.stopped_by or run.status for run in some)),
            *(_spread(map(figure, some), digits) for _, figure, digits in columns),
        )
        for case, some in by_case.items()
    ]
    return ("case", "answer", *(name for name, _, _ in columns)), lines


def _spread(figures: Iterable[float | None], digits: int) -> str:
    known = [figure for figure in figures if figure is not None]
    if not known:
        return ""
    low, middle, high = (f"{n:,.{digits}f}" for n in (min(known), median(known), max(known)))
    return middle if low == high else f"{middle} ({low} to {high})"
