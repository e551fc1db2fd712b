"""Text to tree. Every text has a tree, and every mistake in it is reported.

The logical line is the unit. A line that cannot be read is repaired if one small change makes it
readable (a stray colon left out, a mistyped word mended); else it becomes `Broken` and the
reading goes on behind it, so one pass over the text finds all mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from elsewise.diagnostics import Code, Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.syntax import tree
from elsewise.syntax.declaration_rules import mistyped_declaration
from elsewise.syntax.finishing import finish, finish_piece
from elsewise.syntax.lexer import LogicalLine, split_lines
from elsewise.syntax.machine import Machine, Refused
from elsewise.syntax.mistakes import explain
from elsewise.syntax.situation import Situation
from elsewise.syntax.tokens import CLAUSES, DECLARATIONS, MOST_INDENTS, MOST_MISTAKES, Token

if TYPE_CHECKING:
    from typing import Any

MOST_REPAIRS = 10
MOST_ASKED = 100
"""What could stand in a place is found out by trying, so not too often."""

ELSE_WORDS = ("else", "elif", "elseif", "elsif")
LONG_LINE = 1_000
"""Lines of more tokens than this are not repaired, so that reading stays linear."""


def parse(source: Source) -> tuple[tree.File, tuple[Diagnostic, ...]]:
    """Read a world text. Never raises; mistakes are diagnostics, in the order of the text."""
    lines = split_lines(source)
    reader = _Reader(source, lines.lines)
    file = reader.read()
    comments = [(line.begin, line.trivia) for line in lines.lines]
    file, late = finish(file, source, comments, lines.closing_comments)
    return file, _in_order(*lines.mistakes, *reader.mistakes, *late)


class Piece(Enum):
    """A piece of a world text that is read by itself; the value is the grammar's name for it."""

    LINES = "AS_LINES"
    """Lines of a block: conditions or effects."""

    WANTS = "AS_WANTS"
    """What characters want: `Lex wants paid`."""

    QUESTION = "AS_QUESTION"
    """A question, on one line."""


def parse_piece(source: Source, piece: Piece) -> tuple[tuple[Any, ...], tuple[Diagnostic, ...]]:
    """Read a piece of a world text into its statements. Never raises; mistakes are diagnostics.

    `LINES` gives `tree.Line`s, `WANTS` gives `tree.WantsBlock`s, `QUESTION` gives one
    `tree.ExpectLine`; what could not be read is `tree.Broken`. The whole piece may be indented.
    """
    lines = split_lines(source)
    if not lines.lines:
        empty = diagnose(
            codes.UNFINISHED_LINE, source, Span(0, 0), suggestion="Nothing stands here."
        )
        return (), (*lines.mistakes, empty)
    reader = _Reader(source, lines.lines, piece)
    comments = [(line.begin, line.trivia) for line in lines.lines]
    statements, late = finish_piece(reader.read(), source, comments)
    return statements, _in_order(*lines.mistakes, *reader.mistakes, *late)


def _in_order(*mistakes: Diagnostic) -> tuple[Diagnostic, ...]:
    return tuple(sorted(mistakes, key=lambda mistake: mistake.span.begin))


