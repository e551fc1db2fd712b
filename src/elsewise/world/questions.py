"""Questions about the stories of a world, with every name looked up.

A formula is true or false at a *moment*: a state of the story graph together with the event that
has just led to it (none at the start). What lies ahead of a moment are the stories that go on from
it. This is computation tree logic over states and events (Clarke, Emerson and Sistla, "Automatic
verification of finite-state concurrent systems using temporal logic specifications", 1986), with
minds in its conditions. `never`, `before`, `knows` and the like are written with what is here;
`docs/reference/questions.md` says how.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from elsewise.diagnostics import NOWHERE, Span
from elsewise.world.expressions import Constant, Expression
from elsewise.world.model import EventRule


class Stories(Enum):
    """Of which stories that go on from a moment something is said."""

    SOME = "some"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Now:
    """A condition holds in the state of the moment; it may look into minds."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class Happened:
    """An event has just happened: an action by its rule, with its arguments (None: any)."""

    rule: EventRule
    arguments: tuple[Constant | None, ...]


@dataclass(frozen=True, slots=True)
class Intends:
    """Somebody has a reason, for an event that can come next, whose plan holds an event or ends so.

    `aim` is an event of the plan, or a condition that holds in the planner's mind at its end.
    """

    who: Constant
    aim: Formula


@dataclass(frozen=True, slots=True)
class CommonBelief:
    """All of a group believe it, believe of each other that they do, and so on.

    That is as deep as minds are kept; the answer says how deep that was.
    """

    group: tuple[Constant, ...]
    condition: Expression


@dataclass(frozen=True, slots=True)
class Denied:
    """The opposite of a formula."""

    operand: Formula


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is true; with no parts, true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part is true; with no parts, false."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """In some or every story that goes on, the operand is true one event later."""

    stories: Stories
    operand: Formula


@dataclass(frozen=True, slots=True)
class Until:
    """In some or every story, `reach` is true at last, and `keep` at every moment before it.

    `within`: after at most so many further events (None: at any time). `reach` may be true at once.
    """

    stories: Stories
    keep: Formula
    reach: Formula
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Always:
    """In some or every story, the operand is true now and at all moments (or so many) after it."""

    stories: Stories
    operand: Formula
    within: int | None = None


Formula = Now | Happened | Intends | CommonBelief | Denied | AllOf | AnyOf | Next | Until | Always


@dataclass(frozen=True, slots=True)
class Question:
    """A formula to be answered at a moment, and how it was written."""

    formula: Formula
    text: str = field(compare=False)
    span: Span = field(default=NOWHERE, compare=False)
