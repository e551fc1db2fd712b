"""From bytes to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from elsewise.diagnostics import Source
    from elsewise.errors import WorldError

NO_LETTER = "\N{REPLACEMENT CHARACTER}"
"""What stands in a text for bytes that could not be read."""

MARK = b"\xef\xbb\xbf"
"""What some editors put in front of a text, to say that it is UTF-8."""


def decode(content: bytes, name: str = "world.ew") -> str:
    """Return the text of a file's content, which must be UTF-8 (with or without a mark in front).

    Raises WorldError with the place of the first byte that does not belong.
    """
    content = content.removeprefix(MARK)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        from elsewise.diagnostics import Source

        raise not_utf8(Source(name, content.decode(errors="replace"))) from error


def not_utf8(source: Source) -> WorldError:
    """Return the error about the first letter of a text that could not be read."""
    from elsewise.diagnostics import Span, diagnose
    from elsewise.diagnostics.catalogue.world import NOT_UTF8
    from elsewise.errors import WorldError

    place = source.text.index(NO_LETTER)
    return WorldError((diagnose(NOT_UTF8, source, Span(place, place + 1)),))
