"""Tokens with their brackets matched, ready for looking up signs outside brackets."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from elsewise.diagnostics import Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.lean import dataclass, field
from elsewise.sabre.tokens import Token, TokenKind

DEFINITION_WORDS = frozenset({"type", "entity", "property", "action", "trigger", "utility"})
_CLOSING = {"(": ")", "{": "}", "[": "]"}
_OUTSIDE = -1


@dataclass(frozen=True)
class TokenLine:
    """All tokens of a text, and for each the bracket it is in.

    `group[i]` is the position of the innermost bracket that opens around token i, or -1; a bracket
    itself belongs to the group around it. `partner[i]` is the position of the other bracket, or -1.
    `broken` are the positions of brackets without a partner.
    """

    source: Source
    tokens: list[Token]
    group: list[int]
    partner: list[int]
    broken: frozenset[int]
    _places: dict[tuple[int, str], list[int]] = field(repr=False)

    def text(self, position: int) -> str:
        """Return the text of a token; empty behind the last."""
        return self.tokens[position].text if position < len(self.tokens) else ""

    def places(self, text: str, begin: int, end: int) -> list[int]:
        """Where `text` stands in `begin..end`, outside brackets that open in there."""
        if begin >= end:
            return []
        found = self._places.get((self.group[begin], text), [])
        return found[bisect_left(found, begin) : bisect_left(found, end)]

    def first(self, text: str, begin: int, end: int) -> int | None:
        """Return the first of `places`."""
        if begin >= end:
            return None
        found = self._places.get((self.group[begin], text), [])
        index = bisect_left(found, begin)
        return found[index] if index < len(found) and found[index] < end else None

    def span(self, begin: int, end: int) -> Span:
        """Return the stretch of text of the tokens `begin..end`; a gap if there are none.

        The gap is directly behind the token before it, not at the next.
        """
        if begin < end:
            return self.tokens[begin].span + self.tokens[end - 1].span
        offset = self.tokens[begin - 1].span.end if begin else 0
        return Span(offset, offset)

    def split(self, separator: str, begin: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches between separators outside brackets; a last one is ignored."""
        places = self.places(separator, begin, end)
        if places and places[-1] == end - 1:
            end = places.pop()
        elif begin == end:
            return []
        borders = [begin - 1, *places, end]
        return [(left + 1, right) for left, right in pairwise(borders)]


def match_brackets(source: Source, tokens: list[Token]) -> tuple[TokenLine, list[Diagnostic]]:
    """Match the brackets of a text; those without a partner are reported."""
    matcher = _BracketMatcher(source, tokens)
    for position in range(len(tokens)):
        matcher.read(position)
    while matcher.stack:
        matcher.give_up()
    places: dict[tuple[int, str], list[int]] = {}
    for position, token in enumerate(tokens):
        if token.kind is TokenKind.SIGN or token.text in ("else", "elseif"):
            places.setdefault((matcher.group[position], token.text), []).append(position)
    line = TokenLine(
        source, tokens, matcher.group, matcher.partner, frozenset(matcher.broken), places
    )
    return line, matcher.diagnostics


class _BracketMatcher:
    """Goes through the tokens once.

    `stack` are the positions of the open brackets; `heights` the places in it of each kind.
    """

    def __init__(self, source: Source, tokens: list[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self.stack: list[int] = []
        self.heights: dict[str, list[int]] = {opening: [] for opening in _CLOSING}
        self.group: list[int] = []
        self.partner = [-1] * len(tokens)
        self.broken: set[int] = set()
        self.diagnostics: list[Diagnostic] = []

    def give_up(self) -> None:
        """Report the innermost open bracket as never closed."""
        position = self._pop()
        token = self.tokens[position]
        self.broken.add(position)
        self.diagnostics.append(
            diagnose(dialect.UNCLOSED_BRACKET, self.source, token.span, bracket=token.text)
        )

    def read(self, position: int) -> None:
        """Take one token."""
        token = self.tokens[position]
        text = token.text if token.kind is TokenKind.SIGN else ""
        if text in (")", "]", "}"):
            self._close(position, text)
        else:
            if text == ";" or self._begins_definition(position):
                while self.stack and self.tokens[self.stack[-1]].text != "{":
                    self.give_up()
            if self.stack and self._begins_definition(position):
                self.give_up()
            self.group.append(self.stack[-1] if self.stack else _OUTSIDE)
            if text in _CLOSING:
                self.heights[text].append(len(self.stack))
                self.stack.append(position)

    def _begins_definition(self, position: int) -> bool:
        if self.tokens[position].text not in DEFINITION_WORDS or position + 1 >= len(self.tokens):
            return False
        behind = self.tokens[position - 1].text if position else ";"
        return behind in (";", "}") and self.tokens[position + 1].is_name

    def _close(self, position: int, text: str) -> None:
        wanted = next(opening for opening, closing in _CLOSING.items() if closing == text)
        place = self.heights[wanted][-1] if self.heights[wanted] else -1
        brace = self.heights["{"][-1] if self.heights["{"] else -1
        # A brace closes whatever round brackets are still open in it, never the other way round.
        if place < 0 or (text != "}" and brace > place):
            self.group.append(self.stack[-1] if self.stack else _OUTSIDE)
            self.broken.add(position)
            span = self.tokens[position].span
            self.diagnostics.append(
                diagnose(dialect.STRAY_BRACKET, self.source, span, bracket=text)
            )
            return
        while len(self.stack) > place + 1:
            self.give_up()
        partner = self._pop()
        self.partner[partner], self.partner[position] = position, partner
        self.group.append(self.stack[-1] if self.stack else _OUTSIDE)

    def _pop(self) -> int:
        position = self.stack.pop()
        self.heights[self.tokens[position].text].pop()
        return position
