"""Writing a file: whole or not at all, and never in place of what is no file."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from elsewise.errors import UsageError
from elsewise.files.write import UNFINISHED, replacing


def test_a_pipe_is_written_into(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with replacing(pipe) as file:
        file.write(b"12345")
        file.seek(0)
        file.write(b"9")
    reader.join(60)
    assert read == [b"92345"]
    assert pipe.is_fifo()


def test_a_device_stays_a_device():
    with replacing(Path(os.devnull)) as file:
        file.write(b"gone")
    assert not Path(os.devnull).is_file()


WRITES = """
from pathlib import Path
from elsewise.files.write import replacing
print("before")
with replacing(Path("{}")) as file:
    file.write(b"between\\n")
print("after")
"""


@pytest.mark.parametrize("name", ["/dev/stdout", "there.txt"])
def test_what_standard_output_leads_to_is_written_in_order(tmp_path, name):
    target = tmp_path / "there.txt"
    with target.open("wb") as out:
        program = [sys.executable, "-c", WRITES.format(name)]
        subprocess.run(program, stdout=out, cwd=tmp_path, check=True)
    assert target.read_text() == "before\nbetween\nafter\n"


def test_what_fails_leaves_all_as_it_was(tmp_path):
    target = tmp_path / "kept.txt"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(target) as file:
        file.write(b"new")
        raise ZeroDivisionError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_writer_left_is_cleared_and_nothing_else(tmp_path):
    left = tmp_path / f".kept.txt.abc{UNFINISHED}"
    at_work = tmp_path / f".kept.txt.def{UNFINISHED}"
    others = tmp_path / f".other.txt.abc{UNFINISHED}"
    for path in (left, at_work, others):
        path.write_text("half")
    with at_work.open("rb") as theirs:
        fcntl.flock(theirs, fcntl.LOCK_EX)
        with replacing(tmp_path / "kept.txt") as file:
            file.write(b"new")
    assert not left.exists()
    assert at_work.exists() and others.exists()
    assert (tmp_path / "kept.txt").read_text() == "new"


def test_a_long_name_and_a_folder(tmp_path):
    long = tmp_path / ("n" * 255)
    with replacing(long) as file:
        file.write(b"x")
    assert long.read_text() == "x"
    with pytest.raises(UsageError, match="folder"), replacing(tmp_path) as file:
        file.write(b"x")
