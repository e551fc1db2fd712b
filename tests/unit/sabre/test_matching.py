"""The grouping of expressions: each is compared with the same one in full brackets."""

from dataclasses import fields, is_dataclass, replace

import pytest

from elsewise.diagnostics import NOWHERE, Source
from elsewise.sabre.brackets import match_brackets
from elsewise.sabre.matching import DEEPEST, Matcher, TooDeepError
from elsewise.sabre.tokens import tokenise
from elsewise.sabre.tree import Bracketed


def read(text):
    source = Source("x.txt", text)
    line, _ = match_brackets(source, tokenise(source)[0])
    return Matcher(line).expression(0, len(line.texts))


def bare(tree):
    """A tree without places and brackets."""
    if isinstance(tree, Bracketed):
        return bare(tree.inner)
    if isinstance(tree, tuple):
        return tuple(map(bare, tree))
    if not is_dataclass(tree):
        return tree
    changes = {f.name: bare(getattr(tree, f.name)) for f in fields(tree) if f.name != "span"}
    return replace(tree, span=NOWHERE, **changes)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a() | b() & c()", "(a() | b()) & c()"),
        ("a() & b() | c() & d()", "a() & (b() | c()) & d()"),
        ("!a() & b()", "(!a()) & b()"),
        ("!a() | b()", "(!a()) | b()"),
        ("!a() == b()", "!(a() == b())"),
        ("!!a()", "!(!a())"),
        ("forall(x : t) p(x) & q()", "(forall(x : t) p(x)) & q()"),
        ("forall(x : t) p(x) | q()", "(forall(x : t) p(x)) | q()"),
        ("exists(x : t) p(x) == q(x)", "exists(x : t) (p(x) == q(x))"),
        ("!exists(x : t) p(x)", "!(exists(x : t) p(x))"),
        ("if(c()) a() & b()", "(if(c()) a()) & b()"),
        ("if(c()) a() & b() else d()", "if(c()) (a() & b()) else d()"),
        ("if(c()) a() else b() & d()", "(if(c()) a() else b()) & d()"),
        ("if(c()) 1 else 2 + 3", "if(c()) 1 else (2 + 3)"),
        ("if(a()) 2 else 0 + if(b()) 1 else 0", "(if(a()) 2 else 0) + (if(b()) 1 else 0)"),
        (
            "if(a()) 2 elseif(b()) 1 else 0 - if(c()) 1 elseif(d()) 2 else 0",
            "(if(a()) 2 elseif(b()) 1 else 0) - (if(c()) 1 elseif(d()) 2 else 0)",
        ),
        ("if(a()) p() elseif(b()) q() else r()", "if(a()) (p()) elseif(b()) (q()) else (r())"),
        ("if(a()) if(b()) p() else q()", "if(a()) (if(b()) p()) else q()"),
        ("x() + y() * z()", "(x() + y()) * z()"),
        ("x() * y() + z()", "x() * (y() + z())"),
        ("x() - y() - z()", "x() - (y() - z())"),
        ("x() - y() + z()", "(x() - y()) + z()"),
        ("x() + y() - z()", "x() + (y() - z())"),
        ("x() / y() / z()", "x() / (y() / z())"),
        ("x() / y() * z()", "(x() / y()) * z()"),
        ("x() + y() < z() * w()", "(x() + y()) < (z() * w())"),
        ("a() == b() == c()", "a() == (b() == c())"),
        ("a() == b() != c()", "a() == (b() != c())"),
        ("a() != b() == c()", "(a() != b()) == c()"),
        ("a() < b() >= c()", "(a() < b()) >= c()"),
        ("p() = a() == b()", "p() = (a() == b())"),
        ("n() = m() = 3", "n() = (m() = 3)"),
        ("at(x) : coin == p()", "(at(x) : coin) == p()"),
        ("sum(x : t) n(x) + 1", "sum(x : t) (n(x) + 1)"),
        ("believes(A, n() = m())", "believes(A, (n() = m()))"),
        ("believes(A, p()) & q()", "(believes(A, p())) & q()"),
        ("p() & q() &", "p() & q()"),
        ("p(a, b,)", "p(a, b)"),
    ],
)
def test_grouping(written, meant):
    assert read(written) is not None
    assert bare(read(written)) == bare(read(meant))


@pytest.mark.parametrize(
    "text",
    [
        "p() &",
        "& p()",
        "p(,)",
        "p(, a)",
        "p() q()",
        "-x()",
        "x() -1",
        "x()-1",
        "a() -> b()",
        "at(owner(x))",
        "believes(owner(x), p())",
        "p() & if(c()) a() & b() else d()",
        "if(a()) 1 else if(b()) 2 else 3",
        "(p()) = 3",
        '"p"',
        "[p()]",
        "forall(x) p(x)",
        "if() p()",
    ],
)
def test_what_cannot_be_read(text):
    assert read(text) is None


def test_a_name_is_a_keyword_only_in_its_place():
    assert bare(read("if")) == bare(read("(if)"))
    assert type(read("else(x)")).__name__ == "Fluent"
    assert type(read("believes(A)")).__name__ == "Fluent"
    assert type(read("believes(A, p())")).__name__ == "Believes"


def test_deep_nesting_is_an_error_of_its_own():
    assert read("(" * (DEEPEST - 2) + "1" + ")" * (DEEPEST - 2)) is not None
    with pytest.raises(TooDeepError):
        read("(" * 5000 + "1" + ")" * 5000)
    with pytest.raises(TooDeepError):
        read(" + ".join(["1"] * 5000))
    with pytest.raises(TooDeepError):
        read("if(p()) 1 " + "elseif(p()) 1 " * 5000 + "else 2")


def test_much_that_does_not_fit_is_refused_quickly():
    text = " & ".join(["a() == b() | c() != d()", "if(p()) q() else r()"] * 40) + " & p() p()"
    assert read(text) is None
