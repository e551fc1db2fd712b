"""Sees whether limits hold: each row is a process of `elsewise find` or `elsewise explore`.

    python benchmarks/limits.py --peer FOLDER --out results/limits.csv
    python benchmarks/limits.py smoke letter

Every case is run three times: with `--seconds 5`, which the whole process may pass by half a
second; with `--memory 1`, which its peak may pass by a tenth of a gigabyte; and with a Ctrl-C after
two seconds, after which it may go on for half a second. What has ended before the limit is right in
any case. Whatever was cut off must still have written its best partial result as JSON. The exit
code says whether all held. Times hold for a machine that is not busy otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import Row, load, note, write_rows

from elsewise.cli.benchmark import Instance, chosen_cases
from elsewise.cli.machine import machine_facts

SECONDS = 5.0
GIGABYTES = 1.0
INTERRUPT_AFTER = 2.0
MOST_SECONDS_LATE = 0.5
MOST_GIGABYTES_MORE = 0.1
LONGEST = 300.0
"""So long a run with another limit may take; then a limit of time ends it."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command to be run, and what is to be seen to hold: `seconds`, `memory` or `interrupt`."""

    command: str
    case: Instance
    limit: str

    def arguments(self) -> list[str]:
        """Return the command line behind `elsewise`."""
        given = dict(zip(self.case.arguments[::2], self.case.arguments[1::2], strict=True))
        if self.command == "explore":
            given = {name: value for name, value in given.items() if name in LIMIT_NAMES}
        limits = {
            "seconds": ["--seconds", f"{SECONDS:g}"],
            "memory": ["--memory", f"{GIGABYTES:g}", "--seconds", f"{LONGEST:g}"],
            "interrupt": ["--seconds", f"{LONGEST:g}"],
        }[self.limit]
        words = [word for pair in given.items() for word in pair]
        return [self.command, self.case.world, *words, *limits, "--json"]


LIMIT_NAMES = ("--length", "--foresight", "--depth")


def runs(
    cases: Sequence[Instance], commands: Sequence[str], limits: Sequence[str]
) -> Iterator[Run]:
    """Yield all runs: `find` for every case, `explore` once for every world."""
    for command in commands:
        seen: set[str] = set()
        for case in cases:
            if command == "find" or case.world not in seen:
                seen.add(case.world)
                yield from (Run(command, case, limit) for limit in limits)


def measure(run: Run) -> Row:
    """Run a command in a process of its own; return what it took and whether the limit held."""
    command = [sys.executable, "-m", "elsewise.cli.main", *run.arguments()]
    busy = load()
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.DEVNULL, start_new_session=True
        )
        timer = threading.Timer(INTERRUPT_AFTER, process.send_signal, (signal.SIGINT,))
        if run.limit == "interrupt":
            timer.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        written = out.read()
    unit = 1 if sys.platform == "darwin" else 1024
    gigabytes = used.ru_maxrss * unit / 1e9
    answer = _answer(written)
    late = {
        "seconds": seconds > SECONDS + MOST_SECONDS_LATE,
        "memory": gigabytes > GIGABYTES + MOST_GIGABYTES_MORE,
        "interrupt": seconds > INTERRUPT_AFTER + MOST_SECONDS_LATE,
    }[run.limit]
    return {
        "command": run.command,
        "case": run.case.name if run.command == "find" else Path(run.case.world).stem,
        "limit": run.limit,
        "held": not late and answer is not None and process.returncode in (0, 3, 130),
        "seconds": round(seconds, 3),
        "gigabytes": round(gigabytes, 3),
        "exit_code": process.returncode,
        "stopped_by": None if answer is None else answer.get("stopped_by"),
        "found": _found(answer),
        "load": busy,
    }


def _answer(written: bytes) -> dict[str, object] | None:
    try:
        answer = json.loads(written)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) and "diagnostics" not in answer else None


def _found(answer: dict[str, object] | None) -> str:
    """Say in a word or two what came out."""
    if answer is None:
        return "nothing"
    if "explored" in answer:
        return f"{answer['explored']} of {answer['states']} states explored"
    stories = answer["stories"]
    return f"{len(stories)} stories" if isinstance(stories, list) else "no story"


def main() -> int:
    """Run what is asked for, print a line for each run, and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("worlds", nargs="*", help="world files or names of sample worlds")
    parser.add_argument("--peer", help="the peer's folder")
    parser.add_argument("--only", action="append", default=[], help="only this case (repeatable)")
    parser.add_argument("--command", choices=("find", "explore"), action="append")
    parser.add_argument("--limit", choices=("seconds", "memory", "interrupt"), action="append")
    parser.add_argument("--out", type=Path, help="a CSV file for the rows")
    asked = parser.parse_args()
    # Where this runs in the background, interrupts may be ignored, by all that it starts as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cases = chosen_cases(asked.worlds, asked.peer, asked.only)
    limits = asked.limit or ("seconds", "memory", "interrupt")
    same: Row = dict(machine_facts())

    def measured() -> Iterator[Row]:
        for run in runs(cases, asked.command or ("find", "explore"), limits):
            row = measure(run)
            note(
                f"{'held ' if row['held'] else 'NOT HELD'} {row['command']} {row['case']} "
                f"{row['limit']}: {row['seconds']} s, {row['gigabytes']} GB, "
                f"{row['stopped_by'] or 'done'}, {row['found']}"
            )
            yield {**row, **same}

    rows = write_rows(asked.out, measured()) if asked.out else list(measured())
    wrong = sum(not row["held"] for row in rows)
    print(f"{len(rows)} runs, {wrong} of them passed a limit")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
