"""The typed world: what the checker makes of a tree, and the grounder makes finite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from elsewise.diagnostics import NOWHERE, Diagnostic, Source, Span
from elsewise.show.shown import Shown
from elsewise.world.choosing import Choosing
from elsewise.world.expressions import NOTHING, Effect, Expression, Term, Variable
from elsewise.world.types import TypeTable, Value, ValueType

if TYPE_CHECKING:
    from elsewise.world.questions import Question


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something: its types, how to say it, and its pronoun (`he she it they plural`).

    `said` is None where the name itself is said.
    """

    name: str
    types: tuple[str, ...]
    said: str | None = None
    pronoun: str | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Template:
    """A line under `tell`: used if its condition (over the event's roles) held before the event."""

    text: str
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What can be so: a name, parameters, and the values it can have.

    A parameter is a `Variable` or, where it is fixed, a `Constant`. Several facts may share a
    name if their parameters differ. `initial` holds where `start` says nothing. `tell` does not
    count when facts are compared: its conditions may speak of the fact itself.
    """

    name: str
    parameters: tuple[Term, ...]
    values: ValueType
    initial: Value
    tell: tuple[Template, ...] = field(default=(), compare=False)
    texts: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class EverySeer:
    """Those who see an event: every character `variable` for whom the condition holds before it."""

    variable: Variable
    condition: Expression | None


Seer = Term | EverySeer


class EventKind(Enum):
    """An action is done by somebody or just happens; a trigger follows at once where it can."""

    ACTION = "action"
    TRIGGER = "trigger"


@dataclass(frozen=True, slots=True)
class EventRule:
    """An action or trigger as written, before its roles are filled in.

    `by` are those who must have a reason (none: it just happens). `seen_by` is None for everyone
    and empty for nobody; a trigger is seen by nobody. What is `scheduled` happens as soon as it
    can.
    """

    kind: EventKind
    name: str
    parameters: tuple[Term, ...]
    condition: Expression
    effect: Effect = NOTHING
    by: tuple[Term, ...] = ()
    seen_by: tuple[Seer, ...] | None = None
    tell: tuple[Template, ...] = ()
    texts: tuple[str, ...] = ()
    scheduled: bool = False
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Ending:
    """A goal that the author named."""

    name: str
    condition: Expression
    tell: tuple[Template, ...] = ()
    texts: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Fork:
    """A change that the author named: what else could have been so at the start.

    `statements` are carried out after those of the start. `wants` are numbers that are added to
    what the characters want, by character.
    """

    name: str
    statements: tuple[Effect, ...]
    wants: Mapping[str, tuple[Expression, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, repr=False)
class World(Shown):
    """A world: all that its text says, with every name looked up.

    `entities` are in the order that quantifiers and parameters run through: characters first, then
    the rest, each in the order of the text. `start` is a list of statements, carried out one after
    the other; within one statement all is read before anything is made. `wants` are numbers to be
    added up (a condition counts 1), by character; `story_wants` are the author's. `limits` are
    the defaults that the text names: `length`, `foresight`, `depth`. `forks` and `expectations`
    change nothing by themselves: commands use them. `choosing` says who chooses and what time there
    is (None: nobody, and none). `origin` is the start of the world of which
    this one is a later moment or a fork (None: its own); states are named by it.
    """

    name: str
    texts: tuple[str, ...]
    types: TypeTable
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    start: tuple[Effect, ...]
    actions: tuple[EventRule, ...]
    triggers: tuple[EventRule, ...]
    wants: Mapping[str, tuple[Expression, ...]]
    story_wants: tuple[Expression, ...]
    endings: tuple[Ending, ...]
    limits: Mapping[str, int]
    forks: tuple[Fork, ...] = ()
    expectations: tuple[Question, ...] = ()
    choosing: Choosing | None = None
    origin: tuple[Effect, ...] | None = field(default=None, compare=False, repr=False)
    source: Source = field(default=Source("", ""), compare=False, repr=False)
    warnings: tuple[Diagnostic, ...] = field(default=(), compare=False, repr=False)

    @property
    def characters(self) -> tuple[Entity, ...]:
        """The entities that have a mind."""
        return tuple(e for e in self.entities if self.is_a(e, "character"))

    def is_a(self, entity: Entity, type_name: str) -> bool:
        """Whether an entity is of a type."""
        return any(self.types.is_kind(t, type_name) for t in entity.types)

    def entities_of(self, type_name: str) -> tuple[Entity, ...]:
        """Return the entities of a type, in order."""
        return tuple(e for e in self.entities if self.is_a(e, type_name))
