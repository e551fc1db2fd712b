"""Writing files so that they are never half written, and nothing is lost that is no file.

While a file is written, its content stands beside it, in a file with a lock on it and a name like
`.kept.graph.k3x9.part`. Whoever finds such a file without a lock knows that its writer was killed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from elsewise.errors import UsageError

UNFINISHED = ".part"
LONGEST_NAME = 100
"""So many characters of a file's name are kept in that of its unfinished content."""


@contextmanager
def replacing(path: Path | str) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of another one when all went well.

    A pipe, a device, or what a standard stream leads to is not replaced: all is written into it at
    the end. Raises `UsageError` where that cannot be done; what was there before stays then.
    """
    try:
        with _writing(Path(path)) as file:
            yield file
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}.") from None


@contextmanager
def _writing(path: Path) -> Iterator[BinaryIO]:
    import tempfile  # takes longer than opening a graph

    try:
        found = path.stat()
    except FileNotFoundError:
        found = None
    if found is None or (stat.S_ISREG(found.st_mode) and _stream_of(found) is None):
        with _replacing(path.resolve()) as file:
            yield file
        return
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(None, "it is a folder")
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        stream = _stream_of(found)
        with path.open("wb") if stream is None else os.fdopen(os.dup(stream), "wb") as target:
            shutil.copyfileobj(file, target)


def _stream_of(found: os.stat_result) -> int | None:
    """Return which standard stream leads to a file, if one does."""
    for stream, written in ((1, sys.stdout), (2, sys.stderr)):
        with contextlib.suppress(OSError, ValueError):
            if os.path.samestat(os.fstat(stream), found):
                if written is not None:
                    written.flush()
                return stream
    return None


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """Give a file beside another one, which takes its place when all went well."""
    import tempfile

    prefix = f".{target.name[:LONGEST_NAME]}."
    _clear(target.parent, prefix)
    mask = os.umask(0)
    os.umask(mask)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=UNFINISHED)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _lock(handle)
            yield file
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(mode)
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _clear(folder: Path, prefix: str) -> None:
    """Remove what writers of a file left who were killed."""
    with contextlib.suppress(OSError):
        for left in folder.iterdir():
            if left.name.startswith(prefix) and left.name.endswith(UNFINISHED):
                with left.open("rb") as file:
                    if _lock(file.fileno()):
                        left.unlink(missing_ok=True)


def _lock(handle: int) -> bool:
    """Lock a file until it is closed; return whether it could be locked (not so on Windows)."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
