"""Plots of the raw rows. What tells lines apart is never their colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib as mpl
from families import FAMILIES, KNOWN, PROOF, STORY
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, NullFormatter, NullLocator, StrMethodFormatter
from report import (
    MEASURES,
    Row,
    Spread,
    fit_of,
    machine_costs,
    memory_text,
    number,
    series,
    step_cost,
)

LOOKS: dict[str, Any] = {
    STORY: {"color": "#0072b2", "marker": "o", "linestyle": "-"},
    KNOWN: {"color": "#009e73", "marker": "^", "linestyle": ":"},
    PROOF: {"color": "#d55e00", "marker": "s", "linestyle": "--"},
}
MEANINGS = {
    STORY: "“delivered”: the shortest story, looking ahead at values",
    KNOWN: "“known”: the same story, without looking ahead",
    PROOF: "“never”: the proof that there is no story",
}
UNITS = {
    "seconds": "seconds of search (processor time)",
    "states": "states made, in all minds",
    "bytes per state": "bytes per state",
}
TITLES = {
    "characters": "characters",
    "places": "places",
    "items": "items",
    "foresight": "foresight, beats",
    "depth": "depth, minds about minds",
}


def write(folder: Path, rows: Mapping[str, Sequence[Row]]) -> Iterator[Path]:
    """Draw what there are rows for, and yield the files written."""
    mpl.use("Agg")
    mpl.rcParams.update(
        {
            "font.size": 10,
            "svg.hashsalt": "elsewise",
            "svg.fonttype": "none",
            "axes.grid": True,
            "grid.alpha": 0.3,
            "legend.framealpha": 1.0,
        }
    )
    if rows["growth"]:
        yield from _save(folder, "growth", _growth(rows["growth"]))
    if rows["peer"]:
        yield from _save(folder, "peer", _peer(rows["peer"]))
    if rows["physical"] and rows["machine"]:
        yield from _save(folder, "physical", _physical(rows["physical"], rows["machine"]))


def _save(folder: Path, name: str, figure: Figure) -> Iterator[Path]:
    for ending in ("svg", "png"):
        path = folder / f"{name}.{ending}"
        metadata = {"Date": None} if ending == "svg" else None
        figure.savefig(path, dpi=110, metadata=metadata)
        yield path


# -- growth -------------------------------------------------------------------------------------


def _growth(rows: Sequence[Row]) -> Figure:
    families = [family for family in FAMILIES if any(r["family"] == family.grows for r in rows)]
    figure = Figure(figsize=(3.4 * len(families) + 0.6, 10), layout="constrained")
    axes = figure.subplots(len(MEASURES), len(families), sharey="row", sharex="col", squeeze=False)
    for line, measure in enumerate(MEASURES):
        for column, family in enumerate(families):
            ax: Axes = axes[line][column]
            for task in LOOKS:
                _draw_series(ax, series(rows, family.grows, task, measure), task)
            ax.set_xscale("log")
            if measure != "bytes per state":
                ax.set_yscale("log")
            ax.xaxis.set_major_locator(FixedLocator(family.grown))
            ax.xaxis.set_minor_locator(NullLocator())
            ax.yaxis.set_minor_locator(NullLocator())
            ax.xaxis.set_major_formatter(StrMethodFormatter("{x:.0f}"))
            if ax.get_legend_handles_labels()[0]:
                ax.legend(loc="best", fontsize=8, handlelength=2.6)
        axes[line][0].set_ylabel(UNITS[measure])
        low, high = axes[line][0].get_ylim()
        axes[line][0].set_ylim(
            (0, high * 1.3) if measure == "bytes per state" else (low, high * 12)
        )
    for column, family in enumerate(families):
        axes[0][column].set_title(f"more {TITLES[family.grows].split(',')[0]}")
        axes[-1][column].set_xlabel(f"{TITLES[family.grows]} (log scale)")
    handles = [axes[0][0].plot([], [], label=MEANINGS[task], **LOOKS[task])[0] for task in LOOKS]
    figure.legend(handles=handles, loc="outside upper center", ncols=3, frameon=False)
    return figure


def _draw_series(ax: Axes, points: Sequence[tuple[float, Spread]], task: str) -> None:
    """Draw medians, the range as a bar, and say how they grow."""
    if not points:
        return
    middles = [spread.middle for _, spread in points]
    below = [spread.middle - spread.low for _, spread in points]
    above = [spread.high - spread.middle for _, spread in points]
    fit = fit_of(points)
    label = None if fit is None else f"$n^{{{fit.exponent:.1f}}}$, or ×{fit.factor:.2f} per step"
    ax.errorbar(
        [size for size, _ in points],
        middles,
        yerr=(below, above),
        label=label,
        markersize=5,
        capsize=3,
        linewidth=1.4,
        **LOOKS[task],
    )


# -- the peer -----------------------------------------------------------------------------------


def _peer(rows: Sequence[Row]) -> Figure:
    cases = sorted(
        dict.fromkeys(row["case"] for row in rows),
        key=lambda case: _here(rows, case) or float("inf"),
        reverse=True,
    )
    figure = Figure(figsize=(9, 0.34 * len(cases) + 1.6), layout="constrained")
    ax = figure.subplots()
    for place, case in enumerate(cases):
        runs = [row for row in rows if row["case"] == case]
        ours = Spread.of(float(row["process_seconds"]) for row in runs)
        here = _here(rows, case)
        if here is not None:
            ax.plot([ours.middle, here], [place, place], color="#999999", linewidth=1, zorder=1)
            ax.plot(here, place, marker="s", color="#d55e00", markersize=7)
        if runs[0]["published_seconds"]:
            ax.plot(
                float(runs[0]["published_seconds"]),
                place,
                marker="^",
                color="#555555",
                fillstyle="none",
                markersize=7,
            )
        solved = bool(runs[0]["length"])
        if solved:
            search = median(float(row["seconds"]) for row in runs)
            ax.plot(search, place, marker="o", color="#0072b2", fillstyle="none", markersize=7)
        ax.plot(ours.middle, place, marker="o" if solved else "x", color="#0072b2", markersize=7)
        ax.plot([ours.low, ours.high], [place, place], color="#0072b2", linewidth=2)
    ax.set_yticks(range(len(cases)), cases)
    ax.set_xscale("log")
    ax.set_xlabel("seconds (log scale)")
    for marker, fill, color, label in (
        ("o", "full", "#0072b2", "Elsewise, whole process: median and range"),
        ("o", "none", "#0072b2", "Elsewise, search only: median"),
        ("x", "full", "#0072b2", "Elsewise, stopped at a limit without a story"),
        ("s", "full", "#d55e00", "Sabre's best setting, one whole process on this machine kind"),
        (
            "^",
            "none",
            "#555555",
            "Sabre's best setting, search only, as published",
        ),
    ):
        ax.plot([], [], marker=marker, fillstyle=fill, color=color, linestyle="", label=label)
    figure.legend(loc="outside upper center", frameon=False, fontsize=9)
    return figure


def _here(rows: Sequence[Row], case: str) -> float | None:
    found = next(row["peer_here_seconds"] for row in rows if row["case"] == case)
    return float(found) if found else None


# -- physical limits ----------------------------------------------------------------------------

COSTS: dict[str, Any] = {
    "random read": {"color": "#555555", "marker": "o", "linestyle": "-"},
    "insert into the kernel's index": {"color": "#009e73", "marker": "D", "linestyle": "--"},
    "insert into std::unordered_set": {"color": "#cc79a7", "marker": "v", "linestyle": ":"},
}
STEPS = {
    ("steps", "values"): ("value step", "#0072b2", "-"),
    ("steps", "minds"): ("full transition", "#d55e00", "--"),
}


def _physical(rows: Sequence[Row], machine: Sequence[Row]) -> Figure:
    figure = Figure(figsize=(9, 5.6), layout="constrained")
    ax = figure.subplots()
    costs = machine_costs(machine)
    for cost, looks in COSTS.items():
        points = [(size, spread) for (name, size), spread in costs.items() if name == cost]
        ax.errorbar(
            [size for size, _ in points],
            [s.middle for _, s in points],
            yerr=([s.middle - s.low for _, s in points], [s.high - s.middle for _, s in points]),
            label=cost,
            capsize=3,
            **looks,
        )
    sizes = [size for _, size in costs]
    for (task, of), (label, color, style) in STEPS.items():
        worlds = dict.fromkeys(row["world"] for row in rows)
        figures = [step_cost([r for r in rows if r["world"] == w], task, of).middle for w in worlds]
        ax.axhspan(min(figures), max(figures), color=color, alpha=0.15)
        for edge in (min(figures), max(figures)):
            ax.axhline(edge, color=color, linestyle=style, linewidth=1.2)
        told = f"{label}: {number(min(figures))} to {number(max(figures))} ns"
        ax.text(min(sizes), max(figures) * 1.06, told, color=color, va="bottom")
    ax.set_xscale("log", base=2)
    ax.set_yscale("log")
    ax.xaxis.set_major_locator(FixedLocator(sorted(set(sizes))[::2]))
    ax.xaxis.set_major_formatter(lambda size, _: memory_text(int(size)))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlabel("memory in use (log scale)")
    ax.set_ylabel("nanoseconds each (log scale)")
    ax.legend(loc="lower right")
    return figure
