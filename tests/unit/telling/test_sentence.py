from __future__ import annotations

import pytest

from elsewise.telling.sentence import Clause, Filling, Tense
from elsewise.telling.template import parse_template
from elsewise.telling.words import Discourse
from unit.telling.small_world import WORLD


def clause(text: str, discourse: Discourse | None = None, **roles: str) -> Clause:
    filling = Filling(roles, tuple(roles.values()))
    return Clause(parse_template(text), filling, discourse or Discourse(WORLD))


def told(text: str, discourse: Discourse | None = None, **roles: str) -> str:
    return clause(text, discourse, **roles).finite(Tense.PAST)


def test_verbs_agree_with_the_name_right_before_them() -> None:
    assert told("{a} [is] glad", a="Ann") == "Ann was glad"
    assert told("{a} [is] glad", a="Twins") == "the twins were glad"
    assert told("{a} and {b} [are] glad", a="Ann", b="Bo") == "Ann and Bo were glad"
    assert told("{a} and {b} [is] glad", a="Ann", b="Bo") == "Ann and Bo were glad"
    assert told("{Ann} [sees] that the stones [are] gone") == "Ann saw that the stones were gone"


def test_someone_without_a_pronoun_is_they_with_a_plural_verb() -> None:
    assert told("{a} [is] glad", a="Sam") == "Sam was glad"
    assert told("{a} [thinks] {they} [is] glad", a="Sam") == "Sam thought they were glad"


def test_pronouns_by_gender_and_number() -> None:
    text = "{a} [takes] {their} hat, [keeps] it for {themselves}, and {b} [sees] {them}"
    assert told(text, a="Ann", b="Bo") == "Ann took her hat, kept it for herself, and Bo saw her"
    twins = "the twins took their hat, kept it for themselves, and Bo saw them"
    assert told(text, a="Twins", b="Bo") == twins


def test_possessives() -> None:
    assert told("{a's} hat [is] here", a="Bo") == "Bo's hat was here"
    assert told("{a's} hat [is] here", a="Twins") == "the twins' hat was here"


def test_a_becomes_an_before_a_vowel() -> None:
    assert told("{a} [eats] a {b}", a="Ann", b="Apple") == "Ann ate an apple"


def test_a_sentence_within_a_template_begins_with_a_capital() -> None:
    text = '{a} [waits]. {c} [sleeps]! {a} [says], "{c} [is] tired"'
    said = 'Ann waited. The old man slept! She said, "He was tired"'
    assert told(text, a="Ann", c="Cy") == said
    assert told('they [call] him "{c}" here', c="Cy") == 'they called him "the old man" here'


def test_a_later_mention_is_a_pronoun_only_where_it_is_clear() -> None:
    two = Discourse(WORLD)
    assert told("{a} [meets] {b}", two, a="Ann", b="Bo") == "Ann met Bo"
    two.new_sentence()
    assert told("{a} [greets] {b}", two, a="Ann", b="Bo") == "she greeted him"
    men = Discourse(WORLD)
    assert told("{a} [meets] {b}", men, a="Bo", b="Cy") == "Bo met the old man"
    men.new_sentence()
    assert told("{b} [greets] {a}", men, a="Bo", b="Cy") == "the old man greeted Bo"


def test_the_subject_of_two_sentences_in_a_row_is_a_pronoun_even_among_others() -> None:
    discourse = Discourse(WORLD)
    told("{a} [meets] {b}", discourse, a="Bo", b="Cy")
    discourse.new_sentence()
    assert told("{a} [leaves]", discourse, a="Bo") == "he left"


def test_a_new_paragraph_names_everybody() -> None:
    discourse = Discourse(WORLD)
    told("{a} [meets] {b}", discourse, a="Ann", b="Bo")
    discourse.new_paragraph()
    assert told("{a} [leaves]", discourse, a="Ann") == "Ann left"


def test_infinitives_of_several_verbs() -> None:
    text = "{a} [takes] {b's} hand and [says] that {b} [is] here"
    said = clause(text, a="Ann", b="Bo").infinitive(with_subject=False)
    assert said == "to take Bo's hand and say that he was here"
    text = "the wind [rises], and leaves [fall]"
    assert clause(text).infinitive(with_subject=True) == "the wind to rise, and leaves to fall"


