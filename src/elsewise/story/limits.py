"""Limits of a search, and how a search ends.

`Limits` is the one table of limits: options of the command line, their help, what
`effective_limits` accepts and says of mistakes, and JSON are made from its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from enum import Enum
from math import inf
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, TypedDict, get_args, get_type_hints

from elsewise.errors import UsageError
from elsewise.problem.names import value_text
from elsewise.show.shown import Shown
from elsewise.story.story import Story
from elsewise.world.limit_bounds import HIGHEST

if TYPE_CHECKING:
    from elsewise.problem.problem import Problem


def _row(default: float | None, **about: Any) -> Any:  # noqa: ANN401
    """Say of a field of `Limits` what a `Limit` is about."""
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of a search: the table, one row for each. None: without limit.

    `spill` is a folder on a disk: what does not fit into `memory` is put into a file there, and the
    search goes on, slower (None: it stops with what it has).

    `extra_levels` overrides how many levels of minds below `depth` + 1 are kept (None: as many as
    the problem's conditions look into).
    """

    length: int = _row(
        10, high=HIGHEST["length"], unit="beats", metavar="N", help="Most beats in a story."
    )
    foresight: int = _row(
        5,
        high=HIGHEST["foresight"],
        unit="beats",
        metavar="N",
        help="Most beats in a character's plan, the one to be explained included.",
    )
    depth: int = _row(
        2,
        high=HIGHEST["depth"],
        unit="minds",
        metavar="N",
        help="How deep minds about minds are searched for reasons.",
    )
    seconds: float | None = _row(None, high=1e9, unit="seconds", metavar="S", help="Most time.")
    memory: float | None = _row(
        None,
        high=1e6,
        unit="GB",
        metavar="GB",
        help="Most memory of the whole process (1 GB is 10^9 bytes).",
    )
    states: int | None = _row(
        None,
        high=1e12,
        unit="states",
        metavar="N",
        help="Most different states, in all minds.",
    )
    spill: str | None = _row(
        None,
        metavar="FOLDER",
        help="Do not stop at --memory: put what does not fit into a file in this folder, and go "
        "on, slower (Linux only).",
    )
    extra_levels: int | None = _row(None, high=16, unit="minds")

    def levels_below(self, problem: Problem) -> int:
        """Return how many levels of minds below `depth` + 1 are kept of a problem."""
        return problem.levels.extra if self.extra_levels is None else self.extra_levels


class Said(TypedDict, total=False):
    """The rows of `Limits` again, as type checkers need them for `**said`; None is as if unsaid."""

    length: int | None
    foresight: int | None
    depth: int | None
    seconds: float | None
    memory: float | None
    states: int | None
    spill: str | None
    extra_levels: int | None


@dataclass(frozen=True, slots=True)
class Limit:
    """One row of the table.

    `kind` is int for what is counted, float for what is measured, str for a name. `default` holds
    if neither world nor user says anything. Numbers go from 0 to `high`, in `unit`. Without a
    `metavar` (how help calls the value) the command line has no option for it.
    """

    name: str
    kind: type
    default: Any
    high: float = inf
    unit: str = ""
    metavar: str = ""
    help: str = ""

    @property
    def bounds_stories(self) -> bool:
        """Whether it says which stories there are; such a limit is never unsaid."""
        return self.default is not None

    @property
    def in_json(self) -> bool:
        """Whether it belongs to what is told of a search."""
        return self.kind is not str and bool(self.metavar)

    def checked(self, value: object) -> float | str | None:
        """Return a value as `Limits` has it. Raises `UsageError` if it is not one."""
        if value is None and not self.bounds_stories:
            return None
        if self.kind is str:
            return str(value)
        bounds = f"0 to {value_text(float(self.high))} {self.unit}"
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < inf:
            raise UsageError(f"{self.name} must be a number, {bounds}.")
        if not 0 <= value <= self.high:
            raise UsageError(f"{self.name} is {value_text(float(value))}, but goes from {bounds}.")
        if self.kind is int and not float(value).is_integer():
            raise UsageError(f"{self.name} must be a whole number, {bounds}.")
        number: float = self.kind(value)
        return number


def limit_table(limits: type[Limits] = Limits) -> tuple[Limit, ...]:
    """Return the rows of the table, in order."""
    hints = get_type_hints(limits)
    kinds = {
        name: next(kind for kind in get_args(hint) or (hint,) if kind is not NoneType)
        for name, hint in hints.items()
    }
    return tuple(Limit(f.name, kinds[f.name], f.default, **f.metadata) for f in fields(limits))


Mode = Literal["balanced", "shortest", "first"]
"""What a search looks for: the `shortest` story, however long it takes; the `first` one that comes
up; or, `balanced`, the shortest if it can be shown with not much more work than it takes to find
some story, else that one."""

MODES: tuple[Mode, ...] = get_args(Mode)


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
    the utility of the story's start; `goal` what was looked for. `orders` is how many stories were
    met that only tell the deeds of another in another order, and were left out.
    """

    stopped_by: str | None
    stories: tuple[Story, ...]
    goal: float | str
    utility: float | None
    proven_shortest: bool
    statistics: Statistics
    at_least: int = 0
    orders: int = 0

    @property
    def status(self) -> Status:
        """How the search ended."""
        if self.stories:
            return Status.FOUND
        return Status.NONE if self.stopped_by is None else Status.STOPPED

    @property
    def story(self) -> Story | None:
        """The shortest story found, if any."""
        return self.stories[0] if self.stories else None

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)
