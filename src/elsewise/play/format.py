"""A world's text in its one canonical form."""

from __future__ import annotations

from elsewise.diagnostics import Source
from elsewise.errors import WorldError
from elsewise.syntax.parser import parse
from elsewise.syntax.printer import format_file


def format(text: str, name: str = "<text>") -> str:  # noqa: A001
    """Return a world's text in canonical form, comments kept; twice formatted is once formatted.

    Only how it is written is looked at, not what it means. Raises `WorldError` with everything
    that keeps it from being read.
    """
    file, found = parse(Source(name, text))
    if any(diagnostic.is_error for diagnostic in found):
        raise WorldError(found)
    return format_file(file)
