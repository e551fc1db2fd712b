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

NEWER = r"""world Larder
"Forms that no sample has."
type place
character
  Olga "old \"O\"" (she)
  Pim, Rut (he)
place Attic, Barn
fact hidden: place
fact tea: green or black = green
fact drunk: black or green
fact jars: 0 to 5
fact only

start
  hidden = Attic
  only Olga and Pim know hidden, not only
  if only
    jars = 3
  else if jars = 2
    Olga believes jars = 1

action look(Olga, who: character)
  if
    jars < 2
    only Olga knows drunk
  then
    Olga and Pim commonly know hidden
    everyone commonly believes jars = 2
    drunk = tea
  by Olga
  tell "{Olga} [looks] at the \[\{sign\}\] of {who}" if only

Olga wants 3 if only else 0
"""
TEXTS = {**{name: sample_text(name) for name in sample_names()}, "newer": NEWER}


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
@pytest.mark.parametrize("name", TEXTS)
def test_damaged_world(name: str, cases: int) -> None:
    text = TEXTS[name]
    valid = 0
    for seed in range(-(-cases // len(TEXTS))):
        damaged = mutate(text, seed).encode("utf-8")
        begin = process_time()
        valid += run_front_end(damaged, f"{name}.ew")
        assert process_time() - begin < SECONDS, f"{name}, seed {seed}"
    assert 0 < valid < cases / len(TEXTS), "some damage must be harmless, most must not"
