"""Who consents to a beat and why; and, where somebody does not, what it would take.

What it would take is found by trying: a single belief, or a single want, is changed and the
character asked again. Beliefs that are true come first (somebody would only have to know), then
mistaken ones, then wants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from elsewise.explain.review.assuming import assumption
from elsewise.explain.review.lacks import Lack, lacks
from elsewise.play.moment import Moment
from elsewise.problem.evaluate import way
from elsewise.problem.problem import (
    BinaryOperation,
    ComparisonTest,
    ConstantValue,
    Event,
    FluentKind,
    FluentRead,
    IfElse,
    Minds,
    ValueExpression,
)
from elsewise.problem.reads import fluent_reads
from elsewise.story.story import Reason
from elsewise.world.expressions import Arithmetic, Comparison
from elsewise.world.types import Value

MOST_TRIED = 120
"""Most changes of a belief that are tried for one character and beat."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody who must consent stands to a beat.

    `lacks` says why this character holds the beat for impossible, if so; `reason` is None where
    there is none.
    """

    character: int
    reason: Reason | None
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change under which somebody would consent: a belief, or a want.

    For a belief, `minds` is the path to it, `right` whether it is so; a want is for a fluent to
    have a value, and weighs `weight`.
    """

    minds: Minds
    fluent: int
    value: Value
    right: bool
    weight: float | None = None


def standings(moment: Moment, event: str) -> tuple[Standing, ...]:
    """Return how everybody who must consent stands to an action that can happen."""
    action = moment.action(event)
    together = moment.reasons(event)
    if together is not None:
        names = moment.problem.characters
        return tuple(Standing(c, together.get(names[c])) for c in action.by)
    found = []
    alone = {c: only(action, c) for c in action.by}
    apart = moment.restart(also=tuple(alone.values())) if len(action.by) > 1 else None
    for c in action.by:
        mind = moment.mind(c)
        missing = lacks(action.condition, mind)
        reason = None
        if apart is not None and not missing:
            reasons = apart.reasons(alone[c].name)
            reason = None if reasons is None else next(iter(reasons.values()), None)
        found.append(Standing(c, _named(reason, event), missing))
    return tuple(found)


def only(action: Event, character: int) -> Event:
    """Return an action to which one character alone must consent."""
    return replace(action, name=f"only {character} {action.name}", by=(character,))


def _named(reason: Reason | None, event: str) -> Reason | None:
    """Give the first event of a plan its own name back."""
    if reason is None:
        return None
    first, *rest = reason.plan
    return replace(reason, plan=(replace(first, event=event), *rest))


def best_alternative(moment: Moment, event: str, character: int) -> tuple[str, Reason] | None:
    """Return the other thing that somebody had a reason for and that promised most, if any."""
    problem = moment.problem
    name = problem.characters[character]
    best: tuple[str, Reason] | None = None
    for other in moment.possible():
        action = moment.action(other)
        if other == event or character not in action.by:
            continue
        reasons = moment.reasons(other)
        if reasons is None or name not in reasons:
            continue
        if best is None or reasons[name].gain[1] > best[1].gain[1]:
            best = other, reasons[name]
    return best


# -- what it would take -----------------------------------------------------------------------


def beliefs_that_would_do(moment: Moment, event: str, character: int) -> tuple[Change, ...]:
    """Return single beliefs under which a character would have a reason; true ones first."""
    action = moment.action(event)
    tried = list(_candidates(moment, action, character))[:MOST_TRIED]
    asked = only(action, character)
    people = len(moment.problem.characters)
    extra = [
        assumption(f"assumed {n}", {(change.minds, change.fluent): change.value}, people)
        for n, change in enumerate(tried)
    ]
    base = moment.restart(also=(asked, *extra))
    found = []
    for change, event_of in zip(tried, extra, strict=True):
        there = base.after(event_of.name)
        if there.is_same(base) or not there.can(asked.name):
            continue
        if there.reasons(asked.name) is not None:
            found.append(change)
    return tuple(sorted(found, key=lambda change: (not change.right, len(change.minds))))


