"""Makes a release: changelog, version, sdist, wheel, commit and tag.

    just release 1.2.0 --dry-run    # all of it, and nothing is kept
    just release 1.2.0

The work is done in a second work tree in a temporary folder. Only when the wheel has told a story
in an empty environment without a compiler are the commit and its tag put on this branch and the
files into `dist/`. Nothing is pushed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parents[1]
VERSION_FILE = Path("src/elsewise/__init__.py")
VERSION_LINE = re.compile(r'^__version__ = "(.*)"$', re.M)
FRAGMENTS = Path("changelog.d")
CHANGELOG = Path("CHANGELOG.md")
COMPILERS = ("cc", "c++", "gcc", "g++", "clang", "clang++", "cl", "cmake", "ninja", "make")


class RefusedError(Exception):
    """Why there can be no such release."""


def main(words: list[str] | None = None, root: Path = ROOT) -> int:
    """Make the release that was asked for; 2: it was refused, 1: a command failed."""
    parser = argparse.ArgumentParser(prog="just release")
    parser.add_argument("version", help="for example 1.2.0")
    parser.add_argument("--dry-run", action="store_true", help="do all of it, and keep nothing")
    asked = parser.parse_args(words)
    try:
        version = allowed(root, asked.version)
        with second_tree(root) as tree:
            prepare(tree, version)
            built = build(tree)
            try_wheel(built, version)
            if asked.dry_run:
                say(f"{version} can be released: {names(built)}. Nothing was kept.")
            else:
                keep(root, tree, built, version)
                say(f"dist/ has {names(built)}. To publish: git push --follow-tags")
    except RefusedError as refused:
        say(f"refused: {refused}")
        return 2
    except subprocess.CalledProcessError as failed:
        say(f"failed, and nothing was kept: {' '.join(map(str, failed.cmd))}")
        return 1
    return 0


def allowed(root: Path, text: str) -> Version:
    """Return the version, if such a release can be made of what is checked out."""
    try:
        version = Version(text)
    except InvalidVersion:
        raise RefusedError(f"{text} is no version such as 1.2.0") from None
    if version.local or str(version) != text:
        raise RefusedError(f"{text} is written {version.public}")
    if not git(root, "branch", "--show-current"):
        raise RefusedError("no branch is checked out")
    if changes := git(root, "status", "--porcelain"):
        raise RefusedError(f"there are changes that are not committed:\n{changes}")
    released = [Version(tag[1:]) for tag in git(root, "tag", "--list", "v[0-9]*").split()]
    if version in released:
        raise RefusedError(f"there is a tag v{version} already")
    if released and version < max(released):
        raise RefusedError(f"{max(released)} is out already, which is higher")
    if version < (now := version_in(root)):
        raise RefusedError(f"the sources are at {now} already, which is higher")
    if not list((root / FRAGMENTS).glob("*.md")):
        raise RefusedError(f"{FRAGMENTS} is empty, so there is nothing new")
    return version


def version_in(tree: Path) -> Version:
    """Return the version that the sources say they are."""
    found = VERSION_LINE.search((tree / VERSION_FILE).read_text("utf-8"))
    if found is None:
        raise RefusedError(f"{VERSION_FILE} has no line __version__ = …")
    return Version(found[1])


@contextmanager
def second_tree(root: Path) -> Iterator[Path]:
    """Check out the same a second time, for as long as this lasts."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "elsewise"
        git(root, "worktree", "add", "--quiet", "--detach", str(tree), "HEAD")
        try:
            yield tree
        finally:
            git(root, "worktree", "remove", "--force", str(tree))


def prepare(tree: Path, version: Version) -> None:
    """Write the version into the sources, and the fragments into the changelog."""
    path = tree / VERSION_FILE
    text = VERSION_LINE.sub(f'__version__ = "{version}"', path.read_text("utf-8"))
    path.write_text(text, "utf-8", newline="\n")
    run("towncrier", "build", "--yes", "--version", str(version), cwd=tree)
    say(git(tree, "diff", "HEAD", "--stat", "--summary"))
    say(git(tree, "diff", "HEAD", "--", str(CHANGELOG), str(VERSION_FILE)))


def build(tree: Path) -> Path:
    """Build sdist and wheel, the wheel from the sdist; return their folder."""
    raw, done = tree / "dist", tree.parent / "built"
    run("uv", "build", "--python", sys.executable, "--out-dir", raw, cwd=tree)
    done.mkdir()
    for path in (*raw.glob("*.tar.gz"), *raw.glob("*.whl")):
        if path.suffix == ".whl" and sys.platform == "linux":
            # Old systems can load it too, and it says how old.
            run(sys.executable, "-m", "auditwheel", "repair", "--wheel-dir", done, path)
        else:
            shutil.copy(path, done)
    return done


def try_wheel(built: Path, version: Version) -> None:
    """Let the wheel say its version and tell a story where there is nothing else."""
    (wheel,) = built.glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run("uv", "venv", "--quiet", "--python", sys.executable, home / "env")
        programs = home / "env" / ("Scripts" if os.name == "nt" else "bin")
        python, elsewise = programs / "python", programs / "elsewise"
        run("uv", "pip", "install", "--python", python, "--only-binary", ":all:", wheel)
        outside = {"PATH": str(programs), "HOME": folder, "PYTHONUTF8": "1"}
        if os.name == "nt":
            outside["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        if there := [name for name in COMPILERS if shutil.which(name, path=outside["PATH"])]:
            raise RefusedError(f"the empty environment has {', '.join(there)}")
        ask = "import elsewise, sys; assert elsewise.__file__.startswith(sys.prefix)"
        run(python, "-I", "-c", f"{ask}; assert elsewise.__version__ == '{version}'", env=outside)
        run(elsewise, "--version", cwd=home, env=outside)
        run(elsewise, "tell", "smoke", cwd=home, env=outside)


def keep(root: Path, tree: Path, built: Path, version: Version) -> None:
    """Put the commit and its tag on the branch, and the files into `dist/`."""
    git(tree, "add", "--all", ".")
    git(tree, "commit", "--quiet", "--message", f"Release {version}")
    commit = git(tree, "rev-parse", "HEAD")
    git(root, "merge", "--quiet", "--ff-only", commit)
    git(root, "tag", "--annotate", "--message", f"Elsewise {version}", f"v{version}", commit)
    shutil.copytree(built, root / "dist", dirs_exist_ok=True)


def names(folder: Path) -> str:
    """Return the files in a folder, by name."""
    return ", ".join(sorted(path.name for path in folder.iterdir()))


def git(folder: Path, *words: str) -> str:
    """Return what git prints; what it complains of is shown."""
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def run(*words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> None:
    """Run a command, which is shown and must succeed."""
    say(f"$ {' '.join(map(str, words))}")
    subprocess.run(list(map(str, words)), check=True, cwd=cwd, env=env)


def say(text: str) -> None:
    """Print at once, so that it stands in order with what commands print."""
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
