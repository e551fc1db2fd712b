"""Writing a world down as flat arrays, for the kernel to fill in its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from elsewise import _kernel
from elsewise.engines.kernel.encoding import FIRST_ENTITY, NO, UNKNOWN, YES
from elsewise.world.expressions import (
    And,
    Arithmetic,
    Assign,
    Calculate,
    Choose,
    Compare,
    Comparison,
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
    Term,
    Together,
    Variable,
)
from elsewise.world.model import EventRule, EverySeer, Fact, Seer, World
from elsewise.world.types import EntityType, NumberType, Value, ValueType, YesNoType

Part = Expression | Effect
Slots = Mapping[str, int]
"""The slots of the variables in scope, by name; inner variables hide outer ones."""

_NOTHING = -1
_NO_BOUND = float("nan")
_KINDS_OF_NODES = (
    *(Constant, Variable, Read, InMind, Calculate, Compare, IsType, Not, And, Or, Choose),
    *(Quantified, Assign, Together, If, ForEvery),
)
_OPERATIONS: dict[type, int] = {kind: number for number, kind in enumerate(_KINDS_OF_NODES)}
_OPERATORS: dict[Enum, int] = {
    operator: number
    for kind in (Arithmetic, Comparison, Quantity)
    for number, operator in enumerate(kind)
}
_KINDS = {YesNoType: 0, EntityType: 1, NumberType: 2}


class NotLiftedError(Exception):
    """The parts of a world do not fit together, or are nested too deep to be walked here."""


def lifted(world: World) -> _kernel.LiftedWorld:
    """Return a world as flat arrays. Raises `NotLiftedError` if that cannot be done."""
    try:
        return _Lifting(world).lifted()
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise NotLiftedError(str(error)) from error


class _Lifting:
    """Numbers all that a world says."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._names = tuple(entity.name for entity in world.entities)
        self._codes: dict[Value, int] = {
            name: code for code, name in enumerate(self._names, FIRST_ENTITY)
        }
        self._first_number = FIRST_ENTITY + len(self._names)
        self._numbers: dict[float, int] = {}
        self._domains: list[tuple[int, ...]] = []
        self._domain_numbers: dict[object, int] = {}
        self._facts = {id(fact): number for number, fact in enumerate(world.facts)}
        self._nodes: list[int] = []
        self._lists: list[int] = []
        self._leaves: dict[tuple[int, int, int], int] = {}

    def lifted(self) -> _kernel.LiftedWorld:
        """Write everything down."""
        world, write = self._world, self._write
        made = _kernel.LiftedWorld()
        made.entities = len(self._names)
        made.characters = [self._codes[character.name] for character in world.characters]
        made.facts = [self._fact(fact) for fact in world.facts]
        made.start = [write(statement, {}) for statement in world.start]
        made.has_origin = world.origin is not None
        made.origin = [write(statement, {}) for statement in world.origin or ()]
        made.actions = [self._rule(rule) for rule in world.actions]
        made.triggers = [self._rule(rule) for rule in world.triggers]
        wants = [world.wants.get(character.name, ()) for character in world.characters]
        made.wants = [[write(want, {}) for want in some] for some in (*wants, world.story_wants)]
        made.endings = [write(ending.condition, {}) for ending in world.endings]
        # Last, for the lines above add to them.
        made.numbers = list(self._numbers)
        made.domains = self._domains
        made.nodes = self._nodes
        made.lists = self._lists
        return made

    # -- values -------------------------------------------------------------------------------

    def _code(self, value: Value) -> int:
        if value is None:
            return UNKNOWN
        if value is True or value is False:
            return YES if value else NO
        if isinstance(value, str):
            return self._codes[value]
        number = self._numbers.setdefault(float(value) + 0.0, len(self._numbers))
        return self._first_number + number

    def _type(self, values: ValueType) -> int:
        """Return the domain of a variable of a type."""
        if isinstance(values, EntityType):
            return self._entities(values.name)
        if isinstance(values, YesNoType):
            return self._domain(YesNoType, (NO, YES))
        raise TypeError("A variable cannot run through all numbers.")

    def _entities(self, type_name: str) -> int:
        number = self._domain_numbers.get(type_name)
        if number is None:
            codes = [self._codes[e.name] for e in self._world.entities_of(type_name)]
            number = self._domain(type_name, codes)
        return number

    def _domain(self, key: object, codes: Iterable[int]) -> int:
        number = self._domain_numbers.setdefault(key, len(self._domains))
        if number == len(self._domains):
            self._domains.append(tuple(codes))
        return number

    def _term_domain(self, term: Term) -> int:
        """Return the domain of the values that a parameter may stand for."""
        if isinstance(term, Constant):
            code = self._code(term.value)
            return self._domain((code,), (code,))
        return self._type(term.type)

    # -- facts and rules ----------------------------------------------------------------------

    def _fact(self, fact: Fact) -> _kernel.LiftedFact:
        values = fact.values
        low = high = _NO_BOUND
        if isinstance(values, NumberType):
            low = _NO_BOUND if values.low is None else values.low
            high = _NO_BOUND if values.high is None else values.high
        return _kernel.LiftedFact(
            _KINDS[type(values)],
            low,
            high,
            self._code(fact.initial),
            list(map(self._term_domain, fact.parameters)),
            self._entities(values.name) if isinstance(values, EntityType) else _NOTHING,
        )

    def _rule(self, rule: EventRule) -> _kernel.LiftedRule:
        slots = {p.name: n for n, p in enumerate(rule.parameters) if isinstance(p, Variable)}
        return _kernel.LiftedRule(
            list(map(self._term_domain, rule.parameters)),
            self._write(rule.condition, slots),
            self._write(rule.effect, slots),
            [self._write(term, slots) for term in rule.by],
            rule.seen_by is None,
            [self._seer(seer, slots) for seer in rule.seen_by or ()],
        )

    def _seer(self, seer: Seer, slots: Slots) -> tuple[int, int, int, int]:
        if not isinstance(seer, EverySeer):
            return self._write(seer, slots), _NOTHING, 0, 0
        inner, slot = _with_variable(slots, seer.variable)
        domain = self._type(seer.variable.type)
        return _NOTHING, slot, domain, self._write(seer.condition, inner)

    # -- expressions and effects --------------------------------------------------------------

    def _write(self, part: Part | None, slots: Slots) -> int:
        """Write an expression or effect down behind its parts, and return its number."""
        write = self._write
        if part is None:
            return _NOTHING
        op = _OPERATIONS[type(part)]
        match part:
            case Constant(value):
                return self._leaf(op, self._code(value))
            case Variable(name, values):
                return self._leaf(op, slots[name], isinstance(values, YesNoType))
            case Read(fact, arguments):
                number = self._facts.get(id(fact))
                if number is None:
                    number = self._world.facts.index(fact)
                return self._node(op, number, *self._listed(arguments, slots))
            case InMind(first, second) | Assign(first, second):
                return self._node(op, write(first, slots), write(second, slots))
            case Calculate(operator, left, right) | Compare(operator, left, right):
                number = _OPERATORS[operator]
                return self._node(op, number, write(left, slots), write(right, slots))
            case IsType(operand, type_name):
                return self._node(op, write(operand, slots), self._entities(type_name))
            case Not(operand):
                return self._node(op, write(operand, slots))
            case And(parts) | Or(parts) | Together(parts):
                return self._node(op, *self._listed(parts, slots))
            case Choose(test, then, other) | If(test, then, other):
                numbers = write(test, slots), write(then, slots), write(other, slots)
                return self._node(op, *numbers)
            case Quantified(quantity, variable, condition, body):
                ranged = self._ranged(variable, condition, body, slots)
                return self._node(op, _OPERATORS[quantity], *ranged)
            case ForEvery(variable, condition, effect):
                slot, domain, test_of, body_of = self._ranged(variable, condition, effect, slots)
                return self._node(op, body_of, slot, domain, test_of)

    def _ranged(
        self, variable: Variable, condition: Expression | None, body: Part, slots: Slots
    ) -> tuple[int, int, int, int]:
        """Return a variable's slot and domain, and what is said of each of its values."""
        inner, slot = _with_variable(slots, variable)
        domain = self._type(variable.type)
        return slot, domain, self._write(condition, inner), self._write(body, inner)

    def _node(self, op: int, a: int, b: int = 0, c: int = 0, d: int = 0, e: int = 0) -> int:
        self._nodes += (op, a, b, c, d, e)
        return len(self._nodes) // 6 - 1

    def _leaf(self, op: int, a: int, b: int = 0) -> int:
        """Return what has no parts, written down once."""
        number = self._leaves.get((op, a, b))
        if number is None:
            number = self._leaves[op, a, b] = self._node(op, a, b)
        return number

    def _listed(self, parts: Sequence[Part], slots: Slots) -> tuple[int, int]:
        numbers = [self._write(part, slots) for part in parts]
        self._lists += numbers
        return len(self._lists) - len(numbers), len(self._lists)


def _with_variable(slots: Slots, variable: Variable) -> tuple[Slots, int]:
    """Return slots that know one more variable, and its slot."""
    slot = 1 + max(slots.values(), default=-1)
    return {**slots, variable.name: slot}, slot
