"""How diagnostics look, wherever in a text they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsewise.diagnostics import NOWHERE, Code, Diagnostic, Severity, Source, Span, diagnose
from elsewise.diagnostics.render import as_json, render_all, render_text

ERROR = Code("odd-word", Severity.ERROR, "The word {word} is odd.", "", "")
WARNING = Code("long-word", Severity.WARNING, "Long.", "", "")


def at(text: str, part: str, code: Code = WARNING) -> Diagnostic:
    """A diagnostic about the first place of a part of a text."""
    begin = text.index(part)
    return diagnose(code, Source("page.ew", text), Span(begin, begin + len(part)), word=part)


def test_text() -> None:
    text = "world Small\n" * 9 + "start\n  at(Lxe) = Home\n"
    shown = diagnose(
        ERROR,
        Source("page.ew", text),
        Span(text.index("Lxe"), text.index("Lxe") + 3),
        suggestion="Did you mean Lex?",
        related=((Span(0, 5), "first here"),),
        word="Lxe",
    )
    assert (
        render_text(shown)
        == """\
error[odd-word]: The word Lxe is odd.
  page.ew:11:6
   |
11 |   at(Lxe) = Home
   |      ^^^
  note: first here
  page.ew:1:1
   |
 1 | world Small
   | ^^^^^
  help: Did you mean Lex?"""
    )


def test_colour_changes_nothing_but_the_colour() -> None:
    shown = at("start\n  Lxe\n", "Lxe", ERROR)
    coloured = render_text(shown, color=True)
    assert coloured.startswith("\x1b[1;31merror[odd-word]\x1b[0m")
    for style in ("1", "1;31", "1;33", "1;34", "1;36", "0"):
        coloured = coloured.replace(f"\x1b[{style}m", "")
    assert coloured == render_text(shown)
    assert "\x1b[1;33mwarning" in render_text(at("a b", "b"), color=True)


def columns(text: str) -> int:
    """Columns that a terminal gives a text without marks that combine."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


@pytest.mark.parametrize(
    ("before", "part"),
    [
        ("日本 ", "語"),
        ("cafe\u0301 ", "e\u0301t"),
        ("\t\t", "x"),
        ("a\x1b[31mb ", "x"),
        ("a\x00\u2028\x85 ", "x"),
        ("a\u202e\u200b ", "x"),
        ("🙂 ", "🙂🙂"),
    ],
)
def test_the_caret_stands_below_its_word(before: str, part: str) -> None:
    *_, line, caret = render_text(at(f"{before}{part} z\n", part)).split("\n")
    assert not any(unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp") for one in line)
    plain = line.replace("\u0301", "")
    marked = part.replace("\u0301", "")
    begin = columns(plain[: plain.index(marked)])
    assert caret.index("^") == begin
    assert caret.count("^") == columns(marked)


def test_long_lines_are_cut_around_the_place() -> None:
    text = "a " * 5_000 + "HERE " + "b " * 5_000
    *_, line, caret = render_text(at(text, "HERE")).split("\n")
    assert len(line) < 140
    assert line.startswith("1 | …")
    assert line.endswith("…")
    assert line[caret.index("^") :].startswith("HERE")
    assert caret.count("^") == 4


def test_a_place_over_several_lines_is_marked_on_its_first() -> None:
    *_, line, caret = render_text(at("a (b\n  c) d\n", "(b\n  c)")).split("\n")
    assert (line, caret) == ("1 | a (b", "  |   ^^")


def test_no_place_in_particular() -> None:
    shown = diagnose(ERROR, Source("page.ew", "a\n"), NOWHERE, word="x")
    assert render_text(shown) == "error[odd-word]: The word x is odd.\n  page.ew"
    assert as_json(shown)["line"] is None


def test_the_end_of_a_text_is_a_place() -> None:
    shown = diagnose(ERROR, Source("page.ew", "abc"), Span(3, 3), word="x")
    assert render_text(shown).endswith("1 | abc\n  |    ^")


def test_at_most_twenty_are_shown() -> None:
    shown = at("a b", "b", ERROR)
    assert render_all([shown] * 20).count("error[odd-word]") == 20
    text = render_all([shown] * 27)
    assert text.count("error[odd-word]") == 20
    assert text.endswith("\n\nand 7 more")
    assert render_all([]) == ""


def test_equal_warnings_are_shown_once() -> None:
    text = "a\nb\nc\nd\n"
    lines = [at(text, part) for part in "abcd"]
    assert (
        render_all(lines)
        == f"{render_text(lines[0])}\n  and the same 3 more times, in lines 2, 3, 4"
    )
    assert render_all(lines[1:3]).endswith("\n  and the same once more, in line 3")
    other = at(text, "d", Code("short-word", Severity.WARNING, "Short.", "", ""))
    assert render_all([lines[0], other, lines[1]]).count("warning[") == 2
    many = [lines[0], *[at(text, "b", ERROR)] * 19, lines[1], lines[2]]
    assert not render_all(many).endswith("more")


def test_json() -> None:
    text = "start\n  Lxe\n"
    place = Span(text.index("Lxe"), text.index("Lxe") + 3)
    shown = diagnose(
        ERROR, Source("page.ew", text), place, related=((Span(0, 5), "here"),), word="Lxe"
    )
    assert as_json(shown) == {
        "code": "odd-word",
        "severity": "error",
        "message": "The word Lxe is odd.",
        "suggestion": None,
        "file": "page.ew",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 6,
        "related": [{"message": "here", "line": 1, "column": 1, "end_line": 1, "end_column": 6}],
    }


@pytest.mark.slow
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_place_in_any_text(text: str, one: int, two: int) -> None:
    begin, end = sorted((min(one, len(text)), min(two, len(text))))
    shown = diagnose(ERROR, Source("page.ew", text), Span(begin, end), word="x")
    rendered = render_text(shown, color=False)
    assert "\x1b" not in rendered
    assert as_json(shown)["code"] == "odd-word"
