"""Printing and reading are each other's inverse."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest
from hypothesis import Phase, given, seed, settings

from elsewise.diagnostics import Source
from elsewise.syntax import tree
from elsewise.syntax.layout import WIDTH
from elsewise.syntax.parser import Piece, parse, parse_piece
from elsewise.syntax.printer import format_expression, format_file, format_lines
from strategies_syntax import DECLARATIONS, EXPRESSIONS, FILES, LINES, QUESTIONS


def read(text: str) -> tree.File:
    """Read a text without mistakes."""
    file, mistakes = parse(Source("page.ew", text))
    assert mistakes == (), [(m.message, text[m.span.begin : m.span.end]) for m in mistakes] + [text]
    return file


def read_lines(text: str) -> tuple[tree.Line, ...]:
    """Read the lines of a block."""
    indented = "".join(f"  {line}\n" for line in text.split("\n"))
    block = read(f"start\n{indented}").declarations[0]
    assert isinstance(block, tree.StartBlock)
    return block.body


@pytest.mark.slow
@given(FILES)
@settings(max_examples=150, deadline=None)
def test_a_printed_tree_reads_as_the_same_tree(file: tree.File) -> None:
    text = format_file(file)
    again = read(text)
    assert again == file, text
    assert format_file(again) == text


@given(EXPRESSIONS)
@settings(max_examples=400, deadline=None)
def test_a_printed_expression_reads_as_the_same(expression: tree.Expression) -> None:
    (row,) = read_lines(format_expression(expression))
    assert row == tree.Row((expression,))


@given(QUESTIONS)
@settings(max_examples=400, deadline=None)
def test_a_printed_question_reads_as_the_same(question: tree.Expression) -> None:
    text = f"expect {format_expression(question)}"
    assert read(text).declarations == (tree.ExpectLine(question),)
    alone, mistakes = parse_piece(Source("question", format_expression(question)), Piece.QUESTION)
    assert (alone, mistakes) == ((tree.ExpectLine(question),), ())


@pytest.mark.slow
@given(LINES)
@settings(max_examples=100, deadline=None)
def test_printed_lines_read_as_the_same(line: tree.Line) -> None:
    assert read_lines(format_lines([line])) == (line,)


def kinds(value: object) -> set[str]:
    """Return the names of all kinds of node in a tree."""
    if isinstance(value, tuple):
        return set().union(*map(kinds, value))
    if not isinstance(value, tree.Node):
        return set()
    return {type(value).__name__}.union(
        *(kinds(getattr(value, field.name)) for field in fields(value))
    )


NODES = {
    one.__name__ for one in vars(tree).values() if isinstance(one, type) and is_dataclass(one)
} - {"Node", "Statement", "Trivia", "Span", "Broken", "File"}


@pytest.mark.slow
def test_the_random_trees_hold_every_node_there_is() -> None:
    missing = set(NODES)

    @given(DECLARATIONS)
    @settings(max_examples=100, phases=[Phase.generate], deadline=None, database=None)
    def collect(declaration: tree.Declaration) -> None:
        missing.difference_update(kinds(declaration))

    for number in range(20):  # a run may happen to leave out a rare one
        if missing:
            seed(number)(collect)()
    assert not missing


def test_a_broken_line_cannot_be_printed() -> None:
    with pytest.raises(ValueError, match="broken"):
        format_file(tree.File((tree.Broken(),)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a   =b", "a = b"),
        ("((a))", "a"),
        ("a or b and c", "a or (b and c)"),
        ("(a or b) and c", "(a or b) and c"),
        ("a = (b if c else d)", "a = b if c else d"),
        ("(a = b) if c else d", "(a = b) if c else d"),
        ("1.50 - (2 - 3)", "1.5 - (2 - 3)"),
        ("0.0000001", "0.0000001"),
        ("-(1) * --2", "-(1) * --2"),
        ("a and (every t x: b)", "a and every t x: b"),
        ("(every t x: b) and a", "(every t x: b) and a"),
        ("Lex’s view of a", "Lex's view of a"),
        ("not (a and b)", "not (a and b)"),
    ],
)
def test_brackets_stand_where_they_are_needed(text: str, expected: str) -> None:
    (row,) = read_lines(text)
    assert isinstance(row, tree.Row)
    assert format_expression(row.items[0]) == expected


def test_long_lines_are_broken_before_and_and_or() -> None:
    part = "at(somebody) = somewhere"
    text = "ending far if " + " and ".join([part] * 9) + f" and ({part} or {part})\n"
    printed = format_file(read(text))
    assert max(map(len, printed.splitlines())) <= WIDTH
    assert printed.splitlines()[:3] == [
        "ending far",
        "  if",
        "    at(somebody) = somewhere and at(somebody) = somewhere and at(somebody) = somewhere",
    ]
    assert read(printed) == read(text)


def test_long_signatures_are_broken_behind_commas() -> None:
    roles = ", ".join(f"role_{number}: character" for number in range(9))
    printed = format_file(read(f"action crowd({roles})\n  then a\n"))
    assert max(map(len, printed.splitlines())) <= WIDTH
    assert printed.startswith("action crowd(role_0: character, role_1: character,")
    assert format_file(read(printed)) == printed


def test_texts_with_quotes_stand_in_the_other_quotes() -> None:
    for text in ("plain", 'with "straight"', "with “curly”", "it's"):
        file = tree.File((tree.WorldLine(tree.Name("W"), (tree.Text(text),)),))
        assert read(format_file(file)) == file
    both = tree.File((tree.WorldLine(tree.Name("W"), (tree.Text('"a” \n'),)),))
    assert format_file(both) == 'world W\n"\\"a”  "\n'


def test_built_trees_have_empty_lines_between_blocks() -> None:
    row = tree.Row((tree.Ref(tree.Name("a")),))
    event = tree.EventBlock(
        tree.EventKind.ACTION, tree.Signature(tree.Name("go")), (tree.ThenClause((row,)),)
    )
    fact = tree.FactLine(tree.Signature(tree.Name("a")))
    assert format_file(tree.File((fact, fact, tree.StartBlock((row,)), event, event))) == (
        "fact a\nfact a\n\nstart\n  a\n\naction go\n  then    a\n\naction go\n  then    a\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "character\n  Olga (she)\n  Pim (he), Rut\n",
        'place\n  Barn "the barn"\n  Well\n',
        "place Barn, Well\n",
        "place\n" + "".join(f"  Meadow_{n:03}, Field_{n:03}\n" for n in range(60)),
    ],
)
def test_lists_stay_on_as_many_lines_as_they_are_written(text: str) -> None:
    assert format_file(read(text)) == text
