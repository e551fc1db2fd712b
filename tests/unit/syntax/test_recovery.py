"""A text with mistakes is read to its end: each mistake is reported once, the rest is kept."""

from __future__ import annotations

import time

import pytest

from elsewise.diagnostics import Diagnostic, Source
from elsewise.syntax import tree
from elsewise.syntax.parser import parse
from elsewise.syntax.tokens import MOST_MISTAKES

WORLD = """world Small
type place
place Home, Road
character Ann (she), Ben
fact at(who: character): place = Home
fact met

start
  at(Ben) = Road

action go(who: character, where: place)
  if      not at(who) = where
  then    at(who) = where
  by      who
  tell    "{who} [goes] to {where}"

ending together if at(Ann) = at(Ben)
"""


def mistakes(text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a text."""
    return parse(Source("page.ew", text))[1]


def found(text: str) -> list[tuple[int, int, str]]:
    """Return line, column and code of every mistake."""
    source = Source("page.ew", text)
    return [(*source.position(one.span.begin), one.code.name) for one in parse(source)[1]]


def suggestions(line: str, before: str = "start\n  ") -> list[str | None]:
    """Return what is suggested for a line of a block."""
    return [one.suggestion for one in mistakes(f"{before}{line}\n")]


def test_every_broken_line_is_reported_and_the_others_are_kept() -> None:
    text = (
        WORLD.replace("type place\n", "type place is is\n")
        .replace("  at(Ben) = Road\n", "  at(Ben) = Road Home\n  met\n")
        .replace("if      not", "if      or not")
        .replace("by      who", "by      who 3")
    )
    file, found_mistakes = parse(Source("page.ew", text))
    assert [one.code.name for one in found_mistakes] == [
        "reserved-word",
        "unexpected-word",
        "unexpected-word",
        "missing-comma",
    ]
    kinds = [type(one).__name__ for one in file.declarations]
    assert kinds == [
        "WorldLine",
        "Broken",
        "EntityLine",
        "EntityLine",
        "FactLine",
        "FactLine",
        "StartBlock",
        "EventBlock",
        "EndingBlock",
    ]
    event = file.declarations[7]
    assert isinstance(event, tree.EventBlock)
    assert [type(one).__name__ for one in event.clauses] == [
        "Broken",
        "ThenClause",
        "Broken",
        "TellClause",
    ]


def test_a_broken_line_remembers_its_words() -> None:
    file, _ = parse(Source("page.ew", "fact stones of 0 to 3\n"))
    (broken,) = file.declarations
    assert isinstance(broken, tree.Broken)
    assert broken.words == {"fact", "stones", "of", "to"}
    assert broken.span.end == len("fact stones of 0 to 3")


def test_lines_below_a_broken_head_are_read() -> None:
    text = """action go(who: character
  if at(who) = = Home
  then met and
wants 3
start
  every place with
    met = = yes
  Lex believes = 3
    a b
"""
    assert found(text) == [
        (1, 10, "unclosed-bracket"),
        (2, 16, "double-equals"),
        (3, 15, "unfinished-line"),
        (4, 1, "unknown-declaration"),
        (6, 9, "missing-name"),
        (7, 11, "double-equals"),
        (8, 16, "unexpected-word"),
        (9, 7, "unexpected-word"),
    ]


def test_small_slips_are_mended_so_that_the_line_counts() -> None:
    text = """start:
  at(Lex) = = Home
  Lex knows at(Lex) = Home
  Lex beleives
    0 < stones < 3
  some coin c: owner(c) = Lex
acton go(who character, where: place)
  than at(who) := where
  observed by who
  by who and where
"""
    file, _ = parse(Source("page.ew", text))
    start, event = file.declarations
    assert isinstance(start, tree.StartBlock)
    assert isinstance(event, tree.EventBlock)
    assert sum(isinstance(line, tree.Broken) for line in start.body) == 0
    assert [type(clause).__name__ for clause in event.clauses] == [
        "ThenClause",
        "SeenClause",
        "ByClause",
    ]


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("from != to", "Write not from = to."),
        ("at(Lex) == Home", "Write at(Lex) = Home."),
        ("Lex knows stones = 3", "Write Lex believes stones = 3."),
        ("Lex believes that blown", "Leave it out."),
        ("what is a coin", "Leave it out."),
        ("0 < stones + 1 < 3 and blown", "Write 0 < stones + 1 and stones + 1 < 3."),
        ("Tom's view at(Coin) = Home", "Write Tom's view of …"),
        ("some coin c: met", "Write some coin c with …"),
        ("sum of coin c with met", "Write : and what holds for each of them."),
        ("stones ≥ 3", "Write a >= b."),
        ("elif blown", None),
    ],
)
def test_suggestions_in_lines(line: str, suggestion: str | None) -> None:
    assert suggestions(line) == [suggestion]


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("Action wait\n  then a", "Did you mean action?"),
        ("fakt asked", "Did you mean fact?"),
        ("Lex want 3", "Did you mean Lex wants?"),
        ("plase Home Road", "Did you mean place?"),
        ("thing Home Road", "If it is a type, declare it: type thing."),
        ("at(Lex) = Home", "If it belongs to the line above, indent it."),
        ("fact at who: place", "Roles stand in brackets: at(who: …)."),
        ("fact deed: none, left", "Between the values of a fact stands or."),
        ("fact stones: 0..4", "Write 0 to 4."),
        ("action a\n  when b", "Did you mean if?"),
        ("action a\n  seen Lex", "Write seen by."),
        ("action a\n  by Lex and Tom", "Write , instead of and."),
    ],
)
def test_suggestions_in_declarations(line: str, suggestion: str) -> None:
    assert suggestions(line, "type place\n") == [suggestion]


def test_a_declared_type_is_no_slip() -> None:
    assert mistakes("type acting\nacting Play\n") == ()
    assert [one.code.name for one in mistakes("acting Play\n")] == ["unknown-declaration"]


def test_tabs_are_reported_once() -> None:
    text = "start\n\tat(Lex) = Home\n\tmet\n\tLex believes\n\t\tmet\n"
    assert found(text) == [(2, 1, "tab")]


def test_uneven_indentation() -> None:
    assert found("start\n  a\n   b\n   c\n  d\n") == [(3, 3, "uneven-indentation")]
    (one,) = mistakes("start\n    a\n  b\n")
    assert one.message == "This line is indented by 2, its neighbours by 4."
    assert found("  type place\nplace Home\n") == [(1, 2, "uneven-indentation")]
    assert found("action a\n    then b\n  by c\n ending d if e\n") == [
        (3, 2, "uneven-indentation"),
        (4, 1, "uneven-indentation"),
    ]


def test_blocks_that_are_missing() -> None:
    assert found("start\naction go\nLex wants\nplace\nending x\n") == [
        (1, 1, "empty-block"),
        (2, 1, "empty-block"),
        (3, 1, "empty-block"),
        (4, 1, "empty-block"),
        (5, 1, "empty-block"),
    ]


def test_an_else_is_not_blamed_for_its_broken_if() -> None:
    assert found("start\n  if a b\n    c\n  else\n    d\n") == [(2, 8, "unexpected-word")]
    assert found("start\n  a\n  else\n    d\n") == [(3, 3, "else-without-if")]


def test_clauses_out_of_place() -> None:
    assert found("trigger a\n  seen by b\n  by c\n  then d\n") == [
        (2, 3, "misplaced-clause"),
        (3, 3, "misplaced-clause"),
    ]
    assert found("ending a\n  then b\n  if c\n") == [(2, 3, "misplaced-clause")]
    (one,) = mistakes("action a\n  then b\n  then c\n")
    assert one.code.name == "repeated-clause"
    assert one.related[0][0].begin == len("action a\n  ")


def test_an_indented_declaration_is_read_at_the_margin() -> None:
    text = "start\n  a\n  action go\n    then b\n  fact c\ntype d\n"
    file, found_mistakes = parse(Source("page.ew", text))
    assert [one.code.name for one in found_mistakes] == ["indented-declaration"]
    assert [type(one).__name__ for one in file.declarations] == [
        "StartBlock",
        "EventBlock",
        "FactLine",
        "TypeLine",
    ]


@pytest.mark.parametrize(
    "nested",
    [
        "(" * 101 + "a" + ")" * 101,
        "(" * 50_000,
        "not " * 101 + "a",
        "-" * 50_000 + "a",
        "a = 1" + " + 1" * 30_000,
        "Lex believes " * 5_000 + "a",
        "Lex's view of " * 5_000 + "a",
        "a = b" + " if c else d" * 5_000,
        "every t x: " * 5_000 + "a",
    ],
    ids=lambda text: text[:14],
)
def test_deep_nesting_is_a_mistake(nested: str) -> None:
    file, found_mistakes = parse(Source("page.ew", f"start\n  {nested}\n  b\n"))
    assert [one.code.name for one in found_mistakes] == ["too-deep"]
    (start,) = file.declarations
    assert isinstance(start, tree.StartBlock)
    broken, row = start.body
    assert isinstance(broken, tree.Broken)
    assert isinstance(row, tree.Row)


def test_a_hundred_is_not_too_deep() -> None:
    assert mistakes("start\n  " + "(" * 100 + "a" + ")" * 100 + "\n") == ()
    assert mistakes("start\n  " + "not " * 99 + "a\n") == ()
    blocks = "".join("  " * depth + "every t x\n" for depth in range(1, 40))
    assert mistakes("start\n" + blocks + "  " * 40 + "a\n") == ()


def test_blocks_too_deep() -> None:
    text = "start\n" + "".join(" " * depth + "every t x\n" for depth in range(1, 200))
    assert [one.code.name for one in mistakes(text)] == ["too-deep"]


@pytest.mark.parametrize(
    "text",
    [
        "(a\n" * 30_000,
        "start\n" + "  a b\n" * 15_000,
        "x\n" * 40_000,
        "start:\n" * 15_000,
        "start\n  a" + " or b" * 15_000 + "\n",
        "start\n  a" + " == b" * 15_000 + "\n",
        "“\n" * 40_000,
        "'" * 90_000,
        "start\n" + "  a\n   b\n" * 10_000,
        "start\n  if a\n    b\n" + "  else if c\n    d\n" * 5_000,
        "a\u0301" * 40_000,
        "\x00" * 90_000,
        "#\n" * 40_000,
    ],
    ids=lambda text: repr(text[:14]),
)
def test_no_text_takes_long(text: str) -> None:
    begin = time.process_time()
    _, found_mistakes = parse(Source("page.ew", text))
    assert time.process_time() - begin < 2
    assert len(found_mistakes) <= 2 * MOST_MISTAKES
