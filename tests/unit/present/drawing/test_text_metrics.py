from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from elsewise.present.drawing.text_metrics import shortened, text_width, wrapped

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(texts, st.floats(30, 300), st.booleans())
def test_lines_fit_and_nothing_is_lost(text, width, bold):
    lines = wrapped(text, 13, width, bold=bold)
    assert all(text_width(line, 13, bold=bold) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_lines_break_at_spaces_and_then_behind_marks():
    assert wrapped("one two three", 10, text_width("one two", 10)) == ("one two", "three")
    assert wrapped("freed_himself", 10, text_width("freed_h", 10)) == ("freed_", "himself")
    assert wrapped("at(Lex, Tunnel)", 10, 200) == ("at(Lex, Tunnel)",)
    assert wrapped("", 10, 50) == ("",)


@given(texts, st.floats(30, 300))
def test_a_shortened_text_fits(text, width):
    short = shortened(text, 13, width)
    assert text_width(short, 13) <= width or len(short) <= 2
    assert short == text or short.endswith("…")


def test_wide_and_combining_characters_count():
    assert text_width("漢字", 10) > text_width("ab", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)
