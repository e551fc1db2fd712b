"""Irony: who is wrong about what, from where to where, and whether it matters.

After the measure that a character's ignorance counts as much as knowing would change what they
have to gain; here also where it would take away their reason for what they did. A belief is about
what is so, or about what somebody else believes; of the latter only those count that somebody holds
who knows better than to be wrong about the thing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from elsewise.engines.reference.states import State
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.course import assumption
from elsewise.explain.review.motives import only
from elsewise.explain.review.saying import Sayer
from elsewise.explain.review.values import Gap
from elsewise.explain.review.walking import Walk
from elsewise.problem.evaluate import number_of
from elsewise.problem.problem import Minds, ValueExpression
from elsewise.world.types import Value

Belief = tuple[Minds, int]
"""A fluent in the mind that a path of one or two characters leads to."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A stretch in which somebody is wrong: from one moment (a place) to another, or to the end.

    `minds` begins with whose belief it is; `weight` is the most that knowing would change in what
    things are worth to them, in their own mind; `acted` are the beats that rest on the belief.
    """

    minds: Minds
    fluent: int
    believed: Value
    real: Value
    opened: int
    closed: int | None
    weight: float
    acted: tuple[int, ...]

    @property
    def matters(self) -> bool:
        """Whether knowing better would change what they have to gain, or what they did."""
        return self.weight > 0 or bool(self.acted)


def wrong_beliefs(walk: Walk, cast: Cast) -> Iterator[Wrong]:
    """Yield every wrong belief, from where it opens to where it closes.

    The wrong beliefs of the dead, and those about them, are closed.
    """
    problem = walk.moments[0].course.problem
    names = problem.characters
    states = [moment.seen(3) for moment in walk.moments]
    acted_on = [_acted_on(walk, place) for place in range(len(walk.events))]
    for minds in _paths(len(names)):
        gone = [any(cast.is_dead(names[c], state) for c in minds) for state in states]
        for fluent in range(len(problem.fluents)):
            held = [
                None if dead else _wrongly(state, minds, fluent)
                for dead, state in zip(gone, states, strict=True)
            ]
            for opened, closed in _stretches(held):
                yield _wrong(walk, states, acted_on, (minds, fluent), opened, closed)


def _paths(people: int) -> list[Minds]:
    """Return whose beliefs are looked at: everybody's, and those about everybody else's."""
    everybody = range(people)
    pairs = [(one, other) for one in everybody for other in everybody if one != other]
    return [*((one,) for one in everybody), *pairs]


def _wrongly(state: State, minds: Minds, fluent: int) -> tuple[Value] | None:
    """Return what somebody wrongly believes; None if they are right, or do not know."""
    believed = state.value(minds, fluent)
    if believed in (None, state.value(minds[1:], fluent)):
        return None
    if len(minds) > 1 and _wrongly(state, minds[:1], fluent) is not None:
        return None
    return (believed,)


def _stretches(held: Sequence[tuple[Value] | None]) -> Iterator[tuple[int, int | None]]:
    """Yield where the same wrong belief begins and ends (None: it never does)."""
    opened = 0
    for place in range(1, len(held) + 1):
        if place < len(held) and held[place] == held[opened]:
            continue
        if held[opened] is not None:
            yield opened, place if place < len(held) else None
        opened = place


def _wrong(
    walk: Walk,
    states: Sequence[State],
    acted_on: Sequence[frozenset[Belief]],
    belief: Belief,
    opened: int,
    closed: int | None,
) -> Wrong:
    minds, fluent = belief
    want = walk.moments[0].course.problem.wants[minds[0]]
    until = len(states) if closed is None else closed
    weight = max(_weight(states[place], want, belief) for place in range(opened, until))
    beats = range(opened, min(until, len(walk.events)))
    acted = tuple(place for place in beats if belief in acted_on[place])
    believed = states[opened].value(minds, fluent)
    real = states[opened].value(minds[1:], fluent)
    return Wrong(minds, fluent, believed, real, opened, closed, weight, acted)


def _weight(state: State, want: ValueExpression, belief: Belief) -> float:
    """Return how much knowing better would change in what things are worth to somebody."""
    minds, fluent = belief
    mind = state.with_minds(minds[:1])
    real = state.value(minds[1:], fluent)
    before, after = (
        number_of(want, mind.value),
        number_of(want, _put_right(mind, minds[1:], fluent, real).value),
    )
    return 0.0 if before is None or after is None else abs(after - before)


def _put_right(mind: State, minds: Minds, fluent: int, value: Value) -> State:
    """Return a mind with another value in it, or in the mind that a path leads to."""
    if not minds:
        values = list(mind.values)
        values[fluent] = value
        return replace(mind, values=tuple(values))
    inner = list(mind.minds)
    inner[minds[0]] = _put_right(mind.with_minds(minds[:1]), minds[1:], fluent, value)
    return replace(mind, minds=tuple(inner))


def _acted_on(walk: Walk, place: int) -> frozenset[Belief]:
    """Return the wrong beliefs without which somebody would have no reason for a beat.

    Each was put right alone, and the character asked again.
    """
    event, moment = walk.events[place], walk.moments[place]
    if event is None or not moment.stands(event):
        return frozenset()
    problem, state = moment.course.problem, moment.seen(3)
    action = problem.actions[moment.course.numbers[event]]
    people, fluents = len(problem.characters), range(len(problem.fluents))
    wrong = [
        (minds, fluent)
        for minds in _paths(people)
        if minds[0] in action.by
        for fluent in fluents
        if _wrongly(state, minds, fluent) is not None
    ]
    if not wrong:
        return frozenset()
    asked = {c: only(action, c) for c in action.by}
    better = [
        assumption(f"?known {number}", {(m, f): state.with_minds(m[1:]).values[f]}, people)
        for number, (m, f) in enumerate(wrong)
    ]
    base = moment.otherwise((*asked.values(), *better))
    return frozenset(
        (minds, fluent)
        for (minds, fluent), known in zip(wrong, better, strict=True)
        if not base.after(known.name).stands(asked[minds[0]].name)
    )


def gap_of(wrong: Wrong, lines: Sequence[int], sayer: Sayer) -> Gap:
    """Return a wrong belief that matters, in words and lines."""
    names = [sayer.characters[c] for c in wrong.minds]
    believed = sayer.fact(wrong.fluent, wrong.believed, wrong.minds)
    if wrong.real is None and len(names) > 1:
        real = f"{sayer.name(names[1])} did not know"
    else:
        real = sayer.fact(wrong.fluent, wrong.real, wrong.minds[1:])
    opened = lines[wrong.opened - 1] if wrong.opened else 0
    closed = None if wrong.closed is None else lines[wrong.closed - 1]
    since = f"from line {opened}" if opened else "from the start"
    until = "to the end" if closed is None else f"to line {closed}"
    return Gap(
        names[0],
        sayer.fluents[wrong.fluent].name,
        wrong.believed,
        wrong.real,
        opened,
        closed,
        wrong.weight,
        f"{since} {until} {believed}, but {real}",
        tuple(names[1:]),
    )
