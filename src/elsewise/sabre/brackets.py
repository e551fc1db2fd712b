"""Tokens with their brackets matched, ready for looking up signs outside brackets."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from elsewise.diagnostics import Code, Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.sabre.tokens import Tokens, is_name

DEFINITION_WORDS = frozenset({"type", "entity", "property", "action", "trigger", "utility"})
PART_WORDS = frozenset({"precondition", "effect", "consenting", "observing"})
_OPENING = {")": "(", "}": "{", "]": "["}
_BRACKETS = frozenset("(){}[]")
_OPERATORS = ["&", "|", "!", "=", "==", "!=", ">=", "<=", ">", "<", "*", "/", "+", "-", ":"]
_FOUND_BY_GROUP = frozenset([*_OPERATORS, ",", ";", "else", "elseif"])
_NOTED = _BRACKETS | _FOUND_BY_GROUP | DEFINITION_WORDS | PART_WORDS
_OUTSIDE = -1


@dataclass(frozen=True)
class TokenLine:
    """All tokens of a text, and for each the bracket it is in.

    `group[i]` is the position of the innermost bracket that opens around token i, or -1; a bracket
    itself belongs to the group around it. `partner[i]` is the position of the other bracket, or -1.
    `broken` are the positions of brackets without a partner. `definition_words` and `part_words`
    are the positions of the words that may begin a definition, or a part of one.
    """

    source: Source
    texts: list[str]
    begins: list[int]
    group: list[int]
    partner: list[int]
    broken: frozenset[int]
    definition_words: list[int] = field(repr=False)
    part_words: list[int] = field(repr=False)
    _places: dict[int, dict[str, list[int]]] = field(repr=False)

    def text(self, position: int) -> str:
        """Return the text of a token; empty behind the last."""
        return self.texts[position] if position < len(self.texts) else ""

    def is_name(self, position: int) -> bool:
        """Whether there is a token that may name something."""
        return position < len(self.texts) and is_name(self.texts[position])

    def places(self, text: str, begin: int, end: int) -> list[int]:
        """Where `text` stands in `begin..end`, outside brackets that open in there."""
        if begin >= end:
            return []
        found = self.signs(begin).get(text, ())
        return list(found[bisect_left(found, begin) : bisect_left(found, end)])

    def first(self, text: str, begin: int, end: int) -> int | None:
        """Return the first of `places`."""
        if begin >= end:
            return None
        found = self.signs(begin).get(text)
        if found is None:
            return None
        index = bisect_left(found, begin)
        return found[index] if index < len(found) and found[index] < end else None

    def signs(self, position: int) -> dict[str, list[int]]:
        """Return the signs that stand in the same bracket as a token, with their positions."""
        return self._places.get(self.group[position], {})

    def span(self, begin: int, end: int) -> Span:
        """Return the stretch of text of the tokens `begin..end`; a gap if there are none.

        The gap is directly behind the token before it, not at the next.
        """
        if begin < end:
            return Span(self.begins[begin], self.begins[end - 1] + len(self.texts[end - 1]))
        offset = self.begins[begin - 1] + len(self.texts[begin - 1]) if begin else 0
        return Span(offset, offset)

    def token_span(self, position: int) -> Span:
        """Return the stretch of text of one token."""
        begin = self.begins[position]
        return Span(begin, begin + len(self.texts[position]))

    def split(self, separator: str, begin: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches between separators outside brackets; a last one is ignored."""
        places = self.places(separator, begin, end)
        if places and places[-1] == end - 1:
            end = places.pop()
        elif begin == end:
            return []
        borders = [begin - 1, *places, end]
        return [(left + 1, right) for left, right in pairwise(borders)]


