"""Every value that is shown has a display, in the module that the convention names."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from elsewise.show.shown import PLAIN, Display, Shown, display_of

SOURCE = Path(__file__).resolve().parents[3] / "src"
DISPLAYS = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in SOURCE.rglob("display.py")
)


@pytest.mark.parametrize("name", DISPLAYS)
def test_a_display_shows_values_of_its_own_package(name):
    for kind, display in import_module(name).DISPLAYS.items():
        assert kind.__module__.rpartition(".")[0] == name.rpartition(".")[0]
        assert display_of(kind) is display


def test_what_is_shown_has_a_display():
    for name in DISPLAYS:
        import_module(name)
    shown = {
        kind
        for module in [module for name, module in sys.modules.items() if "elsewise." in name]
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Shown) and kind is not Shown
    }
    assert len(shown) > 10
    assert all(display_of(kind).text is not PLAIN.text for kind in shown)


def test_a_kind_of_something_is_shown_as_that_is():
    from elsewise.problem.problem import Problem

    class Finer(Problem):
        pass

    assert display_of(Finer) is display_of(Problem)


def test_what_has_no_display_is_plain():
    assert display_of(Display) is PLAIN
    assert display_of(int) is PLAIN
