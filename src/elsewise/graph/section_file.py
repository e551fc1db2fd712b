"""A file of named arrays that is opened without being read: the container of saved graphs.

`docs/reference/graph-format.md` describes it. Every mebibyte has a checksum, which is looked at
when something in it is read for the first time: damage never passes for an answer.
"""

from __future__ import annotations

import mmap
import os
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from elsewise.errors import FormatError, UsageError
from elsewise.files.write import replacing

MAGIC = b"\x89EWGRAPH"
FORMAT_VERSION = 1
OLDEST_READABLE = 1
BLOCK = 1 << 20
"""Bytes that share a checksum."""
ALIGNMENT = 64

_HEADER = struct.Struct("<8sIIQQII")  # magic, version, sections, length, checks at, two checksums
_CHECK = struct.Struct("<I")
_ENTRY = struct.Struct("<16s8sQQ")  # name, type, offset, length in bytes
_START = _HEADER.size + _CHECK.size
_SIZES = {"B": 1, "H": 2, "I": 4, "Q": 8, "d": 8}


class Section:
    """An array of numbers, in memory or in a file.

    Of a file, only what is asked for is read. Raises `FormatError` where the file is damaged.
    """

    def __init__(
        self, content: bytes | memoryview, kind: str, checks: memoryview | None = None
    ) -> None:
        self.kind = kind
        self._raw = memoryview(content)
        self._items: memoryview[Any] = _native(self._raw, kind, from_file=checks is not None)
        self._checks = checks
        self._good = bytearray(0 if checks is None else len(checks) // _CHECK.size)

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Any:  # noqa: ANN401 (int or float, by the section)
        self._look(index, index + 1)
        try:
            return self._items[index]
        except IndexError:
            raise _damaged() from None

    def cut(self, begin: int, end: int) -> memoryview[Any]:
        """Return the items from `begin` to before `end`."""
        if not 0 <= begin <= end <= len(self._items):
            raise _damaged()
        self._look(begin, end)
        return self._items[begin:end]

    def whole(self) -> memoryview[Any]:
        """Return all items."""
        return self.cut(0, len(self._items))

    def to_write(self) -> memoryview:
        """Return the bytes as a file has them."""
        self.whole()
        return self._raw if self._checks is not None else _little(self._items, self.kind)

    def _look(self, begin: int, end: int) -> None:
        """See that the blocks that items lie in are as they were written."""
        if self._checks is None:
            return
        size = _SIZES[self.kind]
        for block in range(begin * size // BLOCK, -(-end * size // BLOCK)):
            if block < len(self._good) and not self._good[block]:
                content = self._raw[block * BLOCK : (block + 1) * BLOCK]
                (check,) = _CHECK.unpack_from(self._checks, block * _CHECK.size)
                if zlib.crc32(content) != check:
                    raise _damaged()
                self._good[block] = 1


def _native(raw: memoryview, kind: str, *, from_file: bool) -> memoryview[Any]:
    """Return little-endian bytes of a file, or the machine's own, as numbers."""
    if not from_file or sys.byteorder == "little" or _SIZES[kind] == 1:
        return raw.cast(cast("Any", kind))
    turned = array(kind, raw.tobytes())
    turned.byteswap()
    return memoryview(turned)


def _little(items: memoryview[Any], kind: str) -> memoryview:
    if sys.byteorder == "little" or _SIZES[kind] == 1:
        return items.cast("B")
    turned = array(kind, items.tobytes())
    turned.byteswap()
    return memoryview(turned).cast("B")


def _damaged() -> FormatError:
    return FormatError("This graph file is damaged.")


# -- writing ----------------------------------------------------------------------------------


def write_sections(path: Path | str, sections: Mapping[str, Section]) -> None:
    """Write arrays to a file. It is there whole or, on failure, as it was before.

    Raises `UsageError` if it cannot be written.
    """
    try:
        with replacing(Path(path)) as file:
            _write(file, sections)
    except OSError as error:
        raise UsageError(f"`{path}` cannot be written: {error.strerror or error}.") from None


def _write(file: BinaryIO, sections: Mapping[str, Section]) -> None:
    table: list[bytes] = []
    checks: list[int] = []
    at = _aligned(_START + len(sections) * _ENTRY.size)
    for name, section in sections.items():
        content = section.to_write()
        table.append(_ENTRY.pack(name.encode(), section.kind.encode(), at, len(content)))
        checks += map(zlib.crc32, _blocks(content))
        file.seek(at)
        file.write(content)
        at = _aligned(at + len(content))
    check_bytes = b"".join(map(_CHECK.pack, checks))
    file.seek(at)
    file.write(check_bytes)
    entries = b"".join(table)
    header = _HEADER.pack(
        MAGIC,
        FORMAT_VERSION,
        len(table),
        at + len(check_bytes),
        at,
        zlib.crc32(entries),
        zlib.crc32(check_bytes),
    )
    file.truncate(at + len(check_bytes))
    file.seek(0)
    file.write(header + _CHECK.pack(zlib.crc32(header)) + entries)


def _aligned(at: int) -> int:
    return -(-at // ALIGNMENT) * ALIGNMENT


def _blocks(content: memoryview) -> Iterator[memoryview]:
    return (content[at : at + BLOCK] for at in range(0, len(content), BLOCK))


# -- reading ----------------------------------------------------------------------------------


def open_sections(path: Path | str) -> dict[str, Section]:
    """Open a file of arrays; what they hold is read when it is asked for.

    Raises `UsageError` if there is no such file, and `FormatError` if it is not ours, of a version
    that cannot be read, cut off or damaged.
    """
    try:
        with Path(path).open("rb") as file:
            if os.fstat(file.fileno()).st_size < _START:
                raise _not_ours()
            raw = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{path} cannot be read: {reason}.") from None
    return _sections(raw)


def _sections(raw: memoryview) -> dict[str, Section]:
    header = raw[: _HEADER.size]
    magic, version, count, length, checks_at, table_check, checks_check = _HEADER.unpack(header)
    if magic != MAGIC:
        raise _not_ours()
    if version > FORMAT_VERSION:
        raise FormatError(
            f"This graph was saved by a newer Elsewise (format {version}; this one reads up to "
            f"{FORMAT_VERSION}). Update Elsewise, or explore the world again."
        )
    if version < OLDEST_READABLE or _CHECK.pack(zlib.crc32(header)) != raw[_HEADER.size : _START]:
        raise _damaged()
    if length != len(raw):
        raise FormatError("This graph file is cut off, or something was added to it.")
    table = raw[_START : _START + count * _ENTRY.size]
    checks = raw[checks_at:length]
    if zlib.crc32(table) != table_check or zlib.crc32(checks) != checks_check:
        raise _damaged()
    return dict(_entries(raw, table, checks))


def _entries(
    raw: memoryview, table: memoryview, checks: memoryview
) -> Iterable[tuple[str, Section]]:
    first = 0
    for name, kind_bytes, offset, length in _ENTRY.iter_unpack(table):
        kind = kind_bytes.rstrip(b"\0").decode("latin-1")
        end = first + -(-length // BLOCK) * _CHECK.size
        if kind not in _SIZES or length % _SIZES[kind]:
            raise _damaged()
        if offset + length > len(raw) or end > len(checks):
            raise _damaged()
        content = raw[offset : offset + length]
        yield name.rstrip(b"\0").decode("latin-1"), Section(content, kind, checks[first:end])
        first = end


def _not_ours() -> FormatError:
    return FormatError("This is not a graph saved by Elsewise.")
