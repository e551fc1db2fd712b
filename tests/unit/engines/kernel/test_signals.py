"""Whatever the kernel does, what a signal raises ends it at once, and leaves it usable."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import pytest

import elsewise as ew
from elsewise.engines.kernel import KernelEngine
from elsewise.engines.kernel.ground import ground

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no such signals here")


class RungError(Exception):
    """Raised by the alarm."""


def rings_in(seconds: float, work: Callable[[], object]) -> float:
    """Return how many seconds after the alarm the work ended; it must not end by itself."""

    def ring(_: int, __: FrameType | None) -> None:
        raise RungError

    assert threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    begin = time.monotonic()
    try:
        with pytest.raises(RungError):
            work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.monotonic() - begin - seconds


BEADS = """
world Beads
type bead
character Zoe
bead {beads}
fact strung(bead, bead)
fact last: bead
action string(Zoe, a: bead, b: bead, c: bead, d: bead)
  then every bead x: every bead y: every bead z: strung(x, z) = strung(a, b), last = d
  by Zoe
ending done if strung(b0, b1)
"""


def beads(count: int) -> ew.World:
    return ew.loads(BEADS.format(beads=", ".join(f"b{n}" for n in range(count))))


def test_grounding_is_ended() -> None:
    world = beads(24)
    for seconds in (0.05, 0.3):
        assert rings_in(seconds, lambda: ground(world)) < 2  # 0.05 where nobody uses the machine
    assert ground(beads(2)) is not None


def test_an_engine_that_is_made_and_one_that_works_are_ended() -> None:
    problem = ground(beads(14))
    assert problem is not None

    def make_many() -> None:
        while True:
            KernelEngine(problem, 2)

    assert rings_in(0.2, make_many) < 2
    engine = KernelEngine(problem, 2)

    def walk_on() -> None:
        state = engine.start()
        while True:
            for action in engine.possible(state):
                engine.after(state, action)
                engine.reasons(state, action, 2)

    assert rings_in(0.2, walk_on) < 2
    assert engine.possible(engine.start())
