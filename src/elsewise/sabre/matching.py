"""Reads expressions by matching spans of tokens, as the peer does.

A span is tried against the kinds of expression in a fixed order, and the first kind that takes up
the whole span wins. An operator splits the span where it first stands outside brackets. So what is
tried earlier binds looser: `&` looser than `|`, and `x * y + z` is `x * (y + z)`. What a span
is, is remembered, so the time is polynomial however much is tried.
"""

from __future__ import annotations

from collections.abc import Container

from elsewise.sabre.brackets import TokenLine
from elsewise.sabre.tokens import is_name, is_number
from elsewise.sabre.tree import (
    Arithmetic,
    Assignment,
    Believes,
    Bracketed,
    Comparison,
    Conditional,
    Conjunction,
    Disjunction,
    Expression,
    Fluent,
    Literal,
    Name,
    Negation,
    Quantified,
    TypeTest,
)

DEEPEST = 100
"""How deep an expression may nest."""

# Each in the order in which they are tried.
_COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
_ARITHMETIC = ("*", "/", "+", "-")
_CONSTANTS = {"?": None, "True": True, "False": False}


class TooDeepError(Exception):
    """An expression nests deeper than `DEEPEST`; `position` is the token where it does."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class Matcher:
    """Reads the expressions of one text; every span is read at most once."""

    def __init__(self, line: TokenLine) -> None:
        self._line = line
        self._known: dict[tuple[int, int], Expression | None] = {}
        self._depth = 0

    def expression(self, begin: int, end: int) -> Expression | None:
        """Return what the tokens `begin..end` mean, or None if they cannot be read.

        Raises TooDeepError if the expression nests too deep.
        """
        key = (begin, end)
        known = self._known
        if key not in known:
            if self._depth >= DEEPEST:
                raise TooDeepError(begin)
            self._depth += 1
            try:
                known[key] = self._match(begin, end)
            finally:
                self._depth -= 1
        return known[key]

    def atom(self, begin: int, end: int) -> Name | Literal | None:
        """Return a name or a constant, if the tokens are one."""
        if end - begin != 1:
            return None
        text = self._line.texts[begin]
        if is_number(text):
            return Literal(self._line.token_span(begin), float(text))
        if text in _CONSTANTS:
            return Literal(self._line.token_span(begin), _CONSTANTS[text])
        return self._name(begin)

    def _name(self, position: int) -> Name | None:
        texts = self._line.texts
        if position >= len(texts) or not is_name(texts[position]):
            return None
        return Name(self._line.token_span(position), texts[position])

    def _match(self, begin: int, end: int) -> Expression | None:
        if end - begin <= 1:
            return self.atom(begin, end)
        line = self._line
        if line.texts[begin] == "(" and line.partner[begin] == end - 1:
            return self._bracketed(begin, end)
        if self._call(begin, end):
            called = self._fluent(begin, end) or self._believes(begin, end)
            if called or line.texts[begin] != "if":
                return called
        # What stands in this bracket is looked at in the order of the peer; without operators
        # only what begins with a word of its own is left.
        signs = line.signs(begin)
        return (
            self._joined(begin, end, signs)
            or self._negation(begin, end)
            or self._conditional(begin, end)
            or self._quantified(begin, end, ("forall", "exists"))
            or ("=" in signs and self._assignment(begin, end))
            or self._comparison(begin, end, signs)
            or (":" in signs and self._type_test(begin, end))
            or self._quantified(begin, end, ("product", "sum"))
            or self._arithmetic(begin, end, signs)
            or None
        )

    def _bracketed(self, begin: int, end: int) -> Expression | None:
        inner = self.expression(begin + 1, end - 1)
        return inner and Bracketed(self._line.span(begin, end), inner)

    def _call(self, begin: int, end: int) -> bool:
        """Whether the tokens are a name and brackets up to the end."""
        line = self._line
        return (
            end - begin >= 3
            and line.texts[begin + 1] == "("
            and line.partner[begin + 1] == end - 1
            and line.is_name(begin)
        )

    def _mind(self, begin: int, end: int) -> tuple[Name, int] | None:
        """Of `believes(who, …)`: who, and where the rest begins."""
        line = self._line
        if line.texts[begin] != "believes" or not self._call(begin, end):
            return None
        who = self._name(begin + 2)
        return (who, begin + 4) if who and line.text(begin + 3) == "," else None

    def _fluent(self, begin: int, end: int) -> Fluent | Believes | None:
        if not self._call(begin, end):
            return None
        line = self._line
        if mind := self._mind(begin, end):
            who, rest = mind
            if fluent := self._fluent(rest, end - 1):
                return Believes(line.span(begin, end), who, fluent)
        arguments: list[Name | Literal] = []
        for left, right in line.split(",", begin + 2, end - 1):
            argument = self.atom(left, right)
            if argument is None:
                return None
            arguments.append(argument)
        name = Name(line.token_span(begin), line.texts[begin])
        return Fluent(line.span(begin, end), name, tuple(arguments))

    def _believes(self, begin: int, end: int) -> Expression | None:
        mind = self._mind(begin, end)
        if mind is None:
            return None
        body = self.expression(mind[1], end - 1)
        return body and Believes(self._line.span(begin, end), mind[0], body)

    def _joined(self, begin: int, end: int, signs: Container[str]) -> Expression | None:
        for sign, kind in (("&", Conjunction), ("|", Disjunction)):
            if sign not in signs:
                continue
            pieces = self._line.split(sign, begin, end)
            if len(pieces) < 2:
                continue
            parts: list[Expression] = []
            for piece in pieces:
                part = self.expression(*piece)
                if part is None:
                    break
                parts.append(part)
            else:
                return kind(self._line.span(begin, end), tuple(parts))
        return None

    def _negation(self, begin: int, end: int) -> Expression | None:
        if self._line.texts[begin] != "!":
            return None
        operand = self.expression(begin + 1, end)
        return operand and Negation(self._line.span(begin, end), operand)

    def _conditional(self, begin: int, end: int) -> Expression | None:
        line = self._line
        if line.texts[begin] != "if":
            return None
        span = line.span(begin, end)
        branches: list[tuple[Expression, Expression]] = []
        while line.text(begin + 1) == "(" and begin + 2 < end:
            closing = line.partner[begin + 1]
            test = self.expression(begin + 2, closing)
            cut = line.first("elseif", closing + 1, end)
            alternative = line.first("else", closing + 1, end) if cut is None else None
            body_end = next(place for place in (cut, alternative, end) if place is not None)
            body = self.expression(closing + 1, body_end)
            if test is None or body is None:
                return None
            branches.append((test, body))
            if len(branches) > DEEPEST:
                raise TooDeepError(begin)
            if cut is not None:
                begin = cut
                continue
            if alternative is None:
                return Conditional(span, tuple(branches), None)
            if line.first("else", alternative + 1, end) is not None:
                return None  # so `if(p) 1 else 0 + if(q) 1 else 0` is a sum, `else if` a mistake
            otherwise = self.expression(alternative + 1, end)
            return otherwise and Conditional(span, tuple(branches), otherwise)
        return None

    def _quantified(self, begin: int, end: int, words: tuple[str, ...]) -> Expression | None:
        line = self._line
        if line.texts[begin] not in words or end - begin < 7 or line.texts[begin + 1] != "(":
            return None
        if line.texts[begin + 3] != ":" or line.partner[begin + 1] != begin + 5:
            return None
        variable, type_name = self._name(begin + 2), self._name(begin + 4)
        body = self.expression(begin + 6, end)
        if variable is None or type_name is None or body is None:
            return None
        return Quantified(line.span(begin, end), line.texts[begin], variable, type_name, body)

    def _assignment(self, begin: int, end: int) -> Expression | None:
        place = self._line.first("=", begin, end)
        target = None if place is None else self._fluent(begin, place)
        if place is None or target is None:
            return None
        value = self.expression(place + 1, end)
        return value and Assignment(self._line.span(begin, end), target, value)

    def _sides(self, sign: str, begin: int, end: int) -> tuple[Expression, Expression] | None:
        place = self._line.first(sign, begin, end)
        if place is None:
            return None
        left = self.expression(begin, place)
        right = left and self.expression(place + 1, end)
        return (left, right) if left and right else None

    def _comparison(self, begin: int, end: int, signs: Container[str]) -> Expression | None:
        for sign in _COMPARISONS:
            if sign not in signs:
                continue
            if sides := self._sides(sign, begin, end):
                return Comparison(self._line.span(begin, end), sign, *sides)
        return None

    def _type_test(self, begin: int, end: int) -> Expression | None:
        place = self._line.first(":", begin, end)
        if place is None or place + 2 != end:
            return None
        operand, type_name = self.expression(begin, place), self._name(place + 1)
        if operand is None or type_name is None:
            return None
        return TypeTest(self._line.span(begin, end), operand, type_name)

    def _arithmetic(self, begin: int, end: int, signs: Container[str]) -> Expression | None:
        for sign in _ARITHMETIC:
            if sign not in signs:
                continue
            if sides := self._sides(sign, begin, end):
                return Arithmetic(self._line.span(begin, end), sign, *sides)
        return None
