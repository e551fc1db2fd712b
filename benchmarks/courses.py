"""Whether worlds that nobody tuned have courses, and what kind: one fixed setting for all.

The worlds in `courses/` were each written from a premise of a sentence or two and the language page
alone, without the rules of choosing in view, and never touched up afterwards.

    python benchmarks/courses.py                    # all, at depth 1, foresight 5
    python benchmarks/courses.py ferry mine --beats
    python benchmarks/courses.py --out benchmarks/results/courses.csv
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from measuring import Row, note, write_rows

import elsewise as ew

WORLDS = Path(__file__).with_name("courses")
DEPTH, FORESIGHT, LENGTH, SECONDS = 1, 5, 40, 300.0


def names() -> list[str]:
    """Return the names of the worlds, in order."""
    return sorted(path.stem for path in WORLDS.glob("*.ew"))


def sign(course: ew.Course) -> str:
    """Say what kind of course it is, as far as can be seen without reading it.

    `cut`: a limit of time came first. `nothing`: nobody moves. `to and fro`: it comes back to where
    it was, or one event happens three times. `open`: it ends, in none of the endings. `ends`.
    """
    events = course.story.events
    if course.stopped_by is not None:
        return "cut"
    if not events:
        return "nothing"
    if course.end in ("round", "length") or max(map(events.count, events)) >= 3:
        return "to and fro"
    return "ends" if course.endings else "open"


def measured(name: str, depth: int, foresight: int, seconds: float) -> tuple[Row, ew.Course]:
    """Return the course of a world, and what it took."""
    world = ew.load(WORLDS / f"{name}.ew")
    begun = time.process_time()
    course = ew.run(world, depth=depth, foresight=foresight, length=LENGTH, seconds=seconds)
    row: Row = {
        "world": name,
        "people": len(world.characters),
        "depth": depth,
        "foresight": foresight,
        "beats": len(course.story.beats),
        "end": course.end,
        "endings": " ".join(course.endings),
        "sign": sign(course),
        "processor_seconds": round(time.process_time() - begun, 2),
        "states": course.statistics.states,
        "lines": course.statistics.transitions,
    }
    return row, course


def main() -> None:
    """Run the courses, print a line for each, and write the rows."""
    parser = argparse.ArgumentParser(description="Courses of worlds that nobody tuned.")
    parser.add_argument("worlds", nargs="*", help="names of worlds in courses/; none: all")
    parser.add_argument("--depth", type=int, default=DEPTH)
    parser.add_argument("--foresight", type=int, default=FORESIGHT)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="most time of each")
    parser.add_argument("--beats", action="store_true", help="show the beats, too")
    parser.add_argument("--out", type=Path, help="a CSV file for the rows")
    asked = parser.parse_args()

    def rows() -> Iterator[Row]:
        for name in asked.worlds or names():
            row, course = measured(name, asked.depth, asked.foresight, asked.seconds)
            comes_to = row["endings"] or "no ending"
            note(
                f"{row['sign']:10} {name:15} {row['beats']} beats, {comes_to}, "
                f"{row['processor_seconds']} s, {row['states']} states"
            )
            if asked.beats:
                print(course)
            yield row

    if asked.out is None:
        for _ in rows():
            pass
    else:
        write_rows(asked.out, rows())


if __name__ == "__main__":
    main()
