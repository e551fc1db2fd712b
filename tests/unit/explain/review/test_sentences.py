"""What a review says are whole sentences, and none is empty."""

from __future__ import annotations

import pytest

from elsewise.explain.review.display import review_text
from elsewise.explain.review.reading import read_plot
from elsewise.explain.review.report import Review
from elsewise.explain.review.review import review
from elsewise.play.load import loads
from elsewise.show.as_json import json_of

INN = loads("""
world Inn
character Baker "the baker" (he), Maid "the maid" (she)
fact oven_hot
  tell "the oven [is] hot"
fact paid
  tell "the rent [is] paid"
fact hidden(what: thing)
  tell "{what} [is] well hidden"
type thing
thing Ring "the ring"
start
  hidden(Ring)
action heat(Baker)
  if not oven_hot
  then oven_hot
  by Baker
  tell "{Baker} [heats] the oven"
action say_so(Baker, Maid)
  if oven_hot
  then Maid believes oven_hot
  by Baker
  seen by Baker, Maid
  tell "{Baker} [says] that it [is] hot"
action treat(who: character, other: character)
  if oven_hot and not paid and not who = other
  then not hidden(Ring)
  by who
Maid wants 1 if oven_hot
Baker wants 1 if Maid believes oven_hot
ending rich if paid and oven_hot and hidden(Ring)
ending bread if oven_hot
""")


def reviewed(text: str) -> Review:
    return review(read_plot(text, headless=True), INN)


def test_an_ending_out_of_reach_is_missed_for_what_it_needs():
    found = reviewed("ending rich\nThe baker heats the oven.")
    (missed,) = found.of_kind("ending-missed")
    assert missed.sentence.endswith("It needed that the rent was paid, but the rent was not paid.")


def sentences(part: object) -> list[str]:
    """Every text that stands under `sentence`, `said` or `remedy`."""
    if isinstance(part, list):
        return [text for one in part for text in sentences(one)]
    if not isinstance(part, dict):
        return []
    own = [part[key] for key in ("sentence", "said", "remedy") if isinstance(part.get(key), str)]
    return own + [text for one in part.values() for text in sentences(one)]


@pytest.mark.parametrize(
    "text",
    [
        "The baker heats the oven.\nThe baker says that it is hot.",
        "The baker says that it is hot.\nThe baker heats the oven.\nThe baker heats the oven.",
        "ending rich\nThe maid heats the oven.\nHe says that it is hot.\nheat(Baker)",
    ],
)
def test_every_sentence_begins_with_a_capital(text: str):
    found = sentences(json_of(reviewed(text)))
    assert found
    assert not [one for one in found if one[:1].islower()]


def test_the_name_of_an_event_keeps_its_letters():
    found = reviewed("treat(Maid, Maid)")
    assert [one.kind for one in found.errors] == ["never-possible"]
    assert found.errors[0].sentence.startswith("treat(")


def test_what_is_said_of_several_lines_is_said_once():
    found = reviewed("The baker waves.\nThe baker heats the oven.\nThe baker waves.")
    text = review_text(found)
    assert len(found.errors) == 2
    assert text.count("not-understood") == 1
    assert "lines 1, 3 [not-understood]: " in text
