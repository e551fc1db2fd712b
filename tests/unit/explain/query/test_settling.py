"""What can never be, or is always so, is answered although there is no end of stories."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.explain.query.answer import Verdict

WELL = """\
world Well
character Ida (she)
fact depth: number
fact found
fact tired
action dig
  then depth = depth + 1
action rest
  then not tired
action climb(Ida)
  if depth < 0
  then found
  by Ida
Ida wants 1 if found
ending sunk if found
expect never found
limits length 6, foresight 2, depth 1
"""

QUESTIONS = [
    ("never found", Verdict.YES),
    ("possible found", Verdict.NO),
    ("possible sunk", Verdict.NO),
    ("always depth >= 0", Verdict.YES),
    ("never climb(Ida)", Verdict.YES),
    ("never Ida believes found", Verdict.YES),
    ("possible (found and depth = 90)", Verdict.NO),
    ("always (not found or depth = 90)", Verdict.YES),
    ("possible depth = 90", Verdict.OPEN),  # so it is, but not within the limits
    ("never depth = 90", Verdict.OPEN),
    ("possible (found or depth = 90)", Verdict.OPEN),
    ("possible depth = 3", Verdict.YES),
    ("always depth < 3", Verdict.NO),
]


@pytest.mark.parametrize(("question", "verdict"), QUESTIONS)
def test_what_is_so_at_every_moment(question: str, verdict: Verdict) -> None:
    world = ew.loads(WELL)
    assert ew.ask(world, question).verdict is verdict
    assert ew.ask(world, question, graph=ew.explore(world)).verdict is verdict


def test_an_expectation_is_proven_too() -> None:
    assert ew.run_tests(ew.loads(WELL)).passed


def test_it_counts_from_where_it_is_asked() -> None:
    world = ew.loads(
        WELL.replace("if depth < 0", "if depth < 0 and tired").replace(
            "fact tired", "fact tired = yes"
        )
    )
    assert ew.ask(world, "possible tired").verdict is Verdict.YES
    assert ew.ask(world, "possible tired", after="rest()").verdict is Verdict.NO
