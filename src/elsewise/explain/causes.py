"""Which beat of a story made which other happen: its causal network.

After the networks of Trabasso and van den Broek, "Causal thinking and the representation of
narrative events" (1985): an event is a cause of another if without it, all else being as it was,
the other would not have happened. Here a beat is left out and the rest is replayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from elsewise.explain.replay import Replay, Run, value_at
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
    replay = Replay.of(problem, events, limits)
    found = list(needs(replay))
    if ending is not None:
        last = replay.run().moments[-1]
        found += needed(replay, problem.endings[ending], last, len(replay.events) + 1)
    found += motives(replay)
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


def needs(replay: Replay) -> Iterator[Cause]:
    """Yield what made each event possible; of one that is not, nothing did."""
    for beat, event, before in replay.beats():
        yield from needed(replay, before.action(event).condition, before, beat)


def needed(replay: Replay, condition: Condition, moment: Moment, beat: int) -> Iterator[Cause]:
    """Yield what made a condition true at the moment before a beat."""
    problem = replay.problem
    for look in moment.support(condition):
        name = problem.fluent_names[look.fluent]
        source = last_change(replay, look.minds, name, beat - 1)
        kind = CauseKind.ENABLES
        if source and not replay.writes(source, look.minds, name):
            kind = CauseKind.PHYSICAL
        yield Cause(source, beat, kind, name, tuple(problem.characters[c] for c in look.minds))


def last_change(replay: Replay, minds: Minds, fluent: str, until: int) -> int:
    """Return the last beat, at most `until`, that changed a fluent in a mind; 0 if none did."""
    moments = replay.run().moments
    for beat in range(until, 0, -1):
        before, after = moments[beat - 1], moments[beat]
        if value_at(before, minds, fluent) != value_at(after, minds, fluent):
            return beat
    return 0


# -- what gives people reasons ----------------------------------------------------------------


def motives(replay: Replay) -> Iterator[Cause]:
    """Yield which beat gave somebody a reason for which later one."""
    explained = [
        beat
        for beat, event, before in replay.beats()
        if before.action(event).by and before.is_explained(event)
    ]
    for source in range(1, len(replay.events)):
        without = replay.run(frozenset({source}))
        for beat in explained:
            if beat > source and lacks_reason(replay, without, beat):
                between = frozenset(b for b in without.skipped if b < beat)
                if not between or not lacks_reason(replay, replay.run(between), beat):
                    yield Cause(source, beat, CauseKind.MOTIVATES)


def lacks_reason(replay: Replay, run: Run, beat: int) -> bool:
    """Whether in another run a beat, possible as before, has no reason any more."""
    event = replay.events[beat - 1]
    here, there = replay.run().moments[beat - 1], run.moments[beat - 1]
    if event is None or here == there or not there.can(event):
        return False
    same_minds = all(here.mind(c) == there.mind(c) for c in here.action(event).by)
    return not same_minds and there.reasons(event) is None
