"""Reading files that people name, with clear words for everything that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

from elsewise.diagnostics import Source, Span, diagnose
from elsewise.diagnostics.catalogue.files import NOT_UTF_8
from elsewise.errors import UsageError, WorldError

LARGEST_FILE = 64_000_000
"""Bytes; a larger file is hardly something that a person wrote."""


def read_text(path: str | Path) -> str:
    """Read a text file.

    Raises `UsageError` if there is no such file, it is a folder, may not be read or is too large,
    and `WorldError` (code `not-utf-8`) if it is not text.
    """
    path = Path(path)
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder, not a file.")
        if path.exists() and path.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.") from None
    except PermissionError:
        raise UsageError(f"{path} may not be read: permission denied.") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from None
    return decoded(data, str(path))


def decoded(data: bytes, name: str) -> str:
    """Return the text that bytes in UTF-8 stand for, without a byte order mark.

    Raises `WorldError` (code `not-utf-8`) at the first byte that is none.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        begin = len(data[: error.start].decode("utf-8"))
        place = Span(begin, begin + 1)
        wrong = diagnose(NOT_UTF_8, Source(name, text), place, byte=data[error.start])
        raise WorldError([wrong]) from None
