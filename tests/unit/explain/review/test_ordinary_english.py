"""Lines as people write them are understood, and one that is not makes one finding."""

from __future__ import annotations

import pytest

from elsewise.explain.review.reading import read_plot
from elsewise.explain.review.report import Review
from elsewise.explain.review.review import review
from elsewise.play.load import loads
from elsewise.samples import sample

FERRY = loads("""
world Ferry
type place
type thing
character Nora (she), Emil "old Emil" (he), Tove "Doctor Tove" (she)
place Quay "the quay", Barge "the barge"
thing Lantern "the lantern", Purse "the purse of gold"
fact at(who: character): place
  tell "{who} [is] on {value}"
fact holder(what: thing): character
  tell "{value} [has] {what}"
fact loose
  tell "the barge [is] loose"
fact drowned(who: character)
  tell "{who} [is] in the water"
fact open
  tell "the chest [is] open"
start
  at(Nora) = Quay, at(Emil) = Quay, at(Tove) = Barge
  holder(Lantern) = Emil, holder(Purse) = Tove
action board(who: character, to: place)
  if not at(who) = to
  then at(who) = to
  by who
  tell "{who} [goes] aboard {to}"
action hand(giver: character, what: thing, taker: character)
  if holder(what) = giver and at(giver) = at(taker) and not giver = taker
  then holder(what) = taker
  by giver
  tell "{giver} [hands] {what} to {taker}"
action knock(who: character, victim: character)
  if at(who) = at(victim) and not who = victim and not drowned(victim)
  then drowned(victim)
  by who
  tell "{who} [knocks] {victim} into the harbourwater"
action unlock(who: character)
  if at(who) = Barge and not open
  then open
  by who
  tell "{who} [unlocks] the seachest"
Nora wants 3 if drowned(Emil), 1 if open, 1 if at(Nora) = Barge, 1 if holder(Lantern) = Nora
Emil wants 1 if holder(Lantern) = Nora, 1 if at(Emil) = Barge
Tove wants 1 if open, 1 if at(Tove) = Quay
""")
DAY = (
    ("Old Emil gives Nora the lamp.", "hand(Emil, Lantern, Nora)"),
    ("The doctor opens the chest.", "unlock(Tove)"),
    ("She jumps ashore to the quay.", "board(Tove, Quay)"),
    ("Then Nora steps onto the barge.", "board(Nora, Barge)"),
    ("Emil follows her.", "board(Emil, Barge)"),
    ("She throws him into the water!", "knock(Nora, Emil)"),
)


def reviewed(*lines: str) -> Review:
    return review(read_plot("\n".join(lines), headless=True), FERRY)


def test_pronouns_other_words_and_short_names_are_understood():
    found = reviewed(*(line for line, _ in DAY))
    assert [beat.event for beat in found.beats] == [event for _, event in DAY]
    assert found.stands, str(found)


def test_it_is_the_thing_that_was_spoken_of():
    found = reviewed("Emil and Nora meet.", "hand(Emil, Lantern, Nora)", "Nora gives it to him.")
    assert found.beats[-1].event == "hand(Nora, Lantern, Emil)"


def test_a_pronoun_stands_for_another_where_the_likeliest_cannot_be():
    ship = loads("""
world Ship
character Abel (he), Bruno (he)
fact told
  tell "{Bruno} [knows] of the storm"
fact drunk
  tell "the rum [is] gone"
fact asleep
  tell "{Abel} [is] asleep"
action warn(Abel, Bruno)
  if not told
  then told
  by Abel
  tell "{Abel} [tells] {Bruno} of the storm"
action drink(Bruno)
  if told and not drunk
  then drunk
  by Bruno
  tell "{Bruno} [drinks] the rum"
action rest(Abel)
  if not asleep
  then asleep
  by Abel
  tell "{Abel} [lies] down in the bunk"
Abel wants told, asleep
Bruno wants drunk
""")
    lines = "Abel warns Bruno of a storm.\nHe swallows the rum.\nHe falls into a bunk."
    found = review(read_plot(lines, headless=True), ship)
    assert [beat.event for beat in found.beats] == [
        "warn(Abel, Bruno)",
        "drink(Bruno)",
        "rest(Abel)",
    ]
    assert found.stands


def test_a_pronoun_is_not_the_subject_again():
    found = reviewed("Nora and Tove wait.", "Nora steps onto the barge.", "Tove throws her in.")
    assert found.beats[-1].event == "knock(Tove, Nora)"


def test_the_only_event_that_comes_near_is_taken_with_a_warning():
    found = reviewed("board(Nora, Barge)", "Nora carefully opens the strongbox.")
    assert found.beats[-1].event == "unlock(Nora)"
    assert [(one.line, one.severity.value) for one in found.of_kind("uncertain-match")] == [
        (2, "warning")
    ]
    assert not found.errors


def test_a_line_that_is_not_understood_makes_one_finding():
    """What follows stands as if the line had said the event without which it would not."""
    found = reviewed(
        "Nora is on her way.", "unlock(Nora)", "board(Emil, Barge)", "knock(Nora, Emil)"
    )
    assert [(one.line, one.kind) for one in found.errors] == [(1, "not-understood")]
    assert found.errors[0].remedy is not None
    assert "board(Nora, Barge)" in found.errors[0].remedy
    assert found.beats[0].event is None
    assert "board(Nora, Barge)" in str(found.beats[0].continued)


ODD = (
    "The.", "No.", "...", "He was there.", "She.", "It rained all day.", "They all die.", "?",
    "( )", "a()", "|", "’s", "because of him", "Not", "her her her", "{who} [climbs]", "Is it?",
    "日本語", "Nothing happens.", "Everyone leaves, and nobody is seen again.", "2 + 2", "THE END",
)  # fmt: skip


@pytest.mark.parametrize("line", ODD)
@pytest.mark.parametrize("world", [FERRY, sample("quarrel")], ids=lambda world: world.name)
def test_odd_lines_are_findings(line: str, world):
    found = review(read_plot(line, headless=True), world)
    assert [one.kind for one in found.errors] == ["not-understood"]
    assert found.beats[0].text == line
