"""The kinds of findings that no seeded flaw brings about."""

from __future__ import annotations

import pytest

import elsewise as ew
from elsewise.explain.review.kinds import KINDS
from elsewise.explain.review.reading import read_plot
from unit.explain.review.flaws import FLAWS

BOX = """\
world Box
character Ann (she), Bo (he)
fact open
  tell "the box [is] open"
fact red
  tell "the box [is] red"

start
  red

action open_it(Ann)
  if      not open
  then    open
  by      Ann
  tell    "{Ann} [opens] the box for {Bo}"

action rain
  then    open if open
  tell    "it [rains]"

Ann wants 2 if open
"""
LETTER = "plot of letter\n"
SMOKE = "plot of smoke\n"
CASES = [
    ("never-possible", SMOKE + "climb(Lex, Tunnel, Grass)\n", 2),
    ("uncertain-match", LETTER + "Ines speaks to Tomas about the letter\n", 2),
    ("no-effect", "plot of box\nAnn opens the box\nIt rains\n", 3),
    ("unused-fact", "plot of box\nAnn opens the box\n", 0),
    ("no-stakes", "plot of box\nAnn opens the box\n", 0),
    ("gave-up-more", SMOKE + "Lex makes for the ladder\nLex climbs out onto the grass\n", 3),
    ("irony-gap", SMOKE + "Lex makes for the ladder\n", 0),
    ("idle-belief", SMOKE + "Lex makes for the ladder\n", 0),
]


@pytest.mark.parametrize(("kind", "text", "line"), CASES, ids=[case[0] for case in CASES])
def test_the_kind_is_found(kind, text, line):
    world = ew.loads(BOX) if "of box" in text else None
    found = ew.review(read_plot(text), world)
    assert line in [one.line for one in found.of_kind(kind)], str(found)


def test_every_kind_is_brought_about_by_a_test():
    assert {flaw.kind for flaw in FLAWS} | {kind for kind, _, _ in CASES} == set(KINDS)
