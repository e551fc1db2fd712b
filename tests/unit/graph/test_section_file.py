"""The container of saved graphs: what comes back, and what damage does."""

from __future__ import annotations

import os
import pickle
import struct
import threading
import zlib
from array import array
from pathlib import Path

import numpy as np
import pytest

from elsewise.errors import FormatError, UsageError
from elsewise.graph import section_file as sections
from elsewise.graph.section_file import (
    BLOCK,
    FORMAT_VERSION,
    Section,
    open_sections,
    write_sections,
)

CONTENT = {
    "small": ("B", [1, 2, 255]),
    "halves": ("H", [0, 65535]),
    "words": ("I", [7, 2**32 - 1, 5]),
    "long": ("Q", [2**64 - 1]),
    "numbers": ("d", [0.5, -1.0]),
    "nothing": ("I", []),
}


def made(kind: str, items: list[int] | list[float]) -> Section:
    return Section(array(kind, items).tobytes(), kind)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "some.sections"
    write_sections(path, {name: made(*content) for name, content in CONTENT.items()})
    return path


def read(path: Path) -> dict[str, list[object]]:
    return {name: list(section.whole()) for name, section in open_sections(path).items()}


EXPECTED = {name: list(items) for name, (_, items) in CONTENT.items()}


def test_what_was_written_comes_back(saved: Path) -> None:
    assert read(saved) == EXPECTED
    opened = open_sections(saved)
    assert {name: section.kind for name, section in opened.items()} == {
        name: kind for name, (kind, _) in CONTENT.items()
    }
    assert opened["words"][1] == 2**32 - 1
    assert list(opened["words"].cut(1, 3)) == [2**32 - 1, 5]


def test_an_opened_file_can_be_written_again(saved: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    write_sections(again, open_sections(saved))
    assert again.read_bytes() == saved.read_bytes()
    write_sections(saved, open_sections(saved))  # also in its own place
    assert again.read_bytes() == saved.read_bytes()


def test_a_machine_that_has_its_bytes_the_other_way(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = np.dtype
    monkeypatch.setattr(sections.np, "dtype", lambda kind: own(kind).newbyteorder("S"))
    turned = {name: array(kind, items) for name, (kind, items) in CONTENT.items()}
    for items in turned.values():
        items.byteswap()
    other = tmp_path / "other"
    write_sections(other, {n: Section(a.tobytes(), a.typecode) for n, a in turned.items()})
    assert other.read_bytes() == saved.read_bytes()
    assert read(saved) == EXPECTED


def test_no_flipped_bit_passes_for_an_answer(saved: Path) -> None:
    whole = saved.read_bytes()
    unnoticed = 0
    for at in range(len(whole)):
        saved.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        try:
            assert read(saved) == EXPECTED
            unnoticed += 1
        except FormatError:
            pass
    assert unnoticed < 64 * len(CONTENT)  # in the gaps between sections


def test_no_cut_file_is_opened(saved: Path) -> None:
    whole = saved.read_bytes()
    for length in range(len(whole)):
        saved.write_bytes(whole[:length])
        with pytest.raises(FormatError):
            open_sections(saved)
    saved.write_bytes(whole + b"\0")
    with pytest.raises(FormatError, match="something was added"):
        open_sections(saved)


def test_what_is_not_ours(saved: Path, tmp_path: Path) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(b"x" * 1000)
    with pytest.raises(FormatError, match="not a graph saved by Elsewise"):
        open_sections(saved)
    saved.write_bytes(whole[:8] + struct.pack("<I", FORMAT_VERSION + 1) + whole[12:])
    with pytest.raises(FormatError, match="newer Elsewise"):
        open_sections(saved)
    with pytest.raises(UsageError, match="There is no file"):
        open_sections(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="is a folder"):
        open_sections(tmp_path)


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large"
    items = array("Q", range(BLOCK // 2))
    write_sections(path, {"a": Section(items.tobytes(), "Q")})
    whole = bytearray(path.read_bytes())
    whole[64 * 2 + 2 * BLOCK + 5] ^= 1  # in the third of four blocks
    path.write_bytes(whole)
    section = open_sections(path)["a"]
    per_block = BLOCK // 8
    assert section[0] == 0
    assert section[2 * per_block - 1] == 2 * per_block - 1
    assert section[3 * per_block] == 3 * per_block
    for begin, end in ((2 * per_block, 2 * per_block + 1), (0, len(items))):
        with pytest.raises(FormatError, match="damaged"):
            section.cut(begin, end)
    with pytest.raises(FormatError, match="damaged"):
        section[3 * per_block - 1]
    with pytest.raises(FormatError, match="damaged"):
        section[len(items)]


def test_a_failure_leaves_what_was_there(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_sections(saved, {"a": made("B", [1])})
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_sections(tmp_path / "no" / "folder", {})


def test_a_file_that_is_cut_off_while_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "large"
    write_sections(path, {"a": Section(bytes(2 * BLOCK), "B")})
    section = open_sections(path)["a"]
    assert section[0] == 0
    os.truncate(path, BLOCK)
    assert section[1] == 0
    with pytest.raises(FormatError, match="cut off"):
        section[BLOCK]


def test_a_file_that_is_replaced_while_it_is_open(tmp_path: Path) -> None:
    path = tmp_path / "some"
    write_sections(path, {"a": Section(b"old", "B")})
    section = open_sections(path)["a"]
    write_sections(path, {"a": Section(b"new", "B")})
    assert section.whole().tobytes() == b"old"


def test_sections_can_be_sent_to_other_processes(saved: Path) -> None:
    for section in open_sections(saved).values():
        again = pickle.loads(pickle.dumps(section))
        assert again.kind == section.kind
        assert again.whole().tolist() == section.whole().tolist()


def test_a_table_of_very_many_sections_is_damage(saved: Path) -> None:
    content = bytearray(saved.read_bytes())
    for at, many in ((12, 2**32 - 1), (24, 2**63), (24, 0)):
        changed = bytearray(content)
        changed[at : at + (4 if at == 12 else 8)] = many.to_bytes(4 if at == 12 else 8, "little")
        changed[40:44] = zlib.crc32(changed[:40]).to_bytes(4, "little")
        saved.write_bytes(changed)
        with pytest.raises(FormatError):
            open_sections(saved)


def test_sections_go_through_a_pipe(saved: Path, tmp_path: Path) -> None:
    pipe, content = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: content.append(pipe.read_bytes()))
    reader.start()
    write_sections(pipe, open_sections(saved))
    reader.join()
    assert content == [saved.read_bytes()]
