"""Walks through a plot, beat by beat; where one cannot happen, finds out how to go on.

A beat that cannot happen is answered in the way that lets most of the rest stand: as if what it
lacks had been brought about by one or a few further events, as if it had happened all the same, or
as if it had been left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from elsewise.explain.consent import lacks
from elsewise.explain.remedies import needed
from elsewise.explain.review.cast import Cast
from elsewise.play.moment import Moment
from elsewise.problem.problem import Minds
from elsewise.world.types import Value

AHEAD = 12
"""How many beats behind a fault are tried to find out what was meant."""

DEEPEST = 3
MOST_PLACES = 400


class Mending(Enum):
    """How a beat that does not stand could be made to."""

    MOVE_UP = "move-up"  # a later beat comes first
    INSERT = "insert"  # further events come first
    MOVE_DOWN = "move-down"  # the beat itself comes later
    MOVE_BACK = "move-back"  # the beat itself comes earlier
    DROP = "drop"  # the beat is left out


@dataclass(frozen=True, slots=True)
class Mend:
    """A way to mend a beat, and how many beats stand then, itself included.

    `beat` is the place (from 0) of the beat that is moved, or that this one comes before or behind.
    """

    way: Mending
    standing: int
    beat: int | None = None
    events: tuple[str, ...] = ()


class Going(Enum):
    """How the review goes on after a beat that cannot happen."""

    MENDED = "as if what is missing had happened before"
    REPAIRED = "as if it had happened, and everything it needs had been so"
    FORCED = "as if it had happened all the same"
    LEFT_OUT = "as if it had been left out"


@dataclass(frozen=True)
class Walk:
    """The moments of a plot: `moments[i]` is the one before beat i, the last is the end.

    `events` has None where no event was found. `goings` says how the walk went on where a beat
    cannot happen, `mends` the ways to mend a beat that does not stand, the best first.
    """

    events: tuple[str | None, ...]
    moments: tuple[Moment, ...]
    goings: tuple[Going | None, ...]
    mends: tuple[tuple[Mend, ...], ...]

    def is_excused(self, place: int) -> bool:
        """Whether a beat mends an earlier one, and stands there.

        Then what it lacks where it is need not be said again.
        """
        event = self.events[place]
        return event is not None and any(
            mends
            and mends[0].way is Mending.MOVE_UP
            and mends[0].beat == place
            and self.moments[earlier].is_explained(event)
            for earlier, mends in enumerate(self.mends[:place])
        )


def standing(moment: Moment, events: Sequence[str | None]) -> int:
    """Return how many events stand if they happen in order; those that cannot are left out."""
    count = 0
    for event in events:
        if event is None or not moment.can(event):
            continue
        count += moment.reasons(event) is not None
        moment = moment.after(event)
    return count


def walk(start: Moment, events: Sequence[str | None], cast: Cast) -> Walk:
    """Walk through the events of a plot."""
    moments = [start]
    goings: list[Going | None] = []
    mends: list[tuple[Mend, ...]] = []
    for place, event in enumerate(events):
        moment = moments[-1]
        if event is None:
            goings.append(None)
            mends.append(())
            moments.append(moment)
        elif moment.can(event):
            fault = moment.reasons(event) is None
            mends.append(_mends(moments, events, place, cast) if fault else ())
            goings.append(None)
            moments.append(moment.after(event))
        else:
            mends.append(_mends(moments, events, place, cast))
            after, going = _go_on(moment, event, events[place + 1 :], mends[-1])
            goings.append(going)
            moments.append(after)
    return Walk(tuple(events), tuple(moments), tuple(goings), tuple(mends))


def _go_on(
    moment: Moment, event: str, rest: Sequence[str | None], mends: Sequence[Mend]
) -> tuple[Moment, Going]:
    """Return the moment after a beat that cannot happen, in the way that lets most stand."""
    ways: list[tuple[Moment, Going]] = []
    inserted = next((mend for mend in mends if mend.way is Mending.INSERT), None)
    if inserted is not None:
        mended = moment
        for further in inserted.events:
            mended = mended.after(further)
        ways.append((mended.after(event), Going.MENDED))
    ways.append((moment.forced(event), Going.FORCED))
    ways.append((moment.forced(event, _repairs(moment, event)), Going.REPAIRED))
    ways.append((moment, Going.LEFT_OUT))
    ahead = rest[:AHEAD]
    return max(ways, key=lambda way: standing(way[0], ahead))


def _repairs(moment: Moment, event: str) -> dict[tuple[Minds, int], Value]:
    """Return what would have to be so for an event to happen, in truth and in its doers' minds."""
    action = moment.action(event)
    made: dict[tuple[Minds, int], Value] = {}
    for lack in lacks(action.condition, moment):
        want = needed(lack, moment)
        if want is not None:
            made[want.minds, want.fluent] = want.value
            if not want.minds:
                made |= {((c,), want.fluent): want.value for c in action.by}
    return made


# -- mending ----------------------------------------------------------------------------------


