"""A file of named arrays that is opened without being read: the container of saved graphs.

`docs/reference/graph-format.md` describes it. Every mebibyte has a checksum, which is looked at
when something in it is read for the first time: damage never passes for an answer.
"""

from __future__ import annotations

import mmap
import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from elsewise.errors import FormatError, UsageError
from elsewise.files.write import replacing
from elsewise.graph.magic import MAGIC

FORMAT_VERSION = 1
OLDEST_READABLE = 1
BLOCK = 1 << 20
"""Bytes that share a checksum."""
ALIGNMENT = 64

_HEADER = struct.Struct("<8sIIQQII")  # magic, version, sections, length, checks at, two checksums
_CHECK = struct.Struct("<I")
_ENTRY = struct.Struct("<16s8sQQ")  # name, type, offset, length in bytes
_START = _HEADER.size + _CHECK.size
_KINDS = ("B", "H", "I", "Q", "d")  # as `array` and NumPy call them


class Section:
    """An array of numbers, in memory or in a file.

    Of a file, only what is asked for is read. Raises `FormatError` where the file is damaged.
    """

    def __init__(
        self, content: bytes | memoryview, kind: str, checks: memoryview | None = None
    ) -> None:
        """Take the bytes of an array: the machine's own, or with checksums, those of a file."""
        self.kind = kind
        dtype = np.dtype(kind)
        stored = dtype if checks is None else dtype.newbyteorder("<")
        self._items: npt.NDArray[Any] = np.frombuffer(content, stored)
        self._checks = np.frombuffer(b"" if checks is None else checks, "<u4")
        self._unseen = set(range(len(self._checks)))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Any:  # noqa: ANN401 (int or float, by the section)
        return self.cut(index, index + 1).item()

    def cut(self, begin: int, end: int, below: float | None = None) -> npt.NDArray[Any]:
        """Return the items from `begin` to before `end`, all of which must be `below` a number."""
        if not 0 <= begin <= end <= len(self._items):
            raise damaged()
        if self._unseen:
            size = self._items.itemsize
            self._look(begin * size // BLOCK, -(-end * size // BLOCK))
        items = self._items[begin:end]
        if below is not None and len(items) and items.max() >= below:
            raise damaged()
        return items

    def whole(self, below: float | None = None) -> npt.NDArray[Any]:
        """Return all items, which must be `below` a number."""
        return self.cut(0, len(self._items), below)

    def to_write(self) -> memoryview:
        """Return the bytes as a file has them."""
        items = self.whole()
        return items.astype(items.dtype.newbyteorder("<"), copy=False).view(np.uint8).data

    def _look(self, begin: int, end: int) -> None:
        """See that blocks are as they were written."""
        for block in self._unseen.intersection(range(begin, end)):
            content = self._items.view(np.uint8).data[block * BLOCK : (block + 1) * BLOCK]
            if zlib.crc32(content) != self._checks[block]:
                raise damaged()
            self._unseen.remove(block)


def damaged() -> FormatError:
    """Return the error for a file that is not as it was written."""
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
    entries, checks = b"", b""
    at = _aligned(_START + len(sections) * _ENTRY.size)
    for name, section in sections.items():
        content = section.to_write()
        entries += _ENTRY.pack(name.encode(), section.kind.encode(), at, len(content))
        blocks = (content[begin : begin + BLOCK] for begin in range(0, len(content), BLOCK))
        checks += b"".join(_CHECK.pack(zlib.crc32(block)) for block in blocks)
        file.seek(at)
        file.write(content)
        at = _aligned(at + len(content))
    file.seek(at)
    file.write(checks)
    file.truncate(length := at + len(checks))
    sums = zlib.crc32(entries), zlib.crc32(checks)
    header = _HEADER.pack(MAGIC, FORMAT_VERSION, len(sections), length, at, *sums)
    file.seek(0)
    file.write(header + _CHECK.pack(zlib.crc32(header)) + entries)


def _aligned(at: int) -> int:
    return -(-at // ALIGNMENT) * ALIGNMENT


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
        raise damaged()
    if length != len(raw):
        raise FormatError("This graph file is cut off, or something was added to it.")
    table = raw[_START : _START + count * _ENTRY.size]
    checks = raw[checks_at:length]
    if zlib.crc32(table) != table_check or zlib.crc32(checks) != checks_check:
        raise damaged()
    return dict(_entries(raw, table, checks))


def _entries(
    raw: memoryview, table: memoryview, checks: memoryview
) -> Iterator[tuple[str, Section]]:
    first = 0
    for name, kind_bytes, offset, length in _ENTRY.iter_unpack(table):
        kind = kind_bytes.rstrip(b"\0").decode("latin-1")
        end = first + -(-length // BLOCK) * _CHECK.size
        if kind not in _KINDS or length % np.dtype(kind).itemsize:
            raise damaged()
        if offset + length > len(raw) or end > len(checks):
            raise damaged()
        content = raw[offset : offset + length]
        yield name.rstrip(b"\0").decode("latin-1"), Section(content, kind, checks[first:end])
        first = end


def _not_ours() -> FormatError:
    return FormatError("This is not a graph saved by Elsewise.")
