"""What would mend it where an event cannot happen, or somebody refuses.

It is found by trying: a single belief, or a single want, is changed and the character asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from elsewise.explain.consent import Lack, asking_only, reason_of
from elsewise.play.moment import Moment
from elsewise.problem.evaluate import way
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    Condition,
    ConstantValue,
    FluentKind,
    FluentRead,
    IfElse,
    Minds,
    Problem,
    ValueExpression,
)
from elsewise.problem.reads import comparisons, fluent_reads
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value

MOST_TRIED = 120
"""Most beliefs that are tried for one character and event."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A fluent in a mind (`minds` empty: in truth) with the value that it should have."""

    minds: Minds
    fluent: int
    value: Value


@dataclass(frozen=True, slots=True)
class BeliefChange(Setting):
    """A belief under which somebody would consent; `right`: whether it is so."""

    right: bool


# -- what would make a condition hold ---------------------------------------------------------

_NEAREST = {
    Comparison.AT_LEAST: 0.0,
    Comparison.AT_MOST: 0.0,
    Comparison.GREATER: 1.0,
    Comparison.LESS: -1.0,
}
"""How far from the border the nearest whole number lies that meets a comparison."""


def needed(lack: Lack, moment: Moment) -> Setting | None:
    """Return the value that would meet a lack, in its first way that says which; None: unclear."""
    for test in lack.ways:
        match test:
            case ComparisonTest(Comparison.EQUAL, FluentRead(minds, fluent), ConstantValue(value)):
                return Setting(minds, fluent, value)
            case ComparisonTest(Comparison.EQUAL, ConstantValue(value), FluentRead(minds, fluent)):
                return Setting(minds, fluent, value)
            case ComparisonTest(Comparison.EQUAL, FluentRead(minds, fluent), other) if (
                value := moment.evaluate(other)
            ) is not None:
                return Setting(minds, fluent, value)
            case ComparisonTest(
                Comparison.UNEQUAL, FluentRead(minds, fluent), ConstantValue(value)
            ) if moment.problem.fluents[fluent].kind is FluentKind.YES_NO:
                return Setting(minds, fluent, not value)
            case ComparisonTest(sign, FluentRead(minds, fluent), ConstantValue(float(value))) if (
                sign in _NEAREST
            ):
                return Setting(minds, fluent, value + _NEAREST[sign])
            case _:
                pass
    return None


# -- beliefs ----------------------------------------------------------------------------------


def reads_that_matter(
    problem: Problem, character: int, events: Iterable[str]
) -> tuple[FluentRead, ...]:
    """Return what somebody looks at who weighs events: what they want, take and depend on.

    Paths begin in that character's mind.
    """
    actions = [problem.actions[problem.action_numbers[event]] for event in dict.fromkeys(events)]
    parts: list[Condition | ValueExpression] = [problem.wants[character]]
    for action in actions:
        parts += [action.condition, *(effect.condition for effect in action.effects)]
    reads = (read for part in parts for read in fluent_reads(part))
    return tuple(dict.fromkeys(FluentRead(way(r.minds, character), r.fluent) for r in reads))


def wrong_about(
    moment: Moment, character: int, reads: Iterable[FluentRead]
) -> tuple[FluentRead, ...]:
    """Return what a character is wrong about, of what it reads; paths begin in its mind."""
    return tuple(
        read
        for read in reads
        if moment.value(read.fluent, (character, *read.minds))
        != moment.value(read.fluent, read.minds)
    )


def beliefs_that_would_do(
    moment: Moment, event: str, character: int, tried: Iterable[BeliefChange]
) -> Iterator[BeliefChange]:
    """Yield those of several beliefs under which, each alone, a character would have a reason."""
    here = asking_only(moment, event, character)
    for change in tried:
        if here.with_value(change.minds, change.fluent, change.value).is_explained(event):
            yield change


