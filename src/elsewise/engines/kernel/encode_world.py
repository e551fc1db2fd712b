"""Writing a world down as flat arrays, for the kernel to fill in its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from typing import Any

Part = Expression | Effect
Slots = Mapping[str, int]
"""The slots of the variables in scope, by name; inner variables hide outer ones."""

_NOTHING = -1
_NO_BOUND = float("nan")
(
    _CONSTANT,
    _VARIABLE,
    _READ,
    _IN_MIND,
    _CALCULATE,
    _COMPARE,
    _IS_TYPE,
    _NOT,
    _AND,
    _OR,
    _CHOOSE,
    _QUANTIFIED,
    _ASSIGN,
    _TOGETHER,
    _IF,
    _FOR_EVERY,
) = range(16)
_ARITHMETIC = {operator: number for number, operator in enumerate(Arithmetic)}
_QUANTITIES = {quantity: number for number, quantity in enumerate(Quantity)}
_COMPARISONS = {comparison: number for number, comparison in enumerate(Comparison)}
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
        self._constants: dict[int, int] = {}
        self._variables: dict[tuple[int, bool], int] = {}
        self._writers: dict[type, Callable[[Any, Slots], int]] = {
            Constant: self._constant,
            Variable: self._variable,
            Read: self._read,
            InMind: self._in_mind,
            Calculate: self._calculate,
            Compare: self._compare,
            IsType: self._is_type,
            Not: self._not,
            And: self._and,
            Or: self._or,
            Choose: self._choose,
            Quantified: self._quantified,
            Assign: self._assign,
            Together: self._together,
            If: self._if,
            ForEvery: self._for_every,
        }

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
        return _NOTHING, slot, domain, self._perhaps(seer.condition, inner)

    # -- expressions and effects --------------------------------------------------------------

    def _write(self, part: Part, slots: Slots) -> int:
        return self._writers[type(part)](part, slots)

    def _perhaps(self, part: Part | None, slots: Slots) -> int:
        return _NOTHING if part is None else self._writers[type(part)](part, slots)

    def _node(self, op: int, a: int, b: int = 0, c: int = 0, d: int = 0, e: int = 0) -> int:
        self._nodes += (op, a, b, c, d, e)
        return len(self._nodes) // 6 - 1

    def _listed(self, parts: Sequence[Part], slots: Slots) -> tuple[int, int]:
        numbers = [self._writers[type(part)](part, slots) for part in parts]
        self._lists += numbers
        return len(self._lists) - len(numbers), len(self._lists)

    def _constant(self, part: Constant, _: Slots) -> int:
        code = self._code(part.value)
        number = self._constants.get(code)
        if number is None:
            number = self._constants[code] = self._node(_CONSTANT, code)
        return number

    def _variable(self, part: Variable, slots: Slots) -> int:
        key = slots[part.name], isinstance(part.type, YesNoType)
        number = self._variables.get(key)
        if number is None:
            number = self._variables[key] = self._node(_VARIABLE, *key)
        return number

    def _read(self, part: Read, slots: Slots) -> int:
        number = self._facts.get(id(part.fact))
        if number is None:
            number = self._world.facts.index(part.fact)
        return self._node(_READ, number, *self._listed(part.arguments, slots))

    def _in_mind(self, part: InMind, slots: Slots) -> int:
        who = self._write(part.who, slots)
        return self._node(_IN_MIND, who, self._write(part.body, slots))

    def _calculate(self, part: Calculate, slots: Slots) -> int:
        left, right = self._write(part.left, slots), self._write(part.right, slots)
        return self._node(_CALCULATE, _ARITHMETIC[part.operator], left, right)

    def _compare(self, part: Compare, slots: Slots) -> int:
        left, right = self._write(part.left, slots), self._write(part.right, slots)
        return self._node(_COMPARE, _COMPARISONS[part.operator], left, right)

    def _is_type(self, part: IsType, slots: Slots) -> int:
        return self._node(_IS_TYPE, self._write(part.operand, slots), self._entities(part.type))

    def _not(self, part: Not, slots: Slots) -> int:
        return self._node(_NOT, self._write(part.operand, slots))

    def _and(self, part: And, slots: Slots) -> int:
        return self._node(_AND, *self._listed(part.parts, slots))

    def _or(self, part: Or, slots: Slots) -> int:
        return self._node(_OR, *self._listed(part.parts, slots))

    def _choose(self, part: Choose, slots: Slots) -> int:
        test, then = self._write(part.test, slots), self._write(part.then, slots)
        return self._node(_CHOOSE, test, then, self._write(part.otherwise, slots))

    def _quantified(self, part: Quantified, slots: Slots) -> int:
        inner, slot = _with_variable(slots, part.variable)
        domain = self._type(part.variable.type)
        condition = self._perhaps(part.condition, inner)
        body = self._write(part.body, inner)
        quantity = _QUANTITIES[part.quantity]
        return self._node(_QUANTIFIED, quantity, slot, domain, condition, body)

    def _assign(self, part: Assign, slots: Slots) -> int:
        target = self._write(part.target, slots)
        return self._node(_ASSIGN, target, self._write(part.value, slots))

    def _together(self, part: Together, slots: Slots) -> int:
        return self._node(_TOGETHER, *self._listed(part.effects, slots))

    def _if(self, part: If, slots: Slots) -> int:
        test, then = self._write(part.test, slots), self._write(part.then, slots)
        return self._node(_IF, test, then, self._perhaps(part.otherwise, slots))

    def _for_every(self, part: ForEvery, slots: Slots) -> int:
        inner, slot = _with_variable(slots, part.variable)
        domain = self._type(part.variable.type)
        condition = self._perhaps(part.condition, inner)
        return self._node(_FOR_EVERY, self._write(part.effect, inner), slot, domain, condition)


def _with_variable(slots: Slots, variable: Variable) -> tuple[Slots, int]:
    """Return slots that know one more variable, and its slot."""
    slot = 1 + max(slots.values(), default=-1)
    return {**slots, variable.name: slot}, slot
