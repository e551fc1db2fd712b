from __future__ import annotations

import pytest

from elsewise.diagnostics.catalogue.every import CODES


@pytest.mark.parametrize("name", sorted(CODES))
def test_every_code_is_explained(run, name):
    ran = run("explain", name)
    assert ran.code == 0
    assert ran.out.startswith(f"{CODES[name].severity.value}[{name}]: ")
    assert CODES[name].explanation.strip() in ran.out
    made = run("explain", name, "--json").json
    assert made["code"] == name
    assert made["example"].strip()


def test_all_codes_are_listed(run):
    listed = run("explain").out.splitlines()[1:]
    assert [line.split()[0] for line in listed] == sorted(CODES)
    assert [code["code"] for code in run("explain", "--json").json["codes"]] == sorted(CODES)
