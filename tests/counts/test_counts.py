"""Counts of explained sequences per length agree with numbers that were worked out elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from elsewise.engines.protocol import Engine
from elsewise.grounding.grounder import ground
from elsewise.play.explore import explore
from elsewise.problem.problem import Problem
from elsewise.sabre.load import load_text
from engines import ENGINES
from peer_files import PEER, needs_peer_files


@dataclass(frozen=True)
class Count:
    """One file: a problem, limits and the number of sequences of each length."""

    name: str
    problem: str
    foresight: int
    depth: int
    reference: int
    numbers: tuple[int, ...]


def read(path: Path) -> Count:
    said = dict(line.split(maxsplit=1) for line in path.read_text("utf-8").splitlines())
    limits = dict(part.split() for part in said["limits"].split(", "))
    return Count(
        path.stem,
        said["problem"],
        int(limits["foresight"]),
        int(limits["depth"]),
        int(said["reference"]),
        tuple(map(int, said["counts"].split())),
    )


COUNTS = [read(path) for path in sorted(Path(__file__).parent.glob("*.count"))]


def each(*slow: str) -> pytest.MarkDecorator:
    """Try all the files, of which some take long."""
    marks = dict.fromkeys(slow, pytest.mark.slow)
    return pytest.mark.parametrize(
        "count", [pytest.param(c, id=c.name, marks=marks.get(c.name, ())) for c in COUNTS]
    )


def problem_of(count: Count) -> Problem:
    text = (PEER / "problems" / f"{count.problem}.txt").read_text("utf-8")
    return ground(load_text(text, count.problem))


def engine_for(count: Count, name: str) -> Engine:
    return ENGINES[name](problem_of(count), count.depth, None)


def first_difference(engine: Engine, count: Count, length: int) -> str:
    """Say, for a failure, how the sequences are spread over their first events."""
    start = engine.start()
    events = [
        action.name
        for number, action in enumerate(engine.problem.actions)
        if number in engine.possible(start)
        and engine.reasons(start, number, count.foresight) is not None
    ]
    return f"{count.name}, length {length}; explained first events: {events}"


def check(engine: Engine, count: Count, length: int) -> None:
    expected = count.numbers[: length + 1]
    assert engine.count(length, count.foresight) == expected, first_difference(
        engine, count, length
    )


@needs_peer_files
@each(
    "basketball-depth1",
    "bribery-depth2",
    "deerhunter-depth1",
    "fantasy-depth2",
    "gramma-depth1",
    "lovers-depth1",
)
def test_reference_counts(count: Count) -> None:
    check(engine_for(count, "reference"), count, count.reference)


@needs_peer_files
@pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")
@each("aladdin-depth1")
def test_kernel_counts(count: Count) -> None:
    check(engine_for(count, "kernel"), count, len(count.numbers) - 1)


@needs_peer_files
@pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")
@each("fantasy-depth2")
def test_counts_of_the_whole_graph(count: Count) -> None:
    length = 6 if count.problem == "aladdin" else len(count.numbers) - 1  # there, 8 take long
    graph = explore(problem_of(count), length=length, foresight=count.foresight, depth=count.depth)
    assert graph.counts == count.numbers[: length + 1]


def test_there_are_counts() -> None:
    assert len(COUNTS) == 12
