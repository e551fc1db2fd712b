"""Irony: who is wrong about what, from where to where, and whether it matters.

After the measure that a character's ignorance counts as much as knowing would change what they
have to gain; here also where it would take away their reason for what they did. A belief is about
what is so, or about what somebody else believes; of the latter only those count that somebody holds
who knows better than to be wrong about the thing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from elsewise.explain.consent import asking_only
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.plot_replay import PlotReplay
from elsewise.explain.review.report import Gap
from elsewise.explain.review.saying import Sayer
from elsewise.play.moment import Moment
from elsewise.problem.problem import FluentRead, Minds, ValueExpression
from elsewise.telling.reasons import knowing_better
from elsewise.telling.words import capitalized
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


def wrong_beliefs(replay: PlotReplay, cast: Cast) -> Iterator[Wrong]:
    """Yield every wrong belief, from where it opens to where it closes.

    The wrong beliefs of the dead, and those about them, are closed.
    """
    problem = replay.moments[0].problem
    names = problem.characters
    moments = replay.moments
    acted_on = [_acted_on(replay, place) for place in range(len(replay.events))]
    for minds in _paths(len(names)):
        gone = [any(cast.is_dead(names[c], moment) for c in minds) for moment in moments]
        for fluent in range(len(problem.fluents)):
            held = [
                None if dead else _wrongly(moment, minds, fluent)
                for dead, moment in zip(gone, moments, strict=True)
            ]
            for opened, closed in _stretches(held):
                yield _wrong(replay, acted_on, (minds, fluent), opened, closed)


def _paths(people: int) -> list[Minds]:
    """Return whose beliefs are looked at: everybody's, and those about everybody else's."""
    everybody = range(people)
    pairs = [(one, other) for one in everybody for other in everybody if one != other]
    return [*((one,) for one in everybody), *pairs]


def _wrongly(moment: Moment, minds: Minds, fluent: int) -> tuple[Value] | None:
    """Return what somebody wrongly believes; None if they are right, or do not know."""
    believed = moment.value(fluent, minds)
    if believed in (None, moment.value(fluent, minds[1:])):
        return None
    if len(minds) > 1 and _wrongly(moment, minds[:1], fluent) is not None:
        return None
    return (believed,)


def _stretches(held: Sequence[tuple[Value] | None]) -> Iterator[tuple[int, int | None]]:
    """Yield where the same wrong belief begins and ends (None: it never does)."""
    for belief, group in groupby(range(len(held)), key=held.__getitem__):
        places = list(group)
        end = places[-1] + 1
        if belief is not None:
            yield places[0], end if end < len(held) else None


def _wrong(
    replay: PlotReplay,
    acted_on: Sequence[frozenset[Belief]],
    belief: Belief,
    opened: int,
    closed: int | None,
) -> Wrong:
    minds, fluent = belief
    want = replay.moments[0].problem.wants[minds[0]]
    moments = replay.moments
    until = len(moments) if closed is None else closed
    weight = max(_weight(moments[place], want, belief) for place in range(opened, until))
    beats = range(opened, min(until, len(replay.events)))
    acted = tuple(place for place in beats if belief in acted_on[place])
    believed = moments[opened].value(fluent, minds)
    real = moments[opened].value(fluent, minds[1:])
    return Wrong(minds, fluent, believed, real, opened, closed, weight, acted)


def _weight(moment: Moment, want: ValueExpression, belief: Belief) -> float:
    """Return how much knowing better would change in what things are worth to somebody."""
    minds, fluent = belief
    mind = moment.mind(minds[0])
    real = moment.value(fluent, minds[1:])
    corrected = knowing_better(mind, minds[0], FluentRead(minds[1:], fluent), real)
    before, after = mind.evaluate(want), mind.evaluate(want, corrected)
    if not isinstance(before, float) or not isinstance(after, float):
        return 0.0
    return abs(after - before)


def _acted_on(replay: PlotReplay, place: int) -> frozenset[Belief]:
    """Return the wrong beliefs without which somebody would have no reason for a beat.

    Each was put right alone, and the character asked again.
    """
    event, moment = replay.events[place], replay.moments[place]
    if event is None or not moment.is_explained(event):
        return frozenset()
    problem = moment.problem
    found: set[Belief] = set()
    for character in moment.action(event).by:
        asked = asking_only(moment, event, character)
        for minds in _paths(len(problem.characters)):
            for fluent in range(len(problem.fluents)) if minds[0] == character else ():
                if _wrongly(moment, minds, fluent) is not None:
                    right = moment.value(fluent, minds[1:])
                    if not asked.with_value(minds, fluent, right).is_explained(event):
                        found.add((minds, fluent))
    return frozenset(found)


def gap_of(wrong: Wrong, lines: Sequence[int], sayer: Sayer) -> Gap:
    """Return a wrong belief that matters, in words and lines."""
    names = [sayer.problem.characters[c] for c in wrong.minds]
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
        sayer.problem.fluents[wrong.fluent].name,
        wrong.believed,
        wrong.real,
        opened,
        closed,
        wrong.weight,
        capitalized(f"{since} {until} {believed}, but {real}"),
        tuple(names[1:]),
    )
