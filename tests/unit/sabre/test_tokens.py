from elsewise.diagnostics import Source
from elsewise.sabre.tokens import TokenKind, tokenise


def texts(text):
    return [token.text for token in tokenise(Source("x.txt", text))[0]]


def test_signs_need_no_space_and_the_longest_wins():
    wanted = "a == b = c >= d > e != ! f"
    assert texts("a==b=c>=d>e!=!f") == wanted.split()


def test_a_question_mark_is_no_sign():
    assert texts("x? ? y") == ["x?", "?", "y"]


def test_names_hold_dots_quotes_and_letters_of_any_script():
    tokens = tokenise(Source("x.txt", "x.y a'b élan _z 日本"))[0]
    assert [t.text for t in tokens if t.is_name] == ["x.y", "a'b", "élan", "日本"]


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
    assert [t.text for t in tokens] == ["a"]
    assert [w.code.name for w in warnings] == ["sabre-unterminated-comment"]


def test_strings_are_tokens_of_their_own():
    token = tokenise(Source("x.txt", '"a b" c'))[0][0]
    assert token.kind is TokenKind.STRING
    assert token.text == '"a b"'