class _Reader:
    """Feeds the lines of one text to the machine, with indentation and recovery."""

    def __init__(
        self, source: Source, lines: list[LogicalLine], piece: Piece | None = None
    ) -> None:
        self.source = source
        self.lines = lines
        self.piece = piece
        self.machine = Machine()
        # The column where the text begins: only a piece may be indented as a whole.
        self.margin = 0 if piece is None else min(line.indent for line in lines)
        self.mistakes: list[Diagnostic] = []
        # Open blocks: column, and whether the machine knows of it (not if the indentation is a
        # mistake and the line is read as one of the block around it).
        self.levels: list[tuple[int, bool]] = [(self.margin, True)]
        self.end = 0  # of the line before
        self.head = Token("WORD", "", 0, 0)  # how the line before begins
        self.excused = False  # whether it may lack its block, for another mistake
        self.skip_below: int | None = None  # lines deeper than this belong to a dropped one
        self.broken_level: int | None = None  # column of the last broken line
        self.asked = 0
        self.broken_lines = 0
        self.types = _declared_types(lines)

    def read(self) -> Any:  # noqa: ANN401
        """Read all lines; return a `tree.File`, or the statements of a piece."""
        if self.piece is not None:
            self.machine.feed(self.piece.value, 0, 0)
        for number, line in enumerate(self.lines):
            if max(len(self.mistakes), self.broken_lines) >= MOST_MISTAKES:
                break
            following = self.lines[number + 1] if number + 1 < len(self.lines) else None
            if self.skip_below is not None and line.indent > self.skip_below:
                continue
            self.skip_below = None
            if self._indent(line):
                self._line(line, following)
                self.end = line.end
        self._close_blocks(self.margin)
        return self.machine.finish()

    # -- indentation ----------------------------------------------------------------------------

    def _indent(self, line: LogicalLine) -> bool:
        """Bring the blocks in line with a line's indentation. False if it cannot be read."""
        column = line.indent
        if column > self.levels[-1][0] and self.machine.may_take("INDENT"):
            if len(self.levels) > MOST_INDENTS:
                self._mistake(
                    codes.TOO_DEEP, line.tokens[0].span, what="Blocks stand", most=MOST_INDENTS
                )
                self.skip_below = self.levels[-1][0]
                self.excused = True
                return False
            self.machine.feed("INDENT", self.end, self.end)
            self.levels.append((column, True))
            return True
        if column not in (level for level, _ in self.levels):
            column = self._uneven(line)
        self._close_blocks(column)
        return True

    def _uneven(self, line: LogicalLine) -> int:
        """Decide where a line belongs whose indentation is like no other; return the column."""
        column = line.indent
        lower = max(level for level, _ in self.levels if level < column)
        higher = [level for level, _ in self.levels if level > column]
        neighbour = min(higher, key=lambda level: level - column) if higher else lower
        if lower > 0 and column - lower < neighbour - column:
            neighbour = lower
        if self.levels[-1][0] > 0 and line.first in DECLARATIONS and lower == 0:
            neighbour = 0
        self._mistake(
            codes.UNEVEN_INDENTATION,
            Span(line.begin - 1, line.begin) if line.begin else line.tokens[0].span,
            column=column,
            neighbour=neighbour,
        )
        if not higher:  # the following lines may stand as deep as this one
            self._need_block()
            self.levels.append((column, False))
            return column
        return neighbour

    def _close_blocks(self, column: int) -> None:
        """End all blocks deeper than a column."""
        if column <= self.levels[-1][0]:
            self._need_block()
        while self.levels[-1][0] > column:
            _, real = self.levels.pop()
            if real:
                if not self.machine.may_take("DEDENT"):  # the block is empty so far
                    self.machine.feed("BROKEN", self.end, self.end)
                    self.machine.feed("NL", self.end, self.end)
                self.machine.feed("DEDENT", self.end, self.end)

    def _need_block(self) -> None:
        """Complain if the line before wants a block below it, and has none."""
        if not self.machine.may_take("INDENT") or self.machine.expects() != {"INDENT"}:
            return
        if not self.excused:
            suggestion = "Indent what belongs to it, or remove the line."
            self._mistake(codes.EMPTY_BLOCK, self.head.span, suggestion, head=self.head.text)
        self.machine.feed("INDENT", self.end, self.end)
        self.machine.feed("BROKEN", self.end, self.end)
        self.machine.feed("NL", self.end, self.end)
        self.machine.feed("DEDENT", self.end, self.end)

    # -- lines ----------------------------------------------------------------------------------

    def _line(self, line: LogicalLine, following: LogicalLine | None) -> None:
        """Read a line, mending it if that is easily done."""
        self.head = _head(line)
        self.excused = line.faulty
        if line.too_deep:
            self._broken(line, following)
            return
        tokens = line.tokens
        context = self.machine.expects()
        reported = line.faulty
        if self._at_margin:
            slip = mistyped_declaration(tokens, self.types)
            if slip is not None:
                self.mistakes.append(slip.diagnose(self.source))
                reported = self.excused = True
            if slip is not None and slip.mended is not None:
                tokens = slip.mended
            elif slip is not None:
                self._broken(line, following)
                return
        for _ in range(MOST_REPAIRS):
            try:
                self.machine.try_line(tokens, line.end)
            except Refused as refused:
                if self.broken_level == line.indent and line.first in ELSE_WORDS:
                    break  # its `if` may be the broken line
                finding = explain(self._situation(line, following, tokens, context, refused))
                again = bool(finding.mended) or finding.code is codes.INDENTED_DECLARATION
                if again or not reported:
                    self.mistakes.append(finding.diagnose(self.source))
                    reported = self.excused = True
                if finding.code is codes.INDENTED_DECLARATION:
                    self._close_blocks(0)
                    self.levels.append((line.indent, False))
                    context = self.machine.expects()
                    continue
                if not finding.mended or len(tokens) > LONG_LINE:
                    break
                tokens = finding.mended
            else:
                if self.broken_level is not None and line.indent <= self.broken_level:
                    self.broken_level = None
                return
        self._broken(line, following)

    @property
    def _at_margin(self) -> bool:
        if self.piece is not None:
            return False
        return len(self.levels) == 1 or not any(real for _, real in self.levels[1:])

    def _situation(
        self,
        line: LogicalLine,
        following: LogicalLine | None,
        tokens: list[Token],
        context: frozenset[str],
        refused: Refused,
    ) -> Situation:
        below = following.tokens if following and following.indent > line.indent else []
        return Situation(
            self.source,
            tokens,
            line.end,
            refused.index,
            refused.kinds,
            refused.expected,
            context,
            below,
            self.types,
            self._at_margin,
            self._accepts,
            self.piece is not None,
        )

    def _accepts(self, tokens: Sequence[Token]) -> set[str]:
        """Return what may follow; nothing if this was asked too often already, as it is slow."""
        self.asked += 1
        return self.machine.accepts(tokens) if self.asked <= MOST_ASKED else set()

    def _broken(self, line: LogicalLine, following: LogicalLine | None) -> None:
        """Let something stand for a line that cannot be read; lines below it are still read."""
        text = self.source.text[line.begin : line.end]
        self.broken_level = line.indent
        self.broken_lines += 1
        likely, sure = _likely_block(line, following, self._at_margin)
        for kind in (likely, "BROKEN"):
            try:
                self.machine.try_line([Token(kind, text, line.begin, line.end)], line.end)
            except Refused:
                continue
            if not sure:
                self.skip_below = line.indent
            return
        self.skip_below = line.indent

    def _mistake(
        self, code: Code, span: Span, suggestion: str | None = None, **details: object
    ) -> None:
        message = code.message.format(**details)
        self.mistakes.append(Diagnostic(code, message, self.source, span, suggestion))


