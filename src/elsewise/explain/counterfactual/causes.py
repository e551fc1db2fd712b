"""Which beat of a story made which other happen: its causal network.

After the networks of Trabasso and van den Broek, "Causal thinking and the representation of
narrative events" (1985): an event is a cause of another if without it, all else being as it was,
the other would not have happened. Here a beat is left out and the rest is replayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from elsewise.explain.counterfactual.replays import Replays, Run, value_at
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.settings import effective_limits
from elsewise.problem.problem import Condition, Minds, Problem
from elsewise.world.model import World


class CauseKind(Enum):
    """How a beat is a cause of another.

    ENABLES: it made so what the other needs to be possible. PHYSICAL: a trigger that it set off
    did. MOTIVATES: without it, somebody would have no reason for the other.
    """

    ENABLES = "enables"
    PHYSICAL = "physical"
    MOTIVATES = "motivates"


@dataclass(frozen=True, slots=True)
class Cause:
    """Beat `source` is a cause of beat `target`; beat 0 is the start, or what was changed there.

    `target` is one more than there are beats for the ending, or for a fact at the end. `fluent`
    is what the one left behind and the other needs (None where it is a motive), `minds` in whose
    mind: empty for the truth, `("Lana", "Lex")` for what Lana believes of Lex's.
    """

    source: int
    target: int
    kind: CauseKind
    fluent: str | None = None
    minds: tuple[str, ...] = ()


def causal_edges(
    world: World | Problem,
    events: Sequence[str],
    *,
    ending: str | None = None,
    depth: int | None = None,
    foresight: int | None = None,
) -> tuple[Cause, ...]:
    """Return the causal network of a course of events, by target, then source.

    What an event needs was left so by the last beat that changed it, or has been so since the start
    (source 0). A motive is found by leaving a beat out: what follows is replayed, without what is
    impossible now, and somebody has no reason for the event any more. What comes about only through
    a beat between the two is not counted. With `ending`, what its condition needs is caused too,
    as one more beat.

    `depth` and `foresight` are limits for the reasons (None: the world's). Raises `UsageError` for
    the first event that does not exist or cannot happen where it stands.
    """
    problem = ground(world)
    limits = effective_limits(problem, depth=depth, foresight=foresight)
    replays = Replays(problem, events, limits)
    found = list(needs(replays))
    if ending is not None:
        last = replays.run().moments[-1]
        found += _needed(replays, problem.endings[ending], last, len(replays.events) + 1)
    found += motives(replays)
    return in_order(found)


def in_order(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """Return causes by target, source, kind and fluent, each once."""
    kinds = list(CauseKind)
    return tuple(
        sorted(
            dict.fromkeys(causes),
            key=lambda c: (c.target, c.source, kinds.index(c.kind), c.minds, c.fluent or ""),
        )
    )


# -- what events need -------------------------------------------------------------------------


def needs(replays: Replays) -> Iterator[Cause]:
    """Yield what made each event possible."""
    moments = replays.run().moments
    for beat, event in enumerate(replays.events, start=1):
        yield from _needed(replays, replays.condition(event), moments[beat - 1], beat)


def _needed(replays: Replays, condition: Condition, moment: Moment, beat: int) -> Iterator[Cause]:
    problem = replays.problem
    for look in moment.support(condition):
        name = problem.fluents[look.fluent].name
        source = last_change(replays, look.minds, name, beat - 1)
        kind = CauseKind.ENABLES
        if source and not replays.writes(replays.events[source - 1], look.minds, name):
            kind = CauseKind.PHYSICAL
        yield Cause(source, beat, kind, name, tuple(problem.characters[c] for c in look.minds))


def last_change(replays: Replays, minds: Minds, fluent: str, until: int) -> int:
    """Return the last beat, at most `until`, that changed a fluent in a mind; 0 if none did."""
    moments = replays.run().moments
    for beat in range(until, 0, -1):
        before, after = moments[beat - 1], moments[beat]
        if value_at(before, minds, fluent) != value_at(after, minds, fluent):
            return beat
    return 0


# -- what gives people reasons ----------------------------------------------------------------


def motives(replays: Replays) -> Iterator[Cause]:
    """Yield which beat gave somebody a reason for which later one."""
    whole = replays.run()
    explained = [
        beat
        for beat, event in enumerate(replays.events, start=1)
        if replays.consenters(event) and whole.moments[beat - 1].is_explained(event)
    ]
    for source in range(1, len(replays.events)):
        without = replays.run(frozenset({source}))
        for beat in explained:
            if beat > source and lacks_reason(replays, without, beat):
                between = frozenset(b for b in without.skipped if b < beat)
                if not between or not lacks_reason(replays, replays.run(between), beat):
                    yield Cause(source, beat, CauseKind.MOTIVATES)


def lacks_reason(replays: Replays, run: Run, beat: int) -> bool:
    """Whether in another run a beat, possible as before, has no reason any more."""
    event = replays.events[beat - 1]
    here, there = replays.run().moments[beat - 1], run.moments[beat - 1]
    if here == there or not there.can(event):
        return False
    same_minds = all(here.mind(c) == there.mind(c) for c in replays.consenters(event))
    return not same_minds and there.reasons(event) is None
