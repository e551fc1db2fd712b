"""Reading who chooses and how time passes, and what that adds to the facts and events of a world.

A deed keeps those who do it busy, a deadline runs down: both are facts like others, in the world
and in every mind, and one action, seen by everyone, makes a unit of time pass. So no engine knows
of time; what is special is only when that action is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from elsewise.diagnostics.catalogue import world_clocks as codes
from elsewise.diagnostics.catalogue import world_declarations as declaration_codes
from elsewise.syntax import tree
from elsewise.world.choosing import BUSY, PASSING, Choosing
from elsewise.world.effects import together
from elsewise.world.expressions import (
    And,
    Arithmetic,
    Assign,
    Calculate,
    Compare,
    Comparison,
    Constant,
    Effect,
    Expression,
    ForEvery,
    Read,
    Term,
    Variable,
)
from elsewise.world.kinds import number_text
from elsewise.world.model import EventKind, EventRule, Fact
from elsewise.world.references import read_character
from elsewise.world.table import NO_NAMES, Scope, Table
from elsewise.world.types import CHARACTER, EntityType, NumberType

Declarations = tuple[tree.Declaration, ...]

LONGEST = 1_000
"""So many units of time can a deed take, or a deadline run."""

USUAL = 1.0
"""What a deed takes if it does not say."""

_WHO = Variable("who", EntityType(CHARACTER))
_ONE = Constant(1.0)
_TIME_CLAUSES = (tree.TakesClause, tree.BeforeClause, tree.AfterClause)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The facts of time in a world: who is busy, and what is left of each deadline, by name."""

    busy: Fact
    deadlines: dict[str, Fact]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them, in order."""
        return self.busy, *self.deadlines.values()


# -- facts of time ----------------------------------------------------------------------------


def declare_clocks(table: Table, declarations: Declarations) -> Clocks | None:
    """Add the facts of time to those of a world; None if nothing in it takes time."""
    if not any(map(_speaks_of_time, declarations)):
        return None
    for block in declarations:
        for name in _taken_names(block):
            kind = "a fact" if name.text == BUSY else "an action"
            what = f"{kind} that every world with time has"
            table.reports.add(declaration_codes.NAME_TAKEN, name.span, name=name.text, what=what)
    longest = max([USUAL, *(_duration(clause) for clause in _takes(declarations))])
    busy = Fact(BUSY, (_WHO,), NumberType(0.0, longest), 0.0)
    clocks = Clocks(busy, {})
    for line in declarations:
        if isinstance(line, tree.DeadlineLine):
            _declare_deadline(table, line, clocks)
    for fact in clocks.facts:
        table.facts.setdefault(fact.name, []).append(fact)
    return clocks


def _speaks_of_time(line: tree.Declaration) -> bool:
    if isinstance(line, tree.EventBlock):
        return any(isinstance(clause, _TIME_CLAUSES) for clause in line.clauses)
    return isinstance(line, tree.ChoosesLine | tree.DeadlineLine)


def _taken_names(line: tree.Declaration) -> tuple[tree.Name, ...]:
    if isinstance(line, tree.EventBlock) and line.signature.name.text == PASSING:
        return (line.signature.name,)
    if isinstance(line, tree.FactLine) and line.signature.name.text == BUSY:
        return (line.signature.name,)
    return ()


def _takes(declarations: Declarations) -> list[tree.TakesClause]:
    return [
        clause
        for block in declarations
        if isinstance(block, tree.EventBlock)
        for clause in block.clauses
        if isinstance(clause, tree.TakesClause)
    ]


def _duration(clause: tree.TakesClause) -> float:
    return min(max(0.0, clause.duration.value), LONGEST)


def _declare_deadline(table: Table, line: tree.DeadlineLine, clocks: Clocks) -> None:
    name = line.name
    length = _units(table, line.length, "A deadline runs")
    if name.text in table.facts or name.text in clocks.deadlines or name.text in table.entities:
        table.reports.add(
            declaration_codes.NAME_TAKEN, name.span, name=name.text, what="something else"
        )
        return
    values = NumberType(0.0, LONGEST)  # it may start anew, from wherever it is said
    clocks.deadlines[name.text] = Fact(name.text, (), values, length, span=name.span)


def _units(table: Table, number: tree.Number, what: str) -> float:
    """Return a number of units of time, as near as it can be taken."""
    value = number.value
    if not value.is_integer() or not 0 <= value <= LONGEST:
        table.reports.add(
            codes.BAD_DURATION, number.span, what=what, most=LONGEST, value=number_text(value)
        )
    return float(int(min(max(0.0, value), LONGEST)))


# -- events in time ---------------------------------------------------------------------------


@dataclass(slots=True)
class TimeOfEvent:
    """What the clauses of an event say of time."""

    takes: tree.TakesClause | None = None
    before: tree.BeforeClause | None = None
    after: tree.AfterClause | None = None

    def read(self, clause: tree.Clause) -> None:
        """Take a clause, if it speaks of time."""
        match clause:
            case tree.TakesClause():
                self.takes = clause
            case tree.BeforeClause():
                self.before = clause
            case tree.AfterClause():
                self.after = clause


def in_time(
    table: Table, scope: Scope, said: TimeOfEvent, kind: EventKind, by: tuple[Term, ...]
) -> tuple[tuple[Expression, ...], tuple[Effect, ...]]:
    """Return what time adds to the condition and to the effects of an event."""
    clocks = table.clocks
    if clocks is None:
        return (), ()
    takes = USUAL if said.takes is None else _units(table, said.takes.duration, "A deed takes")
    if said.takes is not None and not by:
        table.reports.add(codes.TAKES_WITHOUT_DOER, said.takes.span)
    if said.after is not None and by:
        table.reports.add(codes.SCHEDULED_DEED, said.after.span)
    conditions: list[Expression] = [_compare(Comparison.EQUAL, _busy(clocks, c), 0.0) for c in by]
    if said.before is not None and (left := _deadline(table, clocks, said.before.deadline)):
        conditions.append(_compare(Comparison.AT_LEAST, left, takes))
    if said.after is not None and (left := _deadline(table, clocks, said.after.deadline)):
        conditions.append(_compare(Comparison.EQUAL, left, 0.0))
    if kind is EventKind.TRIGGER or not by or not takes:
        return tuple(conditions), ()
    kept = by
    if said.takes is not None and said.takes.names:
        kept = tuple(read_character(table, scope, name) for name in said.takes.names)
    effects = tuple(Assign(_busy(clocks, c), Constant(takes)) for c in kept)
    return tuple(conditions), effects


def _busy(clocks: Clocks, who: Term) -> Read:
    return Read(clocks.busy, (who,))


def _compare(operator: Comparison, left: Expression, right: float) -> Expression:
    return Compare(operator, left, Constant(right))


def _deadline(table: Table, clocks: Clocks, name: tree.Name) -> Read | None:
    fact = clocks.deadlines.get(name.text)
    if fact is not None:
        return Read(fact, ())
    if name.text not in table.broken:
        table.reports.add(
            codes.UNKNOWN_DEADLINE,
            name.span,
            name=name.text,
            suggestion=table.reports.did_you_mean(name.text, clocks.deadlines),
        )
    return None


def passing(clocks: Clocks) -> EventRule:
    """Return the action by which a unit of time passes, for everyone and in every mind."""
    who = _busy(clocks, _WHO)
    less: list[Effect] = [ForEvery(_WHO, None, Assign(who, _one_less(who)))]
    for deadline in clocks.deadlines.values():
        left = Read(deadline, ())
        less.append(Assign(left, _one_less(left)))
    return EventRule(EventKind.ACTION, PASSING, (), And(()), together(tuple(less)))


def _one_less(number: Read) -> Expression:
    return Calculate(Arithmetic.SUBTRACT, number, _ONE)


# -- who chooses ------------------------------------------------------------------------------


def read_choosing(
    table: Table, declarations: Declarations, actions: tuple[EventRule, ...]
) -> Choosing | None:
    """Return who chooses, None in a world without time. Of several lines the last counts."""
    within: dict[str, float] = {}
    names = [name for name in table.entities if name in table.members(CHARACTER)]
    for line in declarations:
        if not isinstance(line, tree.ChoosesLine | tree.ExplainedLine):
            continue
        with table.reports.skipping():
            who = names if line.subject.text == "everyone" else [_name(table, line.subject)]
            for name in who:
                if isinstance(line, tree.ExplainedLine):
                    within.pop(name, None)
                else:
                    within[name] = 0.0 if line.within is None else line.within.value
    if table.clocks is None:
        return None
    return Choosing(
        {name: within[name] for name in names if name in within},
        tuple(table.clocks.deadlines),
        frozenset(number for number, rule in enumerate(actions) if rule.scheduled),
    )


def _name(table: Table, subject: tree.Name) -> str:
    who = read_character(table, NO_NAMES, subject)
    assert isinstance(who, Constant)
    return str(who.value)
