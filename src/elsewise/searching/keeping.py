"""Problems kept from one run to the next, so that a text is read and made finite only once.

`docs/reference/kept-problems.md` says where they lie. A file holds the whole text, and counts only
for that text, read by the same code; it is found by a checksum of it. Whatever is wrong with a file
or its folder, it is as if it were not there.
"""

from __future__ import annotations

import os
import struct
import sys
import zlib

from elsewise.lean import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from elsewise.grounding.problem import Problem

VARIABLE = "ELSEWISE_CACHE"
"""The environment variable that names the folder, or is `off`."""

MOST_FILES = 200
MOST_BYTES = 200_000_000
LARGEST_FILE = 20_000_000

_MAGIC = b"\x89EWKEPT2"
_ENDING = ".kept"
_HEADER = struct.Struct("<8sIQII")  # magic, checksum of the rest, its length, text, known
_CHECKED_FROM = 12
_PARTS = ("diagnostics", "syntax", "sabre", "world", "grounding", "engine", "searching")
"""The packages on whose code it depends what a problem is."""


def problem_of(text: str, name: str) -> tuple[Problem, int]:
    """Return the finite problem of a text, and how many warnings there are about the text.

    `name` is what messages call the text; as for `loads`, it says the language. Raises `WorldError`
    with everything that is wrong.
    """
    path = _path(text, name)
    found = None if path is None else _read(path, text, name)
    if found is not None:
        return found
    problem, warnings = _made(text, name)
    if path is not None:
        _write(path, text, name, problem, warnings)
    return problem, warnings


def folder() -> str | None:
    """Return where problems are kept, or None if they are not.

    That is where the system wants such files: `XDG_CACHE_HOME` or `~/.cache` on Linux,
    `~/Library/Caches` on macOS, `LOCALAPPDATA` on Windows.
    """
    said = os.environ.get(VARIABLE, "")
    if said:
        return None if said.lower() == "off" else said
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = f"{home}/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else f"{home}/.cache"
    return os.path.join(base, "elsewise") if os.path.isabs(base) else None


def _made(text: str, name: str) -> tuple[Problem, int]:
    from elsewise.engine.grounding import ground
    from elsewise.searching.loading import loads

    world = loads(text, name)
    return ground(world), len(world.warnings)


# -- which file -------------------------------------------------------------------------------


def _path(text: str, name: str) -> str | None:
    """Return the file for a text, or None if nothing is kept."""
    where = folder()
    if where is None:
        return None
    content = f"{os.path.basename(name)}\n{text}".encode(errors="surrogatepass")
    return f"{where}{os.sep}{zlib.crc32(content):08x}{zlib.adler32(content):08x}{_ENDING}"


def _stamp(name: str) -> str:
    """Return what else must be the same: the name of the text, this machine and this code.

    Raises `OSError` where the code does not lie in files.
    """
    version = sys.modules[__name__.partition(".")[0]].__version__
    code = zlib.crc32(repr(sorted(_code())).encode())
    return f"{os.path.basename(name)} {version} {sys.byteorder} {code:08x}"


def _code() -> Iterator[tuple[str, int, int]]:
    """Yield name, time of change and size of every file of the code."""
    base = os.path.dirname(os.path.dirname(__file__))
    for part in _PARTS:
        with os.scandir(f"{base}{os.sep}{part}") as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    state = entry.stat()
                    yield f"{part}/{entry.name}", state.st_mtime_ns, state.st_size


# -- reading ----------------------------------------------------------------------------------


def _read(path: str, text: str, name: str) -> tuple[Problem, int] | None:
    """Return what a file keeps, or None if it is not there, or not all of it is as it must be."""
    from elsewise.engine.flat import unpacked
    from elsewise.engine.lazy import LazyProblem

    try:
        with open(path, "rb") as file:
            content = memoryview(file.read(LARGEST_FILE + 1))
        known, tables = _parts(content, text)
        if known["stamp"] != _stamp(name):
            return None
        made = unpacked(known["entities"], bytes(tables))
        problem = LazyProblem(known["problem"], made, lambda: _made(text, name)[0])
        warnings = int(known["warnings"])
    except (OSError, ValueError, LookupError, TypeError, struct.error, RecursionError):
        return None
    _tried(os.utime, path)  # used now, so it is not the next to go
    return problem, warnings


def _parts(content: memoryview, text: str) -> tuple[dict[str, Any], memoryview]:
    """Return what is known and the tables, if a file is whole and keeps this text."""
    import json

    magic, check, length, text_size, known_size = _HEADER.unpack_from(content)
    if magic != _MAGIC or length != len(content) or check != zlib.crc32(content[_CHECKED_FROM:]):
        raise ValueError("not a kept problem, or damaged")
    known_at = _HEADER.size + text_size
    tables_at = known_at + known_size
    if content[_HEADER.size : known_at] != text.encode():
        raise ValueError("kept for another text")
    return json.loads(bytes(content[known_at:tables_at])), content[tables_at:]


# -- writing ----------------------------------------------------------------------------------


def _write(path: str, text: str, name: str, problem: Problem, warnings: int) -> None:
    """Keep a problem, if that can be done: the file is there whole or not at all."""
    try:
        content = _content(text, name, problem, warnings)
        if len(content) > LARGEST_FILE:
            return
        where = os.path.dirname(path)
        os.makedirs(where, mode=0o700, exist_ok=True)
        scratch = f"{path}.{os.getpid()}{_ENDING}"
        try:
            with open(scratch, "xb") as file:
                file.write(content)
            os.replace(scratch, path)
        except BaseException:
            _tried(os.unlink, scratch)
            raise
        _tidy(where)
    except (OSError, ValueError):
        return


def _content(text: str, name: str, problem: Problem, warnings: int) -> bytes:
    import json

    from elsewise.engine.flat import flat
    from elsewise.engine.lazy import known_of

    made = flat(problem)
    tables = made.tables.packed()
    known = {
        "stamp": _stamp(name),
        "warnings": warnings,
        "problem": known_of(problem),
        "entities": made.entities,
    }
    text_part, known_part = text.encode(), json.dumps(known).encode()
    length = _HEADER.size + len(text_part) + len(known_part) + len(tables)
    sizes = (length, len(text_part), len(known_part))
    rest = _HEADER.pack(_MAGIC, 0, *sizes)[_CHECKED_FROM:] + text_part + known_part + tables
    return _MAGIC + struct.pack("<I", zlib.crc32(rest)) + rest


def _tidy(where: str) -> None:
    """Remove the files that were not used for longest, if there are too many or they are large."""
    with os.scandir(where) as entries:
        states = [(entry.stat(), entry.path) for entry in entries if entry.name.endswith(_ENDING)]
    states.sort(key=lambda one: one[0].st_mtime_ns, reverse=True)
    size = 0
    for number, (state, path) in enumerate(states, start=1):
        size += state.st_size
        if number > MOST_FILES or size > MOST_BYTES:
            _tried(os.unlink, path)


def _tried(change: Callable[[str], None], path: str) -> None:
    """Change a file, if that can be done."""
    try:
        change(path)
    except OSError:
        return
