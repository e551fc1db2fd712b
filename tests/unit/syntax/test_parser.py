"""Every construct of the language becomes the tree that it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from elsewise.diagnostics import Source
from elsewise.syntax import tree
from elsewise.syntax.parser import parse
from elsewise.syntax.printer import format_file
from elsewise.syntax.tree import (
    And,
    Believes,
    Binary,
    Choose,
    IsType,
    Minus,
    Name,
    Not,
    Noun,
    Number,
    Operator,
    Or,
    Quantified,
    Quantity,
    Ref,
    Row,
    Total,
    Totalled,
    Unknown,
    View,
    When,
    YesNo,
)

TRIALS = sorted((Path(__file__).resolve().parents[4] / "shared/design/language-trial").glob("*.ew"))


def declarations(text: str) -> tuple[tree.Declaration, ...]:
    """Read a text without mistakes."""
    file, mistakes = parse(Source("page.ew", text))
    assert mistakes == ()
    return file.declarations


def only(text: str) -> tree.Declaration:
    """Read one declaration."""
    (declaration,) = declarations(text)
    return declaration


def lines(text: str) -> tree.Body:
    """Read lines as they stand under `start`."""
    block = only("start\n" + "".join(f"  {line}\n" for line in text.split("\n")))
    assert isinstance(block, tree.StartBlock)
    return block.body


def expression(text: str) -> tree.Item:
    """Read one item."""
    (row,) = lines(text)
    assert isinstance(row, Row)
    (item,) = row.items
    return item


def ref(name: str, *arguments: str) -> Ref:
    """A name, with arguments or without."""
    return Ref(Name(name), tuple(map(Name, arguments)) or None)


def names(*words: str) -> tuple[Name, ...]:
    """Some names."""
    return tuple(map(Name, words))


a, b, c, d = ref("a"), ref("b"), ref("c"), ref("d")


def equal(left: tree.Expression, right: tree.Expression) -> Binary:
    """`left = right`."""
    return Binary(Operator.EQUAL, left, right)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", a),
        ("a()", Ref(Name("a"), ())),
        ("at(Lex, 3)", Ref(Name("at"), (Name("Lex"), Number(3)))),
        ("f(-1, ?, yes)", Ref(Name("f"), (Number(-1), Unknown(), YesNo(True)))),
        ("?", Unknown()),
        ("no", YesNo(False)),
        ("0.25", Number(0.25)),
        ("-1", Number(-1)),
        ("-(1)", Minus(Number(1))),
        ("--1", Minus(Number(-1))),
        ("-a", Minus(a)),
        ("(a)", a),
        ("a - 1", Binary(Operator.SUBTRACT, a, Number(1))),
        (
            "a - b - c",
            Binary(Operator.SUBTRACT, Binary(Operator.SUBTRACT, a, b), c),
        ),
        (
            "a + b * -c",
            Binary(Operator.ADD, a, Binary(Operator.MULTIPLY, b, Minus(c))),
        ),
        ("(a + b) / c", Binary(Operator.DIVIDE, Binary(Operator.ADD, a, b), c)),
        ("a >= b + c", Binary(Operator.AT_LEAST, a, Binary(Operator.ADD, b, c))),
        ("a = b", equal(a, b)),
        ("a is coin", IsType(a, False, Name("coin"))),
        ("a is not coin", IsType(a, True, Name("coin"))),
        ("not a = b", Not(equal(a, b))),
        ("a = (not b)", equal(a, Not(b))),
        ("Lex believes a = b", Believes(Name("Lex"), equal(a, b))),
        ("Lex believes a and b", And((Believes(Name("Lex"), a), b))),
        ("not Lex believes not a", Not(Believes(Name("Lex"), Not(a)))),
        ("a and b and c", And((a, b, c))),
        ("(a and b) and c", And((And((a, b)), c))),
        ("a and (b and c)", And((a, And((b, c))))),
        ("a or b and c or d", Or((a, And((b, c)), d))),
        ("(a or b) and c", And((Or((a, b)), c))),
        ("a if b else c", Choose(a, b, c)),
        ("a if b else c if d else a", Choose(a, b, Choose(c, d, a))),
        ("a = b if c else d", equal(a, Choose(b, c, d))),
        ("a = b if c else d if a else b", equal(a, Choose(b, c, Choose(d, a, b)))),
        ("(a = b) if c else d", Choose(equal(a, b), c, d)),
        ("a if b else c = d", Choose(a, b, equal(c, d))),
        ("a if b", When(a, b)),
        ("a = b if c", When(equal(a, b), c)),
        ("not a if b or c", When(Not(a), Or((b, c)))),
        ("Lex's view of a", View(Name("Lex"), a)),
        ("Ines' view of a", View(Name("Ines"), a)),
        ("Lex’s view of Tom's view of a", View(Name("Lex"), View(Name("Tom"), a))),
        (
            "every t x: a and b",
            Quantified(Quantity.EVERY, Noun(Name("t"), Name("x")), And((a, b))),
        ),
        (
            "every t x with a or b: c",
            Quantified(Quantity.EVERY, Noun(Name("t"), Name("x"), Or((a, b))), c),
        ),
        ("some t x with a", Quantified(Quantity.SOME, Noun(Name("t"), Name("x")), a)),
        (
            "a and no t x with b and c",
            And((a, Quantified(Quantity.NO, Noun(Name("t"), Name("x")), And((b, c))))),
        ),
        ("a = sum of t x: 1", equal(a, Total(Totalled.SUM, Noun(Name("t"), Name("x")), Number(1)))),
        (
            "(product of t x with a: b) > c",
            Binary(Operator.GREATER, Total(Totalled.PRODUCT, Noun(Name("t"), Name("x"), a), b), c),
        ),
    ],
)
def test_expressions(text: str, expected: tree.Item) -> None:
    assert expression(text) == expected


def test_a_row_keeps_its_items() -> None:
    assert lines("a, b = c if d,\nc") == (Row((a, When(equal(b, c), d))), Row((c,)))


def test_lines_go_on() -> None:
    assert lines("a and\nb") == (Row((And((a, b)),)),)
    assert lines("a\nor b\n  or c") == (Row((Or((a, b, c)),)),)
    assert lines("(a and\n   # in between\n   b\n)") == (Row((And((a, b)),)),)
    assert lines("at(\n    Lex\n)") == (Row((ref("at", "Lex"),)),)


def test_blocks_in_blocks() -> None:
    assert lines("every t x with a\n  b") == (
        tree.EveryBlock(Noun(Name("t"), Name("x"), a), (Row((b,)),)),
    )
    assert lines("Lex believes Tom believes\n  a\nb") == (
        tree.BelievesBlock(names("Lex", "Tom"), (Row((a,)),)),
        Row((b,)),
    )
    assert lines("if a\n  b\nelse if c\n  d\nelse\n  a") == (
        tree.IfBlock(((a, (Row((b,)),)), (c, (Row((d,)),))), (Row((a,)),)),
    )
    assert lines('"Why so."\na') == (tree.Text("Why so."), Row((a,)))


def test_world_and_types() -> None:
    assert declarations('world Smoke\n"One."\n“Two: "so".”\ntype a, b is c, d\ntype e\n') == (
        tree.WorldLine(Name("Smoke"), (tree.Text("One."), tree.Text('Two: "so".'))),
        tree.TypeLine(names("a", "b"), names("c", "d")),
        tree.TypeLine(names("e")),
    )


def test_entities_beside_and_below_their_type() -> None:
    items = (
        tree.EntityItem(Name("Lex"), None, Name("he")),
        tree.EntityItem(Name("Ann"), "the old woman", Name("she")),
        tree.EntityItem(Name("Dot"), "dot"),
    )
    line = tree.EntityLine(Name("character"), items)
    assert only('character Lex (he), Ann "the old woman" (she), Dot "dot"') == line
    assert only('character Lex (he),\n  Ann "the old woman" (she)\n  Dot "dot"\n') == line
    assert only('character\n  Lex (he)\n  Ann "the old woman" (she), Dot "dot"\n') == line


def test_facts() -> None:
    signature = tree.Signature(Name("at"), (tree.Role(Name("who"), Name("character")),))
    assert only('fact at(who: character): place = Home\n  "Where."\n  tell "{who}" if a\n') == (
        tree.FactLine(
            signature,
            tree.TypeValues(Name("place")),
            Name("Home"),
            (tree.Text("Where."),),
            (tree.TellLine("{who}", a),),
        )
    )
    assert only("fact asked") == tree.FactLine(tree.Signature(Name("asked")))
    assert only("fact asked()") == tree.FactLine(tree.Signature(Name("asked")))
    assert only("fact deed: none or 3 or ? = none") == tree.FactLine(
        tree.Signature(Name("deed")),
        tree.ChoiceValues((Name("none"), Number(3), Unknown())),
        Name("none"),
    )
    assert only("fact level: -2 to 3.5 = -1") == tree.FactLine(
        tree.Signature(Name("level")),
        tree.RangeValues(Number(-2), Number(3.5)),
        Number(-1),
    )
    assert only("fact flag(yes or no, flag: yes or no, character, 3)") == tree.FactLine(
        tree.Signature(
            Name("flag"),
            (
                tree.Role(None, None),
                tree.Role(Name("flag"), None),
                tree.Bare(Name("character")),
                tree.Bare(Number(3)),
            ),
        )
    )


def test_events() -> None:
    text = """action climb(who: character, Lex)
  "Up."
  if a
    b
  then
    c
  by who, Lex
  seen by who, every character c with a
  tell "x", "y" if b
    "z"
