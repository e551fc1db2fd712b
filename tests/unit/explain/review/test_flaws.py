"""Forty seeded flaws in six plots are all found; the sound plots give no alarm."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from elsewise.explain.review.kinds import KINDS, Severity
from elsewise.explain.review.reading import read_plot
from elsewise.explain.review.report import Review
from elsewise.explain.review.review import review
from elsewise.play.load import load
from elsewise.world.model import World
from unit.explain.review.flaws import FLAWS, FOLDER, PLOTS, Flaw, line_of, sound_text, spoilt

MOST_FALSE_ALARMS = 5
WORLDS = {
    "sorry": "will",
    "kept": "will",
    "away": "harbour",
    "caught": "harbour",
    "crowned": "castle",
    "banned": "castle",
}


@cache
def world_of(plot: str) -> World:
    """The world of one of the six plots."""
    return load(FOLDER / f"{WORLDS[plot]}.ew")


def reviewed(text: str, plot: str) -> Review:
    """The review of a text that is one of the six plots, or a changed one."""
    return review(read_plot(text, f"{plot}.plot"), world_of(plot))


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda f: f"{f.plot}-{f.kind}-{f.found_at}")
def test_a_seeded_flaw_is_found(flaw: Flaw):
    text = spoilt(flaw)
    found = reviewed(text, flaw.plot)
    line = line_of(text, flaw.found_at)
    assert (flaw.kind, line) in [(one.kind, one.line) for one in found.findings], str(found)


def test_there_are_forty_flaws_of_many_kinds():
    assert len(FLAWS) >= 40
    faults = {kind for kind, (severity, _) in KINDS.items() if severity is not Severity.OBSERVATION}
    assert len({flaw.kind for flaw in FLAWS} & faults) >= 18
    assert set(Counter(flaw.plot for flaw in FLAWS)) == set(PLOTS)


def test_the_sound_plots_give_hardly_an_alarm():
    alarms = []
    for plot in PLOTS:
        found = reviewed(sound_text(plot), plot)
        assert len(found.beats) >= 12
        alarms += [*found.errors, *found.warnings]
    assert len(alarms) <= MOST_FALSE_ALARMS, "\n".join(map(str, alarms))


@pytest.mark.slow
def test_a_flaw_does_not_drown_the_plot():
    """What cannot stand is gone on from in a way that lets the rest stand."""
    errors = [len(reviewed(spoilt(flaw), flaw.plot).errors) for flaw in FLAWS]
    assert sum(errors) <= 2.5 * len(FLAWS)
