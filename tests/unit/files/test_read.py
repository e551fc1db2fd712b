from __future__ import annotations

import pytest

from elsewise.errors import UsageError, WorldError
from elsewise.files.read import read_text


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
    [(b"world A\nCaf\xe9\n", (2, 4)), ("é".encode() + b"\xff", (1, 2)), (b"\xff\xfew\x00", (1, 1))],
)
def test_bytes_that_are_no_text_are_pointed_at(tmp_path, data, place):
    path = tmp_path / "latin.ew"
    path.write_bytes(data)
    with pytest.raises(WorldError) as caught:
        read_text(path)
    (wrong,) = caught.value.diagnostics
    assert wrong.code.name == "not-utf8"
    assert wrong.source.position(wrong.span.begin) == place
