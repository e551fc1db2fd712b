"""A watch knows what is left of its limits."""

import time

import pytest

from elsewise.story.limits import Limits
from elsewise.story.watch import Stopped, Watch


def test_what_is_left_shrinks_with_time_and_never_below_nothing():
    watch = Watch(Limits(seconds=0.01, length=3))
    time.sleep(0.02)
    assert watch.left() == Limits(seconds=0.0, length=3)
    with pytest.raises(Stopped, match="seconds"):
        watch.look()


def test_without_a_limit_of_time_all_is_left():
    limits = Limits(length=3)
    assert Watch(limits).left() is limits


def test_a_part_gets_no_more_than_is_left():
    first = Watch(Limits(seconds=100.0)).left().seconds
    assert first is not None
    assert 99 < first <= 100


def test_other_limits_may_be_asked_about():
    watch = Watch()
    time.sleep(0.02)
    left = watch.left(Limits(seconds=0.02, length=3))
    assert left == Limits(seconds=0.0, length=3)
