"""Reading a world's conditions and values in a mind, as the telling needs them.

With `sure`, what rests on something unknown to that mind is neither true nor false: it is None
(Kleene's three-valued logic). So a mind that does not know where the letter is cannot tell a lie
about it from the truth. Without `sure` the language's own rules hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from elsewise.engines.protocol import Engine, Handle
from elsewise.errors import UsageError
from elsewise.problem.evaluate import calculate, compare
from elsewise.problem.names import fluent_name
from elsewise.problem.problem import Fluent
from elsewise.world.expressions import (
    OPPOSITE,
    And,
    Arithmetic,
    Calculate,
    Choose,
    Compare,
    Comparison,
    Constant,
    Expression,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
    Read,
    Term,
    Variable,
)
from elsewise.world.model import Fact, World
from elsewise.world.types import EntityType, Value

Key = tuple[str, tuple[Value, ...]]
"""A fluent: the name of its fact, and its arguments."""

Roles = Mapping[str, Value]
"""What the roles and quantified names at hand stand for."""


class Mind(Protocol):
    """Something that facts can be read in."""

    def value(self, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        """Return the value of a fluent there."""
        ...

    def mind(self, character: str) -> Mind:
        """Return what a character believes, as believed there."""
        ...


def find_fact(world: World, key: Key) -> Fact:
    """Return the fact that a fluent belongs to; several may share its name."""
    name, arguments = key
    for fact in world.facts:
        if fact.name == name and len(fact.parameters) == len(arguments):
            pairs = zip(fact.parameters, arguments, strict=True)
            if all(_fits(world, parameter, value) for parameter, value in pairs):
                return fact
    raise UsageError(f"There is no fact `{fluent_name(name, arguments)}` in {world.name}.")


def _fits(world: World, parameter: Term, value: Value) -> bool:
    if isinstance(parameter, Constant):
        return parameter.value == value
    if isinstance(parameter.type, EntityType):
        kind = parameter.type.name
        return isinstance(value, str) and any(e.name == value for e in world.entities_of(kind))
    return isinstance(value, bool)


class Scene:
    """An engine's states as minds to read in; made once for a telling."""

    def __init__(self, world: World, engine: Engine) -> None:
        self.world = world
        self.engine = engine
        problem = engine.problem
        self.characters = {name: i for i, name in enumerate(problem.characters)}
        self.actions = problem.action_numbers
        self._names = {(f.fact, f.arguments): f.name for f in problem.fluents}
        self._facts: dict[Key, Fact] = {}
        self._values: dict[Handle, Mapping[str, Value]] = {}

    def at(self, state: Handle) -> StateMind:
        """Return the state as a mind."""
        return StateMind(self, state)

    def fact(self, key: Key) -> Fact:
        """Return the fact that a fluent belongs to."""
        if key not in self._facts:
            self._facts[key] = find_fact(self.world, key)
        return self._facts[key]

    def value_of(self, state: Handle, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        """Return the value of a fluent in a state, or of what never changes."""
        name = self._names.get((fact.name, arguments))
        if name is None:
            return self.engine.problem.constants.get(
                fluent_name(fact.name, arguments), fact.initial
            )
        return self._look(state)[name]

    def fluent_value(self, state: Handle, fluent: Fluent) -> Value:
        """Return the value of a fluent of the problem."""
        return self._look(state)[fluent.name]

    def _look(self, state: Handle) -> Mapping[str, Value]:
        if state not in self._values:
            self._values[state] = self.engine.look(state, 0).values
        return self._values[state]


@dataclass(frozen=True, slots=True)
class StateMind:
    """A state of an engine, to read in."""

    scene: Scene
    state: Handle

    def value(self, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        """Return the value of a fluent."""
        return self.scene.value_of(self.state, fact, arguments)

    def mind(self, character: str) -> StateMind:
        """Return what a character believes; the state itself where no such mind is kept."""
        number = self.scene.characters.get(character)
        if number is None:
            return self
        return StateMind(self.scene, self.scene.engine.mind(self.state, number))

    def allows(self, event: str) -> bool:
        """Whether an action is possible there."""
        action = self.scene.actions.get(event)
        return action is not None and action in self.scene.engine.possible(self.state)

    def after(self, event: str) -> StateMind:
        """Return the state after an action that is possible there."""
        if not self.allows(event):
            raise UsageError(f"{event} cannot happen where the story or a plan has it.")
        after = self.scene.engine.after(self.state, self.scene.actions[event])
        return StateMind(self.scene, after)


@dataclass(frozen=True, slots=True)
class OtherwiseMind:
    """A mind in which one fluent, in the mind that `path` leads to, has another value."""

    base: Mind
    path: tuple[str, ...]
    key: Key
    other: Value

    def value(self, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        """Return the value of a fluent: of that one fluent, the other value."""
        if not self.path and (fact.name, arguments) == self.key:
            return self.other
        return self.base.value(fact, arguments)

    def mind(self, character: str) -> Mind:
        """Return what a character believes."""
        inner = self.base.mind(character)
        if inner == self.base:
            return self
        if self.path and self.path[0] == character:
            return OtherwiseMind(inner, self.path[1:], self.key, self.other)
        return inner


@dataclass(frozen=True, slots=True)
class OneFact:
    """A mind that knows of one fluent only, to choose among the lines of a fact's template."""

    key: Key
    known: Value

    def value(self, fact: Fact, arguments: tuple[Value, ...]) -> Value:
        """Return the value of that fluent, else unknown."""
        return self.known if (fact.name, arguments) == self.key else None

    def mind(self, character: str) -> OneFact:  # noqa: ARG002 - one fact looks alike to everyone
        """Return the same."""
        return self


def term_value(term: Term, roles: Roles) -> Value:
    """Return what an argument stands for."""
    return term.value if isinstance(term, Constant) else roles[term.name]


def walk(mind: Mind, path: tuple[str, ...]) -> Mind:
    """Return the mind that a path of characters leads to."""
    for character in path:
        mind = mind.mind(character)
    return mind


def choices(variable: Variable, world: World) -> tuple[Value, ...]:
    """Return the values that a quantified name runs through."""
    if isinstance(variable.type, EntityType):
        return tuple(e.name for e in world.entities_of(variable.type.name))
    return (False, True)


def instances(quantified: Quantified, roles: Roles, world: World) -> Iterator[dict[str, Value]]:
    """Return the roles, extended by each value of a quantified name."""
    for value in choices(quantified.variable, world):
        yield {**roles, quantified.variable.name: value}


class Reader:
    """Reads expressions of one world."""

    def __init__(self, world: World, *, sure: bool = False) -> None:
        self.world = world
        self.sure = sure

    def read(self, what: Expression, mind: Mind, roles: Roles) -> Value:
        """Return the value of an expression in a mind; None: unknown (or not sure)."""
        match what:
            case Constant(value):
                return value
            case Variable(name):
                return roles[name]
            case Read(fact, arguments):
                return mind.value(fact, tuple(term_value(a, roles) for a in arguments))
            case InMind(who, body):
                return self.read(body, mind.mind(str(term_value(who, roles))), roles)  # type: ignore[arg-type]
            case Choose(test, then, otherwise):
                chosen = self.read(test, mind, roles)
                return (
                    None
                    if chosen is None
                    else self.read(then if chosen else otherwise, mind, roles)
                )
            case Calculate(operator, left, right):
                return calculate(
                    operator,
                    as_number(self.read(left, mind, roles)),
                    as_number(self.read(right, mind, roles)),
                )
            case Quantified(quantity=Quantity.SUM | Quantity.PRODUCT):
                return self._total(what, mind, roles)
            case _:
                return self.holds(what, mind, roles)

    def holds(self, what: Expression, mind: Mind, roles: Roles) -> bool | None:
        """Whether a condition holds; None only with `sure`."""
        match what:
            case Compare(operator, left, right):
                return self._compare(operator, left, right, mind, roles)
            case IsType(operand, kind):
                return self._is_type(self.read(operand, mind, roles), kind)
            case Not(operand):
                # Without `sure` an order comparison with an unknown side stays false when negated.
                return self._not(operand, mind, roles)
            case And(parts):
                return _all(self.holds(p, mind, roles) for p in parts)
            case Or(parts):
                return _any(self.holds(p, mind, roles) for p in parts)
            case Quantified(quantity, _, condition, body):
                found = (
                    self._within(quantity, condition, body, mind, r)
                    for r in instances(what, roles, self.world)
                )
                return _all(found) if quantity is Quantity.EVERY else _any(found)
            case _:
                value = self.read(what, mind, roles)
                return None if value is None and self.sure else bool(value)

    def _within(
        self,
        quantity: Quantity,
        condition: Expression | None,
        body: Expression,
        mind: Mind,
        roles: Roles,
    ) -> bool | None:
        if condition is None:
            return self.holds(body, mind, roles)
        if quantity is Quantity.EVERY:
            return _any((self._not(condition, mind, roles), self.holds(body, mind, roles)))
        return _all((self.holds(condition, mind, roles), self.holds(body, mind, roles)))

    def _not(self, what: Expression, mind: Mind, roles: Roles) -> bool | None:
        if isinstance(what, Compare) and what.operator not in (
            Comparison.EQUAL,
            Comparison.UNEQUAL,
        ):
            return self._compare(OPPOSITE[what.operator], what.left, what.right, mind, roles)
        held = self.holds(what, mind, roles)
        return None if held is None else not held

    def _compare(
        self, operator: Comparison, left: Expression, right: Expression, mind: Mind, roles: Roles
    ) -> bool | None:
        a, b = self.read(left, mind, roles), self.read(right, mind, roles)
        asks_for_unknown = Constant(None) in (left, right)
        if self.sure and not asks_for_unknown and (a is None or b is None):
            return None
        return compare(operator, a, b)

    def _is_type(self, value: Value, kind: str) -> bool | None:
        if value is None:
            return None if self.sure else False
        return any(e.name == value for e in self.world.entities_of(kind))

    def _total(self, what: Quantified, mind: Mind, roles: Roles) -> Value:
        adding = what.quantity is Quantity.SUM
        total: float | None = 0.0 if adding else 1.0
        for inner in instances(what, roles, self.world):
            if what.condition is not None and not self.holds(what.condition, mind, inner):
                continue
            part = as_number(self.read(what.body, mind, inner))
            total = calculate(Arithmetic.ADD if adding else Arithmetic.MULTIPLY, total, part)
        return total


def as_number(value: Value) -> float | None:
    """Return a value as a number: a condition counts 1 or 0; unknown and entities are None."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    return value if isinstance(value, float) else None


def _all(parts: Iterator[bool | None] | tuple[bool | None, ...]) -> bool | None:
    found = list(parts)
    return False if False in found else None if None in found else True


def _any(parts: Iterator[bool | None] | tuple[bool | None, ...]) -> bool | None:
    found = list(parts)
    return True if True in found else None if None in found else False
