from __future__ import annotations

import pytest

from elsewise.telling.verbs import finite, infinitive, parse_verb, past_of, third_person

PASTS = """
climbs climbed|goes went|tries tried|plays played|stops stopped|visits visited|slips slipped
opens opened|drags dragged|looks looked|fixes fixed|admits admitted|prefers preferred|offers offered
panics panicked|watches watched|closes closed|dies died|lies lied|uses used|freezes froze|has had
does did|is was|are was|can could|quits quit|hurries hurried|nods nodded|echoes echoed|kisses kissed
"""


@pytest.mark.parametrize(
    ("present", "past"),
    [pair.split() for line in PASTS.strip().splitlines() for pair in line.split("|")],
)
def test_past(present: str, past: str) -> None:
    assert finite(parse_verb(present), past=True, plural=False) == past


def test_given_forms_win() -> None:
    assert finite(parse_verb("lies/lay/lain"), past=True, plural=False) == "lay"
    assert finite(parse_verb("lies/lay/lain"), past=False, plural=True) == "lie"


def test_what_belongs_to_a_verb_stays_behind_it() -> None:
    assert finite(parse_verb("picks up"), past=True, plural=False) == "picked up"
    assert infinitive(parse_verb("picks up")) == "to pick up"


def test_only_be_has_a_plural_in_the_past() -> None:
    assert finite(parse_verb("is"), past=True, plural=True) == "were"
    assert finite(parse_verb("walks"), past=True, plural=True) == "walked"


@pytest.mark.parametrize(
    ("present", "negated", "past"),
    [
        ("is", "is not", "was not"),
        ("can", "cannot", "could not"),
        ("trusts", "does not trust", "did not trust"),
        ("has", "does not have", "did not have"),
    ],
)
def test_negation(present: str, negated: str, past: str) -> None:
    verb = parse_verb(present)
    assert finite(verb, past=False, plural=False, negated=True) == negated
    assert finite(verb, past=True, plural=False, negated=True) == past


def test_infinitives() -> None:
    assert infinitive(parse_verb("is"), negated=True) == "not to be"
    assert infinitive(parse_verb("can")) == "to be able to"
    assert infinitive(parse_verb("waits"), with_to=False) == "wait"


@pytest.mark.parametrize("base", ["carry", "watch", "go", "be", "have", "play", "pass"])
def test_third_person_leads_back_to_the_base(base: str) -> None:
    assert parse_verb(third_person(base)).base == base


def test_a_base_form_is_taken_as_it_is() -> None:
    assert past_of(parse_verb("climb").base) == "climbed"
