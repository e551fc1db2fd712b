"""What can be released, and what the fragments become (`tools/release.py`)."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("added", "changed", "fixed", "removed")


def load():
    pytest.importorskip("packaging", reason="packaging is not installed")
    spec = importlib.util.spec_from_file_location("release", ROOT / "tools" / "release.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def git(folder, *words):
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *words], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    """A package at 1.1.0, released as 1.1.0, with something new."""
    for name, text in (
        ("src/elsewise/__init__.py", '__version__ = "1.1.0"\n'),
        ("changelog.d/plot.added.md", "Plots.\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, "utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Plots")
    git(tmp_path, "tag", "v1.1.0")
    return tmp_path


@pytest.mark.parametrize("version", ["1.1.1", "1.2.0", "2.0.0rc1", "10.0.0"])
def test_a_higher_version_is_allowed(repository, version):
    assert str(load().allowed(repository, version)) == version


def test_the_first_version_is_the_one_that_the_sources_have(repository):
    git(repository, "tag", "--delete", "v1.1.0")
    assert str(load().allowed(repository, "1.1.0")) == "1.1.0"


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("next", "no version such as"),
        ("1.02", "is written 1.2"),
        ("1.2.0+mine", "is written 1.2.0"),
        ("1.1.0", "a tag v1.1.0 already"),
        ("1.0.9", "1.1.0 is out already"),
        ("1.1.0rc1", "1.1.0 is out already"),
    ],
)
def test_a_version_that_is_refused(repository, capsys, version, why):
    before = git(repository, "status", "--porcelain"), git(repository, "tag")
    assert load().main([version], repository) == 2
    assert why in capsys.readouterr().out
    assert before == (git(repository, "status", "--porcelain"), git(repository, "tag"))


def test_sources_that_are_ahead_of_all_tags(repository):
    git(repository, "tag", "--delete", "v1.1.0")
    with pytest.raises(Exception, match=r"sources are at 1\.1\.0 already"):
        load().allowed(repository, "1.0.0")


@pytest.mark.parametrize("name", ["src/elsewise/__init__.py", "new.txt"])
def test_changes_that_are_not_committed(repository, name):
    (repository / name).write_text("x = 1\n", "utf-8")
    with pytest.raises(Exception, match="not committed"):
        load().allowed(repository, "1.2.0")


def test_no_branch(repository):
    git(repository, "checkout", "--quiet", "--detach")
    with pytest.raises(Exception, match="no branch"):
        load().allowed(repository, "1.2.0")


def test_nothing_new(repository):
    git(repository, "rm", "--quiet", "changelog.d/plot.added.md")
    git(repository, "commit", "--quiet", "--message", "None")
    with pytest.raises(Exception, match="nothing new"):
        load().allowed(repository, "1.2.0")


def test_the_second_tree_is_gone_afterwards(repository):
    with load().second_tree(repository) as tree:
        assert (tree / "changelog.d" / "plot.added.md").exists()
        (tree / "more.txt").write_text("more", "utf-8")
    assert not tree.exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_every_fragment_is_in_the_changelog_of_the_next_release():
    pytest.importorskip("towncrier", reason="towncrier is not installed")
    command = [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "9.9.9"]
    made = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    words = made.split()
    assert made.startswith("## 9.9.9 (")
    for path in (ROOT / "changelog.d").glob("*.md"):
        assert path.name.endswith(tuple(f".{kind}.md" for kind in KINDS)), path.name
        text = path.read_text("utf-8").split()
        assert " ".join(text) in " ".join(words), path.name
