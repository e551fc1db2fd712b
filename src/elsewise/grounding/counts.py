"""Counts of fluents and events as the peer's published table has them.

They say how large a problem is for comparison; the problem that `ground` makes is another one
(see `docs/differences-from-sabre.md`). The peer keeps what a character believes about a fluent as
a fluent of its own wherever a text mentions it, counts it, and judges what it can be apart from
what the fluent itself can be. Fluents that can have only one value are left out, and so are
events that cannot happen or only write such fluents.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.grounder import Draft, draft
from elsewise.grounding.instances import Instance
from elsewise.grounding.reachability import reach
from elsewise.grounding.simplify import Simplifier
from elsewise.problem.evaluate import holds, value_of, way
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    Fluent,
    FluentRead,
    GroundEffect,
    IfElse,
    Minds,
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads
from elsewise.world.model import World
from elsewise.world.types import Value

MOST_ROUNDS = 100
"""Triggers that do not come to rest at the start are left after this many rounds."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many fluents, actions and triggers there are."""

    fluents: int
    actions: int
    triggers: int


def peer_counts(world: World) -> Counts:
    """Return the counts of a world by the peer's rules."""
    made = draft(world, constant_facts=False)
    flat = _Flat(made)
    instances = [flat.instance(i) for i in (*made.actions, *made.triggers)]
    reached = reach(flat.fluents, flat.start(), [flat.with_shadows(i) for i in instances])
    constants = {
        fluent: next(iter(values))
        for fluent, values in enumerate(reached.values)
        if isinstance(values, frozenset) and len(values) == 1
    }
    same = {fluent: fluent for fluent in range(len(flat.fluents)) if fluent not in constants}
    simplifier = Simplifier(flat.factory, reached.values, constants, same)
    kept = [
        happens and any(simplifier.effect(effect) for effect in instance.effects)
        for instance, happens in zip(instances, reached.happens, strict=True)
    ]
    actions = sum(kept[: len(made.actions)])
    return Counts(len(same), actions, sum(kept) - actions)


class _Flat:
    """Rewrites a draft so that what a mind holds of a fluent is a fluent of its own."""

    def __init__(self, made: Draft) -> None:
        self.made = made
        self.factory = ExpressionFactory()
        self.fluents: list[Fluent] = list(made.tables.fluents)
        self.keys: list[tuple[Minds, int]] = [((), f) for f in range(len(self.fluents))]
        self._number: dict[tuple[Minds, int], int] = {k: n for n, k in enumerate(self.keys)}
        self._conditions: dict[int, Condition] = {}
        for part in (*made.wants, made.story_wants, *made.endings.values()):
            for look in fluent_reads(part):
                self.fluent(look.minds, look.fluent)
        for minds, said in made.start.said.items():
            for fluent in said:
                self.fluent(minds, fluent)

    def fluent(self, minds: Minds, fluent: int) -> int:
        """Return the number of a fluent in a mind; that brings in all it is made of."""
        key = (minds, fluent)
        if key not in self._number:
            if minds:
                self.fluent(minds[1:], fluent)
            self._number[key] = len(self.fluents)
            self.fluents.append(self.fluents[fluent])
            self.keys.append(key)
        return self._number[key]

    def start(self) -> list[frozenset[Value]]:
        """Return the values that each fluent has at the start in any mind, triggers done."""
        minds = _Minds(self.made)
        minds.settle()
        return [
            frozenset(minds.read((*mind, *path), fluent) for mind in minds.values)
            for path, fluent in self.keys
        ]

    def instance(self, instance: Instance) -> Instance:
        """Return an event over the flat fluents; who sees it does not count."""
        effects = tuple(
            GroundEffect(
                self.condition(e.condition),
                (),
                self.fluent(e.minds, e.fluent),
                self.value(e.value),
            )
            for e in instance.effects
        )
        return replace(
            instance, condition=self.condition(instance.condition), effects=effects, seen_by=()
        )

    def with_shadows(self, instance: Instance) -> Instance:
        """Return an event that writes, with what a mind holds, also what that is about."""
        shadows = [
            replace(effect, fluent=self.fluent(minds[n:], fluent))
            for effect in instance.effects
            for minds, fluent in (self.keys[effect.fluent],)
            for n in range(1, len(minds) + 1)
        ]
        return replace(instance, effects=(*instance.effects, *shadows))

    def condition(self, condition: Condition) -> Condition:
        """Return a condition over the flat fluents."""
        done = self._conditions.get(id(condition))
        if done is None:
            match condition:
                case ComparisonTest(operator, left, right):
                    done = self.factory.comparison(operator, self.value(left), self.value(right))
                case Conjunction(parts):
                    done = self.factory.conjunction(map(self.condition, parts))
                case Disjunction(parts):
                    done = self.factory.disjunction(map(self.condition, parts))
            self._conditions[id(condition)] = done
        return done

    def value(self, expression: ValueExpression) -> ValueExpression:
        """Return a value over the flat fluents."""
        match expression:
            case ConstantValue(value):
                return self.factory.constant(value)
            case FluentRead(minds, fluent):
                return self.factory.fluent_read((), self.fluent(minds, fluent))
            case BinaryOperation(operator, left, right):
                return self.factory.operation(operator, self.value(left), self.value(right))
            case IfElse(test, then, otherwise):
                return self.factory.if_else(
                    self.condition(test), self.value(then), self.value(otherwise)
                )


class _Minds:
    """The minds at the start, to the depth that the text speaks of and one more."""

    def __init__(self, made: Draft) -> None:
        self.made = made
        said = made.start.said
        characters = range(len(made.tables.characters))
        paths: list[Minds] = [()]
        for path in paths:
            if len(path) <= max(map(len, said)):
                paths.extend((*path, c) for c in characters if path[-1:] != (c,))
        self.values: dict[Minds, dict[int, Value]] = {}
        for path in paths:
            values = dict(said[()])
            for length in range(1, len(path) + 1):
                values |= said.get(path[:length], {})
            self.values[path] = values

    def read(self, path: Minds, fluent: int) -> Value:
        """Return a value; what is deeper than all minds kept is as in the deepest one."""
        path = way(path)
        while path not in self.values:
            path = path[:-1]
        return self.values[path][fluent]

    def settle(self) -> None:
        """Let the triggers run in every mind, for as long as they change something."""
        for _ in range(MOST_ROUNDS):
            if sum(map(self._round, self.values)) == 0:
                return

    def _round(self, mind: Minds) -> bool:
        """Let every trigger fire once in one mind; return whether any changed something."""

        def read(path: Minds, fluent: int) -> Value:
            return self.read(mind + path, fluent)

        changed = False
        for trigger in self.made.triggers:
            if holds(trigger.condition, read):
                written = [
                    (way((*mind, *e.minds)), e.fluent, value_of(e.value, read))
                    for e in trigger.effects
                    if holds(e.condition, read)
                ]
                for path, fluent, value in written:
                    values = self.values.get(path)
                    if values is not None and values[fluent] != value:
                        values[fluent] = value
                        changed = True
        return changed
