"""Words, numbers and signs of the peer's language."""

from __future__ import annotations

import re
from enum import Enum

from elsewise.diagnostics import Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.lean import dataclass


class TokenKind(Enum):
    """What a token is by itself."""

    WORD = "word"
    NUMBER = "number"
    SIGN = "sign"
    STRING = "string"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, sign or string, and where it stands."""

    kind: TokenKind
    text: str
    span: Span

    @property
    def is_name(self) -> bool:
        """Whether it may name something: any word that begins with a letter."""
        return self.kind is TokenKind.WORD and self.text[0].isalpha()


_SIGNS = r"(){}\[\],;:*/+\-&|!=><"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+|//[^\n]*|/\*.*?\*/)
    | (?P<open>/\*)
    | (?P<number>-?[0-9]+(?:\.[0-9]*)?)
    | (?P<string>"[^"\n]*"?)
    | (?P<sign>[=!><]=|[{_SIGNS}])
    | (?P<word>[^\s{_SIGNS}]+)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokenise(source: Source) -> tuple[list[Token], list[Diagnostic]]:
    """Split a text into tokens; the diagnostics are warnings.

    A minus sign directly before a digit belongs to the number, wherever a token begins there. An
    unterminated comment swallows the rest.
    """
    tokens: list[Token] = []
    warnings: list[Diagnostic] = []
    position = 0
    while position < len(source.text):
        match = _TOKEN.match(source.text, position)
        assert match is not None and match.lastgroup is not None, "every character begins a token"
        span = Span(*match.span())
        if match.lastgroup == "open":
            warnings.append(diagnose(dialect.UNTERMINATED_COMMENT, source, span))
            break
        if match.lastgroup != "space":
            tokens.append(Token(TokenKind(match.lastgroup), match.group(), span))
        position = match.end()
    return tokens, warnings
