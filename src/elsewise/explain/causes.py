"""Which beat of a story made which other happen: its causal network.

After the networks of Trabasso and van den Broek, "Causal thinking and the representation of
narrative events" (1985): an event is a cause of another if without it, all else being as it was,
the other would not have happened. Here a beat is left out and the rest is replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from elsewise.explain.replay import Replay, Run
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
    replay = Replay.of(problem, events, effective_limits(problem, depth=depth, foresight=foresight))
    found = list(needs(replay))
    if ending is not None:
        found += needed(replay, problem.endings[ending], replay.moments[-1], replay.end)
    found += motives(replay)
    return in_order(found)


def in_order(causes: Iterable[Cause]) -> tuple[Cause, ...]:
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
    names = replay.problem.fluent_names
    for look in moment.support(condition):
        source = replay.last_change(look.minds, names[look.fluent], beat - 1)
        yield made_so(replay, source, beat, look.minds, names[look.fluent])


def made_so(replay: Replay, source: int, target: int, minds: Minds, fluent: str) -> Cause:
    """Return a beat as the cause of what needs a fluent to be as that beat made it."""
    by_trigger = source and not replay.writes(source, minds, fluent)
    kind = CauseKind.PHYSICAL if by_trigger else CauseKind.ENABLES
    return Cause(source, target, kind, fluent, replay.named(minds))


# -- what gives people reasons ----------------------------------------------------------------


def motives(replay: Replay) -> Iterator[Cause]:
    """Yield which beat gave somebody a reason for which later one."""
    motivated = tuple(motivated_beats(replay))
    for source in range(1, len(replay.events)):
        without = replay.run(frozenset({source}))
        for beat in motivated:
            if beat > source and lacks_reason(replay, without, beat):
                yield Cause(source, beat, CauseKind.MOTIVATES)


def motivated_beats(replay: Replay) -> Iterator[int]:
    """Yield the beats that somebody must consent to and has a reason for."""
    for beat, event, before in replay.beats():
        if before.action(event).by and before.is_explained(event):
            yield beat


def lacks_reason(replay: Replay, without: Run, beat: int) -> bool:
    """Whether a motivated beat, possible as before, has no reason any more in another run.

    What that is so for only through beats between that are lacking there too is not counted.
    """
    event, here = replay.events[beat - 1], replay.moments[beat - 1]
    assert event is not None

    def lacks(run: Run) -> bool:
        there = run.moments[beat - 1]
        if here == there or not there.can(event):
            return False
        same_minds = all(here.mind(c) == there.mind(c) for c in here.action(event).by)
        return not same_minds and there.reasons(event) is None

    return directly(replay, without, lacks, beat)


def directly(replay: Replay, without: Run, differs: Callable[[Run], bool], until: int) -> bool:
    """Whether a run differs, and not only because beats before `until` could not happen in it.

    The counterfactual test: `without` is the course without the supposed cause. If it is enough to
    leave out the beats that became impossible with it, they are causes, and it is none itself.
    """
    between = frozenset(beat for beat in without.skipped if beat < until)
    return differs(without) and not (between and differs(replay.run(between)))
