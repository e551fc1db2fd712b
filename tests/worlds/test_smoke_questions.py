"""What can be asked about the day in the tunnel, and what is so.

All stories of this day end: with a length of 20 every question has an answer.
"""

from __future__ import annotations

from functools import cache

import pytest

import elsewise as ew
from elsewise.explain.query.answer import Answer, Verdict
from elsewise.explain.query.ask import ask
from elsewise.samples import sample_text
from elsewise.validation.validate import validate
from elsewise.world.model import World

LENGTH = 20
AT_THE_LADDER = "climb(Lex, Tunnel, Ladder)"
LEFT_BEHIND = f"plead(Clark, Lex); {AT_THE_LADDER}; climb(Lex, Ladder, Grass); blow()"

YES, NO = Verdict.YES, Verdict.NO

QUESTIONS = [
    # How the day can end. What shows it is given by its last event.
    ("possible left", YES, "confirm(Chloe, Lana)"),
    ("possible saved", NO, None),
    ("possible freed_himself", NO, None),
    ("eventually left", NO, "come(Chloe)"),
    ("eventually blown", YES, None),
    ("always alive(Clark)", NO, "blow()"),
    # Whoever is above can learn what was done only by being told, and never hears the truth.
    ("account before (Lana believes not deed = ? or Chloe believes not deed = ?)", YES, None),
    ("possible (Lana believes deed = tried)", YES, "account(Lex, Lana, tried)"),
    ("possible (Lana knows deed = left)", NO, None),
    ("possible account(Lex, Lana, left)", NO, None),
    ("never ((Lana knows deed = left or Chloe knows deed = left) and not blown)", YES, None),
    # Who is the first of the two women to understand the death, and from what.
    ("(Chloe believes not alive(Clark)) before Lana believes not alive(Clark)", YES, None),
    ("possible (Chloe believes not alive(Clark))", YES, "come(Chloe)"),
    ("come(Chloe) before Chloe believes not alive(Clark)", YES, None),
    ("eventually Chloe believes not alive(Clark)", YES, None),
    ("confirm before Lana believes not alive(Clark)", YES, None),
    ("blow before some character c with c believes not alive(Clark)", YES, None),
    # The liar is doubted, and knows it; she herself does not.
    ("possible doubts(Lana)", YES, "account(Lex, Lana, tried)"),
    ("always if doubts(Lana) then deed = left and answer = tried", YES, None),
    ("always if doubts(Lana) then Lex believes doubts(Lana)", YES, None),
    ("possible (Lana believes doubts(Lana))", NO, None),
    # In no story does Lana know of the death while he thinks that she does not. Of Chloe, one
    # shows it: he dies below and never sees her understand.
    (
        "possible (Lana knows not alive(Clark) and Lex believes Lana believes alive(Clark))",
        NO,
        None,
    ),
    (
        "possible (Chloe knows not alive(Clark) and Lex believes Chloe believes alive(Clark))",
        YES,
        "come(Chloe)",
    ),
    # What all of them know of each other in the end.
    ("always if left then (Lana and Chloe commonly believe not alive(Clark))", YES, None),
    ("always if left then not (Lana and Chloe commonly believe deed = left)", YES, None),
    ("possible (everyone believes not alive(Clark))", YES, "confirm(Chloe, Lana)"),
    # Clark counts on being believed, and is not.
    ("possible (Clark believes Lex believes mortal(Clark))", YES, "plead(Clark, Lex)"),
    ("always if plead then not Lex believes mortal(Clark)", YES, None),
    ("always if plead then (Clark believes Lex believes mortal(Clark))", YES, None),
    ("Clark intends free", YES, None),
    # Lex understands on the ladder. He may turn back, but not to come out again.
    ("at(Lex) = Ladder before Lex believes mortal(Clark)", YES, None),
    ("possible free", YES, "free(Lex, Clark)"),
    ("free before deed = saved", YES, None),
    ("never (deed = saved and at(Lex) = Grass)", YES, None),
    ("possible (deed = saved and alive(Clark) and blown)", NO, None),
    ("Lex intends at(Lex) = Grass", YES, None),
    ("possible (push before plead)", NO, None),
]

