"""Loosely written beats find the events they mean."""

from __future__ import annotations

import pytest

from elsewise.explain.review.cast import Cast
from elsewise.explain.review.event_matching import Certainty, Matcher
from elsewise.play.moment import Moment, begin
from elsewise.samples import sample

BELOW: tuple[str, ...] = ()
ABOVE = (
    "climb(Lex, Tunnel, Ladder)",
    "climb(Lex, Ladder, Grass)",
    "blow()",
    "come(Lana)",
    "come(Chloe)",
    "ask(Chloe, Lex)",
)


@pytest.fixture(scope="module")
def smoke() -> Moment:
    return begin(sample("smoke"))


def after(moment: Moment, events: tuple[str, ...]) -> Moment:
    """The moment after some events."""
    for event in events:
        moment = moment.after(event)
    return moment


@pytest.mark.parametrize(
    ("events", "text", "meant"),
    [
        (BELOW, "Clark begs Lex not to leave him there.", "plead(Clark, Lex)"),
        (BELOW, "Clark begged Lex not to leave him there", "plead(Clark, Lex)"),
        (BELOW, "Clark pleads with Lex", "plead(Clark, Lex)"),
        (BELOW, "Lex runs to the ladder, because he is afraid", "climb(Lex, Tunnel, Ladder)"),
        (BELOW, "Clark pushed a stone away", "push(Clark)"),
        (BELOW, "climb( Lex,Tunnel , Ladder )", "climb(Lex, Tunnel, Ladder)"),
        (BELOW, "The tunnel explodes", "blow()"),
        (ABOVE, "Lex lies to Lana that the stones were too heavy", "account(Lex, Lana, tried)"),
        (ABOVE, "Lex admits to Chloe that he left Clark", "account(Lex, Chloe, left)"),
        (ABOVE, "Chloe tells Lana that Clark is dead", "confirm(Chloe, Lana)"),
    ],
)
def test_what_is_meant(smoke, events, text, meant):
    found = Matcher(Cast(sample("smoke"), smoke.problem)).match(after(smoke, events), text)
    assert found.event == meant
    assert found.certainty in (Certainty.CERTAIN, Certainty.LIKELY)


def test_who_does_it_matters(smoke):
    found = Matcher(Cast(sample("smoke"), smoke.problem)).match(smoke, "Lex begs Clark")
    assert found.certainty is Certainty.NONE or found.event != "plead(Clark, Lex)"


def test_what_is_uncertain_is_said(smoke):
    found = Matcher(Cast(sample("smoke"), smoke.problem)).match(
        after(smoke, ABOVE), "Lex lies to Lana"
    )
    assert found.certainty is Certainty.UNCERTAIN
    assert found.event == "account(Lex, Lana, tried)"
    assert found.others


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("pusch(Clark)", "Did you mean push(Clark)?"),
        ("push(Clarc)", "Did you mean Clark?"),
        ("climb(Lex, Tunnel, Grass)", "can never happen"),
        ("Lana sings a song", "no words like these"),
    ],
)
def test_what_is_not_found(smoke, text, hint):
    found = Matcher(Cast(sample("smoke"), smoke.problem)).match(smoke, text)
    assert found.event is None
    assert hint in found.hint