def _candidates(moment: Moment, action: Event, character: int) -> Iterator[Change]:
    """Yield changes of one belief that could matter, each once."""
    problem = moment.problem
    seen: set[tuple[Minds, int, Value]] = set()

    def change(path: Minds, fluent: int, value: Value) -> Iterator[Change]:
        if (path, fluent, value) in seen:
            return
        seen.add((path, fluent, value))
        own = moment.value(fluent, path)
        real = moment.value(fluent, path[1:])
        if value != own:
            yield Change(path, fluent, value, value == real)

    for fluent in range(len(problem.fluents)):
        real = moment.value(fluent)
        if real != moment.value(fluent, (character,)):
            yield from change((character,), fluent, real)
    for look in _looks_that_matter(moment, action, character):
        path = way((character, *look.minds))
        values: list[Value] = [moment.value(look.fluent, path[1:])]
        if problem.fluents[look.fluent].kind is FluentKind.YES_NO:
            values += [True, False]
        else:
            values += _values_compared(moment, look.fluent)
        for value in values:
            yield from change(path, look.fluent, value)


def _looks_that_matter(moment: Moment, action: Event, character: int) -> Sequence[FluentRead]:
    problem = moment.problem
    found: list[FluentRead] = [
        *fluent_reads(problem.wants[character]),
        *fluent_reads(action.condition),
    ]
    for effect in action.effects:
        found += fluent_reads(effect.condition)
    for other in problem.actions:
        if character in other.by or set(other.by) & set(action.by):
            found += fluent_reads(other.condition)
    # What somebody else believes or sees may be what one counts on.
    for other_one in range(len(problem.characters)):
        if other_one != character:
            inner = fluent_reads(problem.wants[other_one])
            found += [FluentRead((other_one, *look.minds), look.fluent) for look in inner]
    return list(dict.fromkeys(found))


def _values_compared(moment: Moment, fluent: int) -> list[Value]:
    """Return the values that the world's conditions and wants compare a fluent with."""
    problem = moment.problem
    found: dict[Value, None] = {}

    def note(part: object) -> None:
        match part:
            case ComparisonTest(_, FluentRead(_, number), ConstantValue(value)) if number == fluent:
                found[value] = None
            case ComparisonTest(_, left, right):
                note(left)
                note(right)
            case IfElse(test, then, otherwise):
                note(test)
                note(then)
                note(otherwise)
            case BinaryOperation(_, left, right):
                note(left)
                note(right)
            case _:
                for inner in getattr(part, "parts", ()):
                    note(inner)

    for action in problem.actions:
        note(action.condition)
    for want in problem.wants:
        note(want)
    return list(found)


def want_that_would_do(moment: Moment, event: str, character: int) -> Change | None:
    """Return a want for what an event brings about under which a character would have a reason."""
    if not moment.can(event):
        return None
    mind = moment.mind(character)
    after = moment.after(event).mind(character)
    before, then = mind.utility(character), after.utility(character)
    lost = max(0.0, (before or 0.0) - (then or 0.0))
    action, problem = moment.action(event), moment.problem
    for effect in action.effects:
        value = after.values[effect.fluent]
        if effect.minds or value == mind.values[effect.fluent] or value is None:
            continue
        if isinstance(value, float):
            continue
        weight = lost + 1.0
        gain: ValueExpression = IfElse(
            ComparisonTest(Comparison.EQUAL, FluentRead((), effect.fluent), ConstantValue(value)),
            ConstantValue(weight),
            ConstantValue(0.0),
        )
        want = BinaryOperation(Arithmetic.ADD, problem.wants[character], gain)
        asked = only(action, character)
        wants = (*problem.wants[:character], want, *problem.wants[character + 1 :])
        there = moment.restart(replace(moment.as_problem(), wants=wants), also=(asked,))
        if there.can(asked.name) and there.reasons(asked.name) is not None:
            return Change((), effect.fluent, value, right=False, weight=weight)
    return None
