"""Reading files that people name, with clear words for everything that can be wrong with them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from elsewise.errors import UsageError
from elsewise.world.decoding import decode, decode_loosely

LARGEST_FILE = 64_000_000
"""Bytes; a larger file is hardly something that a person wrote."""


def read_text(path: str | Path) -> str:
    """Read a text file.

    Raises `UsageError` if there is no such file, it is no ordinary file, may not be read or is too
    large, and `WorldError` (code `not-utf8`) if it is not text.
    """
    return decode(_content(path), str(path))


def read_loosely(path: str | Path) -> str:
    """Read a text file in which U+FFFD may stand for bytes that could not be read.

    It is for readers of languages, who know where comments stand. Raises as `read_text`, but
    `not-utf8` only for other encodings.
    """
    return decode_loosely(_content(path), str(path))


def is_file(path: str | Path) -> bool:
    """Whether there is something to be read, be it a pipe or a device.

    What cannot even be looked at counts as well: whoever reads it says what is wrong.
    """
    try:
        kind = Path(path).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return stat.S_ISREG(kind) or stat.S_ISFIFO(kind) or stat.S_ISCHR(kind)


def standard_input() -> bytes:
    """Read all of standard input. Raises `UsageError` if it is closed, too large or no file."""
    if sys.stdin is None:
        raise UsageError("Standard input is closed, so there is nothing to read.")
    with reading("Standard input"):
        return _not_too_large(sys.stdin.buffer.read(LARGEST_FILE + 1), "Standard input")


@contextmanager
def reading(path: str | Path) -> Iterator[None]:
    """Say in a `UsageError` why a file cannot be read, where that is found out inside."""
    if "\0" in str(path):
        raise UsageError(f"{path!r} cannot be read: no name of a file has a NUL in it.")
    try:
        yield
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder, not a file.") from None
    except PermissionError:
        raise UsageError(f"{path} may not be read: permission denied.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path} cannot be read: {reason}.") from None


def _content(path: str | Path) -> bytes:
    with reading(path), open(path, "rb", opener=_open_at_once) as file:
        data = file.read(LARGEST_FILE + 1)
        if not data and stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
            raise UsageError(f"{path} is a pipe, and nothing is written into it.")
    return _not_too_large(data, path)


def _not_too_large(data: bytes, path: str | Path) -> bytes:
    if len(data) > LARGEST_FILE:
        raise UsageError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB.")
    return data


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting for somebody who may never write into a pipe."""
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(descriptor, True)
    return descriptor
