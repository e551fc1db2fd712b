"""Who consents to an event and who refuses, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from elsewise.play.moment import Moment
from elsewise.problem.evaluate import atoms
from elsewise.problem.problem import ComparisonTest, Condition, Event, FluentRead
from elsewise.problem.reads import fluent_reads
from elsewise.story.story import Reason

ByWhom = Callable[[Event], tuple[int, ...]]
"""Says who must consent to an event."""

MOST_STATES = 20_000
"""Most states of a mind that are looked at for the best that somebody can hope for."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A requirement that fails; of several comparisons any one would do."""

    ways: tuple[ComparisonTest, ...]

    @property
    def reads(self) -> tuple[FluentRead, ...]:
        """The fluents that it reads, in the order of the text."""
        return tuple(dict.fromkeys(read for way in self.ways for read in fluent_reads(way)))


def lacks(condition: Condition, moment: Moment) -> tuple[Lack, ...]:
    """Return every requirement that fails at a moment, in the order of the text."""
    return tuple(Lack(tuple(atoms(part))) for part in moment.failing(condition))


# -- asking people ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stance:
    """How somebody who must consent stands to an event.

    `reason` is None where there is none; `lacks` says why this character holds the event for
    impossible, if so.
    """

    character: int
    reason: Reason | None
    lacks: tuple[Lack, ...] = ()


def stances(moment: Moment, event: str) -> tuple[Stance, ...]:
    """Return how everybody who must consent stands to an event that can happen."""
    together = moment.reasons(event)
    if together is not None:
        names = moment.problem.characters
        return tuple(Stance(c, together.get(names[c])) for c in moment.action(event).by)
    return tuple(_alone(moment, event, c) for c in moment.action(event).by)


def _alone(moment: Moment, event: str, character: int) -> Stance:
    missing = lacks(moment.action(event).condition, moment.mind(character))
    return Stance(character, None if missing else reason_of(moment, event, character), missing)


def reason_of(moment: Moment, event: str, character: int) -> Reason | None:
    """Return the reason that somebody has for an event, whoever else must consent; None: none."""
    alone = asking_only(moment, event, character)
    if not alone.can(event):
        return None
    found = alone.reasons(event)
    return None if found is None else found.get(moment.problem.characters[character])


def asking_only(moment: Moment, event: str, character: int) -> Moment:
    """Return the moment in which one character alone must consent to an event."""
    return asking(moment, lambda one: (character,) if one.name == event else one.by)


def asking(moment: Moment, by: ByWhom) -> Moment:
    """Return the same moment with others to be asked: `by` says who must consent to an event."""
    asked = [by(action) for action in moment.problem.actions]
    if all(who == a.by for who, a in zip(asked, moment.problem.actions, strict=True)):
        return moment
    here = moment.as_problem()
    pairs = zip(here.actions, asked, strict=True)
    return moment.restart(replace(here, actions=tuple(replace(a, by=who) for a, who in pairs)))


# -- what else they could do ------------------------------------------------------------------


def best_alternative(moment: Moment, event: str, character: int) -> tuple[str, Reason] | None:
    """Return the other thing that somebody had a reason for and that promised most, if any."""
    name = moment.problem.characters[character]
    best: tuple[str, Reason] | None = None
    for other in moment.possible():
        if other == event or character not in moment.action(other).by:
            continue
        reason = (moment.reasons(other) or {}).get(name)
        if reason is not None and (best is None or reason.gain[1] > best[1].gain[1]):
            best = other, reason
    return best


@dataclass(frozen=True, slots=True)
class Prospect:
    """The most that somebody can make of an event, everybody else willing, and by what plan."""

    utility: float | None
    plan: tuple[str, ...]


def prospect(moment: Moment, event: str, character: int) -> Prospect:
    """Return the best that a plan of a character can come to that begins with an event.

    Others agree to whatever is asked of them; but nobody counts on what just happens. Of equally
    good plans it is the shortest. Only so many states are looked at.
    """
    mind = moment.mind(character)
    first = mind.after(event)
    best, best_end = first.utility(character), first
    layer, known = [first], {first}
    for _ in range(1, mind.limits.foresight):
        following: list[Moment] = []
        for here in layer:
            for action in here.possible_numbers():
                after = here.after(action) if here.action(action).by else here
                if after in known or len(known) >= MOST_STATES:
                    continue
                known.add(after)
                following.append(after)
                utility = after.utility(character)
                if utility is not None and (best is None or utility > best):
                    best, best_end = utility, after
        layer = following
    return Prospect(best, best_end.events[len(mind.events) :])


# -- on whom they count -----------------------------------------------------------------------


def reason_if_all_agree(moment: Moment, event: str, character: int) -> Reason | None:
    """Return the reason that a character would have if nobody else had to be asked."""
    willing = asking(moment, lambda one: (character,) if one.by else ())
    return reason_of(willing, event, character)


def unreliable(moment: Moment, event: str, character: int, plan: Sequence[str]) -> tuple[int, ...]:
    """Return those on whom a character cannot count in a plan, that it would have otherwise.

    It is one person, if it would have a reason when this one alone need not be asked; else all
    those who would be needed.
    """
    needed = {c: None for one in plan[1:] for c in moment.action(one).by if c != character}
    for other in needed:
        if reason_of(asking(moment, _without(other, character)), event, character) is not None:
            return (other,)
    return tuple(needed)


def _without(other: int, character: int) -> ByWhom:
    def by(event: Event) -> tuple[int, ...]:
        return tuple(c for c in event.by if c != other) or ((character,) if event.by else ())

    return by
