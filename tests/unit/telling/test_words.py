from __future__ import annotations

import pytest

from elsewise.telling.template import Case
from elsewise.telling.words import Discourse, join, possessive, say_number, sentence
from unit.telling.small_world import WORLD


def test_lists() -> None:
    assert join([]) == ""
    assert join(["a"]) == "a"
    assert join(["a", "b"]) == "a and b"
    assert join(["a", "b", "c"]) == "a, b and c"
    assert join(["a", "b", "c"], heavy=True) == "a, b, and c"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0.0, "zero"), (1.0, "one"), (12.0, "twelve"), (13.0, "13"), (0.5, "0.5"), (-2.0, "-2")],
)
def test_numbers(number: float, said: str) -> None:
    assert say_number(number) == said


def test_possessives() -> None:
    assert possessive("Ines") == "Ines's"
    assert possessive("the twins", plural=True) == "the twins'"


def test_a_sentence_gets_a_capital_and_one_full_stop() -> None:
    assert sentence("it rains") == "It rains."
    assert sentence("Does it rain?") == "Does it rain?"


def thinking(thinker: str, *others: str) -> Discourse:
    """Return a discourse in which somebody's thoughts come to mention others."""
    discourse = Discourse(WORLD)
    discourse.think(thinker)
    for other in others:
        discourse.say(other, Case.SUBJECT)
    return discourse


def test_the_one_who_thinks_is_a_pronoun_unless_that_could_be_another() -> None:
    assert thinking("Bo").say("Bo", Case.SUBJECT)[0] == "he"
    assert thinking("Bo", "Ann").say("Bo", Case.SUBJECT)[0] == "he"
    # "Bo believed that Cy …": "him" can only be Bo, "he" and "his" could be both.
    assert thinking("Bo", "Cy").say("Bo", Case.OBJECT)[0] == "him"
    assert thinking("Bo", "Cy").say("Bo", Case.SUBJECT)[0] == "Bo"
    assert thinking("Bo", "Cy").say("Bo", Case.POSSESSIVE)[0] == "Bo's"


def test_a_new_predicate_of_the_thinker_is_about_the_thinker() -> None:
    discourse = thinking("Bo", "Cy")
    discourse.new_part()
    assert discourse.say("Bo", Case.SUBJECT)[0] == "he"


def test_somebody_else_who_acts_is_named() -> None:
    discourse = Discourse(WORLD)
    discourse.say("Ann", Case.SUBJECT)
    discourse.new_sentence()
    discourse.new_subject()
    assert discourse.say("Ann", Case.SUBJECT)[0] == "Ann"


def test_things_are_named_unless_they_have_a_pronoun_of_their_own() -> None:
    discourse = Discourse(WORLD)
    discourse.say("Ann", Case.SUBJECT)
    discourse.say("Ring", Case.OBJECT)
    assert discourse.say("Ring", Case.OBJECT)[0] == "it"
    discourse.say("Attic", Case.OBJECT)
    assert discourse.say("Attic", Case.OBJECT)[0] == "the attic"
    assert discourse.say("Ring", Case.OBJECT)[0] == "the ring"
