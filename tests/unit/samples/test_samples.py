"""The example worlds can be listed, read and loaded."""

from __future__ import annotations

import pytest

from elsewise.errors import UsageError
from elsewise.samples import sample, sample_names, sample_text


def test_names_are_in_order() -> None:
    names = sample_names()
    assert "smoke" in names
    assert list(names) == sorted(names)


@pytest.mark.parametrize("name", sample_names())
def test_each_loads_without_a_warning(name: str) -> None:
    world = sample(name)
    assert world.warnings == ()
    assert world.source.name == f"{name}.ew"
    assert world.source.text == sample_text(name)


def test_a_name_with_a_slip() -> None:
    with pytest.raises(UsageError, match="Did you mean smoke"):
        sample("smok")
    with pytest.raises(UsageError, match=r"There are: .*smoke"):
        sample("../worlds/smoke")