def _mends(
    moments: Sequence[Moment], events: Sequence[str | None], place: int, cast: Cast
) -> tuple[Mend, ...]:
    """Return the ways to make a beat stand, the best first.

    Best is what lets most of the beats from here on stand; of equals, what changes least.
    """
    moment, event = moments[place], events[place]
    assert event is not None
    rest = events[place + 1 :]
    ahead = rest[:AHEAD]
    found: list[Mend] = []
    for offset, later in enumerate(ahead):
        if later is None or later == event or not moment.can(later):
            continue
        there = moment.after(later)
        if _mended(there, event):
            others = [e for at, e in enumerate(ahead) if at != offset]
            count = standing(there, [event, *others]) + moment.is_explained(later)
            found.append(Mend(Mending.MOVE_UP, count, place + 1 + offset))
    found += _insertions(moment, event, ahead, cast)
    found += _earlier(moments, events, place)
    found += _later(moment, event, ahead, place)
    found.append(Mend(Mending.DROP, standing(moment, ahead)))
    order = list(Mending)
    return tuple(
        sorted(found, key=lambda m: (-m.standing, order.index(m.way), len(m.events), m.events))
    )


def _mended(moment: Moment, event: str) -> bool:
    return moment.can(event) and moment.reasons(event) is not None


def _earlier(moments: Sequence[Moment], events: Sequence[str | None], place: int) -> list[Mend]:
    """Return the nearest earlier place at which a beat could stand."""
    event = events[place]
    assert event is not None
    if moments[place].can(event):
        return []
    for before in range(place - 1, -1, -1):
        if not moments[before].shares_beginning(moments[place]):
            break
        if events[before] != event and _mended(moments[before], event):
            between = events[before:place]
            ahead = events[place + 1 : place + 1 + AHEAD]
            count = standing(moments[before].after(event), [*between, *ahead]) + 1
            return [
                Mend(
                    Mending.MOVE_BACK, count - _standing_now(moments, events, before, place), before
                )
            ]
    return []


def _later(moment: Moment, event: str, ahead: Sequence[str | None], place: int) -> list[Mend]:
    """Return the next later place at which a beat could stand that cannot happen here."""
    if moment.can(event):
        return []
    there = moment
    for offset, later in enumerate(ahead):
        if later == event:
            break
        if later is not None and there.can(later):
            there = there.after(later)
        if _mended(there, event):
            count = standing(moment, [*ahead[: offset + 1], event, *ahead[offset + 1 :]])
            return [Mend(Mending.MOVE_DOWN, count, place + 1 + offset)]
    return []


def _standing_now(
    moments: Sequence[Moment], events: Sequence[str | None], begin: int, end: int
) -> int:
    return sum(
        1
        for moment, event in zip(moments[begin:end], events[begin:end], strict=True)
        if event is not None and moment.is_explained(event)
    )


def _insertions(moment: Moment, event: str, ahead: Sequence[str | None], cast: Cast) -> list[Mend]:
    """Return the best chain of at most a few further events after which a beat stands.

    One event may be any; of more, all must be moves of one person who is not where they should be.
    """
    found: list[Mend] = []
    only_possible: list[Mend] = []
    for further in moment.possible():
        if further == event:
            continue
        there = moment.after(further)
        if not there.can(event):
            continue
        count = standing(there, [event, *ahead]) + (0 if moment.is_explained(further) else -1)
        mend = Mend(Mending.INSERT, count, None, (further,))
        (found if there.reasons(event) is not None else only_possible).append(mend)
    if not found and not moment.can(event):
        found = only_possible or _chains(moment, event, ahead, cast)
    return sorted(found, key=lambda mend: (-mend.standing, mend.events))[:3]


def _chains(moment: Moment, event: str, ahead: Sequence[str | None], cast: Cast) -> list[Mend]:
    """Return chains of two or more moves after which a beat can happen."""
    problem = moment.problem
    action = moment.action(event)
    looks = {look.fluent for lack in lacks(action.condition, moment) for look in lack.reads}
    where = {f for f in looks if cast.about_person(problem.fluents[f])}
    found: list[Mend] = []
    for fluent in sorted(where):
        moves = {
            a.name
            for a in problem.actions
            if any(e.fluent == fluent and not e.minds for e in a.effects)
        }
        layer: list[tuple[Moment, tuple[str, ...]]] = [(moment, ())]
        seen = {moment}
        for _ in range(DEEPEST):
            further: list[tuple[Moment, tuple[str, ...]]] = []
            for there, events in layer:
                for move in there.possible():
                    if move not in moves or len(seen) > MOST_PLACES:
                        continue
                    then = there.after(move)
                    if then in seen:
                        continue
                    seen.add(then)
                    if then.can(event):
                        count = standing(then, [event, *ahead])
                        found.append(Mend(Mending.INSERT, count, None, (*events, move)))
                    further.append((then, (*events, move)))
            if found:
                break
            layer = further
    return found
