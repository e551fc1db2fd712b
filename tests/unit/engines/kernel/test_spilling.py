"""What does not fit into memory is put into a file: the same comes out."""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path

import numpy as np
import pytest

from elsewise.engines.kernel.explore import explore as explored
from elsewise.errors import UsageError
from elsewise.graph.graph_data import GraphData
from elsewise.play.explore import explore
from elsewise.play.find import find
from elsewise.problem.problem import BinaryOperation, FluentRead, Problem, ValueExpression
from elsewise.story.limits import Limits, Progress, Status
from elsewise.world.expressions import Arithmetic
from small_problems import counters

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can spill")

ROOM = 0.03
"""GB that a search may take: less than those below would."""


def products(factors: int, places: int = 8) -> Problem:
    """Counters of which the story wants a high product of the first."""
    looks: list[ValueExpression] = [FluentRead((), n) for n in range(factors)]
    product = reduce(lambda a, b: BinaryOperation(Arithmetic.MULTIPLY, a, b), looks)
    return counters(places, product, endings=1)


def memory_now() -> float:
    """What this process holds, in GB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e9


def limit(room: float) -> float:
    """A limit of memory with so many GB to be taken; what was freed before is given back first."""
    ctypes.CDLL(None).malloc_trim(0)
    return memory_now() + room


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def assert_same(one: GraphData, other: GraphData) -> None:
    for name in (
        "edge_ends",
        "events",
        "targets",
        "utilities",
        "endings",
        "rows",
        "minds",
        "values",
    ):
        assert np.array_equal(getattr(one, name).whole(), getattr(other, name).whole()), name
    assert one.statistics.states == other.statistics.states
    assert one.statistics.transitions == other.statistics.transitions


def a_graph_beyond_memory_is_the_same(tmp_path: Path) -> None:
    held: list[float] = []

    def look(_: Progress) -> None:
        held.append(memory_now())

    problem = products(1)
    plain = explored(problem, Limits(length=12, memory=limit(ROOM)))
    assert plain.stopped_by == "memory"
    memory = limit(ROOM)
    spilled = explored(problem, Limits(length=12, memory=memory, spill=str(tmp_path)), look)
    assert spilled.stopped_by is None
    assert held
    assert max(held) < memory * 1.1
    assert_same(explored(problem, Limits(length=12)), spilled)
    assert list(tmp_path.iterdir()) == []


def a_story_beyond_memory_is_the_same(tmp_path: Path) -> None:
    problem = products(9, 9)
    plain = find(problem, 4.0, length=12, memory=limit(ROOM / 2), mode="shortest")
    assert plain.stopped_by == "memory"
    memory = limit(ROOM / 2)
    spilled = find(problem, 4.0, length=12, memory=memory, spill=str(tmp_path), mode="shortest")
    assert spilled.stopped_by is None
    assert spilled.proven_shortest
    free = find(problem, 4.0, length=12, mode="shortest")
    assert (spilled.stories, spilled.at_least) == (free.stories, free.at_least)
    assert spilled.story is not None
    assert len(spilled.story.beats) == 11


def scouts_spill_too(tmp_path: Path) -> None:
    problem = products(3)
    free = find(problem, 36.0, length=11, mode="first")
    memory = limit(ROOM)
    spilled = find(problem, 36.0, length=11, memory=memory, spill=str(tmp_path), mode="first")
    assert spilled.status is Status.FOUND
    assert spilled.stories == free.stories


@pytest.mark.slow
@pytest.mark.parametrize(
    "test", [a_graph_beyond_memory_is_the_same, a_story_beyond_memory_is_the_same, scouts_spill_too]
)
def test_beyond_memory(test: Callable[[Path], None], tmp_path: Path) -> None:
    """Run it in a process of its own: what other tests have left in memory counts, too."""
    line = f"import runpy, pathlib; runpy.run_path({__file__!r})[{test.__name__!r}]"
    lines = f"{line}(pathlib.Path({str(tmp_path)!r}))"
    path = os.pathsep.join([str(Path(__file__).parents[3]), *sys.path])
    subprocess.run(
        [sys.executable, "-c", lines], check=True, env={**os.environ, "PYTHONPATH": path}
    )


def test_a_full_disk_ends_it_with_what_there_is(tmp_path: Path) -> None:
    problem = products(1)
    with no_file_longer_than(20_000_000):
        cut = explore(problem, length=11, memory=100, spill=str(tmp_path))
    assert cut.stopped_by == "disk"
    assert "no more room in the folder" in str(cut)
    assert 0 < cut.explored < len(cut)
    whole = explore(problem, length=5)
    first = list(whole.edges(0))
    assert list(cut.edges(0)) == first


def test_a_folder_where_no_file_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gone"
    monkeypatch.setattr("elsewise.play.settings.usable_folder", lambda _: None)
    reason = os.strerror(errno.ENOENT)
    with pytest.raises(UsageError, match=f"No file can be made in {folder}: {reason}"):
        explore(products(1), length=1, memory=100, spill=str(folder))
    with pytest.raises(UsageError, match="No file can be made"):
        find(products(1), length=1, memory=100, spill=str(folder))


def test_the_reference_engine_cannot(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="keeps everything in memory"):
        find(products(1), length=1, memory=100, spill=str(tmp_path), engine="reference")


def test_limits_say_it(tmp_path: Path) -> None:
    limits = Limits(length=3, memory=100, spill=str(tmp_path))
    assert explore(products(1), limits).complete
