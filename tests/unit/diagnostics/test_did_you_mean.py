from __future__ import annotations

from elsewise.diagnostics.did_you_mean import did_you_mean


def test_nearest_name_whatever_its_case():
    assert did_you_mean("LANA", ["Lana", "Tom"]) == " Did you mean Lana?"


def test_all_names_if_they_are_few():
    assert did_you_mean("x", ["left"]) == " There is left."
    assert did_you_mean("x", ["left", "saved", "lost"]) == " There are left, saved and lost."
    assert did_you_mean("x", []) == ""
    assert did_you_mean("x", [f"n{i}" for i in range(40)]) == ""
