"""The finite problem: what both engines run, and all that they know.

Characters, fluents and events are numbered; expressions hold no variable and no quantifier.
A `minds` tuple is a path of characters: `(0, 2)` is what character 0 believes that character 2
believes; `()` is the mind at hand. No character stands twice in a row in a path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError
from elsewise.problem.names import canonical_event_name
from elsewise.show.shown import Shown
from elsewise.world.choosing import Choosing
from elsewise.world.types import Value

if TYPE_CHECKING:
    from elsewise.problem.event_forms import EventForms
    from elsewise.world.expressions import Arithmetic, Comparison

FORMAT_VERSION = 1

Minds = tuple[int, ...]


# -- values -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConstantValue:
    """A value that never changes."""

    value: Value


@dataclass(frozen=True, slots=True)
class FluentRead:
    """The value of a fluent in a mind."""

    minds: Minds
    fluent: int


@dataclass(frozen=True, slots=True)
class BinaryOperation:
    """A number made of two; unknown if a side is unknown, or for a division by 0."""

    operator: Arithmetic
    left: ValueExpression
    right: ValueExpression


@dataclass(frozen=True, slots=True)
class IfElse:
    """One of two values, by a condition."""

    test: Condition
    then: ValueExpression
    otherwise: ValueExpression


ValueExpression = ConstantValue | FluentRead | BinaryOperation | IfElse
"""A value; of any kind, in spite of its commonest use."""


# -- conditions: negation stands only inside comparisons --------------------------------------


@dataclass(frozen=True, slots=True)
class ComparisonTest:
    """A comparison of two values. Unknown equals unknown; it is neither less nor more."""

    operator: Comparison
    left: ValueExpression
    right: ValueExpression


@dataclass(frozen=True, slots=True)
class Conjunction:
    """Every part holds. `Conjunction(())` is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Disjunction:
    """Some part holds. `Disjunction(())` is false."""

    parts: tuple[Condition, ...]


Condition = ComparisonTest | Conjunction | Disjunction

TRUE = Conjunction(())
FALSE = Disjunction(())


# -- the problem ------------------------------------------------------------------------------


class FluentKind(Enum):
    """What values a fluent takes."""

    YES_NO = "yes or no"
    ENTITY = "entity"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fluent:
    """A fact with its arguments: `at(Tom)`.

    `low` and `high` bound a number; what would go beyond stops there.
    """

    name: str
    fact: str
    arguments: tuple[Value, ...]
    kind: FluentKind
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class GroundEffect:
    """Under a condition, a fluent in a mind gets a value. Empty `minds`: a base effect."""

    condition: Condition
    minds: Minds
    fluent: int
    value: ValueExpression


@dataclass(frozen=True, slots=True)
class Event:
    """An action or trigger with its arguments: `walk(Tom, Cottage, Market)`.

    `rule` is its number among the world's actions (or triggers). `by` are the characters who must
    have a reason, in the order of the text. `seen_by[c]` says when character c observes it (for
    triggers, empty).
    """

    name: str
    rule: int
    arguments: tuple[Value, ...]
    condition: Condition
    effects: tuple[GroundEffect, ...]
    by: tuple[int, ...] = ()
    seen_by: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class MindLevels:
    """How deep minds must be kept so that every condition that matters can be answered.

    `extra` is how many levels below `depth` + 1 are looked into. `asked[c]`: something that matters
    looks into c's mind. `consents[c]`: c is asked to consent to some action.
    """

    extra: int
    asked: tuple[bool, ...]
    consents: tuple[bool, ...]


