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


MORE_PASTS = """
retells retold|overtakes overtook|misleads misled|undoes undid|outruns outran|upholds upheld
foresees foresaw|withdraws withdrew|misunderstands misunderstood|rewrites rewrote|unwinds unwound
relays relayed|behaves behaved|belongs belonged|reads read|rends rent|smites smote|waylays waylaid
eavesdrops eavesdropped|outwits outwitted|layers layered|kayaks kayaked|prays prayed|sways swayed
travels travelled|unzips unzipped|excels excelled|deters deterred|focuses focused|belies belied
quizzes quizzed|woos wooed|tiptoes tiptoed|caches cached|gases gassed|overlies overlay
"""


@pytest.mark.parametrize(
    ("present", "past"),
    [pair.split() for line in MORE_PASTS.strip().splitlines() for pair in line.split("|")],
)
def test_what_stands_before_a_verb_and_how_it_is_spelt(present: str, past: str) -> None:
    verb = parse_verb(present)
    assert finite(verb, past=True, plural=False) == past
    assert finite(verb, past=False, plural=False) == present


@pytest.mark.parametrize(
    ("written", "present", "past", "denied", "bare"),
    [
        ("will", "will", "would", "would not", "to"),
        ("shall", "shall", "should", "should not", "to"),
        ("may", "may", "might", "might not", "to be allowed to"),
        ("must", "must", "had to", "must not", "to have to"),
        ("could", "could", "could", "could not", "to be able to"),
        ("cannot", "cannot", "could not", "could", "not to be able to"),
        ("won't go", "will not go", "would not go", "would go", "not to go"),
        ("mustn't", "must not", "must not", "had to", "not to"),
        ("isn't", "is not", "was not", "was", "not to be"),
        ("doesn't know", "does not know", "did not know", "did know", "not to know"),
    ],
)
def test_modals_and_what_is_denied_already(written, present, past, denied, bare) -> None:
    verb = parse_verb(written)
    assert finite(verb, past=False, plural=False) == present
    assert finite(verb, past=True, plural=False) == past
    assert finite(verb, past=True, plural=True, negated=True) == denied.replace("was", "were")
    assert infinitive(verb) == bare


@pytest.mark.parametrize(
    ("written", "present", "past"),
    [("did", "does", "did"), ("went", "goes", "went"), ("walked", "walks", "walked"),
     ("said", "says", "said"), ("hurried", "hurries", "hurried"), ("stopped", "stops", "stopped"),
     ("agreed", "agrees", "agreed"), ("fed", "feeds", "fed"), ("freed", "frees", "freed")],
)  # fmt: skip
def test_a_verb_may_be_written_in_the_past(written: str, present: str, past: str) -> None:
    verb = parse_verb(written)
    assert finite(verb, past=True, plural=False) == past
    assert finite(verb, past=False, plural=False) == present


@pytest.mark.parametrize(
    "written", ["ed", "s", "o", "z", "e", "ing", "ies", "x/y", "É", "n't", "not"]
)
def test_what_is_hardly_a_verb_is_told_somehow(written: str) -> None:
    verb = parse_verb(written)
    for past in (False, True):
        assert finite(verb, past=past, plural=False)
        assert finite(verb, past=past, plural=True, negated=True)
    assert infinitive(verb)


def test_a_base_form_is_a_plural() -> None:
    assert finite(parse_verb("stop"), past=False, plural=parse_verb("stop").plural) == "stop"
    assert not parse_verb("stops").plural
    assert not parse_verb("can").plural
