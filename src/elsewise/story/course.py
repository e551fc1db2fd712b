"""The course that a day takes when people choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from elsewise.show.shown import Shown
from elsewise.story.limits import Statistics
from elsewise.story.story import Story

End = Literal["quiet", "round", "ending", "length"]
"""How a course ends: nobody has anything left to do; it comes back to where it was and would go on
for ever; the ending that was asked for is reached; or it is as long as it may be."""


@dataclass(frozen=True, slots=True, repr=False)
class Course(Shown):
    """What happens when everybody does what they choose.

    `times` says of every beat how many units of time had passed before it. `end` is how it ends,
    None where `stopped_by` says that a limit ("seconds", "memory", "interrupt") cut it off.
    `endings` are those that hold at its end. `cost` counts what the author added: chances, and
    deeds that only a tolerance allows.
    """

    story: Story
    times: tuple[int, ...]
    end: End | None
    endings: tuple[str, ...]
    statistics: Statistics
    cost: int = 0
    stopped_by: str | None = None
