"""A review keeps its limits, and says what it knows when one is reached."""

from __future__ import annotations

import pytest

from elsewise.explain.review.display import review_text
from elsewise.explain.review.opening import opened
from elsewise.explain.review.report import Review
from elsewise.explain.review.review import review
from elsewise.play.ground import ground
from elsewise.play.settings import effective_limits
from elsewise.samples import sample, sample_plot_path
from elsewise.show.as_json import json_of
from elsewise.story.limits import Limits
from elsewise.story.watch import Stopped, Watch

SMOKE = sample("smoke")
PLOT = opened(str(sample_plot_path("smoke_flawed")), SMOKE)[0]


class Stopping(Watch):
    """A watch that stops what it is told to after it was looked at so often."""

    def __init__(self, looks: int, error: BaseException) -> None:
        super().__init__()
        self.looks = looks
        self.error = error

    def limited(self, limits: Limits) -> Watch:  # noqa: ARG002
        return self

    def look(self) -> None:
        self.looks -= 1
        if self.looks == 0:
            raise self.error


def stopped_after(looks: int, error: BaseException) -> tuple[Review, int]:
    """The review, and how many looks were left."""
    watch = Stopping(looks, error)
    return review(PLOT, SMOKE, watch=watch), watch.looks


WHOLE, LEFT = stopped_after(10**9, Stopped("seconds"))
LOOKS = 10**9 - LEFT


@pytest.mark.parametrize("share", [0.0, 0.01, 0.1, 0.3, 0.5, 0.8, 0.9, 0.99])
@pytest.mark.parametrize(
    ("error", "by"),
    [(Stopped("seconds"), "seconds"), (Stopped("memory"), "memory"),
     (KeyboardInterrupt(), "interrupt")],
)  # fmt: skip
def test_what_was_reviewed_is_kept(share: float, error: BaseException, by: str):
    found, _ = stopped_after(1 + int(share * (LOOKS - 1)), error)
    assert found.stopped_by == by
    assert len(found.beats) <= len(WHOLE.beats)
    for one, other in zip(found.beats, WHOLE.beats, strict=False):
        assert (one.event, one.stands, one.continued) == (
            other.event,
            other.stands,
            other.continued,
        )
    assert set(found.errors) <= set(WHOLE.errors)
    assert not found.stands
    assert "The review was" in review_text(found)
    assert json_of(found)["stopped_by"] == by


def test_parts_of_it_are_reviewed_before_all_is():
    sizes = {len(stopped_after(1 + LOOKS * part // 40, Stopped("seconds"))[0].beats)
             for part in range(40)}  # fmt: skip
    assert min(sizes) == 0
    assert max(sizes) == len(PLOT.beats)
    assert len(sizes) > 4


def test_no_limit_stops_what_is_short():
    limits = effective_limits(ground(SMOKE), seconds=600)
    assert review(PLOT, SMOKE, limits=limits).stopped_by is None


def test_no_time_at_all_is_an_open_answer():
    found = review(PLOT, SMOKE, limits=effective_limits(ground(SMOKE), seconds=0.0))
    assert (found.stopped_by, found.beats, found.errors) == ("seconds", (), ())
    assert "It is open whether “Smoke, with flaws” stands" in review_text(found)
