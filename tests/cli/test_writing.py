"""`new`, `fmt` and `convert`: the commands that write files."""

from __future__ import annotations

import io
import sys

import pytest

from peer_files import PROBLEMS, needs_peer_files


def test_a_new_world_works_at_once(run, tmp_path):
    path = tmp_path / "light-house 2.ew"
    assert run("new", path).code == 0
    assert path.read_text("utf-8").startswith("world LightHouse2\n")
    assert run("check", path).out == "PASSED: 0 errors, 0 warnings\n"
    assert run("fmt", "--check", path).code == 0
    assert "Ann ate the bread" in run("tell", path).out


def test_new_replaces_nothing_unasked(run, tmp_path):
    path = tmp_path / "a.ew"
    path.write_text("mine", "utf-8")
    ran = run("new", path)
    assert ran.code == 2
    assert "--force" in ran.err
    assert path.read_text("utf-8") == "mine"
    assert run("new", path, "--force", "--json").json == {"file": str(path)}
    assert path.read_text("utf-8") != "mine"
    assert run("new", tmp_path / "a.txt").code == 2
    assert run("new", tmp_path / "b").code == 0
    assert (tmp_path / "b.ew").exists()
    assert run("new", tmp_path / "no" / "such" / "c.ew").code == 2


UNTIDY = "world Untidy\ncharacter Tom   # he\nfact lit\nstart\n    lit\n"


def test_fmt_writes_one_form(run, tmp_path):
    path = tmp_path / "untidy.ew"
    path.write_text(UNTIDY, "utf-8")
    checked = run("fmt", "--check", path)
    assert checked.code == 1
    assert "FAILED: 1 of 1 would change" in checked.out
    assert path.read_text("utf-8") == UNTIDY
    assert run("fmt", path).code == 0
    tidy = path.read_text("utf-8")
    assert tidy != UNTIDY
    assert "# he" in tidy
    assert run("fmt", "--check", path, "--json").json == {"changed": [], "checked": 1}
    assert list(tmp_path.iterdir()) == [path]


def test_fmt_of_standard_input(run, tmp_path, monkeypatch):
    path = tmp_path / "untidy.ew"
    path.write_text(UNTIDY, "utf-8")
    run("fmt", path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UNTIDY.encode())))
    assert run("fmt", "-").out == path.read_text("utf-8")


def test_fmt_leaves_what_it_cannot_read(run, tmp_path):
    path = tmp_path / "bad.ew"
    path.write_text("world Bad\naction (\n", "utf-8")
    assert run("fmt", path).code == 1
    assert path.read_text("utf-8") == "world Bad\naction (\n"
    assert run("fmt", tmp_path / "peer.txt").code == 2


def test_the_permissions_of_a_file_stay(run, tmp_path):
    path = tmp_path / "untidy.ew"
    path.write_text(UNTIDY, "utf-8")
    path.chmod(0o640)
    run("fmt", path)
    assert path.stat().st_mode & 0o777 == 0o640


@needs_peer_files
def test_convert_writes_our_language(run, tmp_path):
    target = tmp_path / "converted.ew"
    problem = next(path for path in PROBLEMS if path.stem == "treasure")
    shown = run("convert", problem)
    assert shown.code == 0
    assert run("convert", problem, "--output", target, "--json").json == {"output": str(target)}
    assert target.read_text("utf-8") == shown.out
    assert run("check", target).code == 0


@pytest.mark.parametrize("name", ["missing.ew", "missing.txt", "."])
def test_files_that_are_not_there(run, name):
    ran = run("check", name)
    assert ran.code == 2
    assert ran.err.startswith("error[wrong-use]: ")
