"""Measures whole story graphs: each row is a process of `elsewise explore`.

    python benchmarks/graphs.py --peer FOLDER --out results/graphs.csv
    python benchmarks/graphs.py smoke letter

Every world is explored at its own limits (the peer's at those of its instances). `engine` is the
time of the search alone, `process` that of the whole command, from the text to the printed table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from measuring import Row, load, note, write_rows

from elsewise.cli.benchmark import Instance, chosen_cases
from elsewise.cli.machine import machine_facts
from elsewise.show.layout import TextTable, aligned

LIMIT_NAMES = ("--length", "--foresight", "--depth")


def worlds(cases: Sequence[Instance]) -> dict[str, list[str]]:
    """Return every world once, by its file or name, with its limits as words of a command line."""
    found: dict[str, list[str]] = {}
    for case in cases:
        given = zip(case.arguments[::2], case.arguments[1::2], strict=True)
        words = [word for pair in given if pair[0] in LIMIT_NAMES for word in pair]
        found.setdefault(case.world, words)
    return found


def measure(world: str, limits: Sequence[str]) -> Row:
    """Explore a world in a process of its own."""
    command = [sys.executable, "-m", "elsewise.cli.main", "explore", world, *limits, "--json"]
    busy = load()
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begin
    answer = json.loads(done.stdout)
    return {
        "world": Path(world).stem,
        "stopped_by": answer["stopped_by"],
        "states": answer["states"],
        "edges": answer["edges"],
        "states_in_all_minds": answer["statistics"]["states"],
        "engine_seconds": answer["statistics"]["seconds"],
        "process_seconds": round(seconds, 3),
        "memory_bytes": answer["statistics"]["peak_memory_bytes"],
        "load": busy,
    }


HEADER = ("world", "states", "edges", "in all minds", "engine s", "process s", "MB")


def table(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Sum up the rows of every world: medians, ranges in brackets."""
    lines: list[tuple[str, ...]] = []
    for world in dict.fromkeys(str(row["world"]) for row in rows):
        own = [row for row in rows if row["world"] == world]
        stopped = own[0]["stopped_by"]
        lines.append(
            (
                f"{world} ({stopped})" if stopped else world,
                *(f"{int(str(own[0][name])):,}" for name in ("states", "edges")),
                f"{int(str(own[0]['states_in_all_minds'])):,}",
                _spread([float(str(row["engine_seconds"])) for row in own], 4),
                _spread([float(str(row["process_seconds"])) for row in own], 2),
                f"{median(int(str(row['memory_bytes'])) for row in own) / 1e6:,.0f}",
            )
        )
    return lines


def _spread(numbers: Sequence[float], digits: int) -> str:
    low, middle, high = (f"{n:.{digits}f}" for n in (min(numbers), median(numbers), max(numbers)))
    return middle if low == high else f"{middle} ({low} to {high})"


def main() -> int:
    """Measure all worlds, print the table and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("worlds", nargs="*", help="world files or names of sample worlds")
    parser.add_argument("--peer", help="the peer's folder")
    parser.add_argument("--only", action="append", default=[], help="only this case (repeatable)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each world (5)")
    parser.add_argument("--seconds", type=float, default=600.0, help="most time of a run (600)")
    parser.add_argument("--memory", type=float, default=12.0, help="most memory of a run, GB (12)")
    parser.add_argument("--out", type=Path, help="a CSV file for the rows")
    asked = parser.parse_args()
    cases = chosen_cases(asked.worlds, asked.peer, asked.only)
    limits = ["--seconds", str(asked.seconds), "--memory", str(asked.memory)]
    same: Row = dict(machine_facts())

    def measured() -> Iterator[Row]:
        for run in range(1, asked.runs + 1):
            for world, own in worlds(cases).items():
                row = measure(world, [*own, *limits])
                note(f"run {run} of {asked.runs}: {row['world']}: {row['process_seconds']} s")
                yield {"run": run, **row, **same}

    rows = write_rows(asked.out, measured()) if asked.out else list(measured())
    print(aligned(TextTable(HEADER, table(rows))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
