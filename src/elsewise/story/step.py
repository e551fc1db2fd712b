"""A step: one event, and all that it brought about in the world and in the minds.

Everything is said in the numbers of the problem: characters, fluents, actions and triggers. A
path of minds leads from the state in which the event happens; `(0, 2)` is what character 0
believes that character 2 believes. Only minds that the problem keeps are told of: see
`Problem.with_all_minds` for one that keeps everybody's.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

from elsewise.problem.problem import Minds
from elsewise.world.types import Value


class How(Enum):
    """How somebody came to believe something.

    They did it themselves, they saw it done, somebody told them (the event put it into their
    mind), or they concluded it: by surprise, by a trigger, or because an event that is nobody's
    doing, or their own alone, put it there.
    """

    DID = "did"
    SAW = "saw"
    TOLD = "told"
    CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True)
class Change:
    """A fluent has another value in the world."""

    fluent: int
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Learnt:
    """A fluent has another value in a mind. `source` is who told it, where somebody did."""

    minds: Minds
    fluent: int
    before: Value
    after: Value
    how: How
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Surprise:
    """A mind saw an event that it held for impossible.

    `corrected` is what it put right before the event happened in it: in the mind that a path leads
    to (from where all paths of the step begin), a fluent got a value.
    """

    minds: Minds
    corrected: tuple[tuple[Minds, int, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Firing:
    """A trigger fired in the world (no `minds`) or in a mind; `state` is that mind just before.

    Triggers that only put something into minds fire together, so several may have one `state`.
    """

    trigger: int
    minds: Minds
    state: Hashable


@dataclass(frozen=True, slots=True)
class Step:
    """An action that happened, or (`action` None) the beginning, with all that followed.

    `before` and `after` are states as the engine knows them; before the beginning, no trigger has
    fired in any mind. `perceivers` are the characters who notice the action, whether their mind is
    kept or not. `changes` are those of the world, `learnt` those of minds, both by the number of
    the fluent; what is the same again in the end is not among them. `fired` is in order: mind by
    mind, the innermost first, the world last. `utilities` are those before and after, one pair for
    every character in their own mind, the story's last; None is unknown. No path is longer than
    the depth that was asked for.
    """

    before: Hashable
    after: Hashable
    action: int | None
    perceivers: tuple[int, ...]
    changes: tuple[Change, ...]
    learnt: tuple[Learnt, ...]
    surprises: tuple[Surprise, ...]
    fired: tuple[Firing, ...]
    utilities: tuple[tuple[float | None, float | None], ...]
