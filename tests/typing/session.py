"""What users type, and the types that it has; mypy checks it (`test_typing.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import assert_type

import elsewise as ew


def session(path: Path) -> str:
    """Go through a whole session."""
    world = ew.load(path)
    assert_type(world, ew.World)
    assert_type(ew.check(world), tuple[ew.Diagnostic, ...])
    assert_type(ew.sample_names(), tuple[str, ...])
    assert_type(ew.format("world W"), str)
    assert_type(ew.convert(world), str)
    problem = ew.ground(world)
    assert_type(problem, ew.Problem)

    outcome = ew.find(world, 2.0, length=8, seconds=1.5, report=heard)
    assert_type(outcome, ew.Outcome)
    assert_type(ew.find(problem, ending="left", limits=ew.Limits(length=3)), ew.Outcome)
    assert_type(outcome.status, ew.Status)
    assert_type(outcome.statistics, ew.Statistics)
    for story in outcome:
        assert_type(story, ew.Story)
        for beat in story.beats:
            assert_type(beat, ew.Beat)
            assert_type(beat.reasons, Mapping[str, ew.Reason])
    found = outcome.story
    assert_type(found, ew.Story | None)
    if found is None:
        return ""
    assert_type(ew.validate(world, found, goal="left"), ew.Fault | None)
    assert_type(ew.minds(world, found, 1).minds["Tom"].values["at(Tom)"], None | bool | float | str)
    assert_type(ew.minds(world, ["walk(Tom)"]), ew.State)
    return ew.tell(world, found, "Tom")


def heard(progress: ew.Progress) -> None:
    """Take a report."""
    assert_type(progress.statistics.states, int)


def mistakes() -> None:
    """Make mistakes that must be noticed: an ignore that is not needed is an error itself."""
    ew.find("smoke")  # type: ignore[arg-type]
    ew.find(ew.sample("smoke"), lenght=3)  # type: ignore[call-arg]
    ew.fnid  # type: ignore[attr-defined]  # noqa: B018