"""
    assert only(text) == tree.EventBlock(
        tree.EventKind.ACTION,
        tree.Signature(
            Name("climb"),
            (tree.Role(Name("who"), Name("character")), tree.Bare(Name("Lex"))),
        ),
        (
            tree.Text("Up."),
            tree.IfClause((Row((a,)), Row((b,)))),
            tree.ThenClause((Row((c,)),)),
            tree.ByClause(names("who", "Lex")),
            tree.SeenClause((Name("who"), Noun(Name("character"), Name("c"), a))),
            tree.TellClause((tree.TellLine("x"), tree.TellLine("y", b), tree.TellLine("z"))),
        ),
    )
    trigger = only("trigger rain\n  then a\n")
    assert isinstance(trigger, tree.EventBlock)
    assert trigger.kind is tree.EventKind.TRIGGER


def test_wants_endings_and_limits() -> None:
    assert declarations(
        "Lex wants 3 if a, b\nevery character c wants\n  a\nstory wants a\n"
        "ending one if a\nending two\n  if a\n  tell 'x'\n".replace("'", '"')
        + "limits length 10, depth 2\n"
    ) == (
        tree.WantsBlock(Name("Lex"), (Row((When(Number(3), a), b)),)),
        tree.WantsBlock(Noun(Name("character"), Name("c")), (Row((a,)),)),
        tree.WantsBlock(Name("story"), (Row((a,)),)),
        tree.EndingBlock(Name("one"), (tree.IfClause((Row((a,)),)),)),
        tree.EndingBlock(
            Name("two"), (tree.IfClause((Row((a,)),)), tree.TellClause((tree.TellLine("x"),)))
        ),
        tree.LimitsLine(((Name("length"), Number(10)), (Name("depth"), Number(2)))),
    )


def test_special_words_are_names_outside_their_place() -> None:
    text = """type type, fact
