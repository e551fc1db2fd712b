"""Measures, writes raw rows, and makes tables and plots of them, all into `benchmarks/results`.

    uv run --group plots python benchmarks/run.py growth physical
    uv run --group plots python benchmarks/run.py peer --peer FOLDER
    uv run --group plots python benchmarks/run.py --peer FOLDER --runs 5

Without a name all are run. `growth` needs ten minutes or so, `physical` one, `peer` depends on
`--seconds`. Measure on a quiet machine; every row says how busy it was.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import report
from families import FAMILIES, KNOWN, PROOF, STORY, Family, world_text
from measuring import Case, Row, is_bad, measure, measured, note, write_rows

from elsewise.cli import benchmark
from elsewise.cli.machine import machine_facts

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("growth", "peer", "physical")
PHYSICAL_FAMILIES = (("characters", 5), ("items", 4), ("depth", 3))
"""Worlds whose steps are measured: with more people, more things, and deeper minds."""


def main() -> int:
    """Run what was asked for."""
    asked = _arguments()
    parts = asked.parts or PARTS
    good = True
    with tempfile.TemporaryDirectory() as folder:
        if "growth" in parts:
            good &= growth(Path(folder), asked)
        if "physical" in parts:
            good &= physical(Path(folder), asked)
    if "peer" in parts:
        good &= peer(asked)
    report.write(asked.results)
    return 0 if good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=PARTS, help="what to measure (all)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each case (5)")
    parser.add_argument("--seed", type=int, default=1, help="shuffles the order of the runs (1)")
    parser.add_argument("--peer", help="folder of the peer's problems, with published.json")
    parser.add_argument(
        "--seconds", type=float, default=60.0, help="most time of a peer's run (60)"
    )
    parser.add_argument("--memory", type=float, default=8.0, help="most GB of a peer's run (8)")
    parser.add_argument("--only", action="append", help="only this family, or case of the peer's")
    parser.add_argument(
        "--results", type=Path, default=Path(__file__).parent / "results", help="where to write"
    )
    return parser.parse_args()


# -- growth -------------------------------------------------------------------------------------


def growth(folder: Path, asked: argparse.Namespace) -> bool:
    """Measure the families; their known stories are reproduced, and checked, before any timing."""
    families = [one for one in FAMILIES if not asked.only or one.grows in asked.only]
    checks = [case for one in families for case in story_checks(one, folder)]
    for case in checks:
        row = measure(case)
        if is_bad(row):
            note(f"not timed, for a known story was not reproduced: {row}")
            return False
    cases = [case for one in families for case in growth_cases(one, folder)]
    rows = write_rows(asked.results / "growth.csv", measured(cases, asked.runs, asked.seed))
    return not any(map(is_bad, rows))


def story_checks(family: Family, folder: Path) -> Iterator[Case]:
    """Yield, for every size, the checks of its known stories."""
    for grown, length in zip(family.grown, family.known_lengths, strict=True):
        expected = {"status": "found", "length": length, "fault": None}
        for ending in (STORY, KNOWN):
            yield Case("check", (world_file(family, grown, folder), ending), {}, expected)


def growth_cases(family: Family, folder: Path) -> Iterator[Case]:
    """Yield, for every size, the searches for its endings, and what must come out."""
    for grown, length in zip(family.grown, family.known_lengths, strict=True):
        path = world_file(family, grown, folder)
        facts = {"family": family.grows, "grown": grown}
        for ending in (STORY, KNOWN, PROOF):
            expected: dict[str, object] = {"status": "found", "length": length}
            if ending == PROOF:
                expected = {"status": "none", "length": None}
            yield Case("find", (path, ending), {**facts, "task": ending}, expected)


def world_file(family: Family, grown: int, folder: Path) -> str:
    """Write a world of a family, and return its path."""
    path = folder / f"{family.grows}-{grown}.ew"
    path.write_text(world_text(family.size(grown)), "utf-8")
    return str(path)


# -- the peer -----------------------------------------------------------------------------------


def peer(asked: argparse.Namespace) -> bool:
    """Measure the peer's instances as `elsewise bench` does."""
    if asked.peer is None:
        note("The peer's problems are left out: name their folder with --peer.")
        return True
    cases = benchmark.chosen_cases((), asked.peer, asked.only or ())
    limits = ["--seconds", str(asked.seconds), "--memory", str(asked.memory)]
    plan = benchmark.Schedule(asked.runs, limits, asked.seconds, asked.seed)
    rows, _ = benchmark.measured(cases, plan, note)
    path = asked.results / "peer.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(benchmark.to_csv(rows), "utf-8")
    return all(map(benchmark.is_right, rows))


# -- physical limits ----------------------------------------------------------------------------


def physical(folder: Path, asked: argparse.Namespace) -> bool:
    """Measure single steps and states, and what this machine charges for memory and hashing."""
    by_name = {family.grows: family for family in FAMILIES}
    cases = []
    for grows, grown in PHYSICAL_FAMILIES:
        path = world_file(by_name[grows], grown, folder)
        facts = {"world": f"{grows} {grown}"}
        for task, argument in (
            ("steps", "values"),
            ("steps", "minds"),
            ("find", PROOF),
            ("bits", PROOF),
        ):
            about = {**facts, "task": task, "of": argument}
            cases.append(Case(task, (path, argument), about))
    rows = write_rows(asked.results / "physical.csv", measured(cases, asked.runs, asked.seed))
    write_rows(asked.results / "machine.csv", machine_costs(folder, asked.runs))
    return not any(map(is_bad, rows))


def machine_costs(folder: Path, runs: int) -> Iterator[Row]:
    """Build `kernel/bench/machine_costs.cpp` and yield what it prints."""
    if shutil.which("cmake") is None:
        note("CMake is missing: the costs of memory and hashing are left out.")
        return
    for command in (
        ["cmake", "-S", str(ROOT), "-B", str(folder / "build")],
        ["cmake", "--build", str(folder / "build"), "--target", "machine_costs"],
    ):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    facts = machine_facts()
    for run in range(1, runs + 1):
        done = subprocess.run(
            [folder / "build" / "machine_costs"], stdout=subprocess.PIPE, text=True, check=True
        )
        for line in done.stdout.splitlines():
            cost, size, each = line.split(",")
            yield {"cost": cost, "bytes": size, "nanoseconds": each, "run": run, **facts}


if __name__ == "__main__":
    sys.exit(main())
