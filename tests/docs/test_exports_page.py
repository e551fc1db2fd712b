"""The page of exports names everything that is exported, and its example is what happens."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

import elsewise as ew
from elsewise.present.export.export import EXCHANGE, LINES
from pages import run_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "exports.md"


def test_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page(PAGE)


def test_every_format_and_field_is_named(tmp_path: Path) -> None:
    page = PAGE.read_text("utf-8")
    named = set(re.findall(r"`([^`]+)`", page))
    assert {*LINES, EXCHANGE} <= named
    for ending in (*LINES, EXCHANGE):
        ew.export(ew.sample("smoke"), tmp_path / f"smoke{ending}")
    dot = (tmp_path / "smoke.dot").read_text("utf-8")
    assert set(re.findall(r'(?<=[\[ ])(\w+)="', dot)) - {"fontname"} <= named
    graphml = (tmp_path / "smoke.graphml").read_text("utf-8")
    keys = set(re.findall(r'key id="(\w+)"', graphml))
    assert {key for key in keys if not re.fullmatch(r"f\d+", key)} <= named
    made = json.loads((tmp_path / "smoke.json").read_text("utf-8"))
    kinds = [made, made["states"][0], made["minds"][0], made["edges"][0]]
    assert {key for kind in kinds for key in kind} <= named
    with zipfile.ZipFile(tmp_path / "smoke.zip") as archive:
        assert set(archive.namelist()) <= named
        meta = archive.read("meta.csv").decode().splitlines()
    assert {line.partition(",")[0] for line in meta} <= named
