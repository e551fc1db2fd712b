"""Who chooses, and how time passes: what a world in which people choose says besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

BUSY = "busy"
"""The fact that says how many units of time somebody is still busy."""

PASSING = "time_passes"
"""The action by which a unit of time passes."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Who chooses what they do, and what time there is.

    `within` has the tolerance of everyone who chooses, by name (0: only the best will do); who is
    not named is explained. `deadlines` are the facts that run down to 0, one in a unit of time, and
    `scheduled` the numbers of the actions that happen as soon as they can.
    """

    within: Mapping[str, float]
    deadlines: tuple[str, ...] = ()
    scheduled: frozenset[int] = field(default_factory=frozenset)

    @property
    def busy(self) -> str:
        """The fact that says how long somebody is still busy."""
        return BUSY

    @property
    def passing(self) -> str:
        """The event by which time passes."""
        return f"{PASSING}()"
