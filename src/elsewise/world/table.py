"""The names of a world while its text is checked, and what is known about them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from elsewise.diagnostics import Span
from elsewise.world.expressions import Assign, Constant, Term, Variable
from elsewise.world.kinds import (
    Kind,
    Single,
    UnknownKind,
    article,
    kind_of,
    listed,
    number_text,
    same_constant,
)
from elsewise.world.model import Entity, Fact
from elsewise.world.reports import Reports
from elsewise.world.types import (
    CHARACTER,
    ENTITY,
    EntityType,
    NumberType,
    TypeTable,
    ValueType,
    YesNoType,
)

if TYPE_CHECKING:
    from elsewise.world.clocks import Clocks

MOST_VALUES_SHOWN = 10


@dataclass
class Table:
    """Every declared name.

    `broken` are names whose declaration is faulty: nothing is said about what refers to them.
    `choices` are the types made by facts such as `deed: none or left`, with their words.
    `events` are the names of actions and triggers, for messages only. `places` says where effects
    stand, by their identity, and `first_spans` where signatures do. `clocks` are the facts of time.
    """

    reports: Reports
    types: TypeTable = field(default_factory=lambda: TypeTable({ENTITY: (), CHARACTER: (ENTITY,)}))
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    places: dict[int, tuple[Assign, Span]] = field(default_factory=dict)
    clocks: Clocks | None = None
    first_spans: dict[Hashable, Span] = field(default_factory=dict)
    _members: dict[str, frozenset[str]] = field(default_factory=dict)

    def placed(self, effect: Assign, span: Span) -> Assign:
        """Remember where an effect stands, for warnings about the event as a whole."""
        self.places[id(effect)] = effect, span
        return effect

    def doubtful(self, kind: Kind) -> bool:
        """Whether a type is faulty that a kind depends on: then nothing is known about it."""
        match kind:
            case EntityType(name):
                return not self.broken.isdisjoint(self.types.ancestors(name))
            case Single(name):
                return any(self.doubtful(EntityType(t)) for t in self.entities[name].types)
            case _:
                return False

    # -- types and kinds ----------------------------------------------------------------------

    def is_a(self, entity: str, type_name: str) -> bool:
        """Whether an entity is of a type."""
        return any(self.types.is_kind(t, type_name) for t in self.entities[entity].types)

    def members(self, type_name: str) -> frozenset[str]:
        """Return the names of the entities of a type (to be asked once all are declared)."""
        if type_name not in self._members:
            kinds = {t for t in self.types.parents if self.types.is_kind(t, type_name)}
            self._members[type_name] = frozenset(
                e.name for e in self.entities.values() if not kinds.isdisjoint(e.types)
            )
        return self._members[type_name]

    def fits(self, kind: Kind, wanted: ValueType) -> bool:
        """Whether everything of a kind is a value of a type."""
        match kind, wanted:
            case UnknownKind(), _:
                return not isinstance(wanted, YesNoType)
            case Single(name), EntityType(type_name):
                return self.is_a(name, type_name)
            case EntityType(name), EntityType(type_name):
                return self.types.is_kind(name, type_name) or self._same_words(name, type_name)
            case (NumberType(), NumberType()) | (YesNoType(), YesNoType()):
                return True
            case _:
                return False

    def _same_words(self, name: str, wanted: str) -> bool:
        """Whether all words that a fact can be are words that another can be."""
        own = self.choices.get(name)
        return bool(own) and set(own or ()) <= set(self.choices.get(wanted, ()))

    def meet(self, left: Kind, right: Kind) -> bool:
        """Whether something can be of both kinds (with types that have no members, it can)."""
        match left, right:
            case UnknownKind(), other:
                return not isinstance(other, YesNoType)
            case other, UnknownKind():
                return not isinstance(other, YesNoType)
            case Single(one), Single(other_one):
                return one == other_one
            case Single(name), EntityType(type_name):
                return self.is_a(name, type_name)
            case EntityType(type_name), Single(name):
                return self.is_a(name, type_name)
            case EntityType(one), EntityType(other_one):
                return self._types_meet(one, other_one)
            case _:
                return type(left) is type(right)

    def _types_meet(self, left: str, right: str) -> bool:
        if self.types.is_kind(left, right) or self.types.is_kind(right, left):
            return True
        left_members, right_members = self.members(left), self.members(right)
        return not left_members or not right_members or not left_members.isdisjoint(right_members)

    def accepts(self, parameter: Term, argument: Term) -> bool:
        """Whether a fact's parameter takes an argument."""
        if isinstance(parameter, Constant):
            return isinstance(argument, Constant) and same_constant(parameter, argument)
        kind = kind_of(argument)
        return not isinstance(kind, UnknownKind) and self.fits(kind, parameter.type)

    def is_character(self, term: Term) -> bool:
        """Whether a term always is a character."""
        return self.fits(kind_of(term), EntityType(CHARACTER)) and term != Constant(None)

    # -- words for messages -------------------------------------------------------------------

    def type_of(self, entity: str) -> str:
        """Return the type to be named for an entity: the first that has no narrower one."""
        types = self.entities[entity].types
        for name in types:
            if not any(other != name and self.types.is_kind(other, name) for other in types):
                return name
        return types[0] if types else ENTITY

    def describe(self, kind: Kind) -> str:
        """Say what a kind is: `a place`, `a number from 0 to 3`, `yes or no`."""
        match kind:
            case YesNoType():
                return "yes or no"
            case NumberType(low, high) if low is not None and high is not None and low != high:
                return f"a number from {number_text(low)} to {number_text(high)}"
            case NumberType():
                return "a number"
            case UnknownKind():
                return "unknown"
            case EntityType(name):
                return self.describe_type(name)
            case Single(name):
                type_name = self.type_of(name)
                if type_name in self.choices:
                    return f"a value of {type_name}"
                return self.describe_type(type_name)

    def describe_type(self, name: str) -> str:
        """Say what things of a type are: `a place`, or for a fact's words `one of none or left`."""
        words = self.choice_text(name)
        if words is not None:
            return f"one of {words}"
        return article("thing" if name == ENTITY else name)

    def choice_text(self, type_name: str) -> str | None:
        """Return `none, left or saved` for the type of a fact with such values, else None."""
        words = self.choices.get(type_name)
        if words is None:
            return None
        shown = list(words[:MOST_VALUES_SHOWN])
        return listed([*shown, "others"] if len(words) > len(shown) else shown)

    def signature(self, fact: Fact) -> str:
        """Return a fact with the types of its parameters: `at(character)`."""
        if not fact.parameters:
            return fact.name
        return f"{fact.name}({', '.join(self.parameter_text(p) for p in fact.parameters)})"

    def parameter_text(self, parameter: Term) -> str:
        """Return a parameter as its type, or the fixed value."""
        if isinstance(parameter, Constant):
            return value_text(parameter)
        return parameter.type.name if isinstance(parameter.type, EntityType) else "yes or no"


def value_text(constant: Constant) -> str:
    """Return a value as it is written."""
    match constant.value:
        case None:
            return "?"
        case bool(value):
            return "yes" if value else "no"
        case str(name):
            return name
        case number:
            return number_text(number)


@dataclass(frozen=True)
class Scope:
    """The names that stand for something only here: roles and quantified names.

    `broken` are roles whose declaration is faulty. In a `forgiving` scope nothing is said about
    unknown names, because the line that should declare them could not be understood.
    """

    variables: Mapping[str, Variable] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    forgiving: bool = False

    def with_variable(self, variable: Variable) -> Scope:
        """Return the scope in which one more name is known."""
        return Scope(
            {**self.variables, variable.name: variable},
            self.broken - {variable.name},
            self.forgiving,
        )


NO_NAMES = Scope()
