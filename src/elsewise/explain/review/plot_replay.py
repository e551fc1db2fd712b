"""Replays a plot, beat by beat; where one cannot happen, finds out how to go on.

A beat that cannot happen is answered in the way that lets most of the rest stand: as if what it
lacks had been brought about by one or a few further events, as if it had happened all the same, or
as if it had been left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice

from elsewise.explain.consent import lacks
from elsewise.explain.review.cast import Cast
from elsewise.play.moment import Moment
from elsewise.problem.problem import Event, Minds, Problem
from elsewise.story.step import Step

AHEAD = 12
"""How many beats behind a fault are tried to find out what was meant."""

MOST_GUESSES = 60
"""How many events are tried for a beat that was not understood."""

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


class Recovery(Enum):
    """How the review goes on after a beat that cannot happen."""

    MENDED = "as if what is missing had happened before"
    FORCED = "as if it had happened all the same"
    LEFT_OUT = "as if it had been left out"


@dataclass
class PlotReplay:
    """The moments of a plot that is played beat by beat, by `play_on`.

    `events` has None where no event was found; `named` are all whom each beat names. `moments[i]`
    is the one before beat i, the last is where it has come to. Of every beat that was played,
    `guesses` has the event, where none was found, without which less of what follows stands;
    `recoveries` says how it went on where a beat cannot happen, `mends` the ways to mend a beat
    that does not stand, the best first. `steps` are what each beat itself brought about, whatever
    had to be so before it, or would have if left out.
    """

    events: Sequence[str | None]
    named: Sequence[frozenset[str]]
    cast: Cast
    moments: list[Moment]
    recoveries: list[Recovery | None] = field(default_factory=list)
    mends: list[tuple[Mend, ...]] = field(default_factory=list)
    steps: list[Step | None] = field(default_factory=list)
    guesses: list[str | None] = field(default_factory=list)

    def play_on(self) -> None:
        """Play the next beat; if a limit stops it, none of it was played."""
        place = len(self.steps)
        event, here, recovery = self.events[place], self.moments[-1], None
        ahead = self.events[place + 1 :][:AHEAD]
        stands = event is None or here.is_explained(event)
        mends = () if stands else _mends(self.moments, self.events, place, self.cast)
        guess = None
        if event is None:
            guess = _guess(here, self.named[place] & self.cast.people, ahead)
            after = here if guess is None else here.after(guess)
        elif here.can(event):
            after = here.after(event)
        else:
            here, after, recovery = _go_on(here, event, ahead, mends)
        step = None if event is None else here.step(event, _depth(here.action(event)))
        self.steps.append(step)
        self.guesses.append(guess)
        self.recoveries.append(recovery)
        self.mends.append(mends)
        self.moments.append(after)

    @property
    def problem(self) -> Problem:
        """The finite problem of the plot's world."""
        return self.moments[0].problem

    def last_change(self, minds: Minds, fluent: int, until: int) -> int | None:
        """Return the last beat before a place that changed a fluent in a mind; None: none did."""
        value = self.moments[until].value(fluent, minds)
        places = range(until - 1, -1, -1)
        return next((at for at in places if self.moments[at].value(fluent, minds) != value), None)

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
        if event is not None and moment.can(event):
            count += moment.reasons(event) is not None
            moment = moment.after(event)
    return count


def _guess(moment: Moment, people: Set[str], rest: Sequence[str | None]) -> str | None:
    """Return the event of some people that lets more of the rest stand than none does, if any."""
    likely = (
        event
        for event in moment.possible()
        if not people or not people.isdisjoint(moment.action(event).arguments)
    )
    found, best = None, standing(moment, rest)
    for event in islice(likely, MOST_GUESSES):
        stand = standing(moment.after(event), rest)
        if stand > best:
            found, best = event, stand
    return found


def _depth(action: Event) -> int:
    """Return how deep in minds a beat is looked at: as deep as its event states anything."""
    return max(1, *(len(effect.minds) for effect in action.effects), 0)


def _go_on(
    moment: Moment, event: str, rest: Sequence[str | None], mends: Sequence[Mend]
) -> tuple[Moment, Moment, Recovery]:
    """Return a beat that cannot happen where it could, what follows, and which way this is.

    It is the way that lets most stand.
    """
    ways: list[tuple[Moment, Moment, Recovery]] = []
    inserted = next((mend.events for mend in mends if mend.way is Mending.INSERT), None)
    if inserted is not None:
        mended = moment.replay(inserted)
        ways.append((mended, mended.after(event), Recovery.MENDED))
    able = moment.allowing(event)
    ways.append((able, moment.forced(event), Recovery.FORCED))
    ways.append((able, moment, Recovery.LEFT_OUT))
    return max(ways, key=lambda way: standing(way[1], rest))


