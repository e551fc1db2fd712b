"""Types, entities and facts of a text, and how a name is looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from elsewise.diagnostics import Code, Diagnostic, Source, Span, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.diagnostics.did_you_mean import nearest
from elsewise.sabre.tree import Fluent, Literal, Name, Node
from elsewise.world.expressions import Constant, Term, Variable
from elsewise.world.model import Entity, Fact
from elsewise.world.types import (
    CHARACTER,
    LARGEST_NUMBER,
    EntityType,
    NumberType,
    TypeTable,
    ValueType,
    YesNoType,
)

BOOLEAN, NUMBER = "boolean", "number"
YES_NO, NUMBER_TYPE = YesNoType(), NumberType()
_CHARACTER = EntityType(CHARACTER)


class MistakeError(Exception):
    """A statement cannot be used. `diagnostic` is None where its cause is reported already."""

    def __init__(self, diagnostic: Diagnostic | None) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


@dataclass(frozen=True)
class Scope:
    """The variables that can be named at a place.

    `variables` are by the name in the text; a variable that hides another has a new name in the
    world, so that no two of an event are confused. `used` are the names in the world.
    """

    variables: dict[str, Variable] = field(default_factory=dict)
    used: frozenset[str] = frozenset()

    def with_variable(self, name: str, type_: ValueType) -> tuple[Scope, Variable]:
        """Return the scope inside which a further variable is known, and that variable."""
        fresh, number = name, 2
        while fresh in self.used:
            fresh, number = f"{name}_{number}", number + 1
        variable = Variable(fresh, type_)
        return Scope({**self.variables, name: variable}, self.used | {fresh}), variable


@dataclass
class Names:
    """Everything that a text declares."""

    source: Source
    broken_words: frozenset[str]
    types: TypeTable
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: dict[str, list[Fact]] = field(default_factory=dict)
    bound_words: frozenset[str] = frozenset()
    """The names that `forall` and the like give in the definition at hand."""

    # -- mistakes -------------------------------------------------------------------------

    def mistake(
        self, code: Code, node: Node | Span, suggestion: str | None = None, **details: object
    ) -> MistakeError:
        """Return an error at a place, to be raised."""
        span = node if isinstance(node, Span) else node.span
        return MistakeError(
            diagnose(code, self.source, span, suggestion=suggestion, related=(), **details)
        )

    def unknown(self, code: Code, name: Name, among: Iterable[str]) -> MistakeError:
        """Return an error about a name that nothing has; silent if its declaration is broken."""
        if name.text in self.broken_words:
            return MistakeError(None)
        return self.mistake(code, name, did_you_mean(name.text, among), name=name.text)

    # -- looking up -----------------------------------------------------------------------

    def value_type(self, name: Name) -> ValueType:
        """Return the type of a property: of entities, or yes/no, or a number."""
        if name.text == BOOLEAN:
            return YES_NO
        if name.text == NUMBER:
            return NUMBER_TYPE
        if name.text not in self.types:
            known = [*self.types.parents, BOOLEAN, NUMBER]
            raise self.unknown(dialect.UNKNOWN_TYPE, name, known)
        return EntityType(name.text)

    def variable_type(self, name: Name) -> ValueType:
        """Return the type of a variable, which cannot be a number."""
        found = self.value_type(name)
        if isinstance(found, NumberType):
            raise self.mistake(dialect.NUMBER_VARIABLE, name)
        return found

    def term(self, name: Name | Literal, scope: Scope) -> Term:
        """Return what a name stands for: the innermost variable, or else an entity."""
        if isinstance(name, Literal):
            value = name.value
            if isinstance(value, float) and abs(value) > LARGEST_NUMBER:
                raise self.mistake(dialect.NUMBER_TOO_LARGE, name)
            return Constant(value + 0.0 if isinstance(value, float) else value)
        if name.text in scope.variables:
            return scope.variables[name.text]
        if name.text in self.entities:
            return Constant(name.text)
        if name.text in self.bound_words and name.text not in self.broken_words:
            raise self.mistake(dialect.OUT_OF_REACH, name, name=name.text)
        raise self.unknown(dialect.UNKNOWN_NAME, name, [*scope.variables, *self.entities])

    def character(self, name: Name, scope: Scope) -> Term:
        """Return the character that a name stands for."""
        term = self.term(name, scope)
        if not self.term_is(term, _CHARACTER):
            raise self.mistake(dialect.NOT_A_CHARACTER, name, name=name.text)
        return term

    def term_is(self, term: Term, type_: ValueType) -> bool:
        """Whether all that a term can stand for is of a type."""
        if isinstance(term, Variable):
            return self.is_kind(term.type, type_)
        value = term.value
        if isinstance(value, bool):
            return isinstance(type_, YesNoType)
        if isinstance(value, float):
            return isinstance(type_, NumberType)
        if not isinstance(value, str) or not isinstance(type_, EntityType):
            return False
        return any(self.types.is_kind(t, type_.name) for t in self.entities[value].types)

    def is_kind(self, type_: ValueType, of: ValueType) -> bool:
        """Whether a type is another or a subtype of it."""
        if isinstance(type_, EntityType) and isinstance(of, EntityType):
            return self.types.is_kind(type_.name, of.name)
        return type(type_) is type(of)

    def fact(self, fluent: Fluent, arguments: tuple[Term, ...]) -> Fact:
        """Return the first declared fact of that name whose parameters fit the arguments."""
        word = fluent.name.text
        same_name = self.facts.get(word, [])
        for fact in same_name:
            if len(fact.parameters) == len(arguments) and all(
                self.fits(argument, parameter)
                for argument, parameter in zip(arguments, fact.parameters, strict=True)
            ):
                return fact
        if not same_name:
            raise self.unknown(dialect.UNKNOWN_FACT, fluent.name, self.facts)
        if word in self.broken_words:
            raise MistakeError(None)
        forms = " or ".join(describe(fact) for fact in same_name)
        raise self.mistake(dialect.WRONG_ARGUMENTS, fluent, name=word, forms=forms)

    def fits(self, argument: Term, parameter: Term) -> bool:
        """Whether an argument may stand for a parameter: of its type, or the same fixed value."""
        if isinstance(parameter, Constant):
            return argument == parameter
        return self.term_is(argument, parameter.type)

    def values_of(self, type_: ValueType) -> tuple[Entity, ...]:
        """Return the entities of a type, in the order of the text."""
        if not isinstance(type_, EntityType):
            return ()
        return tuple(e for e in self.entities.values() if self.term_is(Constant(e.name), type_))


def is_unknown(name: Name | Literal) -> bool:
    """Whether `?` is written."""
    return isinstance(name, Literal) and name.value is None


def did_you_mean(word: str, among: Iterable[str]) -> str | None:
    """Suggest the known word that looks most like a given one, if one does."""
    close = nearest(word, among)
    return f"Did you mean {close}?" if close else None


def describe(fact: Fact) -> str:
    """Return a fact's form, for people: `at(item, place)`."""
    return f"{fact.name}({', '.join(describe_term(p) for p in fact.parameters)})"


def describe_term(term: Term) -> str:
    """Name a parameter or argument for people: the type of a variable, or a value."""
    if isinstance(term, Constant):
        value = term.value
        return f"{value:g}" if isinstance(value, float) else "?" if value is None else str(value)
    return describe_type(term.type)


def describe_type(type_: ValueType) -> str:
    """Return the name of a type in the peer's language."""
    if isinstance(type_, EntityType):
        return type_.name
    return BOOLEAN if isinstance(type_, YesNoType) else NUMBER
