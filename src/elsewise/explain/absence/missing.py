"""Which facts something lacks, and what alone could bring them about.

It reads a relaxed exploration backwards: a comparison that holds for none of the values that are
ever reached is missing; the events that write what it needs are its sources; and what keeps them
from happening is missing in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from elsewise.conversion.naming import name_all
from elsewise.conversion.wording import Wording
from elsewise.explain.absence.aims import EventAim
from elsewise.explain.absence.answer import Achiever, Missing
from elsewise.graph.arrays import Flags
from elsewise.grounding import lifted
from elsewise.grounding.reachability import Reached
from elsewise.grounding.value_sets import Range, can_hold, clamped, values_of
from elsewise.play.expressions import expressions_of
from elsewise.problem.evaluate import conjuncts
from elsewise.problem.names import value_text
from elsewise.problem.problem import (
    TRUE,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    Event,
    FluentKind,
    FluentRead,
    GroundEffect,
    Problem,
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads
from elsewise.syntax.print_expressions import format_condition
from elsewise.telling.conditions import ConditionWords
from elsewise.world.expressions import Variable
from elsewise.world.model import World
from elsewise.world.types import LARGEST_NUMBER

DEEPEST = 4
"""How many events back a chain of missing facts goes."""

MOST_SOURCES = 3
MOST_FACTS = 3


@dataclass(frozen=True, slots=True)
class _Lack:
    """What is missing for an event or effect: comparisons that never hold."""

    parts: tuple[ComparisonTest, ...]
    hopeless: bool = False  # no value at all would do, whatever else were so


class Chains:
    """Finds what is missing in a problem, given all that can ever be.

    `ever` says whether a condition ever holds, where more is known than all values that are
    `reached` (None: nothing more).
    """

    def __init__(
        self,
        problem: Problem,
        reached: Reached,
        words: ConditionWords,
        ever: Callable[[Condition], bool] | None = None,
    ) -> None:
        self._reached = reached
        self._ever = ever or (lambda condition: can_hold(condition, reached.values))
        self._words = words
        self._events = (*problem.actions, *problem.triggers)
        self._fluents = problem.fluents
        self._writers: dict[int, list[tuple[Event, GroundEffect]]] = {}
        for event in self._events:
            for effect in event.effects:
                self._writers.setdefault(effect.fluent, []).append((event, effect))

    def nearest(self, events: Iterable[Event]) -> Event:
        """Return the event that lacks least; the first of several."""
        return min(events, key=lambda event: _weight(self._lack(event.condition)))

    def missing(self, condition: Condition, deep: int = DEEPEST) -> tuple[Missing, ...]:
        """Return the facts that a condition lacks, with what alone could bring them about.

        It goes back so many events.
        """
        return self._missing(self._lack(condition), frozenset(), deep)

    def brought_about(self, condition: Condition) -> Missing:
        """Return a fact that can be so, but never when it matters, and what brings it about."""
        sources: tuple[Achiever, ...] = ()
        if isinstance(condition, ComparisonTest):
            found = self._sources(condition, frozenset({condition}), 0)
            sources = tuple(source for source in found if not source.missing)
        return Missing(self._words.code(condition), self._words.condition(condition), sources)

    def _missing(
        self, lack: _Lack, above: frozenset[ComparisonTest], deep: int
    ) -> tuple[Missing, ...]:
        return tuple(
            Missing(
                self._words.code(part),
                self._words.condition(part) + self._bounds(part),
                self._sources(part, above | {part}, deep) if deep > 0 else (),
                looked=deep > 0,
            )
            for part in lack.parts[:MOST_FACTS]
        )

    def _lack(self, condition: Condition) -> _Lack:
        """Return what never holds of a condition; of alternatives, the one that lacks least."""
        found: dict[ComparisonTest, None] = {}
        hopeless = False
        for part in conjuncts(condition):
            if self._ever(part):
                continue
            match part:
                case ComparisonTest():
                    found[part] = None
                    hopeless |= not any(True for _ in fluent_reads(part))
                case Disjunction(parts) if parts:
                    least = min((self._lack(one) for one in parts), key=_weight)
                    found.update(dict.fromkeys(least.parts))
                    hopeless |= least.hopeless
                case _:
                    hopeless = True
        return _Lack(tuple(found), hopeless)

    def _sources(
        self, part: ComparisonTest, above: frozenset[ComparisonTest], deep: int
    ) -> tuple[Achiever, ...]:
        """Return the events that could make a comparison hold, one of each name, nearest first."""
        best: dict[str, tuple[float, Event, _Lack]] = {}
        like: dict[str, set[str]] = {}
        for fluent in dict.fromkeys(look.fluent for look in fluent_reads(part)):
            in_truth = any(look.fluent == fluent and not look.minds for look in fluent_reads(part))
            for event, effect in self._writers.get(fluent, ()):
                if effect.minds and in_truth:
                    continue  # what is put into a mind makes nothing so
                needed = self._needed(part, effect)
                if needed is None:
                    continue
                if any(look.fluent == fluent for look in fluent_reads(effect.value)):
                    needed = TRUE  # a number that grows is itself what it would take
                lack = self._lack(Conjunction((event.condition, effect.condition, needed)))
                if lack.hopeless or any(one in above for one in lack.parts):
                    continue
                name = event.name.partition("(")[0]
                like.setdefault(name, set()).add(event.name)
                weight = _weight(lack)
                if name not in best or weight < best[name][0]:
                    best[name] = weight, event, lack
        ordered = sorted(best.items(), key=lambda pair: pair[1][0])
        return tuple(
            Achiever(
                event.name,
                self._missing(lack, above, deep - 1),
                len(like[name]) - 1,
                happens=self._ever(event.condition),
            )
            for name, (_, event, lack) in ordered[:MOST_SOURCES]
        )

    def _needed(self, part: ComparisonTest, effect: GroundEffect) -> Condition | None:
        """Return what must hold where an effect is made, for a comparison to hold after it.

        None: it never can. Where the comparison calculates with the fluent, nothing is asked.
        """
        if effect.fluent not in self._looked_at_barely(part):
            return TRUE
        if not self._is_in_range(part, effect.fluent):
            return None
        left, right = (self._written(side, effect) for side in (part.left, part.right))
        needed = ComparisonTest(part.operator, left, right)
        if not any(True for _ in fluent_reads(needed)) and not can_hold(needed, ()):
            return None
        return needed

    @staticmethod
    def _looked_at_barely(part: ComparisonTest) -> list[int]:
        """Return the fluents that are a side of a comparison by themselves."""
        return [side.fluent for side in (part.left, part.right) if isinstance(side, FluentRead)]

    def _is_in_range(self, part: ComparisonTest, fluent: int) -> bool:
        """Whether a comparison could hold for some number in the range of a fluent."""
        bounds = self._fluents[fluent]
        if bounds.kind is not FluentKind.NUMBER or (bounds.low is None and bounds.high is None):
            return True
        low = -LARGEST_NUMBER if bounds.low is None else bounds.low
        high = LARGEST_NUMBER if bounds.high is None else bounds.high
        values = dict(enumerate(self._reached.values))
        values[fluent] = Range(low, high, unknown=True)
        return can_hold(part, [values[number] for number in sorted(values)])

    def _bounds(self, part: ComparisonTest) -> str:
        """Return a remark on a number whose range ends before a comparison could hold."""
        for fluent in self._looked_at_barely(part):
            if not self._is_in_range(part, fluent):
                found = self._fluents[fluent]
                low, high = found.low, found.high
                ends = [f"less than {value_text(low)}"] if low is not None else []
                ends += [f"more than {value_text(high)}"] if high is not None else []
                return f" ({found.name} is never {' or '.join(ends)})"
        return ""

    def _written(self, side: ValueExpression, effect: GroundEffect) -> ValueExpression:
        if not (isinstance(side, FluentRead) and side.fluent == effect.fluent):
            return side
        if isinstance(effect.value, ConstantValue):
            only = clamped(values_of(effect.value, ()), self._fluents[effect.fluent])
            if isinstance(only, frozenset) and len(only) == 1:
                return ConstantValue(next(iter(only)))
        return effect.value


def _weight(lack: _Lack) -> float:
    return 1000.0 if lack.hopeless else float(len(lack.parts))


class _AsTheyAre(dict[str, str]):
    """Roles and quantified names, each called as it is."""

    def __missing__(self, name: str) -> str:
        return name


def ruled_out(world: World, aim: EventAim) -> tuple[Missing, ...]:
    """Return which parts of a condition its arguments alone rule out: `not who = other`."""
    rule = aim.rules[0]
    wording = Wording(world, name_all(world), _AsTheyAre())
    expressions = expressions_of(world)
    pairs = zip(rule.parameters, aim.patterns[0], strict=True)
    filled = {p.name: value for p, value in pairs if isinstance(p, Variable) and value is not None}
    found = []
    for part in lifted.conjuncts(rule.condition):
        names = lifted.free_variables(part)
        decided = names <= filled.keys() and not any(True for _ in lifted.facts_read(part))
        if decided and not expressions.holds(part, filled, lambda _name, _minds: None):
            text = format_condition(wording.condition(part))
            found.append(Missing(text, f"`{text}`"))
    return tuple(found)


def never_together(parts: Sequence[Flags]) -> tuple[int, ...]:
    """Return a smallest choice of what never holds at once: at most three, else all."""
    for size in (1, 2, 3):
        for chosen in combinations(range(len(parts)), size):
            if not np.logical_and.reduce([parts[place] for place in chosen]).any():
                return chosen
    return tuple(range(len(parts)))
