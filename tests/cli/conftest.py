"""Running the command line in this process, and the worlds it runs on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from elsewise.cli.main import main
from elsewise.cli.starter import starter_world


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*words: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run_it


@pytest.fixture
def market(tmp_path: Path) -> Path:
    path = tmp_path / "market.ew"
    path.write_text(starter_world("market"), "utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.ew"
    path.write_text("world Broken\ncharacter Tom\nfact lit\nstart\n  lti\n", "utf-8")
    return path
