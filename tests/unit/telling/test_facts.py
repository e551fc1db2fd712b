from __future__ import annotations

import pytest

from elsewise.errors import UsageError
from elsewise.telling.facts import fact_clause, parse_fluent, say_fact
from elsewise.telling.sentence import Tense
from elsewise.telling.words import Discourse
from elsewise.world.types import Value
from unit.telling.small_world import WORLD

SAID = """\
at(Ann) | Attic | Ann is in the attic | Ann was in the attic
at(Twins) | Box | the twins are in Box | the twins were in Box
at(Ann) | ? | Ann is in an unknown place | Ann was in an unknown place
alive(Cy) | yes | the old man is alive | the old man was alive
alive(Cy) | no | the old man is dead | the old man was dead
mortal(Bo) | no | Bo cannot be hurt | Bo could not be hurt
left(Bo) | no | Bo has not left | Bo had not left
left(Twins) | no | the twins have not left | the twins had not left
loves(Ann, Bo) | yes | Ann loves Bo | Ann loved Bo
loves(Twins, Bo) | no | the twins do not love Bo | the twins did not love Bo
coins(Ann) | 1 | Ann has one coin | Ann had one coin
coins(Ann) | 0 | Ann has no coins | Ann had no coins
coins(Ann) | 13 | Ann has 13 coins | Ann had 13 coins
coins(Ann) | ? | Ann has an unknown number of coins | Ann had an unknown number of coins
owner(Ring) | Bo | Bo has the ring | Bo had the ring
owner(Ring) | ? | someone unknown has the ring | someone unknown had the ring
plain(Ann, Box) | yes | "plain" is true of Ann and Box | "plain" was true of Ann and Box
plain(Ann, Box) | no | "plain" is not true of Ann and Box | "plain" was not true of Ann and Box
count | 0 | the "count" is zero | the "count" was zero
mood | very_angry | the "mood" is very angry | the "mood" was very angry
"""


def value_of(text: str) -> Value:
    known: dict[str, Value] = {"yes": True, "no": False, "?": None}
    return known[text] if text in known else float(text) if text.isdigit() else text


@pytest.mark.parametrize("row", SAID.splitlines())
def test_a_fact_in_words(row: str) -> None:
    fluent, text, now, then = row.split(" | ")
    value = value_of(text)
    assert say_fact(WORLD, fluent, value) == now
    clause = fact_clause(WORLD, parse_fluent(WORLD, fluent), value, Discourse(WORLD))
    assert clause.finite(Tense.PAST) == then


@pytest.mark.parametrize(
    ("fluent", "value", "alone", "with_subject"),
    [
        ("at(Ann)", "Attic", "to be in the attic", "Ann to be in the attic"),
        ("mortal(Bo)", False, "not to be able to be hurt", "Bo not to be able to be hurt"),
        ("left(Bo)", True, "to have left", "Bo to have left"),
        ("loves(Ann, Bo)", True, "to love Bo", "Ann to love Bo"),
    ],
)
def test_a_fact_as_something_wanted(
    fluent: str, value: Value, alone: str, with_subject: str
) -> None:
    def clause():
        return fact_clause(WORLD, parse_fluent(WORLD, fluent), value, Discourse(WORLD))

    assert clause().infinitive(with_subject=False) == alone
    assert clause().infinitive(with_subject=True) == with_subject


@pytest.mark.parametrize("fluent", ["nowhere", "at(Nobody)", "at(Attic)", "at", "at("])
def test_there_must_be_such_a_fact(fluent: str) -> None:
    with pytest.raises(UsageError):
        say_fact(WORLD, fluent, True)
