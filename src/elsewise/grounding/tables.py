"""The numbered things of a world: characters, entities by type, and every fluent."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

from elsewise.diagnostics import diagnose
from elsewise.diagnostics.catalogue.grounding import TOO_MANY_FLUENTS
from elsewise.errors import EngineError, WorldError
from elsewise.problem.names import fluent_name
from elsewise.problem.problem import Fluent, FluentKind
from elsewise.world.expressions import Constant, Term, Variable
from elsewise.world.model import Fact, World
from elsewise.world.types import EntityType, NumberType, Value, ValueType, YesNoType

MOST_FLUENTS = 2_000_000


def as_value(value: Value) -> Value:
    """Return a value with its number, if it is one, as a float."""
    if value is None or isinstance(value, (bool, str)):
        return value
    return float(value) + 0.0  # there is no -0.0


def sizes_text(parameters: Sequence[Term], domains: Sequence[Sequence[Value]]) -> str:
    """Return how much each parameter can be, for messages: `who: 3, where: 12`.

    A parameter without a name of its own is called by its type.
    """
    sizes = []
    for term, domain in zip(parameters, domains, strict=True):
        if isinstance(term, Variable):
            unnamed = not term.name[:1].isalpha() and isinstance(term.type, EntityType)
            name = term.type.name if unnamed else term.name  # type: ignore[union-attr]
            sizes.append(f"{name}: {len(domain):,}")
    return ", ".join(sizes)


class Tables:
    """Looks up what a world has by number.

    `fluents` are all fluents, constant ones too: facts in the order of the text, then arguments,
    the first slowest. `fluents_of[f]` maps the arguments of fact number f to a fluent.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.characters = tuple(e.name for e in world.characters)
        self.character_number = {name: c for c, name in enumerate(self.characters)}
        self._by_type: dict[str, tuple[str, ...]] = {}
        self._member: dict[str, frozenset[str]] = {}
        self._fact_by_id: dict[int, int] = {id(f): n for n, f in enumerate(world.facts)}
        self._strangers: list[Fact] = []
        self.fluents: list[Fluent] = []
        self.fact_of: list[int] = []
        self.fluents_of: list[dict[tuple[Value, ...], int]] = []
        for number, fact in enumerate(world.facts):
            self._add_fluents(number, fact)

    def _add_fluents(self, number: int, fact: Fact) -> None:
        numbers: dict[tuple[Value, ...], int] = {}
        values = fact.values
        kind = _KINDS[type(values)]
        low, high = (values.low, values.high) if isinstance(values, NumberType) else (None, None)
        domains = [self.values_of_term(p) for p in fact.parameters]
        count = prod(map(len, domains))
        if len(self.fluents) + count > MOST_FLUENTS:
            raise WorldError(
                [
                    diagnose(
                        TOO_MANY_FLUENTS,
                        self.world.source,
                        fact.span,
                        name=fact.name,
                        count=f"{count:,}",
                        roles=sizes_text(fact.parameters, domains),
                        most=f"{MOST_FLUENTS:,}",
                    )
                ]
            )
        for arguments in product(*domains):
            numbers[arguments] = len(self.fluents)
            name = fluent_name(fact.name, arguments)
            self.fluents.append(Fluent(name, fact.name, arguments, kind, low, high))
            self.fact_of.append(number)
        self.fluents_of.append(numbers)

    def entities_of(self, type_name: str) -> tuple[str, ...]:
        """Return the names of the entities of a type, in order."""
        if type_name not in self._by_type:
            self._by_type[type_name] = tuple(e.name for e in self.world.entities_of(type_name))
        return self._by_type[type_name]

    def is_a(self, name: str, type_name: str) -> bool:
        """Whether the entity of that name is of a type."""
        if type_name not in self._member:
            self._member[type_name] = frozenset(self.entities_of(type_name))
        return name in self._member[type_name]

    def values_of_type(self, values: ValueType) -> tuple[Value, ...]:
        """Return the values that a variable of a type runs through, in order."""
        if isinstance(values, EntityType):
            return self.entities_of(values.name)
        if isinstance(values, YesNoType):
            return (False, True)
        raise EngineError("A variable cannot run through all numbers.")

    def values_of_term(self, term: Term) -> tuple[Value, ...]:
        """Return the values that a term may stand for."""
        if isinstance(term, Constant):
            return (as_value(term.value),)
        return self.values_of_type(term.type)

    def fact_number(self, fact: Fact) -> int:
        """Return the number of a fact, which must be one of the world's."""
        number = self._fact_by_id.get(id(fact))
        if number is None:
            number = self.world.facts.index(fact)
            self._fact_by_id[id(fact)] = number
            self._strangers.append(fact)  # keeps the id() in use
        return number

    def fluent(self, fact_number: int, arguments: tuple[Value, ...]) -> int:
        """Return the number of the fluent of a fact with these arguments."""
        try:
            return self.fluents_of[fact_number][arguments]
        except KeyError:
            name = fluent_name(self.world.facts[fact_number].name, arguments)
            raise EngineError(f"The world reads {name}, which no fact allows.") from None


_KINDS = {
    YesNoType: FluentKind.YES_NO,
    EntityType: FluentKind.ENTITY,
    NumberType: FluentKind.NUMBER,
}
