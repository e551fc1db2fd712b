"""A story, its beats and reasons; a state and the minds in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from elsewise.show.shown import Shown
from elsewise.world.types import Value


@dataclass(frozen=True, slots=True)
class Planned:
    """One event of the plan that a character has in mind.

    `reasons` are those of the others who must consent to it, as the planner imagines them; for
    the first event of a plan it is empty.
    """

    event: str
    reasons: Mapping[str, Reason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A deed that somebody passed over, and the utility that it would have led to."""

    event: str
    utility: float


@dataclass(frozen=True, slots=True)
class Reason(Shown):
    """Why a character consents to an event: a plan that begins with it, and what it gains.

    `gain` is the utility before and after the plan, both in that character's mind. Of those who
    choose it is what would come without any deed of theirs, and what the plan promises; the plan
    then holds what they count on of others too, and `rejected` is what they passed over, the best
    first. `rejected` is None for those who do not choose.
    """

    character: str
    plan: tuple[Planned, ...]
    gain: tuple[float, float]
    rejected: tuple[Rejected, ...] | None = None


@dataclass(frozen=True, slots=True)
class Beat:
    """One event of a story and the reason of everyone who had to consent."""

    event: str
    reasons: Mapping[str, Reason]


@dataclass(frozen=True, slots=True, repr=False)
class Story(Shown):
    """A sequence of beats from the start of a world.

    `goal` is the story utility to be reached or the name of an ending; None: it is told for its
    own sake, as what shows the answer to a question is. `utility` is the story's utility at its
    end, None where unknown.
    """

    beats: tuple[Beat, ...]
    goal: float | str | None
    utility: float | None

    @property
    def events(self) -> tuple[str, ...]:
        """The events, as `name(Arg, Arg)`."""
        return tuple(beat.event for beat in self.beats)


@dataclass(frozen=True, slots=True, repr=False)
class State(Shown):
    """What is so, and what everyone believes, to a bounded depth.

    `values` by the name of the fluent; `minds` by the name of the character (empty at the bottom).
    """

    values: Mapping[str, Value]
    minds: Mapping[str, State] = field(default_factory=dict)
