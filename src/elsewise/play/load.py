"""Reading a world from a file or a text, in either language, and writing it in canonical form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from elsewise.files.read import read_loosely

if TYPE_CHECKING:
    from pathlib import Path

    from elsewise.world.model import World

PEER_ENDING = ".txt"


def load(path: str | Path) -> World:
    """Read a world from a file: the peer's language if its name ends in `.txt`, else our own.

    Raises `WorldError` with everything that is wrong with the text, and `UsageError` if there is
    no such file or it cannot be read.
    """
    return loads(read_loosely(path), str(path))


def loads(text: str, name: str = "<text>") -> World:
    """Read a world from a text.

    `name` is what messages call the text; if it ends in `.txt`, the text is in the peer's
    language. Raises `WorldError` with everything that is wrong.
    """
    if is_peer_name(name):
        from elsewise.sabre.load import load_text as load_peer_text

        return load_peer_text(text, name)
    from elsewise.world.load import load_text

    return load_text(text, name)


def is_peer_name(name: str) -> bool:
    """Whether a file of this name is in the peer's language."""
    return name.lower().endswith(PEER_ENDING)


def format(text: str, name: str = "<text>") -> str:  # noqa: A001
    """Return a world's text in canonical form, comments kept; twice formatted is once formatted.

    Only how it is written is looked at, not what it means. Raises `WorldError` with everything
    that keeps it from being read.
    """
    from elsewise.diagnostics import Source
    from elsewise.errors import WorldError
    from elsewise.syntax.parser import parse
    from elsewise.syntax.printer import format_file

    file, found = parse(Source(name, text))
    if any(diagnostic.is_error for diagnostic in found):
        raise WorldError(found)
    return format_file(file)