@dataclass(frozen=True, repr=False)
class Problem(Shown):
    """A finite problem. Same world, same problem, to the byte.

    `start` gives the values of fluents in minds at the beginning: the value of fluent f along a
    path is that of the longest beginning of the path for which `start[path][f]` is said; the empty
    path says them all. Triggers have not yet run. `wants[c]` is character c's utility. `constants`
    are the fluents that never change in any mind, by name, and are folded away. `origin` is the
    start, by the names of fluents, of the world of which this one is a later moment or a fork
    (None: its own); states are named by it, and nothing else depends on it.

    `asked` are conditions that somebody asks about besides, by names of their own; nothing depends
    on them. A name means what is asked before it means an ending. `forms` say how the events of the
    world that it is made of are written (None: it is not known); messages alone use them.
    `choosing` says who chooses and what time there is (None: nobody, and none).
    """

    name: str
    characters: tuple[str, ...]
    fluents: tuple[Fluent, ...]
    actions: Sequence[Event]
    triggers: Sequence[Event]
    start: Mapping[Minds, Mapping[int, Value]]
    wants: tuple[ValueExpression, ...]
    story_wants: ValueExpression
    endings: Mapping[str, Condition]
    limits: Mapping[str, int]
    levels: MindLevels
    constants: Mapping[str, Value]
    origin: Mapping[Minds, Mapping[str, Value]] | None = field(default=None, compare=False)

    asked: Mapping[str, Condition] = field(default_factory=dict)
    forms: EventForms | None = field(default=None, compare=False)
    choosing: Choosing | None = None

    def __getstate__(self) -> dict[str, object]:
        """Leave out what was worked out of it: it may be long, or the kernel's."""
        return {row.name: getattr(self, row.name) for row in fields(self)}

    @cached_property
    def fluent_names(self) -> tuple[str, ...]:
        """The names of the fluents, by number."""
        return tuple(fluent.name for fluent in self.fluents)

    @cached_property
    def fluent_numbers(self) -> Mapping[str, int]:
        """The numbers of the fluents, by name."""
        return {name: number for number, name in enumerate(self.fluent_names)}

    @cached_property
    def action_names(self) -> tuple[str, ...]:
        """The names of the actions, by number."""
        return tuple(action.name for action in self.actions)

    @cached_property
    def action_numbers(self) -> Mapping[str, int]:
        """The numbers of the actions, by name."""
        return {name: number for number, name in enumerate(self.action_names)}

    def character_number(self, name: str) -> int:
        """Return the number of a character. Raises `UsageError` if there is none so called."""
        if name not in self.characters:
            hint = did_you_mean(name, self.characters)
            raise UsageError(f"There is no character called {name} in {self.name}.{hint}")
        return self.characters.index(name)

    def why_no_event(self, text: str) -> str:
        """Return the sentence that says why there is no event that is written so.

        Raises `UsageError` for a text that cannot be the name of an event.
        """
        wrong = None if self.forms is None else self.forms.complaint(text)
        return wrong or f"{canonical_event_name(text)} can never happen in {self.name}."

    @cached_property
    def ending_names(self) -> tuple[str, ...]:
        """The names of the endings, in the order of the text."""
        return tuple(self.endings)

    @cached_property
    def condition_numbers(self) -> Mapping[str, int]:
        """By name, the place of each ending, and behind them of each condition that is asked."""
        numbers = {name: number for number, name in enumerate(self.ending_names)}
        first = len(numbers)
        return numbers | {name: number for number, name in enumerate(self.asked, start=first)}

    def condition_number(self, name: str) -> int:
        """Return the place of an ending or of a condition that is asked.

        Raises `UsageError` if there is none so named.
        """
        if name not in self.condition_numbers:
            known = ", ".join(self.condition_numbers) or "none"
            raise UsageError(f"There is no ending called {name}. The endings are: {known}.")
        return self.condition_numbers[name]

    def named_condition(self, name: str) -> Condition:
        """Return a condition that is asked, or else an ending.

        Raises `UsageError` if there is none so named.
        """
        number = self.condition_number(name)
        return (*self.endings.values(), *self.asked.values())[number]

    @cached_property
    def story_is_settled(self) -> bool:
        """Whether nothing that can happen changes what the story wants."""
        return isinstance(self.story_wants, ConstantValue)

    def with_levels(self, levels: MindLevels) -> Problem:
        """Return the same problem with minds kept otherwise."""
        other = object.__new__(Problem)
        # All that is remembered of it stays, for that does not change.
        vars(other).update(vars(self), levels=levels)
        return other

    def with_all_minds(self) -> Problem:
        """Return the same problem with everybody's mind kept, whether it matters or not."""
        return self.with_levels(replace(self.levels, asked=(True,) * len(self.characters)))
