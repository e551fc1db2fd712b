"""A line that the machine refused, and what is found out about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from elsewise.diagnostics import Code, Diagnostic, Source, Span
from elsewise.syntax.scanner import shorten
from elsewise.syntax.tokens import Token


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a line; `mended` is the line as it may have been meant."""

    code: Code
    span: Span
    details: dict[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    mended: list[Token] | None = None

    def diagnose(self, source: Source) -> Diagnostic:
        """Make the diagnostic."""
        message = self.code.message.format(**self.details)
        return Diagnostic(self.code, message, source, self.span, self.suggestion)


@dataclass(frozen=True, slots=True)
class Situation:
    """A line, and where the machine refused it.

    `kinds` are what the tokens were read as, up to the refused one. `expected` could have stood
    there (with a few that could not), `context` at the beginning of the line. `below` are the
    tokens of the next line if it is indented deeper, `types` the names of all declared types.
    `at_margin` says whether the line stands where declarations begin; in a `piece` of a text that
    is nowhere.
    """

    source: Source
    tokens: list[Token]
    end: int
    index: int
    kinds: Sequence[str]
    expected: frozenset[str]
    context: frozenset[str]
    below: Sequence[Token]
    types: frozenset[str]
    at_margin: bool
    accepts: Callable[[Sequence[Token]], set[str]]
    piece: bool = False

    @property
    def at(self) -> Token:
        """The refused token; of kind NL at the end of the line."""
        if self.index < len(self.tokens):
            return self.tokens[self.index]
        return Token("NL", "", self.end, self.end)

    def kind(self, back: int) -> str:
        """Return what a token before the refused one was read as, "" if there is none."""
        return self.kinds[self.index - back] if self.index >= back else ""

    def before(self, back: int = 1) -> Token:
        """Return a token before the refused one."""
        return self.tokens[self.index - back]

    @property
    def in_event(self) -> bool:
        """Whether the line stands where clauses begin."""
        return "THEN" in self.context and not self.at_margin

    def bracket(self) -> int | None:
        """Return the index of the innermost bracket that is open at the refused token."""
        depth = 0
        for position in range(self.index - 1, -1, -1):
            depth += (self.kinds[position] == "RPAR") - (self.kinds[position] == "LPAR")
            if depth < 0:
                return position
        return None

    def accepted(self) -> set[str]:
        """Return what could really stand in the place of the refused token."""
        return self.accepts(self.tokens[: self.index])

    def quote(self, begin: int, end: int) -> str:
        """Return a piece of the text as it can stand in a message."""
        return shorten(re.sub(r"\s+", " ", self.source.text[begin:end]), 60)

    # -- the line as it may have been meant -----------------------------------------------------

    def without(self, index: int) -> list[Token]:
        """Return the line without a token."""
        return self.tokens[:index] + self.tokens[index + 1 :]

    def inserting(self, kind: str, text: str) -> list[Token]:
        """Return the line with a token before the refused one."""
        begin = self.before().end if self.index else self.at.begin
        return [*self.tokens[: self.index], Token(kind, text, begin, begin), *self.rest()]

    def replacing(self, index: int, kind: str, text: str) -> list[Token]:
        """Return the line with another token in the place of one."""
        old = self.tokens[index]
        new = Token(kind, text, old.begin, old.end)
        return [*self.tokens[:index], new, *self.tokens[index + 1 :]]

    def rest(self) -> list[Token]:
        """Return the tokens from the refused one on."""
        return self.tokens[self.index :]


def word(text: str, place: Token) -> Token:
    """Return a word that stands in the place of a token."""
    return Token("WORD", text, place.begin, place.end)


def spoken(token: Token) -> str:
    """Return how to speak of a token."""
    if token.kind == "STRING":
        return "this text"
    if token.kind == "NUMBER":
        return f"the number {shorten(token.text)}"
    return f'"{shorten(token.text)}"'
