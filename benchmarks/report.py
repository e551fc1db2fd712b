"""Tables and plots of the raw rows: `python benchmarks/report.py [FOLDER]`.

Reads what `run.py` wrote into `benchmarks/results` (or a folder) and writes `tables.md` there, and
the plots as SVG and PNG if matplotlib is installed (`--group plots`).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import linear_regression, median

from families import FAMILIES, KNOWN, PROOF, STORY
from measuring import note, read_rows

Row = dict[str, str]

ENDINGS = (STORY, KNOWN, PROOF)

ENOUGH_STATES = 10_000
"""With fewer states, what a process takes anyway hides what each state takes."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, least and greatest of some numbers, and how many there were."""

    middle: float
    low: float
    high: float
    count: int

    @staticmethod
    def of(numbers: Iterable[float]) -> Spread:
        """Sum numbers up; there must be one at least."""
        known = sorted(numbers)
        return Spread(median(known), known[0], known[-1], len(known))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a figure grows with a number n: like n to the `exponent`, or `factor` times per step.

    Both are fitted by least squares to logarithms; `error` and `factor_error` are the typical
    deviations from each, as factors (1 is none): the smaller says which describes it better.
    """

    exponent: float
    error: float
    factor: float
    factor_error: float

    @staticmethod
    def of(points: Sequence[tuple[float, float]]) -> Fit | None:
        """Fit both to points of n and figure; None if they are fewer than three."""
        if len(points) < 3:
            return None
        n, log_n = [x for x, _ in points], [math.log(x) for x, _ in points]
        logs = [math.log(y) for _, y in points]
        power, power_error = _line(log_n, logs)
        steps, step_error = _line(n, logs)
        return Fit(power, math.exp(power_error), math.exp(steps), math.exp(step_error))


def _line(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """Return the slope of a line through points, and how far they typically lie from it."""
    slope, start = linear_regression(x, y)
    squares = [(b - start - slope * a) ** 2 for a, b in zip(x, y, strict=True)]
    return slope, math.sqrt(sum(squares) / len(squares))


# -- figures ------------------------------------------------------------------------------------


def bytes_per_state(row: Row) -> float | None:
    """Return the memory that a search took per state, None where it cannot be told."""
    states = int(row["states"])
    return int(row["state_memory_bytes"]) / states if states >= ENOUGH_STATES else None


MEASURES: dict[str, Callable[[Row], float | None]] = {
    "seconds": lambda row: float(row["cpu_seconds"]),
    "states": lambda row: float(row["states"]),
    "bytes per state": bytes_per_state,
}
"""What is plotted against each number that grows."""


def series(rows: Sequence[Row], family: str, task: str, measure: str) -> list[tuple[float, Spread]]:
    """Return, for every size of a family, the spread of a measure in the runs of a task."""
    by_size: dict[float, list[float]] = {}
    for row in rows:
        if row["family"] == family and row["task"] == task and row.get("states"):
            figure = MEASURES[measure](row)
            if figure is not None:
                by_size.setdefault(float(row["grown"]), []).append(figure)
    return [(size, Spread.of(figures)) for size, figures in sorted(by_size.items())]


def fit_of(points: Sequence[tuple[float, Spread]]) -> Fit | None:
    """Fit the medians of a series."""
    return Fit.of([(size, max(spread.middle, 1e-9)) for size, spread in points])


# -- tables -------------------------------------------------------------------------------------


def markdown(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Write a table in Markdown: the first column to the left, the others to the right."""
    rule = ["---", *["---:"] * (len(header) - 1)]
    return "".join(f"| {' | '.join(line)} |\n" for line in (header, rule, *lines))


def number(value: float) -> str:
    """Write a figure with three digits that count, a whole one with all of them."""
    if value == round(value) or value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def ranged(spread: Spread) -> str:
    """Write a median, and the range in brackets if there is one."""
    low, middle, high = (number(n) for n in (spread.low, spread.middle, spread.high))
    return middle if low == high else f"{middle} ({low} to {high})"


def facts(rows: Sequence[Row]) -> str:
    """Say what the rows are from."""
    names = ("machine", "compiler", "python", "version", "revision", "seed")
    told = [f"{name} {'; '.join(sorted({row[name] for row in rows}))}" for name in names]
    told.append(f"runs of each case {max(int(row['run']) for row in rows)}")
    load = [float(row["load"]) for row in rows if row.get("load")]
    if load:
        told.append(f"load {ranged(Spread.of(load))}")
    return f"{', '.join(told)}.\n"


GROWTH = (
    "events",
    "delivered s",
    "states",
    "known s",
    "states",
    "never s",
    "states",
    "bytes/state",
)


def growth_tables(rows: Sequence[Row]) -> str:
    """Write one table per family, and one of the fits."""
    parts = ["## Growth\n\n" + facts(rows)]
    for family in FAMILIES:
        lines = list(_growth_lines(rows, family.grows))
        if lines:
            parts.append(f"### {family.grows}\n\n{markdown((family.grows, *GROWTH), lines)}")
    header = ("grows", "ending", "measure", "exponent", "off by", "per step", "off by")
    parts.append(f"### fits\n\n{markdown(header, _fit_lines(rows))}")
    return "\n".join(parts)


def _growth_lines(rows: Sequence[Row], family: str) -> Iterable[tuple[str, ...]]:
    found = {
        (task, name): dict(series(rows, family, task, name))
        for task in ENDINGS
        for name in MEASURES
    }
    for size in sorted({size for points in found.values() for size in points}):
        row = next(r for r in rows if r["family"] == family and float(r["grown"]) == size)
        columns = [
            (STORY, "seconds"),
            (STORY, "states"),
            (KNOWN, "seconds"),
            (KNOWN, "states"),
            (PROOF, "seconds"),
            (PROOF, "states"),
            (PROOF, "bytes per state"),
        ]
        cells = (ranged(found[key][size]) if size in found[key] else "" for key in columns)
        yield (
            number(size),
            str(int(row["actions"]) + int(row["triggers"])),
            *cells,
        )


