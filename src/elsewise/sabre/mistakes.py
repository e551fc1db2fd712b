"""Says what is wrong with a stretch of text that cannot be read.

Spans are matched as a whole (see `matching`), so a failure there has no place. Here the tokens
are read from left to right, waiting by turns for an operand and for an operator; the first token
that does not fit is the mistake.
"""

from __future__ import annotations

from dataclasses import dataclass

from elsewise.diagnostics import Code, Diagnostic, Span, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.sabre.brackets import TokenLine
from elsewise.sabre.tokens import is_name, is_number, is_string, is_word

_WRITTEN_OUT = {"and": "&", "or": "|", "not": "!", "implies": "if", "then": "nothing", "is": "=="}
_OPERATORS = frozenset(["&", "|", "=", "==", "!=", ">=", "<=", ">", "<", "*", "/", "+", "-", ":"])


@dataclass(frozen=True, slots=True)
class Found:
    """A mistake, and at which token it was found."""

    diagnostic: Diagnostic
    position: int


class _FoundError(Exception):
    def __init__(self, found: Found) -> None:
        super().__init__(found)
        self.found = found


def explain(line: TokenLine, begin: int, end: int) -> Found:
    """Say why the tokens `begin..end` are not an expression."""
    try:
        _Scan(line).expression(begin, end)
    except _FoundError as error:
        return error.found
    return Found(diagnose(dialect.UNREADABLE, line.source, line.span(begin, end)), begin)


def bad_name(line: TokenLine, position: int, wanted: str) -> Diagnostic:
    """Say why a token is not the name (or whatever is `wanted`) that should stand there."""
    if position >= len(line.texts):
        return diagnose(
            dialect.EXPECTED,
            line.source,
            line.span(position, position),
            wanted=wanted,
            found="the end of the file",
        )
    text, span = line.texts[position], line.token_span(position)
    if is_word(text) and not is_name(text):
        return diagnose(dialect.BAD_NAME, line.source, span, name=text)
    if is_string(text):
        return diagnose(dialect.STRING, line.source, span)
    return diagnose(dialect.EXPECTED, line.source, span, wanted=wanted, found=f'"{text}"')


