"""Who perceived a beat, what changed, and whose mind changed in what, by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from elsewise.engines.reference.states import State
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.course import Moment
from elsewise.explain.review.saying import Sayer
from elsewise.explain.review.values import NewBelief
from elsewise.problem.problem import Event, Minds
from elsewise.telling.rules import happening, is_seen_by
from elsewise.world.types import Value


def perceivers(moment: Moment, event: str, cast: Cast | None = None) -> tuple[str, ...]:
    """Return who notices an action that happens at a moment; with a `cast`, the dead do not."""
    told = happening(moment.course.scene, event)
    return tuple(
        name
        for name in moment.course.problem.characters
        if is_seen_by(moment.course.world, told, name, moment.told())
        and not (cast is not None and cast.is_dead(name, moment.seen()))
    )


def changed(moment: Moment, after: Moment) -> Mapping[str, tuple[Value, Value]]:
    """Return what differs in truth between two moments, by the name of the fluent."""
    fluents = moment.course.problem.fluents
    pairs = zip(moment.seen().values, after.seen().values, strict=True)
    return {
        fluent.name: pair for fluent, pair in zip(fluents, pairs, strict=True) if pair[0] != pair[1]
    }


def learnt(
    moment: Moment, event: str, after: Moment, sayer: Sayer, cast: Cast
) -> Iterator[NewBelief]:
    """Yield what people came to believe by an action.

    Beliefs about what somebody else believes are among it where the event states them outright. The
    dead learn nothing.
    """
    problem = moment.course.problem
    action = problem.actions[moment.course.numbers[event]]
    before, then = moment.seen(3), after.seen(3)
    seen = set(perceivers(moment, event))
    for character, name in enumerate(problem.characters):
        if cast.is_dead(name, then):
            continue
        for fluent in range(len(problem.fluents)):
            yield from _new(before, then, action, (character,), fluent, name in seen, sayer)
        stated = {(e.minds, e.fluent) for e in action.effects if len(e.minds) > 1}
        for minds, fluent in sorted(stated):
            if minds[0] == character:
                yield from _new(before, then, action, minds, fluent, name in seen, sayer)


def _new(
    before: State,
    after: State,
    action: Event,
    minds: Minds,
    fluent: int,
    seen: bool,
    sayer: Sayer,
) -> Iterator[NewBelief]:
    old = before.with_minds(minds).values[fluent]
    new = after.with_minds(minds).values[fluent]
    if old == new:
        return
    how, source = _how(action, minds, fluent, seen=seen)
    names = [sayer.characters[c] for c in minds]
    yield NewBelief(
        names[0],
        sayer.fluents[fluent].name,
        old,
        new,
        how,
        None if source is None else sayer.characters[source],
        after.with_minds(minds[1:]).values[fluent] == new,
        sayer.belief(fluent, new, minds),
        tuple(names[1:]),
    )


def how_learnt(moment: Moment, event: str, minds: Minds, fluent: int) -> tuple[str, int | None]:
    """Return how a belief came about by an action, and who told it (see `NewBelief`)."""
    problem = moment.course.problem
    seen = problem.characters[minds[0]] in perceivers(moment, event)
    return _how(problem.actions[moment.course.numbers[event]], minds, fluent, seen=seen)


def _how(action: Event, minds: Minds, fluent: int, *, seen: bool) -> tuple[str, int | None]:
    """Return how a belief came about, and who told it."""
    if any(e.minds == minds and e.fluent == fluent for e in action.effects):
        teller = next((c for c in action.by if c != minds[0]), None)
        return ("told", teller) if teller is not None else ("concluded", None)
    if any(not e.minds and e.fluent == fluent for e in action.effects):
        if minds[0] in action.by:
            return "did", None
        if seen:
            return "saw", None
    return "concluded", None
