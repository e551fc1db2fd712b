"""Full and closed standard streams, and outputs that are no ordinary files or that are inputs."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

WORLD = """world Lamp
character Ann
fact lit
action light(Ann)
  if not lit
  then lit
  by Ann
Ann wants 1 if lit
ending bright if lit
"""
FIND = ("find", "lamp.ew", "--ending", "bright")
POSIX = pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX systems is used")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lamp.ew").write_text(WORLD, "utf-8")
    return tmp_path


def shell(words: tuple[str, ...], redirection: str) -> subprocess.CompletedProcess[str]:
    command = " ".join((sys.executable, "-m", "elsewise.cli.main", *words, redirection))
    return subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, timeout=60, check=False
    )


# -- streams ----------------------------------------------------------------------------------


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", [FIND, (*FIND, "--json"), ("check", "nowhere.ew", "--json")])
def test_a_full_output_is_one_sentence(words):
    ran = shell(words, "> /dev/full")
    assert ran.returncode == 2
    assert (
        ran.stderr == "error[wrong-use]: The answer cannot be written: No space left on device.\n"
    )


@POSIX
@pytest.mark.parametrize("words", [FIND, (*FIND, "--json"), ("tell", "quarrel")])
def test_a_closed_output_is_one_sentence(words):
    ran = shell(words, ">&-")
    assert ran.returncode == 2
    assert "Standard output is closed" in ran.stderr
    assert "Traceback" not in ran.stderr


@POSIX
@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
def test_the_answer_comes_though_errors_cannot_be_said(redirection):
    if "full" in redirection and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    ran = shell(FIND, redirection)
    assert ran.returncode == 0
    assert "1. light(Ann)" in ran.stdout


@POSIX
def test_with_everything_closed_the_code_still_says_it():
    assert shell(FIND, ">&- 2>&-").returncode == 2


# -- outputs ----------------------------------------------------------------------------------


@POSIX
def test_a_pipe_is_written_to_and_stays_a_pipe(run, folder):
    os.mkfifo("pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text("utf-8")))
    reader.start()
    assert run("convert", "lamp.ew", "--output", "pipe").code == 0
    reader.join(timeout=30)
    assert read[0].startswith("world Lamp")
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


@POSIX
@pytest.mark.parametrize("device", ["/dev/null", "/dev/stdout"])
def test_a_device_is_written_to_and_stays_one(device):
    before = Path("/dev/null").stat()
    ran = shell(("convert", "lamp.ew", "--output", device), "")
    assert ran.returncode == 0
    assert ran.stdout.startswith("world Lamp") == (device == "/dev/stdout")
    after = Path("/dev/null").stat()
    assert stat.S_ISCHR(after.st_mode)
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


WRITING = [
    ("explore", "lamp.ew", "-o"),
    ("draw", "lamp.ew", "-o"),
    ("export", "lamp.ew", "-o"),
    ("convert", "lamp.ew", "--output"),
    ("coverage", "lamp.ew", "--html"),
    ("coverage", "lamp.ew", "--lcov"),
    ("test", "lamp.ew", "--junit"),
    ("bench", "lamp.ew", "--csv"),
]


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
@pytest.mark.parametrize("how", ["same", "other name", "symbolic link", "hard link"])
def test_an_input_is_never_written_onto(run, folder, words, how):
    target = "lamp.ew"
    if how == "other name":
        target = str(folder / "." / "lamp.ew")
    elif how != "same":
        target = "other.ew"
        link = os.symlink if how == "symbolic link" else os.link
        link("lamp.ew", target)
    ran = run(*words, target)
    assert ran.code == 2
    assert "is what this command reads; write to another file" in ran.err
    assert (folder / "lamp.ew").read_text("utf-8") == WORLD


def test_nothing_is_left_beside_what_could_not_be_written(run, folder):
    (folder / "there").mkdir()
    ran = run("convert", "lamp.ew", "--output", "there")
    assert ran.code == 2
    assert "cannot be written" in ran.err
    assert sorted(path.name for path in folder.iterdir()) == ["lamp.ew", "there"]


# -- what a terminal would obey ---------------------------------------------------------------

SIGNS = "\x1bc\x9b31m\u202e"
LOUD = WORLD.replace("character Ann", f'character Ann "Ann{SIGNS}"').replace(
    "  by Ann\n", f'  by Ann\n  tell "{{Ann}} [lights] it{SIGNS}"\n'
)


@pytest.mark.parametrize(
    "words",
    [
        ("tell", "loud.ew", "--ending", "bright"),
        ("coverage", "loud.ew"),
        ("why-not", "loud.ew", "bright"),
        ("show", "loud.ew"),
        ("find", "loud.ew", "--ending", "bright", "--json"),
        ("check", "loud.ew"),
        ("check", "loud.ew", "--json"),
        ("convert", "loud.ew", "--json"),
        ("test", "loud.ew"),
        ("draw", "loud.ew"),
    ],
    ids=" ".join,
)
def test_no_command_writes_what_a_terminal_obeys(run, folder, words):
    (folder / "loud.ew").write_text(LOUD, "utf-8")
    ran = run(*words)
    assert ran.code == 0
    for sign in ("\x1b", "\x9b", "\u202e"):
        assert sign not in ran.out
        assert sign not in ran.err


def test_json_keeps_what_it_escapes(run, folder):
    (folder / "loud.ew").write_text(LOUD, "utf-8")
    ran = run("convert", "loud.ew", "--json")
    assert SIGNS in ran.json["text"]
