"""Makes a world of the definitions of a text.

They are taken in the peer's order, wherever they stand: types, entities, properties, actions and
triggers, statements about the beginning, utilities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from elsewise.diagnostics import Diagnostic, Severity, Source, diagnose
from elsewise.diagnostics.catalogue import dialect
from elsewise.sabre.conditions import FALSE, TRUE, Expressions, strip
from elsewise.sabre.definitions import Definitions
from elsewise.sabre.effects import Effects
from elsewise.sabre.habits import look_over
from elsewise.sabre.hierarchy import Hierarchy
from elsewise.sabre.names import MistakeError, Names, Scope, describe_term, is_unknown
from elsewise.sabre.tree import (
    Conjunction,
    EntityDefinition,
    EventDefinition,
    Expression,
    InitialStatement,
    Literal,
    Name,
    Observing,
    Parameter,
    PropertyDefinition,
    TypeDefinition,
    UtilityDefinition,
)
from elsewise.world.expressions import (
    NOTHING,
    Arithmetic,
    Calculate,
    Constant,
    Effect,
    Term,
    Variable,
)
from elsewise.world.expressions import Expression as WorldExpression
from elsewise.world.model import EventKind, EventRule, EverySeer, Fact, World
from elsewise.world.types import CHARACTER, EntityType, NumberType, Value, YesNoType

if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")
    D = TypeVar("D")


class Builder:
    """Builds one world; `diagnostics` are all that was found on the way."""

    def __init__(self, source: Source, read: Definitions) -> None:
        self.source = source
        self.definitions = read.definitions
        self.only_whole_numbers = read.only_whole_numbers
        self.diagnostics: list[Diagnostic] = list(read.diagnostics)
        self.hierarchy = Hierarchy(source, self.diagnostics)
        self.hierarchy.add_types(self._all(TypeDefinition))
        self.hierarchy.add_entities(self._all(EntityDefinition))
        entities = {entity.name: entity for entity in self.hierarchy.in_order()}
        self.names = Names(source, read.broken_words, self.hierarchy.table(), entities)
        self.expressions = Expressions(self.names, self.diagnostics)
        self.effects = Effects(self.expressions)
        self.signatures: dict[str, list[tuple[Term, ...]]] = {}

    def world(self) -> World:
        """Build the world; it is of use if there are no errors among the diagnostics."""
        facts: list[Fact] = []
        for definition in self._all(PropertyDefinition):
            fact = self._try(lambda d=definition: self._fact(d))  # type: ignore[misc]
            if fact is not None:
                facts.append(fact)
        events = [
            (definition, self._event(definition)) for definition in self._all(EventDefinition)
        ]
        start: list[Effect] = []
        for statement in self._all(InitialStatement):
            start.extend(self._start(statement.statement))
        wants, story_wants = self._wants()
        return World(
            name=_stem(self.source.name) or "world",
            texts=(),
            types=self.names.types,
            entities=tuple(self.names.entities.values()),
            facts=tuple(facts),
            start=tuple(start),
            actions=tuple(rule for definition, rule in events if definition.is_action),
            triggers=tuple(rule for definition, rule in events if not definition.is_action),
            wants=wants,
            story_wants=story_wants,
            endings=(),
            limits={},
            source=self.source,
            warnings=tuple(d for d in self.diagnostics if d.code.severity is Severity.WARNING),
        )

    def _all(self, kind: type[D]) -> list[D]:
        return [d for d in self.definitions if isinstance(d, kind)]

    def _try(self, make: Callable[[], T]) -> T | None:
        """Return what `make` makes, or None if it finds a mistake, which is collected."""
        try:
            return make()
        except MistakeError as mistake:
            if mistake.diagnostic:
                self.diagnostics.append(mistake.diagnostic)
            return None

    def _look_over(self, expression: Expression) -> None:
        """Before an expression is used: warn of odd groupings, note the variables in it."""
        self.names.bound_words, mixed = look_over(expression)
        for span in mixed:
            self.diagnostics.append(diagnose(dialect.MIXED_OPERATORS, self.source, span))

    # -- facts ------------------------------------------------------------------------------

    def _parameters(
        self, parameters: Iterable[Parameter | Name | Literal]
    ) -> tuple[tuple[Term, ...], Scope]:
        terms: list[Term] = []
        scope = Scope()
        for parameter in parameters:
            if isinstance(parameter, Parameter):
                type_ = self.names.variable_type(parameter.type)
                scope, variable = scope.with_variable(parameter.name.text, type_)
                terms.append(variable)
                continue
            term = self.names.term(parameter, Scope())
            if is_unknown(parameter):
                raise self.names.mistake(dialect.UNKNOWN_ARGUMENT, parameter)
            terms.append(term)
        return tuple(terms), scope

    def _fact(self, definition: PropertyDefinition) -> Fact | None:
        name = definition.name.text
        parameters, _ = self._parameters(definition.parameters)
        values = self.names.value_type(definition.type)
        initial: Value = None
        if isinstance(values, YesNoType):
            initial = False
        elif isinstance(values, NumberType):
            initial = 0.0
        fact = Fact(name, parameters, values, initial, span=definition.name.span)
        same_name = self.names.facts.setdefault(name, [])
        for other in same_name:
            if parameters and _types(other.parameters) == _types(parameters):
                code = dialect.REPEATED if other.values == values else dialect.OTHER_VALUES
                self.diagnostics.append(
                    diagnose(code, self.source, definition.name.span, what=name)
                )
                return None
            self._refuse_ambiguity(definition.name, parameters, other.parameters)
        same_name.append(fact)
        return fact

    def _refuse_ambiguity(
        self, name: Name, parameters: tuple[Term, ...], others: tuple[Term, ...]
    ) -> None:
        """Refuse two declarations that some use would fit both, because of a fixed value.

        Overlaps by types alone are not refused, as with the peer: the first declared counts.
        """
        if len(parameters) != len(others):
            return
        pairs = list(zip(parameters, others, strict=True))
        fixed = any(isinstance(term, Constant) for pair in pairs for term in pair)
        if pairs and not fixed:
            return
        for one, other in pairs:
            if isinstance(one, Variable) and isinstance(other, Variable):
                if one.type != other.type:
                    return
            elif not (self._covers(one, other) or self._covers(other, one)):
                return
        form = f"{name.text}({', '.join(describe_term(term) for term in parameters)})"
        raise self.names.mistake(dialect.AMBIGUOUS, name, form=form)

    def _covers(self, parameter: Term, term: Term) -> bool:
        return isinstance(term, Constant) and self.names.fits(term, parameter)

    # -- events -----------------------------------------------------------------------------

    def _event(self, definition: EventDefinition) -> EventRule:
        """Make an event; a part with a mistake is reported and left out."""
        name = definition.name
        kind = EventKind.ACTION if definition.is_action else EventKind.TRIGGER
        made = self._try(lambda: self._parameters(definition.parameters))
        if made is None:
            return EventRule(kind, name.text, (), TRUE, span=name.span)
        parameters, scope = made
        for others in self.signatures.setdefault(name.text, []):
            self._try(lambda o=others: self._refuse_ambiguity(name, parameters, o))  # type: ignore[misc]
        self.signatures[name.text].append(parameters)
        precondition, effect = definition.precondition, definition.effect
        condition: WorldExpression | None = TRUE
        if precondition is not None:
            self._look_over(precondition)
            condition = self._try(lambda: self.expressions.condition(precondition, scope))
        made_effect: Effect | None = NOTHING
        if effect is not None:
            self._look_over(effect)
            made_effect = self._try(lambda: self.effects.effect(effect, scope))
        by = [
            self._try(lambda n=who: self.names.character(n, scope))  # type: ignore[misc]
            for who in definition.consenting
        ]
        seen_by: tuple[EverySeer, ...] | None = None if definition.is_action else ()
        observing = definition.observing
        if observing is not None:
            self._look_over(observing.condition)
            seen_by = self._try(lambda: self._observing(observing, scope))
        return EventRule(
            kind,
            name.text,
            parameters,
            condition or TRUE,
            made_effect or NOTHING,
            tuple(dict.fromkeys(term for term in by if term is not None)),
            seen_by,
            span=name.span,
        )

    def _observing(self, observing: Observing, scope: Scope) -> tuple[EverySeer, ...] | None:
        """Who sees an action: None for everyone."""
        type_ = self.names.variable_type(observing.type)
        if not self.names.is_kind(EntityType(CHARACTER), type_):
            raise self.names.mistake(dialect.NOT_AN_OBSERVER, observing.type)
        inner, variable = scope.with_variable(observing.variable.text, type_)
        condition = self.expressions.condition(observing.condition, inner)
        if condition == TRUE:
            return None
        if condition == FALSE:
            return ()
        return (EverySeer(Variable(variable.name, EntityType(CHARACTER)), condition),)

    # -- the beginning and the utilities ------------------------------------------------------

    def _start(self, statement: Expression) -> Iterable[Effect]:
        """Make a statement about the beginning; each part of a conjunction is one of its own."""
        bare = strip(statement)
        self._look_over(statement)
        parts = _flat(bare)
        made = [self._try(lambda p=part: self.effects.effect(p, Scope())) for part in parts]  # type: ignore[misc]
        return [effect for effect in made if effect is not None and effect != NOTHING]

    def _wants(self) -> tuple[dict[str, tuple[WorldExpression, ...]], tuple[WorldExpression, ...]]:
        wants: dict[str | None, tuple[WorldExpression, ...]] = {}
        for utility in self._all(UtilityDefinition):
            made = self._try(lambda u=utility: self._utility(u))  # type: ignore[misc]
            if made is None:
                continue
            owner, value = made
            if owner in wants:
                what = f"utility({owner or ''})"
                self.diagnostics.append(
                    diagnose(dialect.REPEATED, self.source, utility.span, what=what)
                )
            wants[owner] = terms(value, whole=self.only_whole_numbers)
        order = [entity for entity in self.names.entities if entity in wants]
        return {name: wants[name] for name in order}, wants.get(None, ())

    def _utility(self, utility: UtilityDefinition) -> tuple[str | None, WorldExpression]:
        owner: str | None = None
        if utility.owner is not None:
            term = self.names.character(utility.owner, Scope())
            assert isinstance(term, Constant) and isinstance(term.value, str)
            owner = term.value
        self._look_over(utility.value)
        value = self.expressions.value(utility.value, Scope())
        if not (value.is_number or value.is_yes_no):
            raise self.names.mistake(dialect.WRONG_TYPE, utility.value, wanted="boolean or number")
        return owner, value.expression


def terms(total: WorldExpression, *, whole: bool) -> tuple[WorldExpression, ...]:
    """Return the terms of a sum, which are to be added from left to right.

    The peer adds from the right; where numbers may have fractions only two terms are told apart,
    so that the result is the same to the last digit.
    """
    if not isinstance(total, Calculate) or total.operator is not Arithmetic.ADD:
        return (total,)
    if whole:
        return (*terms(total.left, whole=True), *terms(total.right, whole=True))
    return (total.left, total.right)


def _stem(path: str) -> str:
    """Return the name of a file without folder and ending."""
    return Path(path).stem


def _types(parameters: tuple[Term, ...]) -> tuple[object, ...]:
    return tuple(p.type if isinstance(p, Variable) else p for p in parameters)


def _flat(statement: Expression) -> list[Expression]:
    bare = strip(statement)
    if not isinstance(bare, Conjunction):
        return [bare]
    return [part for operand in bare.parts for part in _flat(operand)]