ANY_EVENT = [
    # Whatever anybody wants.
    ("possible saved", YES),
    ("possible freed_himself", NO),
    ("possible account(Lex, Lana, left)", YES),
    ("possible (Lana knows deed = left)", YES),
    ("never ((Lana knows deed = left or Chloe knows deed = left) and not blown)", YES),
    ("account before (Lana believes not deed = ? or Chloe believes not deed = ?)", YES),
]

LATER = [
    (AT_THE_LADDER, "possible free", YES),
    (AT_THE_LADDER, "possible (deed = saved and alive(Clark) and blown)", NO),
    (LEFT_BEHIND, "eventually Lana believes deed = tried", YES),
    (LEFT_BEHIND, "eventually left", YES),
    (LEFT_BEHIND, "eventually Lana knows not alive(Clark)", YES),
    (f"{LEFT_BEHIND}; come(Lana)", "next Chloe believes not alive(Clark)", YES),
]


@cache
def day() -> World:
    return ew.sample("smoke")


@cache
def light_below() -> World:
    """Return the day on which there is light enough to see the blood in time."""
    return ew.loads(sample_text("smoke").replace("light(Ladder)", "light(Tunnel)", 1))


def check(world: World, answer: Answer, before: str = "") -> None:
    """See that what shows an answer is a story of this world, and has everybody's reasons."""
    if answer.story is None:
        return
    assert answer.beat is not None
    assert 0 <= answer.beat <= len(answer.story.events)
    if answer.any_event:
        ew.minds(world, answer.story)  # every event is possible where it stands
    elif not before:
        limits = ew.effective_limits(world, length=LENGTH)
        assert validate(world, answer.story, limits=limits) is None


@pytest.mark.parametrize(("question", "verdict", "last"), QUESTIONS)
def test_all_stories(question: str, verdict: Verdict, last: str | None) -> None:
    answer = ask(day(), question, length=LENGTH)
    assert answer.verdict is verdict
    check(day(), answer)
    if last is None:
        assert answer.story is None or not answer.story.events
    else:
        assert answer.story is not None
        assert answer.story.events[-1] == last


@pytest.mark.parametrize(("question", "verdict"), ANY_EVENT)
def test_whatever_anybody_wants(question: str, verdict: Verdict) -> None:
    answer = ask(day(), question, any_event=True, length=LENGTH)
    assert answer.verdict is verdict
    check(day(), answer)


@pytest.mark.parametrize(("events", "question", "verdict"), LATER)
def test_later_in_the_day(events: str, question: str, verdict: Verdict) -> None:
    answer = ask(day(), question, after=events, length=LENGTH)
    assert answer.verdict is verdict
    check(day(), answer, events)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("possible saved", YES),
        ("possible left", NO),
        ("never doubts(Lana)", YES),
        ("possible (saved and Lana knows deed = saved)", YES),
        ("possible freed_himself", NO),
    ],
)
def test_with_light_below(question: str, verdict: Verdict) -> None:
    answer = ask(light_below(), question, length=LENGTH)
    assert answer.verdict is verdict
    check(light_below(), answer)


def test_too_few_states_leave_a_question_open_and_a_small_length_does_not() -> None:
    assert ask(day(), "possible saved", states=300).verdict is Verdict.OPEN
    assert ask(day(), "possible saved", length=8).verdict is Verdict.NO
    assert ask(day(), "possible saved", length=LENGTH).verdict is Verdict.NO


def test_the_stories_show_what_they_should() -> None:
    """Two of them looked at by hand, in the minds at their ends."""
    doubted = ask(day(), "possible doubts(Lana)", length=LENGTH).story
    assert doubted is not None
    end = ew.minds(day(), doubted)
    assert end.values["doubts(Lana)"] is True
    assert end.minds["Lex"].values["doubts(Lana)"] is True
    assert end.minds["Lana"].values["doubts(Lana)"] is False
    question = (
        "possible (Chloe knows not alive(Clark) and Lex believes Chloe believes alive(Clark))"
    )
    unseen = ask(day(), question, length=LENGTH).story
    assert unseen is not None
    end = ew.minds(day(), unseen, depth=2)
    assert end.minds["Chloe"].values["alive(Clark)"] is False
    assert end.minds["Lex"].minds["Chloe"].values["alive(Clark)"] is True
