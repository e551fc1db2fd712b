"""Sees whether limits hold: each row is a process of `elsewise find` or another command.

    python benchmarks/limits.py --peer FOLDER --out results/limits.csv
    python benchmarks/limits.py smoke letter
    python benchmarks/limits.py --heavy

With worlds, or the peer's folder, it runs `find` and `explore`; with `--heavy` every command, on
the worlds of `heavy.py`.

Every case is run three times: with `--seconds 2`, which the whole process may pass by half a
second; with `--memory 1`, which its peak may pass by a tenth of a gigabyte; and with a Ctrl-C after
one second, after which it may go on for half a second. What has ended before the limit is right in
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

import heavy
from measuring import Row, load, note, write_rows

from elsewise.cli.benchmark import Instance, chosen_cases
from elsewise.cli.machine import machine_facts

SECONDS = 2.0
GIGABYTES = 1.0
INTERRUPT_AFTER = 1.0
MOST_SECONDS_LATE = 0.5
MOST_GIGABYTES_MORE = 0.1
LONGEST = 30.0
"""So long a run with another limit may take; then a limit of time ends it."""
HANGS = 40.0
"""What takes so many seconds more than `SECONDS` is ended."""
CODES = (0, 1, 2, 3, 130, -signal.SIGINT)
"""The last is what comes of Ctrl-C when all is written and the process is about to end."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a command line, and what is to be seen to hold: `seconds`, `memory`, `interrupt`."""

    command: str
    case: str
    words: Sequence[str]
    limit: str

    def arguments(self) -> list[str]:
        """Return the command line behind `elsewise`."""
        limits = {
            "seconds": ["--seconds", f"{SECONDS:g}"],
            "memory": ["--memory", f"{GIGABYTES:g}", "--seconds", f"{LONGEST:g}"],
            "interrupt": ["--seconds", f"{LONGEST:g}"],
        }[self.limit]
        return [self.command.partition(" ")[0], *self.words, *limits, "--json"]


LIMIT_NAMES = ("--length", "--foresight", "--depth")


def runs(
    cases: Sequence[Instance], commands: Sequence[str], limits: Sequence[str]
) -> Iterator[Run]:
    """Yield runs of `find` for every case, and of `explore` once for every world."""
    ways: dict[tuple[str, str], list[str]] = {}
    for case in cases:
        said = list(zip(case.arguments[::2], case.arguments[1::2], strict=True))
        find = [word for pair in said for word in pair]
        explore = [word for pair in said if pair[0] in LIMIT_NAMES for word in pair]
        ways[("find", case.name)] = [case.world, *find]
        ways[("explore", Path(case.world).stem)] = [case.world, *explore]
    for (command, name), words in ways.items():
        if command in commands:
            yield from (Run(command, name, words, limit) for limit in limits)


def heavy_runs(
    folder: Path, only: Sequence[str], wanted: Sequence[str], limits: Sequence[str]
) -> Iterator[Run]:
    """Yield runs of every command for every heavy world."""
    for name in only or heavy.WORLDS:
        heavy.write(folder, name)
        for command, words in heavy.commands(folder, name).items():
            if not wanted or command in wanted:
                yield from (Run(command, name, words, limit) for limit in limits)


def measure(run: Run) -> Row:
    """Run a command in a process of its own; return what it took and whether the limit held."""
    command = [sys.executable, "-m", "elsewise.cli.main", *run.arguments()]
    busy = load()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, start_new_session=True)
        timer = threading.Timer(INTERRUPT_AFTER, process.send_signal, (signal.SIGINT,))
        hanging = threading.Timer(SECONDS + HANGS, process.kill)
        hanging.start()
        if run.limit == "interrupt":
            timer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        seconds = time.perf_counter() - begin
        timer.cancel()
        hanging.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        written, said = out.read(), errors.read()
    unit = 1 if sys.platform == "darwin" else 1024
    gigabytes = used.ru_maxrss * unit / 1e9
    answer = _answer(written)
    there = answer is not None or process.returncode == 130  # before there was anything to say
    late = {
        "seconds": seconds > SECONDS + MOST_SECONDS_LATE,
        "memory": gigabytes > GIGABYTES + MOST_GIGABYTES_MORE,
        "interrupt": seconds > INTERRUPT_AFTER + MOST_SECONDS_LATE,
    }[run.limit]
    return {
        "command": run.command,
        "case": run.case,
        "limit": run.limit,
        "held": not late and b"Traceback" not in said and process.returncode in CODES and there,
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
    return answer if isinstance(answer, dict) else None


def _found(answer: dict[str, object] | None) -> str:
    """Say in a word or two what came out."""
    if answer is None:
        return "nothing"
    if "explored" in answer:
        return f"{answer['explored']} of {answer['states']} states explored"
    stories = answer.get("stories")
    return f"{len(stories)} stories" if isinstance(stories, list) else "an answer"


def main() -> int:
    """Run what is asked for, print a line for each run, and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("worlds", nargs="*", help="world files or names of sample worlds")
    parser.add_argument("--peer", help="the peer's folder")
    parser.add_argument("--only", action="append", default=[], help="only this case (repeatable)")
    parser.add_argument("--heavy", action="store_true", help="every command on heavy worlds")
    parser.add_argument("--command", action="append", default=[], help="only this command")
    parser.add_argument("--limit", choices=("seconds", "memory", "interrupt"), action="append")
    parser.add_argument("--out", type=Path, help="a CSV file for the rows")
    asked = parser.parse_args()
    # Where this runs in the background, interrupts may be ignored, by all that it starts as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    cases = [] if asked.heavy else chosen_cases(asked.worlds, asked.peer, asked.only)
    limits = asked.limit or ("seconds", "memory", "interrupt")
    same: Row = dict(machine_facts())

    def measured() -> Iterator[Row]:
        for run in chosen:
            row = measure(run)
            note(
                f"{'held ' if row['held'] else 'NOT HELD'} {row['command']} {row['case']} "
                f"{row['limit']}: {row['seconds']} s, {row['gigabytes']} GB, "
                f"{row['stopped_by'] or 'done'}, {row['found']}"
            )
            yield {**row, **same}

    with tempfile.TemporaryDirectory() as folder:
        chosen: Iterator[Run] = runs(cases, asked.command or ("find", "explore"), limits)
        if asked.heavy:
            chosen = heavy_runs(Path(folder), asked.only, asked.command, limits)
        rows = write_rows(asked.out, measured()) if asked.out else list(measured())
    wrong = sum(not row["held"] for row in rows)
    print(f"{len(rows)} runs, {wrong} of them passed a limit")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
