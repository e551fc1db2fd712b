"""A sample of the generated worlds on which all ways of searching must agree."""

from __future__ import annotations

from itertools import count

import agreement
import generated
import pytest
from agreement import Tally, compare, happenings_depend_on_minds

import elsewise as ew


@pytest.mark.slow
def test_all_ways_agree():
    tally = Tally()
    for seed in (1, 2, 3, 6, 10, 12, 21, 23):
        compare(seed, tally)
    assert tally.differences == []
    assert tally.stories >= 10
    assert set(tally.answers) == set(agreement.WAYS)


def test_a_difference_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(agreement.WAYS, "wrong", lambda *_: iter([("lost", 77)]))
    tally = Tally()
    compare(2, tally)
    (difference,) = tally.differences
    assert difference.startswith("world 2, lost")
    assert "wrong says 77" in difference


def test_worlds_follow_from_their_seeds():
    texts = [generated.world_text(seed) for seed in range(30)]
    assert texts == [generated.world_text(seed) for seed in range(30)]
    assert len(set(texts)) == 30


def test_worlds_differ_in_what_they_have():
    """Each of the things that a generated world can have is in some of the first, not in all."""
    texts = [generated.world_text(seed) for seed in range(60)]
    for part in ("by one, other", "trigger miss", "trigger shut", "tell(", "depth 2", "steal("):
        assert 0 < sum(part in text for text in texts) < 60


def test_worlds_in_which_happenings_depend_on_minds_are_known():
    found = {True: 0, False: 0}
    for seed in count(20):
        text = generated.world_text(seed)
        depends = happenings_depend_on_minds(ew.ground(ew.loads(text)))
        assert not depends or "if other believes holder(what) = other" in text
        found[depends] += 1
        if all(found.values()):
            break
