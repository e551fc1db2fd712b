"""The single comparisons that conditions, values and effects are made of; what they look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from elsewise.telling.reading import Key, Mind, Reader, Roles, instances, term_value, walk
from elsewise.world.expressions import (
    And,
    Assign,
    Calculate,
    Choose,
    Compare,
    Constant,
    Effect,
    Expression,
    ForEvery,
    If,
    InMind,
    IsType,
    Not,
    Or,
    Quantified,
    Quantity,
    Read,
    Together,
    Variable,
)
from elsewise.world.model import World
from elsewise.world.types import Value

Path = tuple[str, ...]
"""Characters: `("Lex", "Lana")` is what Lex thinks that Lana believes."""


@dataclass(frozen=True, slots=True)
class Look:
    """A fluent in the mind that `path` leads to."""

    path: Path
    key: Key


@dataclass(frozen=True)
class Leaf:
    """A comparison, a bare fact or a bare number, in the mind that `path` leads to."""

    path: Path
    what: Expression
    roles: Mapping[str, Value]

    def read(self, reader: Reader, mind: Mind) -> Value:
        """Its value, seen from a mind."""
        return reader.read(self.what, walk(mind, self.path), self.roles)

    def looks(self) -> Iterator[Look]:
        """Return the fluents that it looks at."""
        return _looks(self.what, self.path, self.roles)


def leaves(what: Expression, world: World, roles: Roles, path: Path = ()) -> Iterator[Leaf]:
    """Take an expression apart, with every quantified name filled in."""
    match what:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part, world, roles, path)
        case Not(operand):
            yield from leaves(operand, world, roles, path)
        case InMind(who, body):
            inner = (*path, str(term_value(who, roles)))
            yield from leaves(body, world, roles, inner)  # type: ignore[arg-type]
        case Choose(test, then, otherwise):
            for part in (test, then, otherwise):
                yield from leaves(part, world, roles, path)
        case Calculate(_, left, right):
            yield from leaves(left, world, roles, path)
            yield from leaves(right, world, roles, path)
        case Quantified():
            yield from _quantified(what, world, roles, path)
        case Compare() | IsType() | Read():
            yield Leaf(path, what, roles)
        case Constant() | Variable():
            return


def _quantified(what: Quantified, world: World, roles: Roles, path: Path) -> Iterator[Leaf]:
    for inner in instances(what, roles, world):
        if what.condition is not None:
            yield from leaves(what.condition, world, inner, path)
        yield from leaves(what.body, world, inner, path)


def _looks(what: Expression, path: Path, roles: Roles) -> Iterator[Look]:
    match what:
        case Read(fact, arguments):
            yield Look(path, (fact.name, tuple(term_value(a, roles) for a in arguments)))
        case InMind(who, body):
            inner = (*path, str(term_value(who, roles)))
            yield from _looks(body, inner, roles)  # type: ignore[arg-type]
        case Compare(_, left, right) | Calculate(_, left, right):
            yield from _looks(left, path, roles)
            yield from _looks(right, path, roles)
        case IsType(operand) | Not(operand):
            yield from _looks(operand, path, roles)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _looks(part, path, roles)
        case Choose(test, then, otherwise):
            for part in (test, then, otherwise):
                yield from _looks(part, path, roles)
        case Quantified() | Constant() | Variable():
            # A sum within a comparison: too many fluents to be worth a clause.
            return


def effect_leaves(effect: Effect, reader: Reader, mind: Mind, roles: Roles) -> Iterator[Leaf]:
    """Return the conditions that decide what an effect does there."""
    world = reader.world
    match effect:
        case Together(effects):
            for part in effects:
                yield from effect_leaves(part, reader, mind, roles)
        case If(test, then, otherwise):
            yield from leaves(test, world, roles)
            chosen = then if reader.holds(test, mind, roles) else otherwise
            if chosen is not None:
                yield from effect_leaves(chosen, reader, mind, roles)
        case ForEvery(variable, condition, body):
            every = Quantified(Quantity.EVERY, variable, condition, Constant(value=True))
            for inner in instances(every, roles, world):
                if condition is None or reader.holds(condition, mind, inner):
                    yield from effect_leaves(body, reader, mind, inner)
        case Assign() | InMind():
            return
