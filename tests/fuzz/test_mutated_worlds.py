"""Ten thousand damaged world files: diagnostics or a world, never a traceback, never long."""

from __future__ import annotations

from time import process_time

import pytest

from elsewise.diagnostics.render import as_json, render_all
from elsewise.errors import WorldError
from elsewise.grounding.grounder import ground
from elsewise.samples import sample_names, sample_text
from elsewise.world.decoding import decode
from elsewise.world.load import load_text
from mutations import mutate

CASES = 10_000
FEW = 200
SECONDS = 2.0
"""Of processor time, so that a busy machine does not count."""

NAMES = sample_names()


def run_front_end(damaged: bytes, name: str) -> bool:
    """Do what a command does before it searches; return whether the text still is a world."""
    try:
        ground(load_text(decode(damaged, name), name))
    except WorldError as error:
        assert error.diagnostics
        assert render_all(error.diagnostics)
        for diagnostic in error.diagnostics:
            assert as_json(diagnostic)["message"]
        return False
    return True


@pytest.mark.parametrize("cases", [FEW, pytest.param(CASES, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_damaged_world(name: str, cases: int) -> None:
    text = sample_text(name)
    valid = 0
    for seed in range(-(-cases // len(NAMES))):
        damaged = mutate(text, seed).encode("utf-8")
        begin = process_time()
        valid += run_front_end(damaged, f"{name}.ew")
        assert process_time() - begin < SECONDS, f"{name}, seed {seed}"
    assert 0 < valid < cases / len(NAMES), "some damage must be harmless, most must not"
