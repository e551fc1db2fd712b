"""A few cases of every fuzzer, and all inputs that once had a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.run import FUZZERS, KEPT, Runner, judged

FEW, MANY = 10, 150


@pytest.mark.parametrize("cases", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", FUZZERS)
def test_no_case_has_a_fault(name: str, cases: int) -> None:
    faults = [verdict.fault for verdict in judged(name, range(cases)) if verdict.fault]
    assert not faults, faults[0]


@pytest.mark.parametrize("path", sorted(KEPT.glob("*-*")), ids=lambda path: path.name)
def test_what_once_had_a_fault_has_none(path: Path) -> None:
    with Runner(path.name.partition("-")[0]) as runner:
        assert runner.run(path.read_bytes()).fault is None
