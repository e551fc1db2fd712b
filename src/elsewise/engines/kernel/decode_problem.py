"""The whole problem of a world, read from the flat arrays that the kernel made of it.

This is the inverse of `encode_problem`. What arrays do not say is read from the world: names are
those of facts and rules with their arguments. Events are decoded one by one, when they are asked
for: a search needs none of a hundred thousand of them, and a telling a few.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, overload

from elsewise import _kernel
from elsewise.engines.kernel import encoding
from elsewise.engines.kernel.encoding import ARITHMETIC, COMPARISONS, KINDS, Flat
from elsewise.problem.event_forms import event_forms
from elsewise.problem.names import event_name, fluent_name, value_text
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    Event,
    Fluent,
    FluentRead,
    GroundEffect,
    IfElse,
    MindLevels,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.world.model import World
from elsewise.world.types import Value


def decode(made: _kernel.Grounded, world: World) -> Problem:
    """Return the problem that the kernel has made of a world."""
    tables, fluents = made.tables, _Fluents(made, world)
    names = [entity.name for entity in world.entities]
    entities = tuple(names[number] for number in made.entities)
    values = (None, False, True, *entities, *tables.numbers)
    expressions = _Expressions(tables, values)
    events = cache(lambda: _Events(made, world, expressions, fluents.values))
    *wants, story_wants = [expressions[row] for row in tables.wants]
    problem = Problem(
        name=world.name,
        forms=event_forms(world),
        characters=tuple(character.name for character in world.characters),
        fluents=fluents.changing(tables),
        actions=DecodedEvents(tables.actions, lambda number: events().action(number)),
        triggers=DecodedEvents(
            len(tables.conditions) - tables.actions, lambda number: events().trigger(number)
        ),
        start=_start(tables, expressions.paths, values),
        wants=tuple(wants),
        story_wants=story_wants,
        endings={
            ending.name: expressions[row]
            for ending, row in zip(world.endings, tables.endings, strict=True)
        },
        limits=dict(world.limits),
        levels=MindLevels(
            tables.extra_levels, tuple(map(bool, tables.asked)), tuple(map(bool, tables.consents))
        ),
        constants=fluents.constants(),
        origin=None if world.origin is None else fluents.start(made.origin),
        choosing=world.choosing,
    )
    # What the problem would ask every event for is known without them.
    vars(problem)["action_names"] = _action_names(made, world, fluents.values)
    encoding.remember(problem, Flat(entities, tables))
    return problem


class DecodedEvents(Sequence[Event]):
    """Events, each decoded when it is first asked for; equal to any sequence of equal events."""

    def __init__(self, count: int, decode_event: Callable[[int], Event]) -> None:
        self._events: list[Event | None] = [None] * count
        self._decode_event = decode_event

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(len(self))[place])
        event = self._events[place]
        if event is None:
            event = self._events[place] = self._decode_event(range(len(self))[place])
        return event

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        return tuple, (tuple(self),)

    def __repr__(self) -> str:
        return repr(tuple(self))


class _Lists:
    """A list of lists that are written one behind the other."""

    def __init__(self, items: Sequence[int], ends: Sequence[int]) -> None:
        self._items = array("i", items)
        self._ends = array("i", [0, *ends])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> array[int]:
        return self._items[self._ends[number] : self._ends[number + 1]]

    def __iter__(self) -> Iterator[array[int]]:
        return map(self.__getitem__, range(len(self)))


class _Expressions(dict[int, Any]):
    """Conditions and values by row, each decoded once; equal ones are the same object."""

    def __init__(self, tables: _kernel.Tables, values: Sequence[Value]) -> None:
        super().__init__()
        self.paths: list[Minds] = list(map(tuple, _Lists(tables.path_characters, tables.path_ends)))
        self._values = values
        self._rows = array("i", tables.expressions)
        self._parts = array("i", tables.parts)

    def __missing__(self, row: int) -> Condition | ValueExpression:
        made = self[row] = self._decoded(*self._rows[4 * row : 4 * row + 4])
        return made

    def _decoded(self, kind: int, a: int, b: int, c: int) -> Condition | ValueExpression:
        match kind:
            case encoding.CONSTANT:
                return ConstantValue(self._values[a])
            case encoding.READ:
                return FluentRead(self.paths[a], b)
            case encoding.OPERATION:
                return BinaryOperation(ARITHMETIC[a], self[b], self[c])
            case encoding.IF_ELSE:
                return IfElse(self[a], self[b], self[c])
            case encoding.COMPARISON:
                return ComparisonTest(COMPARISONS[a], self[b], self[c])
        parts = tuple([self[part] for part in self._parts[a:b]])
        if kind == encoding.ALL:
            return Conjunction(parts) if parts else TRUE
        return Disjunction(parts) if parts else FALSE


class _Fluents:
    """All fluents of a world, also those that never change."""

    def __init__(self, made: _kernel.Grounded, world: World) -> None:
        names = (entity.name for entity in world.entities)
        self.values: Sequence[Value] = (None, False, True, *names, *made.numbers)
        arguments = _Lists(made.fluent_arguments.items, made.fluent_arguments.ends)
        self._arguments = [tuple([self.values[code] for code in some]) for some in arguments]
        self._facts = [world.facts[number].name for number in made.facts]
        self._names = list(map(fluent_name, self._facts, self._arguments))
        self._constants = made.constants

    def constants(self) -> dict[str, Value]:
        """Return the values of those that never change, by name."""
        return {
            name: self.values[code]
            for name, code in zip(self._names, self._constants, strict=True)
            if code >= 0
        }

    def changing(self, tables: _kernel.Tables) -> tuple[Fluent, ...]:
        """Return the others."""
        left = [number for number, code in enumerate(self._constants) if code < 0]
        return tuple(
            Fluent(
                self._names[number],
                self._facts[number],
                self._arguments[number],
                KINDS[kind],
                None if math.isnan(low) else low,
                None if math.isnan(high) else high,
            )
            for number, kind, low, high in zip(
                left, tables.kinds, tables.low, tables.high, strict=True
            )
        )

    def start(self, said: Sequence[_kernel.SaidInMind]) -> dict[Minds, dict[str, Value]]:
        """Return what a start says in each mind, by the names of fluents."""
        return {
            tuple(one.path): {
                self._names[fluent]: self.values[code]
                for fluent, code in zip(one.values[::2], one.values[1::2], strict=True)
            }
            for one in said
        }


class _Events:
    """Decodes events; what several have in common they share."""

    def __init__(
        self,
        made: _kernel.Grounded,
        world: World,
        expressions: _Expressions,
        values: Sequence[Value],
    ) -> None:
        tables = made.tables
        self._world = world
        self._expressions = expressions
        self._values = values
        self._actions = tables.actions
        self._rules = array("i", made.rules)
        self._arguments = _Lists(made.event_arguments.items, made.event_arguments.ends)
        self._conditions = array("i", tables.conditions)
        self._effect_rows = array("i", tables.effects)
        self._effect_ends = array("i", [0, *tables.effect_ends])
        self._effects: dict[tuple[int, ...], GroundEffect] = {}
        self._by = _Lists(tables.by, tables.by_ends)
        self._characters = tables.characters
        self._seers = array("i", made.seers)
        self._seen_by_rows = array("i", tables.seen_by)
        self._seen_by: dict[int, tuple[Condition, ...]] = {}

    def action(self, number: int) -> Event:
        """Return an action."""
        rule, seers = self._rules[number], self._seers[number]
        if seers not in self._seen_by:
            begin = number * self._characters
            rows = self._seen_by_rows[begin : begin + self._characters]
            self._seen_by[seers] = tuple([self._expressions[row] for row in rows])
        by = tuple(self._by[number])
        return self._event(number, self._world.actions[rule].name, by, self._seen_by[seers])

    def trigger(self, number: int) -> Event:
        """Return a trigger."""
        place = self._actions + number
        return self._event(place, self._world.triggers[self._rules[place]].name, (), ())

    def _event(
        self, number: int, rule_name: str, by: Minds, seen_by: tuple[Condition, ...]
    ) -> Event:
        arguments = tuple([self._values[code] for code in self._arguments[number]])
        begin, end = self._effect_ends[number : number + 2]
        return Event(
            event_name(rule_name, arguments),
            self._rules[number],
            arguments,
            self._expressions[self._conditions[number]],
            tuple([self._effect(4 * place) for place in range(begin, end)]),
            by,
            seen_by,
        )

    def _effect(self, place: int) -> GroundEffect:
        rows = tuple(self._effect_rows[place : place + 4])
        effect = self._effects.get(rows)
        if effect is None:
            condition, path, fluent, value = rows
            made = self._expressions
            effect = GroundEffect(made[condition], made.paths[path], fluent, made[value])
            self._effects[rows] = effect
        return effect


def _action_names(made: _kernel.Grounded, world: World, values: Sequence[Value]) -> tuple[str, ...]:
    texts = list(map(value_text, values))
    arguments = [texts[code] for code in made.event_arguments.items]
    names: list[str] = []
    begin = 0
    rules = made.rules[: made.tables.actions]
    for rule, end in zip(rules, made.event_arguments.ends, strict=False):  # triggers come after
        names.append(f"{world.actions[rule].name}({', '.join(arguments[begin:end])})")
        begin = end
    return tuple(names)


def _start(
    tables: _kernel.Tables, paths: Sequence[Minds], values: Sequence[Value]
) -> dict[Minds, dict[int, Value]]:
    start: dict[Minds, dict[int, Value]] = {(): {}}
    said = iter(tables.start)
    for path, fluent, code in zip(said, said, said, strict=True):
        start.setdefault(paths[path], {})[fluent] = values[code]
    return start
