"""The table of expressions in a problem file: writing it, and reading it back with care."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from elsewise.problem.problem import (
    FALSE,
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    FluentRead,
    IfElse,
    Minds,
    ValueExpression,
)
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value


class ConstantNode(msgspec.Struct, array_like=True, tag="known", frozen=True):
    """A constant."""

    value: Value


class FluentReadNode(msgspec.Struct, array_like=True, tag="look", frozen=True):
    """A fluent in a mind."""

    minds: tuple[int, ...]
    fluent: int


class BinaryOperationNode(msgspec.Struct, array_like=True, tag="calculated", frozen=True):
    """An operator and the numbers of two values."""

    operator: Arithmetic
    left: int
    right: int


class IfElseNode(msgspec.Struct, array_like=True, tag="chosen", frozen=True):
    """The numbers of a condition and of two values."""

    test: int
    then: int
    otherwise: int


class ComparisonNode(msgspec.Struct, array_like=True, tag="compared", frozen=True):
    """A comparison and the numbers of two values."""

    operator: Comparison
    left: int
    right: int


class ConjunctionNode(msgspec.Struct, array_like=True, tag="all", frozen=True):
    """The numbers of conditions."""

    parts: tuple[int, ...]


class DisjunctionNode(msgspec.Struct, array_like=True, tag="any", frozen=True):
    """The numbers of conditions."""

    parts: tuple[int, ...]


Node = (
    ConstantNode
    | FluentReadNode
    | BinaryOperationNode
    | IfElseNode
    | ComparisonNode
    | ConjunctionNode
    | DisjunctionNode
)


class NodeWriter:
    """Numbers expressions in the order in which they are first met, parts before wholes."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._by_object: dict[int, int] = {}
        self._by_node: dict[tuple[type, Node], int] = {}
        self._alive: list[object] = []

    def condition(self, condition: Condition) -> int:
        """Return the number of a condition."""
        return self._number_of(condition)

    def value(self, expression: ValueExpression) -> int:
        """Return the number of a value."""
        return self._number_of(expression)

    def _number_of(self, part: Condition | ValueExpression) -> int:
        number = self._by_object.get(id(part))
        if number is None:
            number = self._by_object[id(part)] = self._add(self._node(part))
            self._alive.append(part)
        return number

    def _node(self, part: Condition | ValueExpression) -> Node:
        of = self._number_of
        match part:
            case ConstantValue(value):
                return ConstantNode(value)
            case FluentRead(minds, fluent):
                return FluentReadNode(minds, fluent)
            case BinaryOperation(operator, left, right):
                return BinaryOperationNode(operator, of(left), of(right))
            case IfElse(test, then, otherwise):
                return IfElseNode(of(test), of(then), of(otherwise))
            case ComparisonTest(operator, left, right):
                return ComparisonNode(operator, of(left), of(right))
            case Conjunction(parts):
                return ConjunctionNode(tuple(map(of, parts)))
            case Disjunction(parts):
                return DisjunctionNode(tuple(map(of, parts)))

    def _add(self, node: Node) -> int:
        # True and 1.0 are equal in Python; their types tell them apart.
        kind = type(node.value) if isinstance(node, ConstantNode) else type(node)
        key = (kind, node)
        if key not in self._by_node:
            self._by_node[key] = len(self.nodes)
            self.nodes.append(node)
        return self._by_node[key]


MOST_LEVELS = 200
"""How deep expressions of a file may be nested; those of a world of 600 coins are by 108."""
MOST_PARTS = 1_000_000
"""How large one may be, with parts that stand in several places counted in each."""
MOST_MINDS = 64
"""How long a path of minds may be."""


class NodeReader:
    """Makes expressions of a table. Raises `ValueError` where its numbers do not fit.

    Whoever walks through what it makes need not fear for the stack, nor for time.
    """

    def __init__(self, nodes: Sequence[Node], characters: int, fluents: int) -> None:
        self.characters = characters
        self.fluents = fluents
        self._parts: list[Condition | ValueExpression] = []
        self._sizes: list[tuple[int, int]] = []
        for node in nodes:
            self._parts.append(self._part(node))
            self._sizes.append(self._size(node))

    def _size(self, node: Node) -> tuple[int, int]:
        """Return how deep an expression is, and of how many parts, all of which are known."""
        match node:
            case ConjunctionNode(inside) | DisjunctionNode(inside):
                parts = inside
            case BinaryOperationNode(_, left, right) | ComparisonNode(_, left, right):
                parts = (left, right)
            case IfElseNode(test, then, otherwise):
                parts = (test, then, otherwise)
            case _:
                parts = ()
        levels = 1 + max((self._sizes[part][0] for part in parts), default=0)
        many = 1 + sum(self._sizes[part][1] for part in parts)
        if levels > MOST_LEVELS or many > MOST_PARTS:
            raise ValueError("an expression is too large")
        return levels, many

    def _part(self, node: Node) -> Condition | ValueExpression:
        match node:
            case ConstantNode(value):
                return ConstantValue(value)
            case FluentReadNode(minds, fluent):
                return FluentRead(self.check_minds(minds), self.check_fluent(fluent))
            case BinaryOperationNode(operator, left, right):
                return BinaryOperation(operator, self.value(left), self.value(right))
            case IfElseNode(test, then, otherwise):
                return IfElse(self.condition(test), self.value(then), self.value(otherwise))
            case ComparisonNode(operator, left, right):
                return ComparisonTest(operator, self.value(left), self.value(right))
            case ConjunctionNode(parts):
                return Conjunction(tuple(map(self.condition, parts))) if parts else TRUE
            case DisjunctionNode(parts):
                return Disjunction(tuple(map(self.condition, parts))) if parts else FALSE

    def condition(self, number: int) -> Condition:
        """Return the condition of that number, which must stand before what is being made."""
        part = self._at(number)
        if not isinstance(part, (ComparisonTest, Conjunction, Disjunction)):
            raise ValueError(f"expression {number} is not a condition")
        return part

    def value(self, number: int) -> ValueExpression:
        """Return the value of that number, which must stand before what is being made."""
        part = self._at(number)
        if isinstance(part, (ComparisonTest, Conjunction, Disjunction)):
            raise ValueError(f"expression {number} is not a value")
        return part

    def _at(self, number: int) -> Condition | ValueExpression:
        if not 0 <= number < len(self._parts):
            raise ValueError(f"expression {number} is used before it stands there")
        return self._parts[number]

    def check_minds(self, minds: Minds) -> Minds:
        """Return a path if it is one, of characters who exist."""
        if len(minds) > MOST_MINDS or any(one == other for one, other in pairwise(minds)):
            raise ValueError("a path of minds is too long, or somebody stands twice in a row")
        return self.check_characters(minds)

    def check_characters(self, characters: tuple[int, ...]) -> tuple[int, ...]:
        """Return characters if all of them exist."""
        for character in characters:
            if not 0 <= character < self.characters:
                raise ValueError(f"there is no character {character}")
        return characters

    def check_fluent(self, fluent: int) -> int:
        """Return the number of a fluent if it exists."""
        if not 0 <= fluent < self.fluents:
            raise ValueError(f"there is no fluent {fluent}")
        return fluent
