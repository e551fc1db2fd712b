"""A story, its beats and reasons; a state and the minds in it."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.show.frozen import FrozenMap, freeze
from elsewise.show.layout import counted
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

    def __post_init__(self) -> None:
        freeze(self, "reasons")


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

    def __post_init__(self) -> None:
        freeze(self, "reasons")


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

    `changing` are the values that can change, by the name of the fluent, and `constants` those that
    never do and are the same in every mind; `values` are all. `minds` are by the name of the
    character (empty at the bottom); to look for one that is not there raises `UsageError`, which
    says what depth to ask for.
    """

    changing: Mapping[str, Value]
    minds: Mapping[str, State] = field(default_factory=dict)
    constants: Mapping[str, Value] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        freeze(self, "changing", "constants")
        if not isinstance(self.minds, Minds):
            object.__setattr__(self, "minds", Minds(self.minds))

    @property
    def values(self) -> Mapping[str, Value]:
        """What is so: first what can change, then what never does."""
        return FrozenMap(ChainMap(cast(Any, self.constants), cast(Any, self.changing)))

    def within(self, deep: int = 0) -> State:
        """Return this state as one that lies so many minds deep in another."""
        minds = {name: mind.within(deep + 1) for name, mind in self.minds.items()}
        return replace(self, minds=Minds(minds, deep))


class Minds(FrozenMap[str, State]):
    """The minds in a state that lies `deep` minds deep in another, by character."""

    __slots__ = ("_deep",)

    def __init__(self, items: Mapping[str, State], deep: int = 0) -> None:
        super().__init__(items)
        self._deep = deep

    def __getitem__(self, name: str) -> State:
        if name in self:
            return super().__getitem__(name)
        if self:
            hint = did_you_mean(name, self)
            raise UsageError(f"There is no mind of {name} to look into here.{hint}")
        deeper, told = self._deep + 1, counted(self._deep, "mind")
        raise UsageError(
            f"{name}'s mind is not told here: this state is told {told} deep. Ask for "
            f"depth={deeper}; a situation keeps minds so deep if it begins with depth={deeper - 1}."
        )

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401
        """Return a mind, or what is given if it is not told."""
        return super().__getitem__(name) if name in self else default
