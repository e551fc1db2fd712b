"""A file of named arrays that is opened without being read: the container of saved graphs.

`docs/reference/graph-format.md` describes it. Every mebibyte has a checksum, which is looked at
when something in it is read for the first time: damage never passes for an answer.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from weakref import finalize

import numpy as np
import numpy.typing as npt

from elsewise.errors import FormatError
from elsewise.files.read import reading
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
    """An array of numbers. Raises `FormatError` where it does not have what is asked for."""

    def __init__(self, content: bytes, kind: str) -> None:
        self.kind = kind
        self._items: npt.NDArray[Any] = np.frombuffer(content, np.dtype(kind))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> Any:  # noqa: ANN401 (int or float, by the section)
        return self.cut(index, index + 1).item()

    def cut(self, begin: int, end: int, below: float | None = None) -> npt.NDArray[Any]:
        """Return the items from `begin` to before `end`, all of which must be `below` a number."""
        if not 0 <= begin <= end <= len(self._items):
            raise damaged()
        self._see(begin, end)
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

    def _see(self, begin: int, end: int) -> None:
        """See that items are there."""

    def __reduce__(self) -> tuple[object, ...]:
        return Section, (self.whole().astype(self.kind, copy=False).tobytes(), self.kind)


class _FileSection(Section):
    """An array in a file: of its blocks those that are asked for are read, each once."""

    def __init__(self, file: _File, at: int, items: int, kind: str, checks: Sequence[int]) -> None:
        self.kind = kind
        self._file, self._at = file, at
        self._items = np.empty(items, np.dtype(kind).newbyteorder("<"))  # takes memory when read
        self._unread = dict(enumerate(checks))

    def _see(self, begin: int, end: int) -> None:
        size = self._items.itemsize
        blocks = range(begin * size // BLOCK, -(-end * size // BLOCK)) if self._unread else ()
        for block in filter(self._unread.__contains__, blocks):
            content = self._items.view(np.uint8).data[block * BLOCK : (block + 1) * BLOCK]
            self._file.read_into(content, self._at + block * BLOCK)
            if zlib.crc32(content) != self._unread.get(block, zlib.crc32(content)):
                raise damaged()
            self._unread.pop(block, None)


class _File:
    """An open file; what is read of it is what was there when it was opened, or an error."""

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY)
        finalize(self, os.close, self._handle)
        self.size = os.fstat(self._handle).st_size

    def read(self, begin: int, end: int) -> memoryview:
        """Return the bytes from one place to before another."""
        if not 0 <= begin <= end <= self.size:
            raise damaged()
        content = memoryview(bytearray(end - begin))
        self.read_into(content, begin)
        return content

    def read_into(self, content: memoryview, at: int) -> None:
        """Fill something with the bytes from a place on."""
        while content:
            many = os.preadv(self._handle, [content], at)
            if not many:
                raise FormatError("This graph file is cut off.")
            content, at = content[many:], at + many


def damaged() -> FormatError:
    """Return the error for a file that is not as it was written."""
    return FormatError("This graph file is damaged.")


# -- writing ----------------------------------------------------------------------------------


def write_sections(path: Path | str, sections: Mapping[str, Section]) -> None:
    """Write arrays to a file. It is there whole or, on failure, as it was before.

    Raises `UsageError` if it cannot be written.
    """
    contents = [section.to_write() for section in sections.values()]
    entries, checks = b"", b""
    at = _START + len(sections) * _ENTRY.size
    for (name, section), content in zip(sections.items(), contents, strict=True):
        at += -at % ALIGNMENT
        entries += _ENTRY.pack(name.encode(), section.kind.encode(), at, len(content))
        blocks = (content[begin : begin + BLOCK] for begin in range(0, len(content), BLOCK))
        checks += b"".join(_CHECK.pack(zlib.crc32(block)) for block in blocks)
        at += len(content)
    at += -at % ALIGNMENT
    sums = zlib.crc32(entries), zlib.crc32(checks)
    header = _HEADER.pack(MAGIC, FORMAT_VERSION, len(sections), at + len(checks), at, *sums)
    parts: list[bytes | memoryview] = [header + _CHECK.pack(zlib.crc32(header)) + entries]
    with replacing(path) as file:
        for part in (*parts, *contents):
            file.write(part)
            file.write(bytes(-len(part) % ALIGNMENT))
        file.write(checks)


# -- reading ----------------------------------------------------------------------------------


def open_sections(path: Path | str) -> dict[str, Section]:
    """Open a file of arrays; what they hold is read when it is asked for.

    Raises `UsageError` if there is no such file, and `FormatError` if it is not ours, of a version
    that cannot be read, cut off or damaged.
    """
    with reading(path):
        return _sections(_File(Path(path)))


def _sections(file: _File) -> dict[str, Section]:
    start = file.read(0, min(_START, file.size))
    if start[: len(MAGIC)] != MAGIC or len(start) < _START:
        raise FormatError("This is not a graph saved by Elsewise.")
    header = start[: _HEADER.size]
    _, version, count, length, checks_at, table_check, checks_check = _HEADER.unpack(header)
    if version > FORMAT_VERSION:
        raise FormatError(
            f"This graph was saved by a newer Elsewise (format {version}; this one reads up to "
            f"{FORMAT_VERSION}). Update Elsewise, or explore the world again."
        )
    if version < OLDEST_READABLE or _CHECK.pack(zlib.crc32(header)) != start[_HEADER.size :]:
        raise damaged()
    if length != file.size:
        raise FormatError("This graph file is cut off, or something was added to it.")
    table = file.read(_START, _START + count * _ENTRY.size)
    checks = file.read(checks_at, length)
    if zlib.crc32(table) != table_check or zlib.crc32(checks) != checks_check:
        raise damaged()
    return dict(_entries(file, table, checks))


def _entries(file: _File, table: memoryview, checks: memoryview) -> Iterator[tuple[str, Section]]:
    sums = [check for (check,) in _CHECK.iter_unpack(checks[: len(checks) // 4 * 4])]
    first = 0
    for name, kind_bytes, offset, length in _ENTRY.iter_unpack(table):
        kind = kind_bytes.rstrip(b"\0").decode("latin-1")
        end = first + -(-length // BLOCK)
        if kind not in _KINDS or length % np.dtype(kind).itemsize:
            raise damaged()
        if offset + length > file.size or end > len(sums):
            raise damaged()
        items = length // np.dtype(kind).itemsize
        section = _FileSection(file, offset, items, kind, sums[first:end])
        yield name.rstrip(b"\0").decode("latin-1"), section
        first = end