def _fit_lines(rows: Sequence[Row]) -> Iterable[tuple[str, ...]]:
    for family in FAMILIES:
        for task in ENDINGS:
            for measure in MEASURES:
                fit = fit_of(series(rows, family.grows, task, measure))
                if fit is not None:
                    yield (
                        family.grows,
                        task,
                        measure,
                        f"{fit.exponent:.2f}",
                        f"{fit.error:.2f}x",
                        f"{fit.factor:.2f}x",
                        f"{fit.factor_error:.2f}x",
                    )


def faster(here: str, taken: Sequence[float]) -> str:
    """Say how many times faster than the peer here the median of some times is, if it is known."""
    return f"{float(here) / median(taken):.1f}" if here else ""


def peer_table(rows: Sequence[Row]) -> str:
    """Write the peer's instances beside the peer."""
    lines = []
    for case in dict.fromkeys(row["case"] for row in rows):
        runs = [row for row in rows if row["case"] == case]
        first = runs[0]
        taken = [float(row["process_seconds"]) for row in runs]
        search = [float(row["seconds"]) for row in runs if row["seconds"]]
        memory = [int(row["memory_bytes"]) / 1e6 for row in runs if row["memory_bytes"]]
        here = first["peer_here_seconds"]
        lines.append(
            (
                case,
                first["stopped_by"] or first["status"],
                first["length"],
                first["known_length"],
                {"True": "yes", "False": "no"}.get(first["proven_shortest"], ""),
                first["checked"],
                ranged(Spread.of(search)) if search else "",
                ranged(Spread.of(taken)),
                number(max(memory)) if memory else "",
                here,
                faster(here, taken) if first["length"] else "",
                number(float(first["published_seconds"])) if first["published_seconds"] else "",
            )
        )
    header = (
        "instance",
        "answer",
        "beats",
        "published",
        "proven",
        "story",
        "search s",
        "process s",
        "MB",
        "peer here s",
        "times faster",
        "peer published s",
    )
    return f"## Beside the peer\n\n{facts(rows)}\n{markdown(header, lines)}"


def physical_tables(rows: Sequence[Row], machine: Sequence[Row]) -> str:
    """Write what steps and states cost, beside what the machine charges."""
    worlds = list(dict.fromkeys(row["world"] for row in rows))
    steps: list[tuple[str, ...]] = []
    for world in worlds:
        mine = [row for row in rows if row["world"] == world]
        steps.append((world, *(ranged(step_cost(mine, *which)) for which in STEPS)))
    header = ("world", "value step ns", "full transition ns", "search, per transition ns")
    parts = ["## Physical limits\n\n" + facts(rows), markdown(header, steps)]
    bits = [row for row in rows if row["task"] == "bits"]
    sizes = [
        (world, *(_of_world(bits, world, name) for name in ("states", "vectors", *SIZES)))
        for world in worlds
    ]
    parts.append(markdown(("world", "states", "rows", *SIZES.values()), sizes))
    costs = [
        (cost, memory_text(size), ranged(spread))
        for (cost, size), spread in machine_costs(machine).items()
    ]
    parts.append(markdown(("cost", "in", "ns"), costs))
    return "\n".join(parts)


STEPS = (("steps", "values"), ("steps", "minds"), ("find", PROOF))
SIZES = {
    "bytes_per_state": "bytes per state",
    "row_bytes": "bytes of a row",
    "packed_bits": "bits of a packed row",
    "vector_bits": "log2 of rows",
    "state_bits": "log2 of states",
}


def _of_world(rows: Sequence[Row], world: str, name: str) -> str:
    return ranged(Spread.of(float(row[name]) for row in rows if row["world"] == world))


def step_cost(rows: Sequence[Row], task: str, of: str) -> Spread:
    """Return nanoseconds of processor time per transition."""
    mine = [row for row in rows if row["task"] == task and row["of"] == of]
    return Spread.of(1e9 * float(row["cpu_seconds"]) / int(row["transitions"]) for row in mine)


def machine_costs(rows: Sequence[Row]) -> dict[tuple[str, int], Spread]:
    """Return nanoseconds by what it is and by bytes in use."""
    found: dict[tuple[str, int], list[float]] = {}
    for row in rows:
        found.setdefault((row["cost"], int(row["bytes"])), []).append(float(row["nanoseconds"]))
    return {key: Spread.of(found[key]) for key in sorted(found)}


def memory_text(size: int) -> str:
    """Write bytes in a unit of which there are few."""
    for unit, name in ((2**30, "GiB"), (2**20, "MiB"), (2**10, "KiB")):
        if size >= unit:
            return f"{size // unit} {name}"
    return f"{size} B"


# -- all ----------------------------------------------------------------------------------------


def write(folder: Path) -> None:
    """Write tables and plots of all rows in a folder."""
    rows = {
        name: read_rows(folder / f"{name}.csv")
        for name in ("growth", "peer", "physical", "machine")
    }
    parts = []
    if rows["growth"]:
        parts.append(growth_tables(rows["growth"]))
    if rows["peer"]:
        parts.append(peer_table(rows["peer"]))
    if rows["physical"]:
        parts.append(physical_tables(rows["physical"], rows["machine"]))
    (folder / "tables.md").write_text("\n".join(parts), "utf-8")
    note(f"{folder / 'tables.md'}")
    if find_spec("matplotlib") is None:
        note("No plots: matplotlib is missing (uv run --group plots …).")
        return
    import plots

    for path in plots.write(folder, rows):
        note(str(path))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "results")
