"""Every code about worlds has an example that triggers it, and nothing else."""

from __future__ import annotations

import pytest

from elsewise.diagnostics import Code, Diagnostic
from elsewise.diagnostics.catalogue import (
    world,
    world_declarations,
    world_events,
    world_examples,
    world_warnings,
)
from elsewise.errors import WorldError
from elsewise.world.load import load_text

CODES = [
    code
    for module in (world, world_declarations, world_events, world_warnings)
    for code in vars(module).values()
    if isinstance(code, Code)
]


def diagnostics(text: str) -> tuple[Diagnostic, ...]:
    try:
        return load_text(text).warnings
    except WorldError as error:
        return error.diagnostics


def test_the_common_beginning_is_right() -> None:
    assert diagnostics(world_examples.BEGIN) == ()


def test_names_are_unique() -> None:
    assert len({code.name for code in CODES}) == len(CODES) > 60


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_example_triggers_its_code_only(code: Code) -> None:
    found = diagnostics(code.example)
    assert [d.code.name for d in found] == [code.name]


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_world_with_warnings_can_be_used(code: Code) -> None:
    if any(d.is_error for d in diagnostics(code.example)):
        with pytest.raises(WorldError):
            load_text(code.example)
    else:
        assert load_text(code.example).warnings
