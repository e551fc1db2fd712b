"""The tree of the peer's text: what was written, before any name is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from elsewise.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that stands in a text."""

    span: Span


# -- expressions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A word that names something."""

    text: str


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """`?` (None), `True`, `False`, or a number."""

    value: bool | float | None


@dataclass(frozen=True, slots=True)
class Bracketed(Node):
    """`( E )`."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class Fluent(Node):
    """`name(arguments)`."""

    name: Name
    arguments: tuple[Name | Literal, ...]


@dataclass(frozen=True, slots=True)
class Believes(Node):
    """`believes(who, body)`."""

    who: Name
    body: Expression


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """`a & b & c`."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """`a | b | c`."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """`! E`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """`if(test) E elseif(test) E else E`."""

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`forall(v : T) E`, also `exists`, `sum`, `product`."""

    word: str
    variable: Name
    type: Name
    body: Expression


@dataclass(frozen=True, slots=True)
class Assignment(Node):
    """`fluent = E`."""

    target: Fluent | Believes
    value: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`a == b`, and so on."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class TypeTest(Node):
    """`E : T`."""

    operand: Expression
    type: Name


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`a + b`, and so on."""

    sign: str
    left: Expression
    right: Expression


Expression = (
    Name
    | Literal
    | Bracketed
    | Fluent
    | Believes
    | Conjunction
    | Disjunction
    | Negation
    | Conditional
    | Quantified
    | Assignment
    | Comparison
    | TypeTest
    | Arithmetic
)


# -- definitions ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TypeDefinition(Node):
    """`type name : parents`."""

    name: Name
    parents: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class EntityDefinition(Node):
    """`entity name : types`."""

    name: Name
    types: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """`name : type`."""

    name: Name
    type: Name


@dataclass(frozen=True, slots=True)
class PropertyDefinition(Node):
    """`property name(parameters) : type`; a parameter may be fixed to a value."""

    name: Name
    parameters: tuple[Parameter | Name | Literal, ...]
    type: Name


@dataclass(frozen=True, slots=True)
class Observing(Node):
    """`observing(name : type) : E`."""

    variable: Name
    type: Name
    condition: Expression


@dataclass(frozen=True, slots=True)
class EventDefinition(Node):
    """`action name(parameters) {…}` or `trigger …`; what is not written is None or empty."""

    is_action: bool
    name: Name
    parameters: tuple[Parameter | Name | Literal, ...]
    precondition: Expression | None
    effect: Expression | None
    consenting: tuple[Name, ...]
    observing: Observing | None


@dataclass(frozen=True, slots=True)
class UtilityDefinition(Node):
    """`utility(owner) : E`; without an owner, the author's."""

    owner: Name | None
    value: Expression


@dataclass(frozen=True, slots=True)
class InitialStatement(Node):
    """A statement about the beginning."""

    statement: Expression


Definition = (
    TypeDefinition
    | EntityDefinition
    | PropertyDefinition
    | EventDefinition
    | UtilityDefinition
    | InitialStatement
)
