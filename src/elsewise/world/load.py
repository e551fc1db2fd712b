"""From a text to its world."""

from __future__ import annotations

from dataclasses import replace

from elsewise.diagnostics import Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import world as codes
from elsewise.errors import WorldError
from elsewise.syntax.parser import parse
from elsewise.world.checker import check
from elsewise.world.model import World

_NO_LETTER = "\N{REPLACEMENT CHARACTER}"
"""What stands in a text for bytes that could not be read."""


def load_text(text: str, name: str = "world.ew") -> World:
    """Return the world that a text describes; its warnings are in `World.warnings`.

    `name` is what messages call the text. Raises WorldError with everything that is to be said
    about the text, in its order, if there is an error.
    """
    source = Source(name, text)
    if _NO_LETTER in text:
        raise _not_utf8(source, text.index(_NO_LETTER))
    file, found = parse(source)
    world, more = check(file, source)
    if any(d.is_error for d in found):
        # What seems to be missing or unused may stand in the lines that could not be read.
        more = tuple(d for d in more if d.is_error)
    elif world is not None:
        return replace(world, warnings=_in_order(found, more))
    raise WorldError(_in_order(found, more))


def _in_order(
    found: tuple[Diagnostic, ...], more: tuple[Diagnostic, ...]
) -> tuple[Diagnostic, ...]:
    return tuple(sorted((*found, *more), key=lambda d: d.span))


def decode(content: bytes, name: str = "world.ew") -> str:
    """Return the text of a file's content, which must be UTF-8 (with or without a mark in front).

    Raises WorldError with the place of the first byte that does not belong.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = content.decode("utf-8-sig", errors="replace")
        raise _not_utf8(Source(name, text), text.index(_NO_LETTER)) from error


def _not_utf8(source: Source, place: int) -> WorldError:
    return WorldError((diagnose(codes.NOT_UTF8, source, Span(place, place + 1)),))