character then, to
fact wants(by: type): start or world = start
fact tell
action tell(tell: character)
  if tell
    by believes
      tell
    seen by = by
  then wants(tell) = world
  by by
"""
    _, mistakes = parse(Source("page.ew", text.replace("    seen by = by\n", "    seen = by\n")))
    assert mistakes == ()
    block = only("start\n  a believes\n    b\n  tell believes\n    seen\n  by, then\n")
    assert isinstance(block, tree.StartBlock)
    assert len(block.body) == 3


def test_spans_cover_what_was_written() -> None:
    text = "action go(who: character)\n  if not (a and  b)\n  then at(who) = Home  # there\n"
    event = only(text)
    assert isinstance(event, tree.EventBlock)

    def written(node: tree.Node) -> str:
        return text[node.span.begin : node.span.end]

    assert written(event) == text[: text.index("  # there")]
    assert written(event.signature) == "go(who: character)"
    assert [written(clause) for clause in event.clauses] == [
        "if not (a and  b)",
        "then at(who) = Home",
    ]
    then = event.clauses[1]
    assert isinstance(then, tree.ThenClause)
    row = then.body[0]
    assert isinstance(row, Row)
    effect = row.items[0]
    assert isinstance(effect, Binary)
    assert (written(effect.left), written(effect.right)) == ("at(who)", "Home")


def test_what_editors_leave_behind_does_not_matter() -> None:
    plain = "type place\nplace Home\nstart\n  a\n"
    expected = declarations(plain)
    assert declarations("\ufeff" + plain) == expected
    assert declarations(plain.replace("\n", "\r\n")) == expected
    assert declarations(plain.rstrip("\n")) == expected
    assert declarations(plain.replace("\n", "   \n\n \n# note\n")) == expected
    assert declarations(plain.replace("  a", "\u00a0 a")) == expected
    assert declarations("") == declarations("\n  \n# only a comment") == ()


def test_accents_written_apart_are_the_same_name() -> None:
    assert only("type cafe\u0301s") == only("type caf\u00e9s")


def test_templates_are_kept_to_the_letter() -> None:
    template = "{who’s} hand  # [meets] {other's}; “so”"
    event = only(f'action a\n  tell "{template}"\n')
    assert isinstance(event, tree.EventBlock)
    assert event.clauses == (tree.TellClause((tree.TellLine(template),)),)


@pytest.mark.skipif(not TRIALS, reason="the language's trial worlds are not here")
@pytest.mark.parametrize("path", TRIALS, ids=lambda path: path.name)
def test_trial_worlds(path: Path) -> None:
    file, mistakes = parse(Source(path.name, path.read_text("utf-8")))
    assert mistakes == ()
    text = format_file(file)
    again, mistakes = parse(Source(path.name, text))
    assert mistakes == ()
    assert again == file
    assert format_file(again) == text