def match_brackets(source: Source, tokens: Tokens) -> tuple[TokenLine, list[Diagnostic]]:
    """Match the brackets of a text; those without a partner are reported."""
    matcher = _BracketMatcher(source, tokens)
    matcher.read()
    line = TokenLine(
        source, tokens.texts, tokens.begins, matcher.group, matcher.partner,
        frozenset(matcher.broken), matcher.definition_words, matcher.part_words, matcher.places,
    )  # fmt: skip
    return line, matcher.diagnostics


class _BracketMatcher:
    """Goes through the tokens once.

    `stack` are the positions of the open brackets; `heights` the places in it of each kind.
    """

    def __init__(self, source: Source, tokens: Tokens) -> None:
        self.source = source
        self.texts = tokens.texts
        self.begins = tokens.begins
        self.stack: list[int] = []
        self.heights: dict[str, list[int]] = {opening: [] for opening in _OPENING.values()}
        self.group: list[int] = []
        self.partner = [-1] * len(tokens.texts)
        self.broken: set[int] = set()
        self.diagnostics: list[Diagnostic] = []
        self.definition_words: list[int] = []
        self.part_words: list[int] = []
        self.places: dict[int, dict[str, list[int]]] = {}

    def read(self) -> None:
        """Take all tokens."""
        group, stack, places = self.group, self.stack, self.places
        here = _OUTSIDE  # the innermost open bracket
        signs = places.setdefault(here, {})
        for position, text in enumerate(self.texts):
            if text not in _NOTED:
                group.append(here)
                continue
            if text in _BRACKETS:
                if text in _OPENING:
                    self._close(position, text)
                else:
                    group.append(here)
                    self.heights[text].append(len(stack))
                    stack.append(position)
                here = stack[-1] if stack else _OUTSIDE
                signs = places.setdefault(here, {})
                continue
            if text in DEFINITION_WORDS:
                self.definition_words.append(position)
                if self._begins_definition(position):
                    here = self._end_statement()
                    if stack:
                        self.give_up()
                        here = stack[-1] if stack else _OUTSIDE
                    signs = places.setdefault(here, {})
            elif text in PART_WORDS:
                self.part_words.append(position)
            else:
                if text == ";":
                    here = self._end_statement()
                    signs = places.setdefault(here, {})
                if text in signs:
                    signs[text].append(position)
                else:
                    signs[text] = [position]
            group.append(here)
        while stack:
            self.give_up()

    def give_up(self) -> None:
        """Report the innermost open bracket as never closed."""
        position = self._pop()
        self.broken.add(position)
        self._report(dialect.UNCLOSED_BRACKET, position)

    def _end_statement(self) -> int:
        """Give up the brackets that are open in a statement; return the one around it."""
        while self.stack and self.texts[self.stack[-1]] != "{":
            self.give_up()
        return self.stack[-1] if self.stack else _OUTSIDE

    def _begins_definition(self, position: int) -> bool:
        behind = self.texts[position - 1] if position else ";"
        if behind not in (";", "}") or position + 1 >= len(self.texts):
            return False
        return is_name(self.texts[position + 1])

    def _close(self, position: int, text: str) -> None:
        wanted = self.heights[_OPENING[text]]
        place = wanted[-1] if wanted else -1
        brace = self.heights["{"][-1] if self.heights["{"] else -1
        # A brace closes whatever round brackets are still open in it, never the other way round.
        if place < 0 or (text != "}" and brace > place):
            self.broken.add(position)
            self._report(dialect.STRAY_BRACKET, position)
        else:
            while len(self.stack) > place + 1:
                self.give_up()
            partner = self._pop()
            self.partner[partner], self.partner[position] = position, partner
        self.group.append(self.stack[-1] if self.stack else _OUTSIDE)

    def _pop(self) -> int:
        position = self.stack.pop()
        self.heights[self.texts[position]].pop()
        return position

    def _report(self, code: Code, position: int) -> None:
        begin, text = self.begins[position], self.texts[position]
        span = Span(begin, begin + len(text))
        self.diagnostics.append(diagnose(code, self.source, span, bracket=text))