class _Scan:
    """Goes through an expression from left to right."""

    def __init__(self, line: TokenLine) -> None:
        self.line = line

    def fail(self, code: Code, position: int, span: Span, **details: object) -> _FoundError:
        """Say what is wrong, to be raised."""
        found = diagnose(code, self.line.source, span, suggestion=None, related=(), **details)
        return _FoundError(Found(found, position))

    def expression(self, begin: int, end: int) -> None:
        """Read operands and operators by turns; a last operator may follow (`p() & q() &`)."""
        position = begin
        while True:
            position = self.operand(position, begin, end)
            if position >= end:
                return
            position = self.operator(position, end)
            sign = self.line.text(position - 1)
            several = len(self.line.places(sign, begin, end)) > 1
            if position >= end and sign in ("&", "|") and several:
                return

    # -- operands -------------------------------------------------------------------------

    def operand(self, position: int, begin: int, end: int) -> int:
        """Read one operand; return the position behind it."""
        line = self.line
        if position >= end:
            gap = line.span(position, position)
            raise self.fail(
                dialect.MISSING_OPERAND, position, gap, before=self._before(position, begin)
            )
        text = line.texts[position]
        if text == "!":
            return self.operand(position + 1, begin, end)
        if text == "(":
            self.expression(position + 1, line.partner[position])
            return line.partner[position] + 1
        if is_number(text) or text == "?":
            return position + 1
        if is_name(text):
            if line.text(position + 1) == "(" and position + 1 < end:
                return self._call(position, begin, end)
            return position + 1
        raise self._no_operand(position, begin, text)

    def _no_operand(self, position: int, begin: int, text: str) -> _FoundError:
        line, span = self.line, self.line.token_span(position)
        before = line.texts[position - 1] if position > begin else ""
        if before == "-" and text == ">":
            return self.fail(dialect.ARROW, position, line.span(position - 1, position + 1))
        if before in ("&", "|", "=", "==") and text in (before, "="):
            double = before + text
            return self.fail(
                dialect.DOUBLED_OPERATOR, position, line.span(position - 1, position + 1),
                double=double, single="==" if "=" in double else before,
            )  # fmt: skip
        if text == "-":
            return self.fail(dialect.UNARY_MINUS, position, span)
        if is_string(text):
            return self.fail(dialect.STRING, position, span)
        if is_word(text):
            return self.fail(dialect.BAD_NAME, position, span, name=text)
        what = self._before(position, begin)
        return self.fail(dialect.MISSING_OPERAND, position, span, before=what)

    def _before(self, position: int, begin: int) -> str:
        if position <= begin:
            return "here"
        return f'behind "{self.line.text(position - 1)}"'

    def _call(self, position: int, begin: int, end: int) -> int:
        line = self.line
        word, opening = line.text(position), position + 1
        closing = line.partner[opening]
        if word == "if":
            self.expression(opening + 1, closing)
            return self.operand(closing + 1, begin, end)
        if word in ("forall", "exists", "sum", "product"):
            self._variable(opening + 1, closing)
            return self.operand(closing + 1, begin, end)
        if word == "believes":
            self._believes(opening, closing)
        else:
            self._arguments(opening + 1, closing)
        return closing + 1

    def _variable(self, begin: int, end: int) -> None:
        """Read `name : type`."""
        wanted = ("the name of a variable", '":" and a type', "a type")
        for offset, what in enumerate(wanted):
            position = begin + offset
            good = self.line.text(position) == ":" if offset == 1 else self.line.is_name(position)
            if position >= end or not good:
                found = bad_name(self.line, position, what)
                raise _FoundError(Found(found, position))
        if end - begin != 3:
            raise _FoundError(Found(bad_name(self.line, begin + 3, '")"'), begin + 3))

    def _believes(self, opening: int, closing: int) -> None:
        if not self.line.is_name(opening + 1):
            found = bad_name(self.line, opening + 1, "the name of a character")
            raise _FoundError(Found(found, opening + 1))
        if self.line.text(opening + 2) == "(":
            inner = self.line.partner[opening + 2]
            span = self.line.span(opening + 1, inner + 1)
            raise self.fail(dialect.NESTED_ARGUMENT, opening + 1, span)
        if self.line.text(opening + 2) != ",":
            found = bad_name(self.line, opening + 2, '"," and what is believed')
            raise _FoundError(Found(found, opening + 2))
        self.expression(opening + 3, closing)

    def _arguments(self, begin: int, end: int) -> None:
        for left, right in self.line.split(",", begin, end):
            if left >= right:
                raise _FoundError(Found(bad_name(self.line, left, "a name or a value"), left))
            text = self.line.texts[left]
            if right - left > 1:
                span = self.line.span(left, right)
                if is_name(text) and self.line.text(left + 1) == "(":
                    raise self.fail(dialect.NESTED_ARGUMENT, left, span)
                found = bad_name(self.line, left + 1, '"," or ")"')
                raise _FoundError(Found(found, left + 1))
            if not (is_name(text) or is_number(text) or text == "?"):
                raise _FoundError(Found(bad_name(self.line, left, "a name or a value"), left))

    # -- operators ------------------------------------------------------------------------

    def operator(self, position: int, end: int) -> int:
        """Read what stands between two operands; return the position of the next operand."""
        line = self.line
        text, before = line.texts[position], line.texts[position - 1]
        if text == "else":
            if line.text(position + 1) == "if" and position + 1 < end:
                raise self.fail(dialect.ELSE_IF, position, line.span(position, position + 2))
            return position + 1
        if text == "elseif" and line.text(position + 1) == "(":
            self.expression(position + 2, line.partner[position + 1])
            return line.partner[position + 1] + 1
        if text in _OPERATORS:
            return position + 1
        span, span_before = line.token_span(position), line.token_span(position - 1)
        if is_number(text) and text.startswith("-"):
            raise self.fail(dialect.GLUED_MINUS, position, span, number=text[1:])
        if is_number(before) and is_word(text) and span_before.end == span.begin:
            raise self.fail(dialect.BAD_NUMBER, position, span_before + span, number=before + text)
        for word, place in ((text, span), (before, span_before)):
            if word in _WRITTEN_OUT:
                instead = _WRITTEN_OUT[word]
                raise self.fail(dialect.WRITTEN_OUT, position, place, word=word, sign=instead)
        if is_string(text):
            raise self.fail(dialect.STRING, position, span)
        gap = Span(span_before.end, span_before.end)
        raise self.fail(dialect.MISSING_OPERATOR, position, gap, left=before, right=text)
