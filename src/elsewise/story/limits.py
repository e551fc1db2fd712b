"""Limits of a search, and how a search ends.

`OPTIONS` is the one table of limits: the command line, the docs and `Limits` are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from elsewise.show.shown import Shown
from elsewise.story.story import Story

if TYPE_CHECKING:
    from typing import Literal


@dataclass(frozen=True, slots=True)
class Option:
    """One limit: its name, the value if neither world nor user says one, bounds, unit, meaning."""

    name: str
    default: float | None
    low: float
    high: float
    unit: str
    help: str


OPTIONS: tuple[Option, ...] = (
    Option("length", 10, 0, 1000, "beats", "Most beats in a story."),
    Option(
        "foresight",
        5,
        0,
        1000,
        "beats",
        "Most beats in a character's plan, the one to be explained included.",
    ),
    Option("depth", 2, 0, 16, "minds", "How deep minds about minds are searched for reasons."),
    Option("seconds", None, 0, 1e9, "seconds", "Most time."),
    Option("memory", None, 0, 1e6, "GB", "Most memory of the whole process (1 GB is 10^9 bytes)."),
    Option("states", None, 0, 1e12, "states", "Most different states to be made."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of a search; see `OPTIONS` for units. None: without limit.

    `spill` is a folder on a disk: what does not fit into `memory` is put into a file there, and the
    search goes on, slower (None: it stops with what it has).

    `extra_levels` overrides how many levels of minds below `depth` + 1 are kept (None: as many as
    the problem's conditions look into).
    """

    length: int = 10
    foresight: int = 5
    depth: int = 2
    seconds: float | None = None
    memory: float | None = None
    states: int | None = None
    spill: str | None = None
    extra_levels: int | None = None


if TYPE_CHECKING:
    Mode = Literal["balanced", "shortest", "first"]
else:
    Mode = str
"""What a search looks for: the `shortest` story, however long it takes; the `first` one that comes
up; or, `balanced`, the shortest if it can be shown with not much more work than it takes to find
some story, else that one."""

MODES: tuple[Mode, ...] = ("balanced", "shortest", "first")


class Status(Enum):
    """How a search ended. `NONE` is a proof within the limits; `STOPPED` leaves it open."""

    FOUND = "found"
    NONE = "none"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a search took.

    `states`: different states made, in all minds. `transitions`: steps from a state to a state
    worked out, in all minds. `peak_memory_bytes`: of the whole process.
    """

    states: int = 0
    transitions: int = 0
    seconds: float = 0.0
    peak_memory_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: `length` is the number of beats looked at now."""

    length: int
    stories: int
    statistics: Statistics


ProgressReport = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, repr=False)
class Outcome(Shown):
    """What a search found: stories, shortest first, and how it ended.

    `stopped_by` is None, "seconds", "memory", "states", "disk" (the file of `spill` could not grow)
    or "interrupt"; it may be set although stories were found. `proven_shortest`: no shorter story
    than the first exists within the limits. No story within the limits has fewer beats than
    `at_least`, as far as is known; if there is none, that is one more than the limit. `utility` is
    the utility of the story's start; `goal` what was looked for.
    """

    status: Status
    stopped_by: str | None
    stories: tuple[Story, ...]
    goal: float | str
    utility: float | None
    proven_shortest: bool
    statistics: Statistics
    at_least: int = 0
    counts: tuple[int, ...] = ()
    details: Mapping[str, float] = field(default_factory=dict)

    @property
    def story(self) -> Story | None:
        """The shortest story found, if any."""
        return self.stories[0] if self.stories else None

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)