# -- mending ----------------------------------------------------------------------------------


def _mends(
    moments: Sequence[Moment], events: Sequence[str | None], place: int, cast: Cast
) -> tuple[Mend, ...]:
    """Return the ways to make a beat stand, the best first.

    Best is what lets most of the beats from here on stand; of equals, what changes least.
    """
    moment, event = moments[place], events[place]
    assert event is not None
    ahead = events[place + 1 : place + 1 + AHEAD]
    found = [
        *_move_up(moment, event, ahead, place),
        *_insertions(moment, event, ahead, cast),
        *_move_back(moments, events, place),
        *_move_down(moment, event, ahead, place),
        Mend(Mending.DROP, standing(moment, ahead)),
    ]
    order = list(Mending)
    return tuple(
        sorted(found, key=lambda m: (-m.standing, order.index(m.way), len(m.events), m.events))
    )


def _move_up(moment: Moment, event: str, ahead: Sequence[str | None], place: int) -> Iterator[Mend]:
    """Yield the later beats after which a beat could stand."""
    for offset, later in enumerate(ahead):
        if later is None or later == event or not moment.can(later):
            continue
        there = moment.after(later)
        if there.is_explained(event):
            others = [e for at, e in enumerate(ahead) if at != offset]
            count = standing(there, [event, *others]) + moment.is_explained(later)
            yield Mend(Mending.MOVE_UP, count, place + 1 + offset)


def _move_back(
    moments: Sequence[Moment], events: Sequence[str | None], place: int
) -> Iterator[Mend]:
    """Yield the nearest earlier place at which a beat could stand that cannot happen here."""
    event = events[place]
    assert event is not None
    for before in range(place - 1, -1, -1) if not moments[place].can(event) else ():
        if not moments[before].shares_beginning(moments[place]):
            return
        if events[before] != event and moments[before].is_explained(event):
            between = events[before:place]
            ahead = events[place + 1 : place + 1 + AHEAD]
            count = standing(moments[before].after(event), [*between, *ahead]) + 1
            pairs = zip(moments[before:place], between, strict=True)
            now = sum(1 for there, one in pairs if one is not None and there.is_explained(one))
            yield Mend(Mending.MOVE_BACK, count - now, before)
            return


def _move_down(
    moment: Moment, event: str, ahead: Sequence[str | None], place: int
) -> Iterator[Mend]:
    """Yield the next later place at which a beat could stand that cannot happen here."""
    there = moment
    for offset, later in enumerate(ahead) if not moment.can(event) else ():
        if later == event:
            return
        if later is not None and there.can(later):
            there = there.after(later)
        if there.is_explained(event):
            count = standing(moment, [*ahead[: offset + 1], event, *ahead[offset + 1 :]])
            yield Mend(Mending.MOVE_DOWN, count, place + 1 + offset)
            return


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
    """Return shortest chains of two or more moves of one person after which a beat can happen."""
    problem = moment.problem
    reads = (read for lack in lacks(moment.action(event).condition, moment) for read in lack.reads)
    where = {read.fluent for read in reads if cast.about_person(problem.fluents[read.fluent])}
    return [
        Mend(
            Mending.INSERT,
            standing(then, [event, *ahead]),
            None,
            then.events[len(moment.events) :],
        )
        for fluent in sorted(where)
        for then in _moved(moment, event, fluent)
    ]


def _moved(moment: Moment, event: str, fluent: int) -> list[Moment]:
    """Return the moments, after fewest moves that change a fluent, in which an event can happen."""
    moves = {
        action.name
        for action in moment.problem.actions
        if any(effect.fluent == fluent and not effect.minds for effect in action.effects)
    }
    layer, seen = [moment], {moment}
    for _ in range(DEEPEST):
        further: list[Moment] = []
        for there in layer:
            for move in there.possible():
                if move not in moves or len(seen) > MOST_PLACES:
                    continue
                then = there.after(move)
                if then not in seen:
                    seen.add(then)
                    further.append(then)
        if found := [then for then in further if then.can(event)]:
            return found
        layer = further
    return []
