import re

from hypothesis import given
from hypothesis import strategies as st

from elsewise.diagnostics import Source
from elsewise.sabre.tokens import is_name, is_number, is_string, is_word, tokenise


def texts(text):
    return tokenise(Source("x.txt", text))[0].texts


def test_signs_need_no_space_and_the_longest_wins():
    wanted = "a == b = c >= d > e != ! f"
    assert texts("a==b=c>=d>e!=!f") == wanted.split()


def test_a_question_mark_is_no_sign():
    assert texts("x? ? y") == ["x?", "?", "y"]


def test_names_hold_dots_quotes_and_letters_of_any_script():
    found = texts("x.y a'b élan _z 日本")
    assert [text for text in found if is_name(text)] == ["x.y", "a'b", "élan", "日本"]


def test_a_minus_before_a_digit_belongs_to_the_number():
    assert texts("x()-1") == ["x", "(", ")", "-1"]
    assert texts("x() -1") == ["x", "(", ")", "-1"]
    assert texts("x() - 1") == ["x", "(", ")", "-", "1"]
    assert texts("-x") == ["-", "x"]


def test_numbers_have_one_point_and_no_exponent():
    assert texts("1.5 1.5.2 1e3 .5") == ["1.5", "1.5", ".2", "1", "e3", ".5"]


def test_no_arrow():
    assert texts("a->b") == ["a", "-", ">", "b"]


def test_comments_are_skipped_and_do_not_nest():
    assert texts("a // b\nc /* d /* e */ f */") == ["a", "c", "f", "*", "/"]


def test_an_unterminated_comment_swallows_the_rest_with_a_warning():
    tokens, warnings = tokenise(Source("x.txt", "a /* b"))
    assert (tokens.texts, tokens.begins) == (["a"], [0])
    assert [w.code.name for w in warnings] == ["sabre-unterminated-comment"]


def test_strings_are_tokens_of_their_own():
    found = texts('"a b" c')
    assert found == ['"a b"', "c"]
    assert [is_string(text) for text in found] == [True, False]


def test_every_token_is_one_kind_of_thing():
    kinds = (is_word, is_number, is_string)
    found = texts('élan _z x? -12 3.5 "a" - ( != ? a"b')
    assert [[kind(text) for kind in kinds].index(True) for text in found[:6]] == [0, 0, 0, 1, 1, 2]
    assert [any(kind(text) for kind in kinds) for text in found[6:9]] == [False] * 3
    assert [is_word(text) for text in found[9:]] == [True, True]


@given(st.text('ab1." -/*(=!\n?é\u2003', max_size=40))
def test_tokens_stand_where_they_say(text):
    tokens, warnings = tokenise(Source("x.txt", text))
    behind = 0
    for begin, token in zip(tokens.begins, tokens.texts, strict=True):
        assert text[begin:].startswith(token)
        between = re.sub(r"//[^\n]*|/\*(?s:.*?)\*/", "", text[behind:begin])
        assert not between.strip()
        behind = begin + len(token)
    assert warnings or not re.sub(r"//[^\n]*|/\*(?s:.*?)\*/", "", text[behind:]).strip()
