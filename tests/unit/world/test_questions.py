"""Questions, expectations and forks: what their words mean, and what is wrong with some."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elsewise.errors import WorldError
from elsewise.world.expressions import And, Compare, Constant, InMind, Not, Or, Read
from elsewise.world.load import load_text
from elsewise.world.questions import (
    AllOf,
    Always,
    AnyOf,
    CommonBelief,
    Denied,
    Formula,
    Happened,
    Intends,
    Next,
    Now,
    Stories,
    Until,
)
from elsewise.world.reading import read_condition, read_question

TEXT = """\
type place
character Ann, Bo, Cy
place Home, Well
fact at(who: character): place
fact paid
fact asked
fact possible
fact never(character)
action go(who: character, to: place)
  if not at(who) = to
  then at(who) = to
  by who
action pay(Ann)
  if not paid
  then paid
  by Ann
action pay(where: place)
  if not at(Bo) = where
  then paid
trigger met
  if at(Ann) = at(Bo)
  then asked
Ann wants paid and asked and possible and never(Ann)
ending settled if paid and asked
"""
WORLD = load_text(TEXT)
EVERY, SOME = Stories.EVERY, Stories.SOME
TRUE = AllOf(())


def asked(text: str) -> Formula:
    return read_question(WORLD, text).formula


def now(text: str) -> Now:
    return Now(read_condition(WORLD, text))


def mistakes(text: str) -> list[tuple[str, str]]:
    """Return for each mistake in a question its code, and the words that it points to."""
    with pytest.raises(WorldError) as caught:
        read_question(WORLD, text)
    return [(d.code.name, text[d.span.begin : d.span.end]) for d in caught.value.diagnostics]


PAID, ASKED = now("paid"), now("asked")
GO, PAY, _ = WORLD.actions
ANY_GO = Happened(GO, (None, None))


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("paid", PAID),
        ("paid and not asked", Now(And((PAID.condition, Not(ASKED.condition))))),
        ("possible paid", Until(SOME, TRUE, PAID)),
        ("possible paid within 3 beats", Until(SOME, TRUE, PAID, 3)),
        ("eventually paid within 1 beat", Until(EVERY, TRUE, PAID, 1)),
        ("always paid", Always(EVERY, PAID)),
        ("never paid within 2 beats", Always(EVERY, Now(Not(PAID.condition)), 2)),
        ("next paid", Next(EVERY, PAID)),
        ("paid until asked", Until(EVERY, PAID, ASKED)),
        ("paid until asked within 4 beats", Until(EVERY, PAID, ASKED, 4)),
        (
            "paid before asked",
            Denied(
                Until(
                    SOME,
                    Now(Not(PAID.condition)),
                    AllOf((ASKED, Now(Not(PAID.condition)))),
                )
            ),
        ),
        (
            "paid after asked within 2 beats",
            Always(EVERY, AnyOf((Now(Not(ASKED.condition)), Until(EVERY, TRUE, PAID, 2)))),
        ),
        # Directly behind "possible" the other words speak of some story.
        ("possible always paid", Always(SOME, PAID)),
        ("possible never paid", Always(SOME, Now(Not(PAID.condition)))),
        ("possible eventually paid", Until(SOME, TRUE, PAID)),
        ("possible next paid", Next(SOME, PAID)),
        ("possible (paid until asked)", Until(SOME, PAID, ASKED)),
        ("possible (paid until asked within 2 beats)", Until(SOME, PAID, ASKED, 2)),
        ("possible (paid until asked) within 2 beats", Until(SOME, PAID, ASKED, 2)),
        (
            "possible (paid before asked)",
            Until(SOME, Now(Not(ASKED.condition)), AllOf((PAID, Until(SOME, TRUE, ASKED)))),
        ),
        (
            "possible (paid after asked within 2 beats)",
            Until(SOME, TRUE, AllOf((ASKED, Until(SOME, TRUE, PAID, 2)))),
        ),
        ("possible eventually always paid", Until(SOME, TRUE, Always(EVERY, PAID))),
        (
            "possible (asked and always paid)",
            Until(SOME, TRUE, AllOf((ASKED, Always(EVERY, PAID)))),
        ),
        ("possible not always paid", Until(SOME, TRUE, Denied(Always(EVERY, PAID)))),
        # "within" belongs to the innermost word.
        (
            "always if asked then eventually paid within 2 beats",
            Always(EVERY, AnyOf((Now(Not(ASKED.condition)), Until(EVERY, TRUE, PAID, 2)))),
        ),
        ("always possible paid within 2 beats", Always(EVERY, Until(SOME, TRUE, PAID, 2))),
        ("not possible paid within 2 beats", Denied(Until(SOME, TRUE, PAID, 2))),
        (
            "(not possible paid) or next asked",
            AnyOf((Denied(Until(SOME, TRUE, PAID)), Next(EVERY, ASKED))),
        ),
        (
            "next paid if asked else possible paid",
            AnyOf(
                (
                    AllOf((ASKED, Next(EVERY, PAID))),
                    AllOf((Now(Not(ASKED.condition)), Until(SOME, TRUE, PAID))),
                )
            ),
        ),
        # Endings and events.
        ("settled", now("paid and asked")),
        ("possible settled", Until(SOME, TRUE, now("paid and asked"))),
        ("go", ANY_GO),
        ("go()", ANY_GO),
        ("go(Ann)", Happened(GO, (Constant("Ann"), None))),
        ("go(?, Well)", Happened(GO, (None, Constant("Well")))),
        ("pay(Ann)", Happened(PAY, (Constant("Ann"),))),
        ("not go", Denied(ANY_GO)),
        ("Ann intends go(Bo)", Intends(Constant("Ann"), Happened(GO, (Constant("Bo"), None)))),
        ("Ann intends settled", Intends(Constant("Ann"), now("paid and asked"))),
        # Names of facts that are words of questions elsewhere.
        ("possible", now("possible = yes")),
        ("possible possible", Until(SOME, TRUE, now("possible = yes"))),
        ("possible until paid", Until(EVERY, now("possible = yes"), PAID)),
        ("always never(Ann) = yes", Always(EVERY, now("never(Ann)"))),
        ("never (paid)", Always(EVERY, Now(Not(PAID.condition)))),
    ],
)
def test_what_words_mean(text: str, formula: Formula) -> None:
    assert asked(text) == formula
    assert read_question(WORLD, text).text == text


def believes(who: str, of: Now) -> InMind:
    return InMind(Constant(who), of.condition)


def test_what_is_said_of_minds() -> None:
    not_paid = Now(Not(PAID.condition))
    knows = And((PAID.condition, believes("Ann", PAID)))
    knows_not = And((not_paid.condition, believes("Ann", not_paid)))
    assert asked("Ann knows paid") == Now(knows)
    assert asked("Ann knows whether paid") == Now(Or((knows, knows_not)))
    assert asked("Ann and Bo believe paid") == now("Ann believes paid and Bo believes paid")
    assert asked("Ann, Cy and Bo believe paid") == Now(
        And(tuple(believes(who, PAID) for who in ("Ann", "Cy", "Bo")))
    )
    assert asked("everyone believes paid") == asked("Ann, Bo and Cy believe paid")
    group = (Constant("Ann"), Constant("Bo"))
    assert asked("Ann and Bo commonly believe paid") == CommonBelief(group, PAID.condition)
    assert asked("asked and (Ann and Bo commonly know paid)") == AllOf(
        (ASKED, AllOf((PAID, CommonBelief(group, PAID.condition))))
    )
    assert asked("Cy believes Ann knows paid") == Now(InMind(Constant("Cy"), knows))
    assert asked("Ann believes settled") == now("Ann believes (paid and asked)")
    assert asked("at(Bo) = Home and Cy and Bo believe paid") == asked(
        "at(Bo) = Home and (Cy and Bo believe paid)"
    )


def test_quantified_names_are_written_out_where_it_is_about_stories() -> None:
    each = [asked(f"possible go({who}, Well)") for who in ("Ann", "Bo", "Cy")]
    assert asked("every character c: possible go(c, Well)") == AllOf(tuple(each))
    assert asked("some character c with possible go(c, Well)") == AnyOf(tuple(each))
    assert asked("no character c with possible go(c, Well)") == Denied(AnyOf(tuple(each)))
    intending = asked("some character c with c intends settled or c and Ann commonly believe paid")
    assert isinstance(intending, AnyOf) and len(intending.parts) == 3
    guarded = asked("every character c with at(c) = Home: next paid")
    assert isinstance(guarded, AllOf)
    assert guarded.parts[0] == AnyOf((now("not at(Ann) = Home"), Next(EVERY, PAID)))
    # About one moment it stays a condition.
    every = "every character c with c believes paid: at(c) = Home"
    assert asked(every) == now(every)
    assert isinstance(asked("every character c with c knows paid: at(c) = Home"), Now)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("possible pid", [("unknown-name", "pid")]),
        ("possible g(Ann)", [("unknown-name", "g")]),
        ("possible go(Well)", [("wrong-event", "go(Well)")]),
        ("possible go(Ann, Home, Well)", [("wrong-event", "go(Ann, Home, Well)")]),
        ("possible met", [("trigger-asked", "met")]),
        ("possible character()", [("not-a-fact", "character")]),
        ("possible Ann", [("not-a-condition", "Ann")]),
        ("possible at(Ann)", [("not-a-condition", "at(Ann)")]),
        ("possible paid and asked", [("unclear-reach", "possible paid")]),
        ("possible paid before asked", [("unclear-reach", "possible paid")]),
        ("asked or not always paid or asked", [("unclear-reach", "not always paid")]),
        ("paid within 2 beats", [("nothing-within", "paid within 2 beats")]),
        ("next paid within 2 beats", [("nothing-within", "next paid")]),
        ("possible paid within 0.5 beats", [("number-of-beats", "0.5")]),
        ("possible paid within 1001 beats", [("number-of-beats", "1001")]),
        (
            "possible (always paid within 1 beat) within 2 beats",
            [("twice-within", "(always paid within 1 beat)")],
        ),
        (
            "possible (paid before asked) within 2 beats",
            [("possibly-before-within", "(paid before asked)")],
        ),
        ("Ann and Bo together know paid", [("known-together", "Ann and Bo together know paid")]),
        ("Ann and Bo believes paid", [("several-minds", "Ann and Bo believes paid")]),
        ("paid and Ann and Bo believe asked", [("not-a-character", "paid")]),
        (
            "Ann believes (Bo and Cy commonly know paid)",
            [("not-at-one-moment", "(Bo and Cy commonly know paid)")],
        ),
        (
            "Ann believes (Bo and Cy commonly believe paid)",
            [("common-inside", "(Bo and Cy commonly believe paid)")],
        ),
        ("Ann believes go(Bo)", [("not-at-one-moment", "go(Bo)")]),
        ("Ann believes possible paid", [("not-at-one-moment", "possible paid")]),
        ("(possible paid) = yes", [("not-at-one-moment", "(possible paid)")]),
        ("Ann intends always paid", [("intended-what", "always paid")]),
        ("Well knows paid", [("not-a-character", "Well")]),
        ("possible pid until askd", [("unknown-name", "pid"), ("unknown-name", "askd")]),
        (
            "(possible pid) and always at(An) = Home",
            [("unknown-name", "pid"), ("unknown-name", "An")],
        ),
        ("possible paid within three beats", [("unexpected-word", "three")]),
        ("paid until asked until paid", [("unexpected-word", "until")]),
        ("Ann knows that paid", [("unexpected-word", "that")]),
        ("possible (paid", [("unclosed-bracket", "(")]),
        ("", [("unfinished-line", "")]),
        ("paid\nasked", [("unexpected-word", "asked")]),
    ],
)
def test_mistakes_are_found_where_they_stand(text: str, found: list[tuple[str, str]]) -> None:
    assert mistakes(text) == found


def test_expectations_of_a_world() -> None:
    world = load_text(TEXT + "expect possible settled\nexpect never (paid and go)\n")
    assert [question.text for question in world.expectations] == [
        "possible settled",
        "never (paid and go)",
    ]
    assert world.expectations[0].formula == asked("possible settled")
    assert world.warnings == WORLD.warnings


def test_words_of_questions_are_names_in_all_other_places() -> None:
    names = "until before after within beats always eventually next know together expect fork"
    facts = "".join(f"fact {name}\n" for name in names.split())
    line = " and ".join(names.split())
    world = load_text(
        f"character Ann\n{facts}action act(Ann)\n  if {line}\n  then next, not before\n  by Ann\n"
        f"Ann wants {line}\nexpect possible ({line})\nexpect always (until until next (before))\n"
    )
    condition = world.actions[0].condition
    assert isinstance(condition, And) and len(condition.parts) == 12
    always = read_question(world, "possible always").formula
    assert isinstance(always, Until) and isinstance(always.reach, Now)
    assert isinstance(always.reach.condition, Read)


def test_forks_of_a_world() -> None:
    fork = (
        'fork early\n  "What if it is paid already?"\n  paid, at(Ann) = Well\n'
        "  Bo believes not paid\n  Ann wants 3 if asked\n"
        "  every character c wants\n    -1 if paid\n"
    )
    (read,) = load_text(TEXT + fork).forks
    assert (read.name, read.texts) == ("early", ("What if it is paid already?",))
    assert len(read.statements) == 3
    assert isinstance(read.statements[2], InMind)
    assert {who: len(terms) for who, terms in read.wants.items()} == {"Ann": 2, "Bo": 1, "Cy": 1}


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("fork early\n  pid\n", ["unknown-name"]),
        ("fork early\n  paid\nfork early\n  asked\n", ["repeated-fork"]),
        ('fork early\n  "nothing"\n', ["empty-fork"]),
        ("fork early\n  story wants 2\n", ["not-a-character"]),
        ("fork early\n  at(Ann) = Bo\n  Ann wants pid\n", ["wrong-value", "unknown-name"]),
        ("fork early\n", ["empty-block"]),
        ("fork\n  paid\n", ["unfinished-line"]),
        ("fork early paid\n", ["text-behind-end"]),
        ("expect\n", ["unfinished-line"]),
        ("expect possible pid\nexpect possible askd\n", ["unknown-name", "unknown-name"]),
        ("expct possible paid\n", ["unknown-declaration"]),
    ],
)
def test_mistakes_in_forks_and_expectations(lines: str, codes: list[str]) -> None:
    with pytest.raises(WorldError) as caught:
        load_text(TEXT + lines)
    assert [d.code.name for d in caught.value.diagnostics if d.is_error] == codes


def test_the_same_expected_twice_is_told() -> None:
    world = load_text(TEXT + "expect possible paid\nexpect  possible   paid\n")
    assert "repeated-expectation" in [d.code.name for d in world.warnings]
    assert len(world.expectations) == 1


def test_a_comparison_of_questions_knows_its_parts() -> None:
    formula = asked("at(Ann) = Home until paid")
    assert isinstance(formula, Until) and isinstance(formula.keep, Now)
    assert isinstance(formula.keep.condition, Compare)


WORDS = (
    *("possible", "always", "never", "eventually", "next", "until", "before", "after", "within"),
    *("3", "beats", "if", "then", "else", "and", "or", "not", "knows", "whether", "believe"),
    *("believes", "commonly", "together", "everyone", "intends", "every", "character", "c", ":"),
    *("with", "some", "Ann", "Bo", "Well", "paid", "at(Ann)", "= Home", "go", "go(", "?", ",", ")"),
    *("(", "settled", "met", "never(Ann)", "pid", "\n", "#", "sum of", "+ 1", "Ann's view of"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=12))
@settings(max_examples=300, deadline=None)
def test_whatever_is_asked_is_read_or_refused(words: list[str]) -> None:
    text = " ".join(words)
    try:
        assert read_question(WORLD, text).text
    except WorldError as error:
        assert error.diagnostics
        for found in error.diagnostics:
            assert 0 <= found.span.begin <= found.span.end <= len(text)
