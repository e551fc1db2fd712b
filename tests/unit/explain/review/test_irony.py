"""Who is wrong about what matters, also about each other's minds."""

from __future__ import annotations

import elsewise as ew
from elsewise.explain.review.reading import read_plot

JAR = """\
world Jar
character Ann (she), Bo (he)
fact full = yes
  tell "the jar [is] full"
fact surprised
  tell "{Bo} [is] surprised"
fact closed
  tell "the jar [is] closed"

start
  Ann believes Bo believes not full

action offer(Ann, Bo)
  then    surprised if Bo believes not full
  by      Ann
  tell    "{Ann} [offers] {Bo} the jar"

action close(Ann)
  if      not closed
  then    closed
  by      Ann
  tell    "{Ann} [closes] the jar"

Ann wants 2 if surprised, 1 if closed
"""


def test_a_wrong_belief_about_a_mind_that_is_acted_on():
    found = ew.review(
        read_plot("plot of jar\nAnn closes the jar\nAnn offers Bo the jar\n"), ew.loads(JAR)
    )
    (gap,) = [one for one in found.gaps if one.about]
    assert (gap.character, gap.about, gap.fluent) == ("Ann", ("Bo",), "full")
    assert (gap.believed, gap.real) == (False, True)
    assert (gap.opened, gap.closed) == (0, None)
    assert "Ann believed that Bo believed that the jar was not full" in gap.sentence
    (hoped,) = [one for one in found.gaps if not one.about]
    assert (hoped.character, hoped.fluent, hoped.weight) == ("Ann", "surprised", 2.0)


def test_a_wrong_belief_that_never_matters_is_no_gap():
    found = ew.review(read_plot("plot of jar\nAnn closes the jar\n"), ew.loads(JAR))
    assert found.gaps == ()
    assert not found.warnings


def test_a_gap_closes_when_somebody_learns():
    found = ew.review("smoke")
    (gap,) = [g for g in found.gaps if g.character == "Lana"]
    assert gap.closed == found.beats[8].line
