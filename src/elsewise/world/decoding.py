"""From bytes to a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from elsewise.diagnostics import Diagnostic, Source, Span
    from elsewise.errors import WorldError

NO_LETTER = "\N{REPLACEMENT CHARACTER}"
"""What stands in a text for bytes that could not be read."""

DAMAGED = re.compile(f"[\0{NO_LETTER}]+")
"""Where bytes were lost, or never written."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
"""What some editors put in front of a text, to say how it is saved; the longest come first."""

_NO_LETTER_HERE = "there is a byte here that belongs to no letter"
_LOOKED_AT = 4096
"""Bytes by which an encoding is known."""


def decode(content: bytes, name: str = "world.ew") -> str:
    """Return the text of a file's content, which must be UTF-8 (with or without a mark in front).

    Raises WorldError with the place of the first byte that does not belong, or with the name of
    the other encoding.
    """
    from elsewise.diagnostics import Source

    text = decode_loosely(content, name)
    judge_damage(Source(name, text), ())
    return text


def decode_loosely(content: bytes, name: str = "world.ew") -> str:
    """Return the text as `decode` does, but with U+FFFD for what is not UTF-8.

    It is for readers who know where comments stand and give them to `judge_damage`.
    """
    encoding = _other_encoding(content)
    if encoding is not None:
        raise _saved_as(encoding, name)
    text = content.removeprefix(_MARKS[0][0]).decode(errors="replace")
    return text if "\n" in text else text.replace("\r", "\n")  # as old systems ended their lines


def judge_damage(source: Source, comments: Iterable[Span]) -> tuple[Diagnostic, ...]:
    """Return a warning if a text has damaged bytes in its comments.

    Raises WorldError with the first one that stands elsewhere.
    """
    first = DAMAGED.search(source.text)
    if first is None:
        return ()
    from elsewise.diagnostics import Span, diagnose
    from elsewise.diagnostics.catalogue.world import DAMAGED_COMMENT, NOT_UTF8
    from elsewise.errors import WorldError

    begin = 0
    for comment in (*comments, Span(len(source.text), len(source.text))):
        place = DAMAGED.search(source.text, begin, comment.begin)
        if place is not None:
            span = Span(place.start(), place.start() + 1)
            raise WorldError((diagnose(NOT_UTF8, source, span, reason=_NO_LETTER_HERE),))
        begin = comment.end
    return (diagnose(DAMAGED_COMMENT, source, Span(*first.span())),)


def _other_encoding(content: bytes) -> str | None:
    """Return how a text is saved that is not UTF-8, as far as its mark or its zeros tell."""
    for mark, name in _MARKS[1:]:
        if content.startswith(mark):
            return name
    head = content[:_LOOKED_AT]
    if len(head) < 4 or b"\0" not in head:
        return None
    # Most letters of most texts take one byte of two or four; the others are zero.
    for name, width in (("UTF-32", 4), ("UTF-16", 2)):
        columns = [head[at::width] for at in range(width)]
        empty = sorted(column.count(0) / max(1, len(column)) for column in columns)
        if empty[0] < 0.1 and empty[1] > 0.6:
            return name
    return None


def _saved_as(encoding: str, name: str) -> WorldError:
    from elsewise.diagnostics import NOWHERE, Source, diagnose
    from elsewise.diagnostics.catalogue.world import NOT_UTF8
    from elsewise.errors import WorldError

    reason = f"it is {encoding}"
    return WorldError((diagnose(NOT_UTF8, Source(name, ""), NOWHERE, reason=reason),))
