"""Finds the values every fluent can ever have in any mind, and the events that can ever happen.

A relaxed reachability (Bonet and Geffner 2001, "Planning as heuristic search"): values only ever
become more, and a condition is met part by part. It is safe for minds too, since one set of
values is kept for all minds together: what a mind holds was so at the start in some mind, was
written by an effect, or came by surprise, which brings a value that the fluent already has
elsewhere, or unknown. Numbers that keep growing jump to their border.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from elsewise.grounding.instances import Instance
from elsewise.grounding.value_sets import (
    UNKNOWN,
    ValueSet,
    can_compare,
    can_fail,
    clamped,
    joined,
    values_of,
    widened,
)
from elsewise.problem.problem import (
    FALSE,
    TRUE,
    ComparisonTest,
    Condition,
    Conjunction,
    ConstantValue,
    Disjunction,
    Event,
    Fluent,
    FluentKind,
    FluentRead,
    GroundEffect,
    Problem,
)
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import Comparison
from elsewise.world.types import Value


@dataclass(frozen=True)
class Reached:
    """What can ever be: the values of every fluent, and which instances can happen."""

    values: Sequence[ValueSet]
    happens: Sequence[bool]


def relaxed(
    problem: Problem, truth: Problem | None = None, look: Callable[[], None] | None = None
) -> Reached:
    """Return all values and events of a problem that can ever be, in stories of any length.

    The events of the problem are all that can happen as long as no fluent gets another value.
    `truth` says how it begins, if `problem` does not: a problem of the same world. `look` is as in
    `reach`.
    """
    truth = truth or problem
    begun: dict[str, set[Value]] = {name: {value} for name, value in truth.constants.items()}
    for said in truth.start.values():
        for fluent, value in said.items():
            begun.setdefault(truth.fluents[fluent].name, set()).add(value)
    start = [frozenset(begun[fluent.name]) for fluent in problem.fluents]
    events: list[Event] = []
    for event in chain(problem.actions, problem.triggers):  # each may have to be decoded
        if look is not None:
            look()
        events.append(event)
    return reach(problem.fluents, start, events, look)


def reach(
    fluents: Sequence[Fluent],
    start: Sequence[frozenset[Value]],
    instances: Sequence[Instance | Event],
    look: Callable[[], None] | None = None,
) -> Reached:
    """Return everything that can be reached from the start.

    It goes round by round, so that the order of instances makes no difference. `look` is called
    now and then; it may raise an exception to end it.
    """
    search = _Reaching(fluents, start, instances)
    search.run(look or (lambda: None))
    return Reached(search.values, search.happens)


class _Reaching:
    """The work of `reach`. Conditions are known by id(): the instances keep them alive."""

    def __init__(
        self,
        fluents: Sequence[Fluent],
        start: Sequence[frozenset[Value]],
        instances: Sequence[Instance | Event],
    ) -> None:
        self.fluents = fluents
        self.values: list[ValueSet] = list(start)
        self.instances = instances
        self.happens = [False] * len(instances)
        self.met: set[int] = {id(TRUE)}
        self.known: set[int] = {id(TRUE), id(FALSE)}
        self.waiting: dict[int, int] = {}  # how many parts are not met
        self.parents: defaultdict[int, list[Conjunction | Disjunction]] = defaultdict(list)
        self.fresh: list[Condition] = []
        self.comparisons_on: dict[int, list[ComparisonTest]] = {}  # by fluent
        self.equal_to: dict[tuple[int, Value], list[ComparisonTest]] = {}
        self.events_on: defaultdict[int, list[int]] = defaultdict(list)
        self.effects_on: dict[int, list[GroundEffect]] = {}
        self.made: set[int] = set()  # effects, by id(); the instances share them
        self.written: set[tuple[int, int]] = set()  # fluents, and values by id()
        self.written_on: dict[int, list[GroundEffect]] = {}  # by a fluent the value depends on
        self.due: dict[int, GroundEffect] = {}
        self.surprising: dict[int, ComparisonTest] = {}
        self.teaching: set[int] = set()  # conditions where somebody may learn that not
        self.seen: dict[int, bool] = {}
        self.pending: dict[int, list[ValueSet]] = {}

    def run(self, look: Callable[[], None]) -> None:
        """Go round until nothing is new."""
        known = self.known
        for number, instance in enumerate(self.instances):
            look()
            condition = instance.condition
            if id(condition) not in known:
                self._watch(condition)
            self.events_on[id(condition)].append(number)
            for effect in instance.effects:
                if id(effect.condition) not in known:
                    self._watch(effect.condition)
        for number, instance in enumerate(self.instances):
            if id(instance.condition) in self.met:
                self._happen(number)
        while True:
            look()
            for effect in self.due.values():
                self._write(effect)
            self.due = {}
            self._surprise()
            changed = self._take_pending()
            if not changed:
                return
            for fluent, added in changed.items():
                self._recheck(fluent, added)
            self._spread()

    # -- conditions -------------------------------------------------------------------------

    def _watch(self, condition: Condition) -> None:
        """Note what a condition waits for, unless it is already met."""
        self.known.add(id(condition))
        if isinstance(condition, ComparisonTest):
            self._watch_comparison(condition)
            if condition.operator is not Comparison.EQUAL:
                self.teaching.add(id(condition))
            return
        known, met, teaching, parents = self.known, self.met, self.teaching, self.parents
        missing = 0
        for part in condition.parts:
            key = id(part)
            if key not in known:
                self._watch(part)
            if key not in met:
                missing += 1
                parents[key].append(condition)
            if key in teaching:
                teaching.add(id(condition))
        self.waiting[id(condition)] = missing
        enough = (
            missing == 0 if isinstance(condition, Conjunction) else missing < len(condition.parts)
        )
        if enough:
            self.met.add(id(condition))

    def _watch_comparison(self, comparison: ComparisonTest) -> None:
        if self._can_hold(comparison):
            self.met.add(id(comparison))
            return
        left, right = comparison.left, comparison.right
        if (
            comparison.operator is Comparison.EQUAL
            and isinstance(left, FluentRead)
            and isinstance(right, ConstantValue)
            and self.fluents[left.fluent].kind is not FluentKind.NUMBER
        ):
            self.equal_to.setdefault((left.fluent, right.value), []).append(comparison)
            return
        for fluent in dict.fromkeys(look.fluent for look in fluent_reads(comparison)):
            self.comparisons_on.setdefault(fluent, []).append(comparison)

    def _can_hold(self, comparison: ComparisonTest) -> bool:
        return can_compare(
            comparison.operator,
            values_of(comparison.left, self.values),
            values_of(comparison.right, self.values),
        )

    def _meet(self, condition: Condition) -> None:
        if id(condition) not in self.met:
            self.met.add(id(condition))
            self.fresh.append(condition)

    def _spread(self) -> None:
        """Carry what was met up to the conditions it is part of, and let events happen."""
        waiting = self.waiting
        while self.fresh:
            condition = id(self.fresh.pop())
            for parent in self.parents.get(condition, ()):
                left = waiting[id(parent)] = waiting[id(parent)] - 1
                if left == 0 or isinstance(parent, Disjunction):
                    self._meet(parent)
            for number in self.events_on.get(condition, ()):
                self._happen(number)
            for effect in self.effects_on.pop(condition, ()):
                self._make(effect)

    def _recheck(self, fluent: int, added: ValueSet) -> None:
        """Look again at what depends on a fluent that has more values now."""
        for effect in self.written_on.get(fluent, ()):
            self.due[id(effect)] = effect
        if isinstance(added, frozenset):
            for value in added:
                for comparison in self.equal_to.pop((fluent, value), ()):
                    self._meet(comparison)
        waiting = self.comparisons_on.pop(fluent, [])
        met = [comparison for comparison in waiting if self._can_hold(comparison)]
        for comparison in met:
            self._meet(comparison)
        left = [comparison for comparison in waiting if id(comparison) not in self.met]
        if left:
            self.comparisons_on[fluent] = left

    # -- events -----------------------------------------------------------------------------

    def _happen(self, number: int) -> None:
        """Let an event happen: make its effects, now or when their conditions are met."""
        self.happens[number] = True
        instance = self.instances[number]
        for effect in instance.effects:
            if id(effect) in self.made:
                continue
            if id(effect.condition) in self.met:
                self._make(effect)
            else:
                self.effects_on.setdefault(id(effect.condition), []).append(effect)
        condition = instance.condition
        if id(condition) in self.teaching and self._is_seen(instance):
            self.teaching.remove(id(condition))
            self._learn_from(condition)

    def _learn_from(self, condition: Condition) -> None:
        """Note what somebody may be surprised about in a condition."""
        if isinstance(condition, ComparisonTest):
            if condition.operator is not Comparison.EQUAL:
                self.surprising[id(condition)] = condition
            return
        for part in condition.parts:
            if id(part) in self.teaching:
                self._learn_from(part)

    def _is_seen(self, instance: Instance | Event) -> bool:
        """Whether anybody ever sees an event."""
        seen_by = instance.seen_by
        if id(seen_by) not in self.seen:
            self.seen[id(seen_by)] = any(seen is not FALSE for seen in seen_by)
        return self.seen[id(seen_by)]

    def _make(self, effect: GroundEffect) -> None:
        """Note what an effect writes."""
        self.made.add(id(effect))
        key = (effect.fluent, id(effect.value))
        if key in self.written:
            return
        self.written.add(key)
        if isinstance(effect.value, ConstantValue):
            self._write(effect)
            return
        self.due[id(effect)] = effect
        for fluent in dict.fromkeys(look.fluent for look in fluent_reads(effect.value)):
            self.written_on.setdefault(fluent, []).append(effect)

    def _write(self, effect: GroundEffect) -> None:
        fluent = self.fluents[effect.fluent]
        self._add(effect.fluent, clamped(values_of(effect.value, self.values), fluent))

    def _surprise(self) -> None:
        """Make unknown what somebody can be surprised about, and not told the value of."""
        for key, comparison in list(self.surprising.items()):
            if key in self.met and can_fail(comparison, self.values):
                del self.surprising[key]
                for look in fluent_reads(comparison):
                    if self.fluents[look.fluent].kind is not FluentKind.YES_NO:
                        self._add(look.fluent, UNKNOWN)

    def _add(self, fluent: int, values: ValueSet) -> None:
        self.pending.setdefault(fluent, []).append(values)

    def _take_pending(self) -> dict[int, ValueSet]:
        """Add what was written in this round; return which fluents have which new values.

        For a range, all of it counts as new.
        """
        changed: dict[int, ValueSet] = {}
        for fluent, written in self.pending.items():
            before = self.values[fluent]
            after = widened(before, joined(before, *written), self.fluents[fluent])
            if after != before:
                self.values[fluent] = after
                both_sets = isinstance(after, frozenset) and isinstance(before, frozenset)
                changed[fluent] = after - before if both_sets else after  # type: ignore[operator]
        self.pending = {}
        return changed
