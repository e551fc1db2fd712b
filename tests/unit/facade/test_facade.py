"""The names that users type."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import elsewise as ew

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("lark", "rich", "argparse", "msgspec", "elsewise._kernel", "inflect", "numpy")


def test_few_names_in_order():
    assert list(ew.__all__) == sorted(ew.__all__)
    assert dir(ew) == list(ew.__all__)
    assert 25 <= len(ew.__all__) <= 64


@pytest.mark.parametrize("name", ew.__all__)
def test_every_name_is_there_and_says_what_it_is(name):
    value = getattr(ew, name)
    if name != "__version__":
        assert value.__doc__


def test_no_name_is_a_module():
    for name in ew.__all__:
        assert not (ROOT / "src" / "elsewise" / name).exists()
        assert not (ROOT / "src" / "elsewise" / f"{name}.py").exists()


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'fnid'"):
        _ = ew.fnid


def test_star_import_gives_all_names():
    names: dict[str, object] = {}
    exec("from elsewise import *", names)
    assert set(ew.__all__) <= set(names)


def test_the_import_is_light():
    lines = f"import sys, elsewise; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_that_of_the_package():
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)
    source = settings["tool"]["scikit-build"]["metadata"]["version"]["input"]
    assert settings["project"]["dynamic"] == ["version"]
    assert (ROOT / source).read_text("utf-8").count(f'__version__ = "{ew.__version__}"') == 1


def test_every_name_has_its_place_on_the_page():
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    for name in ew.__all__:
        assert f"`{name}" in page or f"ew.{name}" in page, f"docs/reference/api.md lacks {name}"
