from __future__ import annotations

import os

import pytest

from elsewise.errors import UsageError, WorldError
from elsewise.files.read import read_loosely, read_text


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(UsageError, match="There is no file"):
        read_text(tmp_path / "missing.ew")
    with pytest.raises(UsageError, match="is a folder"):
        read_text(tmp_path)
    with pytest.raises(UsageError):
        read_text("nul\0byte.ew")


def test_a_byte_order_mark_is_dropped(tmp_path):
    path = tmp_path / "mark.ew"
    path.write_bytes(b"\xef\xbb\xbfworld A\n")
    assert read_text(path) == "world A\n"


@pytest.mark.parametrize(
    ("data", "place"),
    [(b"world A\nCaf\xe9\n", (2, 4)), ("é".encode() + b"\xff", (1, 2))],
)
def test_bytes_that_are_no_text_are_pointed_at(tmp_path, data, place):
    path = tmp_path / "latin.ew"
    path.write_bytes(data)
    with pytest.raises(WorldError) as caught:
        read_text(path)
    (wrong,) = caught.value.diagnostics
    assert wrong.code.name == "not-utf8"
    assert wrong.source.position(wrong.span.begin) == place


TEXT = "character Olga\n# cafe\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_other_encodings_are_named(tmp_path, encoding):
    path = tmp_path / "wide.ew"
    path.write_bytes(TEXT.encode(encoding))
    for read in (read_text, read_loosely):
        with pytest.raises(WorldError) as caught:
            read(path)
        (wrong,) = caught.value.diagnostics
        assert wrong.code.name == "not-utf8"
        assert encoding[:6].upper() in wrong.message


def test_lines_that_end_as_on_old_systems(tmp_path):
    path = tmp_path / "old.ew"
    path.write_bytes(TEXT.replace("\n", "\r").encode())
    assert read_text(path) == TEXT


def test_pipes(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(UsageError, match="nothing is written into it"):
        read_text(path)
    # One that is written into is read, as of a shell's <(command).
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    assert read_text(f"/dev/fd/{reading}") == TEXT
    os.close(reading)


def test_links_that_go_round_and_files_without_end(tmp_path):
    link = tmp_path / "round.ew"
    link.symlink_to(link)
    with pytest.raises(UsageError, match=r"round.ew cannot be read: too many levels"):
        read_text(link)
    with pytest.raises(UsageError, match="larger than"):
        read_text("/dev/zero")
