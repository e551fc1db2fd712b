"""How long a writer waits: whole processes of commands that look at one day.

    python benchmarks/commands.py [RUNS]

Prints the median and the range in seconds. The plot that is reviewed has 30 beats that are drawn by
a seed from all that could happen next in a world of the families, so many of them have no reason
and ask for remedies. The map has at least 10,000 states.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from families import Size, world_text

import elsewise as ew

BEATS = 30
MAP_STATES = 12_000


def plot_text(world: ew.World, name: str) -> str:
    """Return a plot of beats of which each can happen where it stands."""
    chance = random.Random(1)
    now = ew.begin(world)
    events: list[str] = []
    for _ in range(BEATS):
        events.append(chance.choice(now.possible()))
        now = now.after(events[-1])
    return "\n".join([f'plot "Errands" of "{name}"', *events, ""])


def commands(folder: Path) -> Mapping[str, Sequence[str]]:
    """Write what the commands need, and return them by what they do."""
    (folder / "errands.ew").write_text(world_text(Size(characters=4, items=2)), "utf-8")
    world = ew.load(folder / "errands.ew")
    (folder / "errands.plot").write_text(plot_text(world, "errands.ew"), "utf-8")
    graph = ew.explore(world, explained=False, states=MAP_STATES * 4)
    graph.save(folder / "errands.graph")
    return {
        "a what-if on smoke": ["whatif", "smoke", "--fork", "light"],
        "a question about smoke": ["ask", "smoke", "possible doubts(Lana)"],
        "why-not on smoke": ["why-not", "smoke", "saved"],
        "the review of smoke's plot": ["review", "smoke"],
        f"the review of {BEATS} beats": ["review", str(folder / "errands.plot")],
        f"a map of {len(graph):,} states": [
            *("draw", str(folder / "errands.graph"), "--what", "map"),
            *("-o", str(folder / "map.svg")),
        ],
    }


def main(runs: int) -> None:
    """Run every command so many times, in turns, and print what it took."""
    with tempfile.TemporaryDirectory() as name:
        asked = commands(Path(name))
        taken: dict[str, list[float]] = {what: [] for what in asked}
        for _ in range(runs):
            for what, words in asked.items():
                began = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-m", "elsewise.cli.main", *words],
                    check=False,
                    capture_output=True,
                )
                taken[what].append(time.perf_counter() - began)
    for what, seconds in taken.items():
        print(f"{what}: {median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
