"""Writing files so that they are never half written."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

DEVICES = Path("/dev")


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of another one when all went well.

    What is no regular file (a pipe, a device, standard output by its name in /dev) cannot be
    replaced: it is written to as it is. Raises `OSError` where the file cannot be written; what was
    there before stays then. A process that is killed leaves a file whose name ends in `.part`.
    """
    if _is_written_directly(path):
        with path.open("wb") as file:
            yield file
        return
    import tempfile  # takes longer than opening a graph

    target = path.resolve()
    mask = os.umask(0)
    os.umask(mask)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        scratch.chmod(mode)
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _is_written_directly(path: Path) -> bool:
    if DEVICES in path.absolute().parents:
        return True
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)
