"""Who has no reason for a beat, and what they think of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from elsewise.play.moment import Moment
from elsewise.problem.evaluate import way
from elsewise.problem.problem import (
    Condition,
    Event,
    FluentRead,
    Problem,
)
from elsewise.problem.reads import fluent_reads
from elsewise.story.story import Reason

ByWhom = Callable[[tuple[int, ...], str], tuple[int, ...]]
"""Says who is to be asked for an event, given who is asked now, and the event."""

MOST_STATES = 20_000
"""Most states of a mind that are looked at for the best that somebody can hope for."""


@dataclass(frozen=True)
class Proposal:
    """An event that could happen at a moment if everybody consented."""

    moment: Moment
    event: str

    @property
    def problem(self) -> Problem:
        """The problem in which it is a moment."""
        return self.moment.problem

    @property
    def rule(self) -> Event:
        """The event."""
        return self.moment.action(self.event)

    def reason(self, character: int) -> Reason | None:
        """Return the reason that one character has, whoever else must consent; None: none."""
        if not self.moment.can(self.event):
            return None
        alone = self.asking(lambda by, event: (character,) if event == self.event else by)
        found = alone.moment.reasons(self.event)
        return None if found is None else found.get(self.problem.characters[character])

    def asking(self, by: ByWhom) -> Proposal:
        """Return the same proposal with others to be asked: `by(those now, event)`."""
        asked = {a.name: by(a.by, a.name) for a in self.problem.actions}
        if all(asked[a.name] == a.by for a in self.problem.actions):
            return self
        actions = tuple(replace(a, by=asked[a.name]) for a in self.problem.actions)
        start = Moment.start(replace(self.problem, actions=actions), self.moment.limits)
        return replace(self, moment=start.replay(self.moment.events))

    def wrong(self, character: int, looks: Iterable[FluentRead]) -> tuple[FluentRead, ...]:
        """Return the looks, from a character's mind, at what it is wrong about."""
        mind = self.moment.mind(character)
        found: dict[FluentRead, None] = {}
        for look in looks:
            path = way(look.minds, character)
            if mind.value(look.fluent, path) != self.moment.value(look.fluent, path):
                found[FluentRead(path, look.fluent)] = None
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Best:
    """The most that somebody can make of an event, everybody else willing, and by what plan."""

    utility: float | None
    plan: tuple[str, ...]


def best_plan(proposal: Proposal, character: int) -> Best:
    """Return the best that a plan of a character can come to that begins with an event.

    Others agree to whatever is asked of them; but nobody counts on what just happens. Of equally
    good plans it is the shortest. Only so many states are looked at.
    """
    actions, mind = proposal.problem.actions, proposal.moment.mind(character)
    first = mind.after(proposal.event)
    best, best_end = first.utility(character), first
    layer, known = [first], {first}
    for _ in range(1, mind.limits.foresight):
        following: list[Moment] = []
        for here in layer:
            for action in here.possible_numbers():
                after = here.after(action) if actions[action].by else here
                if after in known or len(known) >= MOST_STATES:
                    continue
                known.add(after)
                following.append(after)
                utility = after.utility(character)
                if utility is not None and (best is None or utility > best):
                    best, best_end = utility, after
        layer = following
    return Best(best, best_end.events[len(mind.events) :])


def looks_that_matter(
    proposal: Proposal, character: int, plan: Sequence[str]
) -> tuple[FluentRead, ...]:
    """Return what a character looks at: what the event takes and does, wants, and a plan's events.

    Paths begin in that character's mind.
    """
    rules = {action.name: action for action in proposal.problem.actions}
    parts: list[Condition] = []
    found: dict[FluentRead, None] = {}
    for event in dict.fromkeys((proposal.event, *plan)):
        if event in rules:
            parts += [rules[event].condition, *(e.condition for e in rules[event].effects)]
    for look in (
        *fluent_reads(proposal.rule.condition),
        *fluent_reads(proposal.problem.wants[character]),
        *(look for part in parts for look in fluent_reads(part)),
    ):
        path = way(look.minds, character)
        found[FluentRead(path, look.fluent)] = None
    return tuple(found)


def with_all_willing(proposal: Proposal, character: int) -> Reason | None:
    """Return the reason that a character would have if nobody else had to be asked."""
    return proposal.asking(lambda by, _: (character,) if by else ()).reason(character)


def unwilling(proposal: Proposal, character: int, plan: Sequence[str]) -> tuple[int, ...]:
    """Return those on whom a character cannot count in a plan, that it would have otherwise.

    It is one person, if it would have a reason when this one alone need not be asked; else all
    those who would be needed.
    """
    rules = {action.name: action for action in proposal.problem.actions}
    needed = {c: None for event in plan[1:] for c in rules[event].by if c != character}
    for other in needed:
        if proposal.asking(_without(other, character)).reason(character) is not None:
            return (other,)
    return tuple(needed)


def _without(other: int, character: int) -> ByWhom:
    def by(now: tuple[int, ...], _: str) -> tuple[int, ...]:
        return tuple(c for c in now if c != other) or ((character,) if now else ())

    return by
