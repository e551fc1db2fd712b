"""What one command finds, or proves, all others know."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import elsewise as ew

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

import commands_agree
from commands_agree import CHECKS, Tally, compare, world_of

SAMPLES = ("gift", "honey", "letter", "quarrel", "drawer", "bridge")


@pytest.mark.parametrize("seed", [1, 2, 3, 5, 9, 13, 14])
def test_a_few_worlds_that_nobody_has_seen(seed: int) -> None:
    tally = Tally()
    compare(*world_of(seed), tally)
    assert tally.differences == []
    assert tally.endings


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_worlds(name: str) -> None:
    tally = Tally()
    compare(name, ew.sample(name), tally)
    assert tally.differences == []
    assert tally.stories


@pytest.mark.slow
@pytest.mark.parametrize("seed", [15, 16, 17, 101])
def test_more_worlds_that_nobody_has_seen(seed: int) -> None:
    tally = Tally()
    compare(*world_of(seed), tally)
    assert tally.differences == []


def test_a_difference_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands_agree, "CHECKS", {"wrong": lambda known: iter([known.world.name])})
    tally = Tally()
    compare(*world_of(1), tally)
    assert tally.differences == ["edges 1, wrong: Edge"]
    assert len(CHECKS) == 8
