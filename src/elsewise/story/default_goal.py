"""What a story is to reach if nobody says so."""

from __future__ import annotations

import math


def next_goal(utility: float) -> float:
    """Return the story utility to reach from one: the next whole number above it.

    It is rounded away from zero; where that is no gain, 1 is added: 0 gives 1, 1.5 gives 2, 2
    gives 3, -1.5 gives -0.5 (as the peer has it).
    """
    rounded = float(math.copysign(math.ceil(abs(utility)), utility))
    return rounded if rounded > utility else utility + 1
