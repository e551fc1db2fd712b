"""What a command loads: each only the packages that its work needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOM = """
entity Ann : character;
property found() : boolean;
!found();
action look() {
  precondition: !found();
  effect: found();
  consenting: Ann;
};
utility(): if(found()) 1 else 0;
utility(Ann): if(found()) 1 else 0;
"""
"""Somebody finds something, in the peer's language."""

FINDING = {"cli", "diagnostics", "engine", "errors", "graph", "grounding", "searching", "world"}


def loaded(*words: str) -> set[str]:
    """Run a command in a process of its own and return the packages of ours that it loaded."""
    lines = (
        "import sys\nfrom elsewise.cli.main import main\n"
        f"code = main({list(words)!r})\n"
        "print(*{m.split('.')[1] for m in sys.modules if m.startswith('elsewise.')})\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split()) - {"_kernel", "lean"}


def test_finding_in_a_world_of_ours():
    assert loaded("find", "quarrel", "--ending", "peace") == FINDING | {"samples", "syntax"}


def test_finding_in_a_world_of_the_peer(tmp_path: Path):
    path = tmp_path / "room.txt"
    path.write_text(ROOM, "utf-8")
    assert loaded("find", str(path)) == FINDING | {"sabre"}


@pytest.mark.parametrize(
    "word", ["dataclasses", "decimal", "html", "msgspec", "numpy", "pathlib", "rich", "typer"]
)
def test_what_a_search_does_not_need(word: str):
    lines = (
        "import sys\nfrom elsewise.cli.main import main\n"
        "main(['find', 'quarrel', '--ending', 'peace', '--json'])\n"
        f"print({word!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
