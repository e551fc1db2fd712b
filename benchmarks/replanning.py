"""Measures searching again after one fact or belief was changed, in an engine that is warm.

    python benchmarks/replanning.py --peer FOLDER --out results/replanning.csv
    python benchmarks/replanning.py smoke letter

Every case (an ending of a world, an instance of the peer's) is searched once; its story is what is
known. Then some fact, or what somebody believes of it, gets another value that it can have, and the
same goal is searched for from there, within the same limits: half of the changes are made at the
beginning, half at some later beat of the story. What is changed is drawn by a seed. A time is that
of the change and of the whole search, with the reasons of the story found.

`again` takes what is still a story of the rest of the known one, and searches where nothing is:
what `Situation.find(known=…)` does. `shortest` always goes on until the story is proven to be a
shortest one. Each has an engine of its own and the same changes. A changed state can be as hard as
a new world, most of all where the goal has become impossible, so each search has a limit of time:
searches that reached it count with the time they took, and the table says how many they are.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from measuring import Row, load, note, write_rows

import elsewise as ew
from elsewise.cli.benchmark import Instance, chosen_cases
from elsewise.cli.machine import machine_facts
from elsewise.cli.sources import world_called
from elsewise.engines.kernel import KernelEngine
from elsewise.engines.protocol import Handle
from elsewise.grounding.reachability import relaxed
from elsewise.grounding.value_sets import Range, ValueSet
from elsewise.play.find import aim_of
from elsewise.problem.problem import Problem
from elsewise.show.layout import TextTable, aligned
from elsewise.story.limits import Limits, Mode, Outcome
from elsewise.world.types import Value

FIRST_SECONDS = 60.0
"""The first search has so long; without a story there is nothing to go on with."""
WAYS: dict[str, Mode] = {"again": "balanced", "shortest": "shortest"}


@dataclass(frozen=True, slots=True)
class Change:
    """A fluent gets a value in a mind, at a beat of the known story."""

    beat: int
    minds: tuple[int, ...]
    fluent: int
    value: Value


class Changes:
    """Draws changes of a problem: a beat, a mind (or none), a fluent and a value it can have."""

    def __init__(self, problem: Problem, beats: int, seed: str) -> None:
        self._draw = random.Random(seed)
        self._beats = beats
        self._characters = len(problem.characters)
        self._values = {
            fluent: some
            for fluent, values in enumerate(relaxed(problem).values)
            if len(some := _some(values)) > 1
        }

    def draw(self) -> Change:
        """Draw a change; the value may be the one that there is already."""
        draw = self._draw
        beat = 0 if draw.random() < 0.5 else draw.randrange(self._beats)
        minds = () if draw.random() < 0.5 else (draw.randrange(self._characters),)
        fluent = draw.choice(list(self._values))
        return Change(beat, minds, fluent, draw.choice(self._values[fluent]))


def _some(values: ValueSet) -> list[Value]:
    """Return possible values in a fixed order; of a range, a few at its lower end."""
    if not isinstance(values, Range):
        return sorted(values, key=repr)
    return [values.low + more for more in (0.0, 1.0, 2.0) if values.low + more <= values.high]


class Measured:
    """One case in an engine of its own: the known story, and the state at each of its beats."""

    def __init__(self, case: Instance) -> None:
        given = dict(zip(case.arguments[::2], case.arguments[1::2], strict=True))
        problem = ew.ground(world_called(case.world, quiet=True))
        self.limits = ew.effective_limits(
            problem,
            length=_whole(given.get("--length")),
            foresight=_whole(given.get("--foresight")),
            depth=_whole(given.get("--depth")),
        )
        self.engine = KernelEngine(problem, self.limits.depth, self.limits.extra_levels)
        goal = given.get("--goal")
        self.aim = aim_of(self.engine, None if goal is None else float(goal), given.get("--ending"))
        begin = time.perf_counter()
        self.first = self.engine.search(self.aim, replace(self.limits, seconds=FIRST_SECONDS))
        self.first_seconds = time.perf_counter() - begin
        numbers = {action.name: number for number, action in enumerate(problem.actions)}
        events = self.first.story.events if self.first.story is not None else ()
        self.known = [numbers[event] for event in events]
        self.states: list[Handle] = [self.engine.start()]
        for action in self.known:
            self.states.append(self.engine.after(self.states[-1], action))

    def changed(self, change: Change) -> Handle:
        """Return the state after a change."""
        state = self.states[change.beat]
        return self.engine.changed(state, change.minds, change.fluent, change.value)

    def search(self, change: Change, mode: Mode, limits: Limits) -> tuple[float, Outcome]:
        """Make a change and search from there; return the seconds that it took."""
        begin = time.perf_counter()
        state = self.changed(change)
        known = self.known[change.beat :]  # of no account where the shortest is wanted
        outcome = self.engine.search(self.aim, limits, start=state, mode=mode, known=known)
        return time.perf_counter() - begin, outcome

    def words(self, change: Change) -> str:
        """Say what is changed."""
        problem = self.engine.problem
        whose = "".join(f"{problem.characters[c]} believes " for c in change.minds)
        return f"{whose}{problem.fluents[change.fluent].name} = {change.value}"


def _whole(word: str | None) -> int | None:
    return None if word is None else int(word)


def measure(case: Instance, changes: int, seconds: float, seed: int) -> Iterator[Row]:
    """Search a case, then again after every change."""
    for way, mode in WAYS.items():
        measured = Measured(case)
        same: Row = {"case": case.name, "way": way, "seed": seed, "load": load()}
        yield {**same, "number": 0, **figures(measured.first_seconds, measured.first)}
        if not measured.known:
            return
        drawn = Changes(measured.engine.problem, len(measured.known), f"{seed} {case.name}")
        limits = replace(measured.limits, seconds=seconds)
        for number in range(1, changes + 1):
            change = drawn.draw()
            while measured.changed(change) == measured.states[change.beat]:
                change = drawn.draw()
            made: Row = {"number": number, "beat": change.beat, "change": measured.words(change)}
            yield {**same, **made, **figures(*measured.search(change, mode, limits))}


def figures(seconds: float, outcome: Outcome) -> Row:
    """Return what a search took and found."""
    return {
        "milliseconds": round(1000 * seconds, 4),
        "status": outcome.stopped_by or outcome.status.value,
        "length": None if outcome.story is None else len(outcome.story.beats),
        "proven_shortest": outcome.proven_shortest,
        "memory_bytes": outcome.statistics.peak_memory_bytes,
    }


HEADER = ("case", "way", "first ms", "median ms", "at the start", "90 %", "worst", "none", "cut")


def table(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Sum up the rows: medians of all changes and of those at the start, and how many were cut."""
    lines: list[tuple[str, ...]] = []
    for case, way in dict.fromkeys((str(row["case"]), str(row["way"])) for row in rows):
        own = [row for row in rows if (row["case"], row["way"]) == (case, way)]
        first, again = own[0], own[1:]
        if not again:
            lines.append((case, "", f"{_ms(first):,.2f}", str(first["status"])))
            continue
        times = sorted(map(_ms, again))
        at_start = [_ms(row) for row in again if row["beat"] == 0]
        lines.append(
            (
                case,
                way,
                f"{_ms(first):,.2f}",
                f"{median(times):,.2f}",
                f"{median(at_start):,.2f}" if at_start else "",
                f"{times[len(times) * 9 // 10]:,.2f}",
                f"{times[-1]:,.2f}",
                str(sum(row["status"] == "none" for row in again)),
                str(sum(row["status"] == "seconds" for row in again)),
            )
        )
    return [line + ("",) * (len(HEADER) - len(line)) for line in lines]


def _ms(row: Row) -> float:
    return float(str(row["milliseconds"]))


def main() -> int:
    """Measure all cases, print the table and write the rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("worlds", nargs="*", help="world files or names of sample worlds")
    parser.add_argument("--peer", help="the peer's folder")
    parser.add_argument("--only", action="append", default=[], help="only this case (repeatable)")
    parser.add_argument("--changes", type=int, default=100, help="changes per case (100)")
    parser.add_argument("--seconds", type=float, default=1.0, help="most time of a search (1)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a CSV file for the rows")
    asked = parser.parse_args()
    cases = chosen_cases(asked.worlds, asked.peer, asked.only)
    facts: Row = dict(machine_facts())

    def measured() -> Iterator[Row]:
        for case in cases:
            for row in measure(case, asked.changes, asked.seconds, asked.seed):
                yield {**row, **facts}
            note(f"{case.name} done")

    rows = write_rows(asked.out, measured()) if asked.out else list(measured())
    print(aligned(TextTable(HEADER, table(rows))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
