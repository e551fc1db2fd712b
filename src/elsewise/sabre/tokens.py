"""Words, numbers and signs of the peer's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from elsewise.diagnostics import Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.world.decoding import judge_damage

_SIGNS = r"(){}\[\],;:*/+\-&|!=><"
_OPEN_COMMENT = "/*"
_PIECE = re.compile(
    rf'[^\s"0-9{_SIGNS}][^\s{_SIGNS}]*'  # a word
    r"|\s+|//[^\n]*|/\*(?s:.*?)\*/|/\*"
    r"|-?[0-9]+(?:\.[0-9]*)?"
    r'|"[^"\n]*"?'
    rf"|[=!><]=|[{_SIGNS}]"
)
_NO_WORD = frozenset('"0123456789(){}[],;:*/+-&|!=><')


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words, numbers, signs and strings of a text, and where each begins."""

    texts: list[str]
    begins: list[int]


def tokenise(source: Source) -> tuple[Tokens, list[Diagnostic]]:
    """Split a text into tokens; the diagnostics are warnings.

    A minus sign directly before a digit belongs to the number, wherever a token begins there. An
    unterminated comment swallows the rest.
    """
    warnings = [*judge_damage(source, comment_spans(source))]
    pieces: list[str] = _PIECE.findall(source.text)  # one after the other they are the whole text
    ends = list(accumulate(map(len, pieces)))
    if _OPEN_COMMENT in pieces:
        place = pieces.index(_OPEN_COMMENT)
        span = Span(ends[place] - len(_OPEN_COMMENT), ends[place])
        warnings.append(diagnose(dialect.UNTERMINATED_COMMENT, source, span))
        del pieces[place:], ends[place:]
    between = {p for p in set(pieces) if p[0].isspace() or p.startswith(("//", "/*"))}
    texts = [piece for piece in pieces if piece not in between]
    begins = [e - len(p) for p, e in zip(pieces, ends, strict=True) if p not in between]
    return Tokens(texts, begins), warnings


def comment_spans(source: Source) -> Iterator[Span]:
    """Give the places of all comments of a text."""
    for piece in _PIECE.finditer(source.text):
        if piece[0] == _OPEN_COMMENT:  # it is never closed
            yield Span(piece.start(), len(source.text))
            return
        if piece[0].startswith(("//", "/*")):
            yield Span(*piece.span())


# -- what a token is by itself ----------------------------------------------------------------


def is_name(text: str) -> bool:
    """Whether a token may name something: any word that begins with a letter."""
    return text[0].isalpha()


def is_word(text: str) -> bool:
    """Whether a token is neither sign nor number nor string."""
    return text[0] not in _NO_WORD


def is_number(text: str) -> bool:
    """Whether a token is a number; a minus sign may belong to it."""
    return "0" <= text[0] <= "9" or (text[0] == "-" and len(text) > 1)


def may_make_fractions(text: str) -> bool:
    """Whether a token is a number with a fraction, or a division."""
    return text == "/" or (is_number(text) and "." in text[:-1])


def is_string(text: str) -> bool:
    """Whether a token is a text in quotes."""
    return text[0] == '"'
