"""Two courses of a day beside each other: as it is, and the counterfactual one, with a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from elsewise.explain.causes import Cause
from elsewise.explain.counterfactual.interventions import Intervention
from elsewise.problem.names import believing
from elsewise.show.frozen import freeze
from elsewise.show.shown import Shown
from elsewise.story.limits import Limits
from elsewise.story.story import Beat, Story
from elsewise.world.model import World
from elsewise.world.types import Value


class Reach(Enum):
    """Whether stories within the limits come to an ending; OPEN: it could not be settled."""

    REACHED = "reached"
    NEVER = "not within these limits"
    OPEN = "open"


class CourseSide(Enum):
    """Which of the two courses: as it is, or with the change."""

    ORIGINAL = "original"
    FORKED = "forked"


@dataclass(frozen=True, slots=True)
class ComparedCourse:
    """One of the two: what stories come to, and the one that is compared.

    `world` begins where the stories begin. `before` are the events up to there: those before the
    fork, and what was forced. `aim` is the ending (or utility) that the story is for; the story
    holds the beats after `before`. There is none where nothing is reached.
    """

    world: World = field(repr=False)
    before: tuple[str, ...]
    endings: Mapping[str, Reach]
    aim: float | str | None
    story: Story | None
    stopped_by: str | None = None

    def __post_init__(self) -> None:
        freeze(self, "endings")

    @property
    def beats(self) -> tuple[Beat, ...]:
        """The beats of the story from where it begins."""
        return self.story.beats if self.story is not None else ()

    @property
    def events(self) -> tuple[str, ...]:
        """All events from the start of the world on."""
        return (*self.before, *(beat.event for beat in self.beats))

    def event_of(self, cause: Cause) -> str | None:
        """Return the event that is a cause in the story; None: the change itself."""
        return self.beats[cause.source - 1].event if cause.source else None


@dataclass(frozen=True, slots=True)
class Parting:
    """The first beat (from 1) that is not the same in both; None: that course has ended."""

    beat: int
    original: str | None
    forked: str | None


@dataclass(frozen=True, slots=True)
class GraphParting:
    """The first beat at which other things can happen, whatever story one looks at.

    After the events `way`, `lost` are those that could come next in the original alone, `won`
    those that can come next in the fork alone.
    """

    beat: int
    way: tuple[str, ...]
    lost: tuple[str, ...]
    won: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BreakingPoint:
    """The beat where the original's story does not stand any more once the change is made.

    `unwilling` must consent to the event, and not all of them have a reason now; empty: it cannot
    happen there.
    """

    beat: int
    event: str
    unwilling: tuple[str, ...]

    @property
    def possible(self) -> bool:
        """Whether the event could still happen, had everybody a reason."""
        return bool(self.unwilling)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact, or what somebody believes, that is otherwise at the end.

    `minds` says whose view it is (empty: what is so). `chain` are the causes that lead from the
    change (beat 0; beat 1 is the first of the story) to it, in the course `side`: where that is the
    original, by them it was as it was, and the change takes them away. Where no causes lead there
    one by one, it is the last event alone that made it so.
    """

    fluent: str
    minds: tuple[str, ...]
    original: Value
    forked: Value
    chain: tuple[Cause, ...] = ()
    side: CourseSide = CourseSide.FORKED

    @property
    def subject(self) -> str:
        """What it is that is otherwise: `deed`, or `Lana believes deed`."""
        return believing(self.minds) + self.fluent


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A fact, or what somebody believes, that came to the same end although it was touched."""

    fluent: str
    minds: tuple[str, ...]
    value: Value


@dataclass(frozen=True, slots=True)
class Stake:
    """A character's utility at the end of both courses, in truth and as it believes.

    None is unknown, or the end of a course that has no story.
    """

    character: str
    original: float | None
    forked: float | None
    original_believed: float | None
    forked_believed: float | None

    @property
    def gain(self) -> float | None:
        """What the change brings the character in truth."""
        if self.original is None or self.forked is None:
            return None
        return self.forked - self.original


@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """What becomes of a world when something is changed at a moment: see `whatif`.

    `parting`: the first beat at which the two stories differ (None: they do not, or one is
    missing). `graph_parting`: the first at which anything else can happen (None: nothing ever can,
    if `graphs_compared`). `breaks`: where the original's story stops to hold (None: it holds).
    `cut_by`: a limit (or "interrupt") that came before all was compared.
    """

    name: str
    changes: tuple[Intervention, ...]
    limits: Limits
    original: ComparedCourse
    forked: ComparedCourse
    parting: Parting | None = None
    graph_parting: GraphParting | None = None
    graphs_compared: bool = False
    breaks: BreakingPoint | None = None
    changed: tuple[Difference, ...] = ()
    stayed: tuple[Unchanged, ...] = ()
    stakes: tuple[Stake, ...] = ()
    cut_by: str | None = None

    def course_of(self, difference: Difference) -> ComparedCourse:
        """Return the course in which the causes of a difference are."""
        return self.forked if difference.side is CourseSide.FORKED else self.original

    @property
    def notable(self) -> tuple[Difference, ...]:
        """What is otherwise, but for beliefs that are right in both courses."""
        truths = {(d.fluent, d.original, d.forked) for d in self.changed if not d.minds}
        return tuple(
            d for d in self.changed if not d.minds or (d.fluent, d.original, d.forked) not in truths
        )

    @property
    def reaches(self) -> Mapping[str, tuple[Reach, Reach]]:
        """For every ending, whether it is reached as it is, and with the change."""
        forked = self.forked.endings
        return {name: (reach, forked[name]) for name, reach in self.original.endings.items()}

    @property
    def won(self) -> tuple[str, ...]:
        """The endings that are reached only with the change."""
        return self._where((Reach.NEVER, Reach.REACHED))

    @property
    def lost(self) -> tuple[str, ...]:
        """The endings that are reached only without the change."""
        return self._where((Reach.REACHED, Reach.NEVER))

    @property
    def open(self) -> tuple[str, ...]:
        """The endings of which it could not be settled on some side whether they are reached."""
        return tuple(name for name, reaches in self.reaches.items() if Reach.OPEN in reaches)

    @property
    def stopped_by(self) -> str | None:
        """What cut a search short, None if nothing: see `stopped_by` of `Outcome`."""
        return self.cut_by or self.original.stopped_by or self.forked.stopped_by

    def _where(self, reached: tuple[Reach, Reach]) -> tuple[str, ...]:
        return tuple(name for name, reaches in self.reaches.items() if reaches == reached)
