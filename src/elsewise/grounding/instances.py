"""Makes the events of a rule: every way to fill in its roles that is not plainly impossible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from elsewise.diagnostics import diagnose
from elsewise.diagnostics.catalogue.grounding import TOO_MANY_EVENTS
from elsewise.errors import WorldError
from elsewise.grounding.compiler import Compiler, MakeCondition
from elsewise.grounding.effect_compiler import EffectCompiler
from elsewise.grounding.joins import Test, TooManyError, combinations
from elsewise.grounding.lifted import conjunct_effects, conjuncts, facts_read, free_variables
from elsewise.grounding.scope import Scope, Slots
from elsewise.grounding.tables import sizes_text
from elsewise.problem.problem import FALSE, TRUE, Condition, GroundEffect, Minds
from elsewise.world.expressions import And, Constant, Effect, Expression, Term, Variable
from elsewise.world.model import EventKind, EventRule, EverySeer, Seer
from elsewise.world.types import Value

MOST_EVENTS = 2_000_000


@dataclass(frozen=True, slots=True)
class Instance:
    """An event before it is simplified; its fluents are numbered as in the tables."""

    rule: int
    arguments: tuple[Value, ...]
    condition: Condition
    effects: tuple[GroundEffect, ...]
    by: tuple[int, ...]
    seen_by: tuple[Condition, ...]


class RuleInstances:
    """One rule, compiled; `instances` makes its events.

    `assigned` are the numbers of the facts that some effect assigns. Conditions on the other
    facts decide at once which roles go together; with `joins` false they are only asked
    afterwards, which gives the same events, more slowly.
    """

    def __init__(
        self, compiler: Compiler, number: int, rule: EventRule, assigned: frozenset[int]
    ) -> None:
        self.compiler = compiler
        self.number = number
        self.rule = rule
        self.assigned = assigned
        names = {p.name: n for n, p in enumerate(rule.parameters) if isinstance(p, Variable)}
        self.scope = Scope(names)
        self.parts = list(conjuncts(rule.condition))
        self.tests = [self._remembered_condition(part) for part in self.parts]
        self.effects = [self._effect(part) for part in conjunct_effects(rule.effect)]
        self.seers = self._seers()
        self.by = [self._character(term) for term in rule.by]

    def instances(self, *, joins: bool = True) -> Iterator[Instance]:
        """Yield the events whose condition is not plainly false, the first role slowest."""
        all_of = self.compiler.factory.conjunction
        tests, pieces = self.tests, self.effects
        for arguments in self._arguments(joins=joins):
            slots = list(arguments)
            condition = all_of([test(slots, ()) for test in tests])
            if condition is FALSE:
                continue
            effects = _last_of_each([e for piece in pieces for e in piece(slots, ())])
            by = tuple(dict.fromkeys([number for term in self.by for number in term(slots)]))
            seen_by = self.seers(slots)
            yield Instance(self.number, arguments, condition, effects, by, seen_by)

    def _arguments(self, *, joins: bool) -> list[tuple[Value, ...]]:
        tables = self.compiler.tables
        domains = [tables.values_of_term(term) for term in self.rule.parameters]
        tests = []
        for part, make in zip(self.parts, self.tests, strict=True):
            if joins and self._decided(part):
                roles = tuple(sorted(self.scope.slots[name] for name in free_variables(part)))
                tests.append(Test(roles, _not_false(make)))
        try:
            return combinations(domains, tests, MOST_EVENTS)
        except TooManyError:
            raise self._too_many(domains) from None

    def _decided(self, part: Expression) -> bool:
        """Whether the answer to a condition depends on the roles alone."""
        numbers = (self.compiler.tables.fact_number(fact) for fact in facts_read(part))
        return not any(number in self.assigned for number in numbers)

    def _too_many(self, domains: Sequence[Sequence[Value]]) -> WorldError:
        return WorldError(
            [
                diagnose(
                    TOO_MANY_EVENTS,
                    self.compiler.tables.world.source,
                    self.rule.span,
                    name=self.rule.name,
                    most=f"{MOST_EVENTS:,}",
                    roles=sizes_text(self.rule.parameters, domains),
                )
            ]
        )

    def _remembered_condition(self, part: Expression) -> MakeCondition:
        make = self.compiler.condition(part, self.scope)
        return self.compiler.remembered(make, part, self.scope)

    def _character(self, term: Term) -> Callable[[Slots], tuple[int, ...]]:
        """Compile a term to the number of its character, if it is one."""
        make = self.compiler.term(term, self.scope)
        numbers = self.compiler.tables.character_number

        def character(slots: Slots) -> tuple[int, ...]:
            name = make(slots)
            return (numbers[name],) if isinstance(name, str) and name in numbers else ()

        return character

    def _effect(self, part: Effect) -> Callable[[Slots, Minds], tuple[GroundEffect, ...]]:
        make = EffectCompiler(self.compiler).effect(part, self.scope)

        def made(slots: Slots, path: Minds) -> tuple[GroundEffect, ...]:
            return tuple(make(slots, path, TRUE))

        return self.compiler.remembered(made, part, self.scope)

    # -- who sees it ------------------------------------------------------------------------

    def _seers(self) -> Callable[[Slots], tuple[Condition, ...]]:
        """Compile for every character when it sees the event."""
        count = len(self.compiler.tables.characters)
        if self.rule.kind is EventKind.TRIGGER:
            return lambda _: ()
        if self.rule.seen_by is None:
            everyone = (TRUE,) * count
            return lambda _: everyone
        seers = [self._seer(seer) for seer in self.rule.seen_by]
        used = frozenset().union(*map(_seer_variables, self.rule.seen_by))
        roles = sorted(self.scope.slots[name] for name in used)
        known: dict[tuple[Value, ...], tuple[Condition, ...]] = {}
        any_of = self.compiler.factory.disjunction

        def seen_by(slots: Slots) -> tuple[Condition, ...]:
            key = tuple([slots[role] for role in roles])
            if key not in known:
                each = [seer(slots) for seer in seers]
                known[key] = tuple(
                    [any_of([seer[c] for seer in each if c in seer]) for c in range(count)]
                )
            return known[key]

        return seen_by

    def _seer(self, seer: Seer) -> Callable[[Slots], dict[int, Condition]]:
        numbers = self.compiler.tables.character_number
        if isinstance(seer, (Constant, Variable)):
            character = self._character(seer)
            return lambda slots: dict.fromkeys(character(slots), TRUE)
        inner, slot = self.scope.with_variable(seer.variable.name)
        values = self.compiler.tables.values_of_term(seer.variable)
        asked = And(()) if seer.condition is None else seer.condition
        # Remembered per character: rows of seers differ in few of them.
        test = self.compiler.remembered(self.compiler.condition(asked, inner), asked, inner)

        def every(slots: Slots) -> dict[int, Condition]:
            own = [*slots[:slot], None]
            found = {}
            for name in values:
                if isinstance(name, str) and name in numbers:
                    own[slot] = name
                    found[numbers[name]] = test(own, ())
            return found

        return every


def _last_of_each(effects: list[GroundEffect]) -> tuple[GroundEffect, ...]:
    """Leave out effects that come again later: all are read before any is made."""
    if len(effects) < 2:
        return tuple(effects)
    # Conditions and values are made once each, so their ids tell them apart.
    last = {(id(e.condition), e.minds, e.fluent, id(e.value)): e for e in reversed(effects)}
    return tuple(reversed(last.values())) if len(last) < len(effects) else tuple(effects)


def _seer_variables(seer: Seer) -> frozenset[str]:
    if isinstance(seer, EverySeer):
        inside = frozenset() if seer.condition is None else free_variables(seer.condition)
        return inside - {seer.variable.name}
    return free_variables(seer)


def _not_false(make: MakeCondition) -> Callable[[Slots], bool]:
    return lambda slots: make(slots, ()) is not FALSE
