"""Who perceived a beat, what changed, and whose mind changed in what, by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from elsewise.explain.review.cast import Cast
from elsewise.explain.review.saying import Sayer
from elsewise.explain.review.values import NewBelief
from elsewise.play.moment import Moment
from elsewise.problem.problem import Event, Minds
from elsewise.world.types import Value


def perceivers(moment: Moment, event: str, cast: Cast | None = None) -> tuple[str, ...]:
    """Return who notices an action that happens at a moment; with a `cast`, the dead do not."""
    seen_by = moment.action(event).seen_by
    return tuple(
        name
        for name, condition in zip(moment.problem.characters, seen_by, strict=True)
        if moment.holds(condition) and not (cast is not None and cast.is_dead(name, moment))
    )


def changed(moment: Moment, after: Moment) -> Mapping[str, tuple[Value, Value]]:
    """Return what differs in truth between two moments, by the name of the fluent."""
    fluents = moment.problem.fluents
    pairs = zip(moment.values, after.values, strict=True)
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
    problem = moment.problem
    action = moment.action(event)
    seen = set(perceivers(moment, event))
    for character, name in enumerate(problem.characters):
        if cast.is_dead(name, after):
            continue
        for fluent in range(len(problem.fluents)):
            yield from _new(moment, after, action, (character,), fluent, name in seen, sayer)
        stated = {(e.minds, e.fluent) for e in action.effects if len(e.minds) > 1}
        for minds, fluent in sorted(stated):
            if minds[0] == character:
                yield from _new(moment, after, action, minds, fluent, name in seen, sayer)


def _new(
    before: Moment,
    after: Moment,
    action: Event,
    minds: Minds,
    fluent: int,
    seen: bool,
    sayer: Sayer,
) -> Iterator[NewBelief]:
    old = before.value(fluent, minds)
    new = after.value(fluent, minds)
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
        after.value(fluent, minds[1:]) == new,
        sayer.belief(fluent, new, minds),
        tuple(names[1:]),
    )


def how_learnt(moment: Moment, event: str, minds: Minds, fluent: int) -> tuple[str, int | None]:
    """Return how a belief came about by an action, and who told it (see `NewBelief`)."""
    problem = moment.problem
    seen = problem.characters[minds[0]] in perceivers(moment, event)
    return _how(moment.action(event), minds, fluent, seen=seen)


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
