"""On the states of both engines people choose alike, for the same reasons, in the same course."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from timed import timed_text

import elsewise as ew
from engines import ENGINES

WORLDS = int(os.environ.get("ELSEWISE_COURSES", "100"))
LIMITS = {"length": 4, "foresight": 2, "depth": 1}
MOST_STATES = 500
"""Where the kernel needs more, the reference is not asked."""

pytestmark = pytest.mark.skipif("kernel" not in ENGINES, reason="the kernel is not built")


@pytest.mark.slow
def test_courses_agree_on_both_engines():
    """`ELSEWISE_COURSES` sets how many worlds are tried."""
    seen: Counter[str] = Counter()
    for seed in range(WORLDS):
        problem = ew.ground(ew.loads(timed_text(seed)))
        kernel = ew.run(problem, states=MOST_STATES, **LIMITS)  # type: ignore[arg-type]
        if kernel.stopped_by is not None:
            seen["too large"] += 1
            continue
        reference = ew.run(problem, engine="reference", **LIMITS)  # type: ignore[arg-type]
        assert kernel.story == reference.story, seed
        assert (kernel.times, kernel.end) == (reference.times, reference.end), seed
        assert kernel.statistics.transitions == reference.statistics.transitions, seed
        assert_makes_sense(kernel, seed)
        seen.update([str(kernel.end), *(_kind(beat) for beat in kernel.story.beats)])
    assert seen["quiet"] > WORLDS / 4
    assert seen["for others"] > 0


def _kind(beat: ew.Beat) -> str:
    counts = any(planned.reasons for reason in beat.reasons.values() for planned in reason.plan)
    return "for others" if counts else "alone"


def assert_makes_sense(course: ew.Course, seed: int) -> None:
    """A deed that is chosen promises more than doing nothing."""
    for beat in course.story.beats:
        for reason in beat.reasons.values():
            otherwise, promised = reason.gain
            assert promised > otherwise, (seed, beat.event)