def beliefs_to_try(
    moment: Moment, character: int, reads: Iterable[FluentRead]
) -> Iterator[BeliefChange]:
    """Yield other beliefs than those that somebody has, of each fluent the right one first."""
    compared = values_compared(moment.problem)
    for read in dict.fromkeys(reads):
        path = (character, *read.minds)
        own, real = moment.value(read.fluent, path), moment.value(read.fluent, read.minds)
        if moment.problem.fluents[read.fluent].kind is FluentKind.YES_NO:
            others: Sequence[Value] = (True, False)
        else:
            others = compared.get(read.fluent, ())
        for value in dict.fromkeys((real, *others)):
            if value not in (own, None):
                yield BeliefChange(path, read.fluent, value, value == real)


def beliefs_that_move(moment: Moment, event: str, character: int) -> tuple[BeliefChange, ...]:
    """Return single beliefs under which a character would have a reason; true ones first.

    Tried are all errors, then what matters to them: their own events and those of the others who
    take part, and what everybody else wants.
    """
    problem, asked = moment.problem, {*moment.action(event).by, character}
    everything = [FluentRead((), fluent) for fluent in range(len(problem.fluents))]
    events = [one.name for one in problem.actions if asked & {*one.by}]
    wants = [
        FluentRead(way((other, *read.minds)), read.fluent)
        for other in range(len(problem.characters))
        if other != character
        for read in fluent_reads(problem.wants[other])
    ]
    errors = beliefs_to_try(moment, character, wrong_about(moment, character, everything))
    reads = (*reads_that_matter(problem, character, (event, *events)), *wants)
    tried = (*(one for one in errors if one.right), *beliefs_to_try(moment, character, reads))
    few = list(dict.fromkeys(tried))[:MOST_TRIED]
    found = beliefs_that_would_do(moment, event, character, few)
    return tuple(sorted(found, key=lambda change: (not change.right, len(change.minds))))


def values_compared(problem: Problem) -> dict[int, list[Value]]:
    """Return the values that conditions and wants compare each fluent with; numbers' neighbours."""
    found: dict[int, dict[Value, None]] = {}
    parts = (*(action.condition for action in problem.actions), *problem.wants)
    for test in (one for part in parts for one in comparisons(part)):
        for read, other in ((test.left, test.right), (test.right, test.left)):
            if isinstance(read, FluentRead) and isinstance(other, ConstantValue):
                values = found.setdefault(read.fluent, {})
                values |= dict.fromkeys(_near(problem, read.fluent, other.value))
    return {fluent: list(values) for fluent, values in found.items()}


def _near(problem: Problem, fluent: int, value: Value) -> Iterator[Value]:
    """Yield a value; of a number also the next ones, within the bounds of the fluent."""
    if not isinstance(value, float):
        yield value
        return
    low, high = problem.fluents[fluent].low, problem.fluents[fluent].high
    for one in (value, value + 1, value - 1):
        if (low is None or one >= low) and (high is None or one <= high):
            yield one


# -- wants ------------------------------------------------------------------------------------


def brought_about(moment: Moment, event: str, character: int) -> Iterator[tuple[int, Value]]:
    """Yield what an event makes otherwise in a mind that holds it for possible.

    Numbers come last: what is counted is seldom what is wanted.
    """
    mind = moment.mind(character)
    if mind.can(event):
        pairs = zip(mind.values, mind.after(event).values, strict=True)
        changed = [(n, new) for n, (old, new) in enumerate(pairs) if new not in (old, None)]
        yield from sorted(changed, key=lambda pair: isinstance(pair[1], float))


def would_do(
    moment: Moment, event: str, character: int, fluent: int, value: Value, weight: float
) -> bool:
    """Whether somebody would have a reason who also wanted a fluent to have a value, so much."""
    test = ComparisonTest(Comparison.EQUAL, FluentRead((), fluent), ConstantValue(value))
    gain = IfElse(test, ConstantValue(weight), ConstantValue(0.0))
    here = moment.as_problem()
    wants = list(here.wants)
    wants[character] = BinaryOperation(Arithmetic.ADD, wants[character], gain)
    there = moment.restart(replace(here, wants=tuple(wants)))
    return reason_of(there, event, character) is not None