def test_the_subject_alone_before_the_verb() -> None:
    assert clause("{a} [is] here", a="Ann").subject == "Ann"
    assert clause("{a} and {b} [are] here", a="Ann", b="Bo").subject is None
    assert clause("the hat of {a} [is] here", a="Ann").subject is None


@pytest.mark.parametrize(
    ("text", "past", "present", "infinitive"),
    [
        ("{a} [will] not go on", "Ann would not go on", "Ann will not go on", "not to go on"),
        ("{a} [has] not left", "Ann had not left", "Ann has not left", "not to have left"),
        ("{a} [does] not know", "Ann did not know", "Ann does not know", "not to know"),
        ("{a} [is not] glad", "Ann was not glad", "Ann is not glad", "not to be glad"),
        (
            "the men [stop] {a} and [say] that nobody [will] pass",
            "the men stopped Ann and said that nobody would pass",
            "the men stop Ann and say that nobody will pass",
            "to stop Ann and say that nobody would pass",
        ),
    ],
)
def test_every_verb_stands_in_its_form(text: str, past: str, present: str, infinitive: str) -> None:
    assert told(text, a="Ann") == past
    assert clause(text, a="Ann").finite(Tense.PRESENT) == present
    assert clause(text, a="Ann").infinitive(with_subject=False) == infinitive


def test_a_denied_clause_that_is_denied_holds() -> None:
    filling = Filling({"a": "Ann"}, ("Ann",))
    pieces = parse_template("{a} [will] not go on")
    found = Clause(pieces, filling, Discourse(WORLD), negated=True)
    assert found.finite(Tense.PAST) == "Ann would go on"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{a} [asks] {b}, and {b they} [says] yes", "to ask Bo, and for him to say yes"),
        ("{a} [asks] {b}; {a} [weeps]", "to ask Bo; to weep"),
        ("{a} [calls], and {b} [comes] and [sits]", "to call, and for Bo to come and sit"),
        ("{a} [waits]. {b} [leaves]", "to wait"),
        ("{a} [hears] that {b} [left]", "to hear that Bo left"),
        ("{a} [kicks] {b} before all and [laughs]", "to kick Bo before all and laugh"),
        ("{a} [leaves] before it [is] light", "to leave before it was light"),
        ("{a} [sees] that it [is] late and [rains]", "to see that it was late and rained"),
        ("{a} [stops], for there [is] a gate", "to stop, for there was a gate"),
    ],
)
def test_every_part_of_an_infinitive_keeps_its_doer(text: str, said: str) -> None:
    found = clause(text, a="Ann", b="Bo")
    assert found.infinitive(with_subject=False, others="for ") == said


def test_who_thinks_of_oneself_says_so() -> None:
    discourse = Discourse(WORLD)
    discourse.think("Bo")
    both = clause("{a} and {b} [are] married", discourse, a="Ann", b="Bo")
    assert both.infinitive(with_subject=True) == "Ann and himself to be married"


def test_an_owner_is_named() -> None:
    text = "{a} [finds] {b} and [takes] the hand of {b}"
    assert told(text, a="Ann", b="Bo") == "Ann found Bo and took the hand of Bo"


@pytest.mark.parametrize(
    ("text", "none", "one", "many"),
    [
        ("{who} [has] {value} coins", "Ann had no coins", "Ann had one coin",
         "Ann had three coins"),
        ("{value} stones [lie/lay] there", "no stones lay there", "one stone lay there",
         "three stones lay there"),
        ("{value} heavy boxes [are] left", "no heavy boxes were left", "one heavy box was left",
         "three heavy boxes were left"),
        ("{value} children [have] come", "no children had come", "one child had come",
         "three children had come"),
        ("{who} [has] done {value} parts of the steps", "Ann had done no parts of the steps",
         "Ann had done one part of the steps", "Ann had done three parts of the steps"),
    ],
)  # fmt: skip
def test_one_thing_is_no_plural(text: str, none: str, one: str, many: str) -> None:
    for value, said in ((0.0, none), (1.0, one), (3.0, many)):
        filling = Filling({"who": "Ann", "value": value}, ())
        pieces = parse_template(text, frozenset(("who", "value")))
        assert Clause(pieces, filling, Discourse(WORLD)).finite(Tense.PAST) == said
