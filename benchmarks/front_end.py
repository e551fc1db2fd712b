"""How long it takes from a text, or from a command, to the search.

Run it on a quiet machine: `python benchmarks/front_end.py --runs 9`.
Every run is a process of its own with warm bytecode, as users have it. Shown are medians, with
ranges in brackets: seconds on the clock, seconds of computing (the better one to compare on a busy
machine), and the most memory held. `--peer FOLDER` adds a problem of the peer.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

SOURCE = Path(__file__).resolve().parents[1] / "src"
GROUND = """
import json, resource, sys, time
import elsewise as ew
from elsewise.engines.kernel.encoding import flat
from elsewise.grounding.grounder import ground as reference

def tell(world):
    problem = ew.ground(world)
    ew.tell(world, ew.Story((), None, 0.0))
    return problem

ew.load, ew.tell  # imported before the clock runs
works = {"kernel": ew.ground, "reference": reference, "tell": tell, "load": lambda _: None}
work = works[sys.argv[2]]
clock, computing = time.perf_counter(), time.process_time()
world = ew.load(sys.argv[1])
loaded = time.perf_counter()
problem = work(world)
print(json.dumps({
    "clock": time.perf_counter() - clock,
    "computing": time.process_time() - computing,
    "behind_the_text": time.perf_counter() - loaded,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    "entities": len(world.entities),
    "events": problem and len(flat(problem).tables.conditions),
}))
"""


def large_world(characters: int = 10, places: int = 140, items: int = 60) -> str:
    """Return a text with 210 entities and 102,800 ground events."""
    people = [f"C{n}" for n in range(characters)]
    start = [f"at({name}) = P{n}" for n, name in enumerate(people)]
    start += [f"gold({name}) = 5" for name in people]
    start += [f"friend({name}, {people[n - 1]})" for n, name in enumerate(people)]
    start += [f"holder(I{n}) = P{2 * n}" for n in range(items)]
    for n in range(places):
        for m in ((n - 1) % places, (n - 7) % places):
            start += [f"path(P{n}, P{m})", f"path(P{m}, P{n})"]
    lines = "".join(f"  {line}\n" for line in start)
    return f"""world Large
type place, item
character {", ".join(people)}
place {", ".join(f"P{n}" for n in range(places))}
item {", ".join(f"I{n}" for n in range(items))}
fact at(who: character): place
fact holder(what: item): entity
fact path(here: place, there: place)
fact friend(who: character, other: character)
fact gold(who: character): 0 to 10
start
{lines}
action walk(who: character, here: place, there: place)
  if at(who) = here and path(here, there)
  then at(who) = there
  by who
  seen by every character c with at(c) = here or at(c) = there
action take(who: character, what: item, here: place)
  if at(who) = here and holder(what) = here
  then holder(what) = who
  by who
  seen by every character c with at(c) = here
action sell(who: character, other: character, what: item, here: place)
  if
    friend(who, other) and at(who) = here and at(other) = here
    holder(what) = who and gold(other) > 0
  then holder(what) = other, gold(who) = gold(who) + 1, gold(other) = gold(other) - 1
  by who, other
  seen by every character c with at(c) = here
trigger see(who: character, other: character, here: place)
  if
    at(who) = here and at(other) = here and not who = other
    not who believes at(other) = here
  then who believes at(other) = here
"""


def start_lines(count: int = 10_000) -> str:
    """Return a text with so many lines of `start`."""
    lines = "".join(f"  at(T{n % 100}) = T{n * 7 % 100}\n" for n in range(count))
    things = ", ".join(f"T{n}" for n in range(100))
    head = f"world Lines\ncharacter Ann\ntype thing\nthing {things}\nfact at(what: thing): thing\n"
    return f"{head}start\n{lines}"


def declarations(count: int = 10_000) -> str:
    """Return a text with so many declarations."""
    lines = "".join(f'thing T{n} "a thing"\n' for n in range(count))
    return f"world Things\ncharacter Ann\ntype thing\n{lines}"


Case = tuple[str, Sequence[str], bool]
"""Its name, the arguments for Python, and whether it prints its own measures."""


def cases(folder: Path, peer: Path | None) -> Iterator[Case]:
    """Everything that is measured; texts are written into a folder."""
    yield "bare Python", ("-c", "pass"), False
    yield "import elsewise", ("-c", "import elsewise"), False
    command = ("-m", "elsewise.cli.main")
    yield "elsewise --version", (*command, "--version"), False
    find = (*command, "find", str(SOURCE / "elsewise/worlds/quarrel.ew"), "--ending", "peace")
    yield "elsewise find quarrel.ew", find, False
    for name, file, text, end in (
        ("large world, text to problem", "large.ew", large_world(), "kernel"),
        ("the same, and an empty story told", "large.ew", large_world(), "tell"),
        ("the same by the reference grounder", "large.ew", large_world(), "reference"),
        ("10,000 start lines, text to World", "lines.ew", start_lines(), "load"),
        ("10,000 declarations, text to World", "declarations.ew", declarations(), "load"),
    ):
        path = folder / file
        path.write_text(text, "utf-8")
        yield name, ("-c", GROUND, str(path), end), True
    if peer is not None:
        path = peer / "problems" / "gramma.txt"
        yield "gramma, text to problem", ("-c", GROUND, str(path), "kernel"), True
        yield "the same by the reference grounder", ("-c", GROUND, str(path), "reference"), True


def measured(arguments: Sequence[str], own: bool, environment: dict[str, str]) -> dict[str, float]:
    """Run a process and return its measures."""
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    clock, after = time.perf_counter() - clock, resource.getrusage(resource.RUSAGE_CHILDREN)
    if own:
        found: dict[str, float] = json.loads(done.stdout)
        return found
    computing = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"clock": clock, "computing": computing}


def shown(rows: Sequence[dict[str, float]], name: str) -> str:
    """Return median and range of a measure."""
    values = [row[name] for row in rows if row.get(name) is not None]
    if not values:
        return ""
    return f"{median(values):.3f} [{min(values):.3f} to {max(values):.3f}]"


def main() -> None:
    """Measure everything and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, metavar="N")
    parser.add_argument("--peer", type=Path, metavar="FOLDER")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        print(f"load of the machine: {os.getloadavg()[0]:.1f}; runs: {said.runs}")
        for name, arguments, own in cases(Path(folder), said.peer):
            measured(arguments, own, environment)  # writes the bytecode
            rows = [measured(arguments, own, environment) for _ in range(said.runs)]
            line = f"{name}: {shown(rows, 'clock')} s; computing {shown(rows, 'computing')} s"
            if own:
                of = [f"{rows[0][key]:,} {key}" for key in ("entities", "events") if rows[0][key]]
                line += f", of which behind the text {shown(rows, 'behind_the_text')} s"
                line += f"; {shown(rows, 'megabytes')} MB; {', '.join(of)}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
