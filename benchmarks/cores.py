"""What a second thread makes of whole graphs, and what it could make of them at most.

    cmake -S . -B build/bench && cmake --build build/bench --target two_threads
    python benchmarks/cores.py --program build/bench/two_threads --peer FOLDER --world gramma

Every world is explored by `kernel/bench/two_threads.cpp`, in processes of their own. *Kernel* is
what `elsewise explore` does, with one thread and with two that share tables. *Shared* adds up what
two threads would take that take states in turn, layer by layer, at no cost for sharing. *Two at
once* are two threads that do the whole graph each, with tables of their own: what the second
costs the first through the machine. *Every other* and *first half* divide the states of each layer
among two threads with tables of their own: `seconds` are those of the slower one of each layer,
without what it takes to tell each other of states; `transitions` are those of both. Shown are
medians, with ranges in brackets. On a machine that others use, threads wait for a core.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from graphs import worlds
from measuring import load, note

import elsewise as ew
from elsewise.cli.benchmark import chosen_cases
from elsewise.engines.kernel.encoding import tables
from elsewise.problem.problem import Problem
from elsewise.show.layout import TextTable, aligned
from elsewise.story.limits import Limits

LISTS = (
    *("kinds", "asked", "consents", "numbers", "low", "high", "expressions", "parts"),
    *("path_characters", "path_ends", "conditions", "effects", "effect_ends", "by", "by_ends"),
    *("seen_by", "start", "wants", "endings"),
)
"""The lists of a problem's tables, in the order in which the program reads them."""


def words(problem: Problem, limits: Limits) -> str:
    """Return a problem as the program reads it: numbers, each list behind its length."""
    made = tables(problem)
    counts = (made.characters, made.entities, made.actions)
    numbers: list[float] = [limits.depth, problem.levels.extra, limits.length, limits.foresight]
    numbers += counts
    for name in LISTS:
        numbers += [len(getattr(made, name)), *getattr(made, name)]
    return " ".join(map(repr, numbers))


def measured(program: Path, text: str, runs: int, arguments: Sequence[str]) -> Iterator[str]:
    """Yield the lines that the program prints."""
    for run in range(1, runs + 1):
        note(f"run {run} of {runs}, load {load()}")
        command = [str(program), *arguments]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        yield from done.stdout.splitlines()


def table(lines: Iterator[str]) -> list[tuple[str, str]]:
    """Sum up lines of names and numbers."""
    numbers: dict[str, list[float]] = {}
    for line in lines:
        name, number = line.rsplit(",", 1)
        numbers.setdefault(name, []).append(float(number))
    return [(name, spread(found)) for name, found in numbers.items()]


def spread(numbers: Sequence[float]) -> str:
    """Return a median, and a range if there is one."""
    low, middle, high = (f"{n:,.4g}" for n in (min(numbers), median(numbers), max(numbers)))
    return middle if low == high else f"{middle} ({low} to {high})"


def main() -> int:
    """Measure the worlds asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("worlds", nargs="*", help="world files or names of sample worlds")
    parser.add_argument("--peer", help="the peer's folder")
    parser.add_argument("--world", action="append", help="of these only some, by name")
    parser.add_argument("--length", type=int, help="most beats (those of the benchmark)")
    parser.add_argument("--program", type=Path, required=True, help="two_threads, built")
    parser.add_argument("--runs", type=int, default=5, help="runs of each world (5)")
    parser.add_argument("--kernel", action="store_true", help="only what the kernel does")
    asked = parser.parse_args()
    for path, given in worlds(chosen_cases(asked.worlds, asked.peer, [])).items():
        name = Path(path).stem
        if asked.world and name not in asked.world:
            continue
        problem = ew.ground(ew.sample(path) if path in ew.sample_names() else ew.load(path))
        own = {n.lstrip("-"): int(v) for n, v in zip(given[::2], given[1::2], strict=True)}
        limits = replace(ew.effective_limits(problem), **own)
        if asked.length is not None:
            limits = replace(limits, length=asked.length)
        print(f"{name}, {limits.length} beats, load {load()}")
        arguments = ["kernel"] if asked.kernel else []
        lines = measured(asked.program, words(problem, limits), asked.runs, arguments)
        print(aligned(TextTable((), table(lines))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
