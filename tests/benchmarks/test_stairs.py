"""Numbers cost no more than places do."""

from __future__ import annotations

import pytest
from stairs import SPELLED, measured


@pytest.mark.parametrize("stairs", [4, 8])
def test_numbers_grow_no_faster_than_places(stairs: int) -> None:
    numbers, places = (measured(spelled, stairs, 1) for spelled in SPELLED)
    assert numbers.beats == places.beats == stairs + stairs // 2 + 2
    assert numbers.states <= places.states
    assert places.states < 2 ** (2 * stairs)  # the lamps are passed by
