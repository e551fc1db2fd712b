"""Reading files that people name, with clear words for everything that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

from elsewise.errors import UsageError
from elsewise.world.decoding import decode

LARGEST_FILE = 64_000_000
"""Bytes; a larger file is hardly something that a person wrote."""


def read_text(path: str | Path) -> str:
    """Read a text file.

    Raises `UsageError` if there is no such file, it is a folder, may not be read or is too large,
    and `WorldError` (code `not-utf8`) if it is not text.
    """
    file = Path(path)
    try:
        if file.is_dir():
            raise UsageError(f"{path} is a folder, not a file.")
        if file.exists() and file.stat().st_size > LARGEST_FILE:
            raise UsageError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB.")
        data = file.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.") from None
    except PermissionError:
        raise UsageError(f"{path} may not be read: permission denied.") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from None
    return decode(data, str(path))
