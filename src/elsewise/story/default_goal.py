"""What a story is for if nobody says so: one rule for everything that looks for stories.

It is the first ending that the world names. A world without endings says by what its story wants
what is good; then it is a rise to the next whole number above the utility where the story begins.

A list of events is for nothing unless somebody says for what: it is checked event by event.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from elsewise.errors import UsageError


def default_goal(endings: Sequence[str], utility: Callable[[], float | None]) -> float | str:
    """Return the goal of a story that begins at a utility, in a world with endings.

    Raises `UsageError` if there are no endings and the utility is unknown.
    """
    if endings:
        return endings[0]
    begin = utility()
    if begin is None:
        raise UsageError(
            "The utility of the story is unknown at the start, so no goal follows from it. "
            "Say a goal or an ending."
        )
    return next_goal(begin)


def next_goal(utility: float) -> float:
    """Return the story utility to reach from one: the next whole number above it.

    It is rounded away from zero; where that is no gain, 1 is added: 0 gives 1, 1.5 gives 2, 2
    gives 3, -1.5 gives -0.5 (as the peer has it).
    """
    rounded = float(math.copysign(math.ceil(abs(utility)), utility))
    return rounded if rounded > utility else utility + 1
