"""Why a line cannot be read: the first word that does not fit, in words that help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from elsewise.diagnostics import Code, Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import syntax as codes
from elsewise.syntax.machine import Refused
from elsewise.syntax.scanner import shorten
from elsewise.syntax.tokens import Token


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a line; `mended` is the line as it may have been meant."""

    code: Code
    span: Span
    details: dict[str, Any] = field(default_factory=dict)
    suggestion: str | None = None
    mended: list[Token] | None = None

    def diagnose(self, source: Source) -> Diagnostic:
        """Make the diagnostic."""
        return diagnose(self.code, source, self.span, suggestion=self.suggestion, **self.details)


@dataclass(frozen=True, slots=True)
class Situation:
    """A line, and where the machine refused it."""

    tokens: list[Token]
    end: int
    refused: Refused
    context: set[str]
    """What could have stood at the beginning of the line."""
    below: list[Token]
    """Tokens of the next line, if it is indented deeper."""
    types: frozenset[str]
    accepts: Callable[[Sequence[Token]], set[str]]


def explain(situation: Situation) -> Finding:
    """Return the best explanation."""
    index = situation.refused.index
    if index == len(situation.tokens):
        return Finding(codes.UNFINISHED_LINE, Span(situation.end, situation.end))
    token = situation.tokens[index]
    return Finding(codes.UNEXPECTED_WORD, token.span, {"found": shorten(token.text)})


def mistyped_declaration(
    tokens: list[Token], below: list[Token], types: frozenset[str]
) -> Finding | None:
    """Find out whether a line at the margin begins with a mistyped word."""
    return None
