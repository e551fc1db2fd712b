"""Printing and reading are each other's inverse."""

from __future__ import annotations

from hypothesis import given, settings

from elsewise.diagnostics import Source
from elsewise.syntax import tree
from elsewise.syntax.parser import parse
from elsewise.syntax.printer import format_expression, format_file, format_lines
from strategies_syntax import EXPRESSIONS, FILES, LINES


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


@given(LINES)
@settings(max_examples=100, deadline=None)
def test_printed_lines_read_as_the_same(line: tree.Line) -> None:
    assert read_lines(format_lines([line])) == (line,)