def _head(line: LogicalLine) -> Token:
    """Return what a line begins with, to speak of it: at most three words."""
    last = line.tokens[: 3 if line.tokens[0].kind == "WORD" else 1]
    while len(last) > 1 and last[-1].kind != "WORD":
        last = last[:-1]
    return Token("WORD", " ".join(token.text for token in last), line.begin, last[-1].end)


def _likely_block(
    line: LogicalLine, following: LogicalLine | None, at_margin: bool
) -> tuple[str, bool]:
    """Guess what kind of block a broken line opens, and say whether the guess is sure."""
    words = {token.text for token in line.tokens[:6]}
    if not at_margin:
        return ("BROKEN_TELL", True) if line.first == "tell" else ("BROKEN", True)
    if line.first in ("action", "trigger", "ending"):
        return "BROKEN_EVENT", True
    if line.first == "fact":
        return "BROKEN_FACT", True
    if line.first == "start" or "wants" in words:
        return "BROKEN", True
    if following is not None and following.indent > line.indent and following.first in CLAUSES:
        return "BROKEN_EVENT", True
    return "BROKEN", False


def _declared_types(lines: list[LogicalLine]) -> frozenset[str]:
    """Return the names of all types, so that a mistyped declaration can be told from an entity."""
    found = {"entity", "character", "number"}
    for line in lines:
        if line.first == "type":
            for token in line.tokens[1:]:
                if token.text == "is":
                    break
                found.add(token.text)
    return frozenset(found)
