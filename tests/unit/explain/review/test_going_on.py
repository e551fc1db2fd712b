"""After a beat that cannot happen, a review goes on with what the beat itself does: no more."""

from __future__ import annotations

import pytest

from elsewise.explain.review.reading import read_plot
from elsewise.explain.review.report import Review
from elsewise.explain.review.review import review
from elsewise.play.load import loads

WORLD = loads("""
world Vineyard
type place
character Marta (she), Silvio (he), Pia (she)
place Cellar "the cellar", Terrace "the terrace"
fact at(who: character): place
  tell "{who} [is] in {value}"
fact alive(who: character) = yes
  tell "{who} [is] alive"
fact knows_way(who: character)
  tell "{who} [knows] the way"
fact corked
  tell "the bottle [is] corked"
start
  at(Marta) = Cellar, at(Silvio) = Cellar, at(Pia) = Terrace
action drown(who: character, victim: character)
  if alive(who) and alive(victim) and at(who) = at(victim) and not who = victim
  then not alive(victim)
  by who
  tell "{who} [drowns] {victim} in the vat"
action climb(who: character)
  if alive(who) and at(who) = Cellar
  then at(who) = Terrace
  by who
  tell "{who} [climbs] to the terrace"
action guide(who: character, other: character)
  if alive(who) and alive(other) and at(who) = at(other) and not who = other
  then knows_way(other)
  by who
  tell "{who} [tells] {other} the way"
action bury(who: character, dead: character)
  if alive(who) and not alive(dead)
  then at(dead) = Cellar
  by who
  tell "{who} [buries] {dead}"
action cork(who: character)
  if alive(who) and at(who) = Cellar
  then corked
  by who
  tell "{who} [corks] the bottle"
Marta wants 2 if not alive(Silvio), 1 if corked
Silvio wants 2 if knows_way(Pia)
Pia wants 1 if not alive(Silvio), 1 if at(Silvio) = Cellar
ending quiet if not alive(Silvio)
""")


def reviewed(*beats: str) -> Review:
    return review(read_plot("\n".join(beats), headless=True), WORLD)


def errors(found: Review) -> list[tuple[int, str]]:
    return [(one.line, one.kind) for one in found.errors]


def test_the_dead_stay_dead_whatever_they_are_said_to_do():
    found = reviewed(
        "Marta drowns Silvio.", "Silvio climbs to the terrace.", "Silvio tells Pia the way."
    )
    assert [one for one in errors(found) if one[1] == "dead-person-acts"] == [
        (2, "dead-person-acts"),
        (3, "dead-person-acts"),
    ]
    assert not [
        one
        for one in found.knowing
        if one.fluent == "alive(Silvio)" and one.character == "Marta" and one.value
    ]
    for beat in found.beats[1:]:
        assert not {"alive(Silvio)", "alive(Pia)"} & set(beat.changed)
        assert not [new for new in beat.learnt if new.fluent == "alive(Silvio)" and new.after]


def test_who_was_somewhere_else_stays_there():
    """What a beat does itself counts, and not that its doer must have been there for it."""
    found = reviewed("Marta climbs to the terrace.", "Marta corks the bottle.")
    assert errors(found)[0][0] == 2
    last = found.beats[-1]
    assert last.changed == {"corked": (False, True)}
    assert last.continued == "as if it had happened all the same"


@pytest.mark.parametrize("beat", ["bury(Pia, Silvio)", "Pia buries Silvio."])
def test_nobody_dies_of_being_buried(beat: str):
    """What the beat needed does not become so."""
    found = reviewed(beat, "Silvio climbs to the terrace.")
    assert [line for line, _ in errors(found)] == [1]
