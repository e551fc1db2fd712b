"""Text to logical lines: tokens, indentation, and the comments that belong to them.

A line goes on with the next one if it ends with `and` or `or`, if the next begins with one, or
inside brackets while the next is indented deeper (or begins with the closing bracket).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from elsewise.diagnostics import Diagnostic, Source
from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.syntax.scanner import PhysicalLine, Scanner
from elsewise.syntax.tokens import CLAUSES, MOST_BRACKETS, Token
from elsewise.syntax.tree import NO_TRIVIA, Trivia

CONNECTING = frozenset({"and", "or"})
NO_CONTINUATION = CLAUSES | {"else"}


@dataclass(slots=True)
class LogicalLine:
    """What is read as one line. `faulty`: a mistake in its characters is reported already."""

    indent: int
    tokens: list[Token]
    end: int
    faulty: bool
    too_deep: bool = False
    trivia: Trivia = NO_TRIVIA

    @property
    def begin(self) -> int:
        """Where its first token begins."""
        return self.tokens[0].begin

    @property
    def first(self) -> str:
        """Its first word or sign."""
        return self.tokens[0].text


@dataclass(slots=True)
class Lines:
    """A whole text in logical lines."""

    lines: list[LogicalLine]
    closing_comments: tuple[str | None, ...]
    mistakes: list[Diagnostic]


@dataclass(slots=True)
class _Open:
    """A logical line that may go on."""

    indent: int
    tokens: list[Token]
    end: int
    faulty: bool
    comment: str | None
    brackets: list[Token] = field(default_factory=list)
    inner: list[str] = field(default_factory=list)
    too_deep: bool = False


Comment = tuple[int, str | None]
"""Indentation and text of a comment on a line of its own; no text: an empty line."""


def split_lines(source: Source) -> Lines:
    """Read a text into logical lines."""
    return _Splitter(source).split()


class _Splitter:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.scanner = Scanner(source)
        self.lines: list[LogicalLine] = []
        self.blocks: list[LogicalLine] = []  # the lines that the last one stands below, and it
        self.open: _Open | None = None
        self.comments: list[Comment] = []  # since the last line that has tokens
        self.waiting: list[Comment] = []  # those before the open line

    def split(self) -> Lines:
        starts = [*self.source.line_starts, len(self.source.text) + 1]
        for begin, after in pairwise(starts):
            self._add(self.scanner.line(begin, after - 1))
        self._close()
        closing = self._end_blocks(self.comments, 0)
        texts = [text for _, text in closing]
        return Lines(self.lines, _trim(texts), self.scanner.mistakes)

    def _add(self, line: PhysicalLine) -> None:
        if not line.tokens:
            if line.comment is not None:
                self.comments.append((line.indent, line.comment))
            elif self.comments[-1:] != [(0, None)]:
                self.comments.append((0, None))
            return
        if self.open is not None and not self._goes_on(self.open, line):
            self._close()
        if self.open is None:
            self.waiting, self.comments = self.comments, []
            self.open = _Open(line.indent, [], 0, False, None)
        current = self.open
        if current.comment is not None:
            current.inner.append(current.comment)
        current.inner.extend(text for _, text in self.comments if text is not None)
        self.comments = []
        current.comment = line.comment
        current.faulty |= line.faulty
        self._brackets(current, line.tokens)
        current.end = line.tokens[-1].end

    def _goes_on(self, current: _Open, line: PhysicalLine) -> bool:
        first = line.tokens[0]
        if first.kind == "WORD" and first.text in CONNECTING:
            return True
        if current.brackets:
            if current.tokens[0].text in ("action", "trigger") and _is_clause(line):
                return False
            return line.indent > current.indent or first.kind == "RPAR"
        last = current.tokens[-1]
        if last.kind not in ("AND", "OR") and not (last.kind == "WORD" and last.text in CONNECTING):
            return False
        if line.indent == current.indent:
            return line.indent > 0 and first.text not in NO_CONTINUATION
        return line.indent > current.indent

    def _brackets(self, current: _Open, tokens: Iterable[Token]) -> None:
        """Take tokens into the open line; a closing bracket without opening is left out."""
        for token in tokens:
            if token.kind == "LPAR":
                current.brackets.append(token)
                if len(current.brackets) > MOST_BRACKETS and not current.too_deep:
                    current.too_deep = True
                    self.scanner.mistake(
                        codes.TOO_DEEP,
                        token.begin,
                        token.end,
                        what="Brackets stand",
                        most=MOST_BRACKETS,
                    )
            elif token.kind == "RPAR":
                if not current.brackets:
                    self.scanner.mistake(codes.UNOPENED_BRACKET, token.begin, token.end)
                    current.faulty = True
                    if len(current.tokens) == 0:
                        current.tokens.append(token)  # a line is never empty
                    continue
                current.brackets.pop()
            current.tokens.append(token)

    def _close(self) -> None:
        """End the open line."""
        current = self.open
        if current is None:
            return
        self.open = None
        if current.brackets:
            bracket = current.brackets[-1]
            if not current.too_deep:
                begin, end = bracket.begin, bracket.end
                self.scanner.mistake(codes.UNCLOSED_BRACKET, begin, end, "Close it with ).")
            current.faulty = True
            closing = Token("RPAR", ")", current.end, current.end)
            current.tokens.extend([closing] * len(current.brackets))
        before = self._end_blocks(self.waiting, current.indent)
        line = LogicalLine(
            current.indent,
            current.tokens,
            current.end,
            current.faulty,
            current.too_deep,
            _trivia(before, current.inner, current.comment),
        )
        self.lines.append(line)
        if line.first != "else" or not self.blocks or self.blocks[-1].indent != line.indent:
            while self.blocks and self.blocks[-1].indent >= line.indent:
                self.blocks.pop()
            self.blocks.append(line)  # an `else` goes on with the line of its `if`

    def _end_blocks(self, comments: list[Comment], indent: int) -> list[Comment]:
        """End the blocks deeper than a line; return the comments that stand before that line.

        Comments indented deeper than it stand at the end of a block: they go to the innermost
        line that is not indented deeper than they are.
        """
        begin = 0
        while self.blocks and self.blocks[-1].indent > indent:
            last = self.blocks.pop()
            least = last.indent
            if not self.blocks or self.blocks[-1].indent <= indent:
                least = indent + 1  # nobody else takes them
            end = begin
            for position in range(begin, len(comments)):
                column, text = comments[position]
                if text is not None:
                    if column < least:
                        break
                    end = position + 1
            if end > begin:
                after = tuple(text for _, text in comments[begin:end])
                last.trivia = replace(last.trivia, after=after)
                begin = end
        return comments[begin:]


def _is_clause(line: PhysicalLine) -> bool:
    """Whether a line begins with the word of a clause, and not with a role of that name."""
    if line.tokens[0].text not in CLAUSES:
        return False
    return len(line.tokens) < 2 or line.tokens[1].kind not in ("COLON", "COMMA", "RPAR")


def _trivia(before: Sequence[Comment], inner: list[str], behind: str | None) -> Trivia:
    texts = [text for _, text in before]
    blank = bool(texts) and texts[0] is None
    return Trivia((*(texts[1:] if blank else texts), *inner), behind, blank)


def _trim(texts: list[str | None]) -> tuple[str | None, ...]:
    while texts and texts[-1] is None:
        texts.pop()
    return tuple(texts)
