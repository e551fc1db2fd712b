"""Which limit is too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from elsewise.explain.absence.problems import AIM
from elsewise.play.find import find
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, ProgressReport, Status
from elsewise.story.story import Story
from elsewise.world.limit_bounds import HIGHEST

MORE_LENGTH = 2
"""How many times the length is tried."""

MORE_FORESIGHT = 4
MORE_DEPTH = 2

MOST_STATES = 500_000
"""Most states that a search may make if the user sets no limit on them."""

MOST_STATES_BEYOND = 150_000
"""The same for each search within larger limits, of which there are about ten."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What came of larger limits.

    `needed` are the least within which it was found, with the `story`; `tried` those within which
    there is nothing; `cut`: for some, a limit of time, memory or states came first.
    """

    needed: Limits | None
    story: Story | None
    tried: tuple[Limits, ...]
    cut: bool


def with_budget(limits: Limits) -> Limits:
    """Return limits with one on states, so that every search ends, and ends alike every time."""
    return limits if limits.states is not None else replace(limits, states=MOST_STATES)


def look(problem: Problem, limits: Limits, report: ProgressReport | None = None) -> Outcome:
    """Search for the aim. Raises `KeyboardInterrupt` where a search would only stop."""
    outcome = find(problem, ending=AIM, limits=with_budget(limits), report=report)
    if outcome.stopped_by == "interrupt":
        raise KeyboardInterrupt
    return outcome


def raised(problem: Problem, limits: Limits, report: ProgressReport | None = None) -> Raised:
    """Look for the aim within larger limits: length, foresight, depth, each alone, then together.

    The least depth, then the least foresight that are enough are returned, with no more length
    than the story takes.
    """
    states = MOST_STATES_BEYOND if limits.states is None else limits.states
    tried: list[Limits] = []
    cut: list[Limits] = []

    def story(wider: Limits) -> Story | None:
        if wider in tried:
            return None
        if not any(_is_within(less, wider) for less in cut):  # it would be cut off as well
            outcome = look(problem, replace(wider, states=states), report)
            if outcome.story is not None:
                return outcome.story
            if outcome.status is Status.NONE:
                tried.append(wider)
                return None
        cut.append(wider)
        return None

    def first(candidates: Iterable[Limits]) -> tuple[Limits, Story] | None:
        stories = ((wider, story(wider)) for wider in candidates)
        return next(((wider, found) for wider, found in stories if found is not None), None)

    enough = first(_wider(limits))
    if enough is None:
        return Raised(None, None, tuple(tried), bool(cut))
    wide, _ = enough
    enough = first(replace(wide, depth=n) for n in range(limits.depth, wide.depth)) or enough
    wide, _ = enough
    less = (replace(wide, foresight=n) for n in range(limits.foresight, wide.foresight))
    needed, found = first(less) or enough
    needed = replace(needed, length=max(limits.length, len(found.beats)))
    return Raised(needed, found, tuple(tried), bool(cut))


def _wider(limits: Limits) -> Iterator[Limits]:
    """Yield larger limits: one of them alone, then several."""
    length = min(HIGHEST["length"], max(limits.length * MORE_LENGTH, limits.length + 4))
    foresight = min(HIGHEST["foresight"], limits.foresight + MORE_FORESIGHT)
    depth = min(HIGHEST["depth"], limits.depth + MORE_DEPTH)
    yield replace(limits, length=length)
    for more in range(limits.foresight + 1, foresight + 1):
        yield replace(limits, foresight=more)
    for more in range(limits.depth + 1, depth + 1):
        yield replace(limits, depth=more)
    yield replace(limits, length=length, foresight=foresight)
    yield replace(limits, foresight=foresight, depth=depth)
    yield replace(limits, length=length, foresight=foresight, depth=depth)


def _is_within(one: Limits, other: Limits) -> bool:
    return (
        one.length <= other.length and one.foresight <= other.foresight and one.depth <= other.depth
    )
