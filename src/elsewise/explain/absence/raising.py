"""Which limit is too small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from elsewise.explain.absence.problems import AIM
from elsewise.play.find import find
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, ProgressReport, Status

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

    `needed` are the least within which it was found, with what was found; `tried` those within
    which there is nothing; `cut` those where a limit of time, memory or states came first.
    """

    needed: Limits | None
    outcome: Outcome | None
    tried: tuple[Limits, ...]
    cut: tuple[Limits, ...]


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

    Of one limit alone the least that is enough is returned; of all together, the least of each
    that is enough beside the least of those before it.
    """
    tried: list[Limits] = []
    cut: list[Limits] = []
    states = MOST_STATES_BEYOND if limits.states is None else limits.states

    def search(wider: Limits) -> Outcome | None:
        if any(_is_within(less, wider) for less in cut):
            cut.append(wider)  # it would be cut off as well
            return None
        outcome = look(problem, replace(wider, states=states), report)
        if outcome.status is Status.FOUND:
            return outcome
        (tried if outcome.status is Status.NONE else cut).append(wider)
        return None

    for wider in _alone(limits):
        outcome = search(wider)
        if outcome is not None:
            return _found(wider, limits, outcome, tried, cut)
    for wider in _together(limits):
        outcome = search(wider)
        if outcome is not None:
            least = _least(wider, limits, lambda less: search(less) is not None)
            return _found(least, limits, search(least) or outcome, tried, cut)
    return Raised(None, None, tuple(tried), tuple(cut))


def _found(
    wider: Limits, limits: Limits, outcome: Outcome, tried: list[Limits], cut: list[Limits]
) -> Raised:
    """Return what was found, with no more length than its story takes."""
    assert outcome.story is not None
    length = max(limits.length, len(outcome.story.beats))
    return Raised(replace(wider, length=length), outcome, tuple(tried), tuple(cut))


def _longer(limits: Limits) -> int:
    return min(1000, max(limits.length * MORE_LENGTH, limits.length + 4))


def _alone(limits: Limits) -> Iterator[Limits]:
    yield replace(limits, length=_longer(limits))
    for more in range(1, MORE_FORESIGHT + 1):
        yield replace(limits, foresight=min(1000, limits.foresight + more))
    for more in range(1, MORE_DEPTH + 1):
        if limits.depth + more <= 16:
            yield replace(limits, depth=limits.depth + more)


def _together(limits: Limits) -> Iterator[Limits]:
    length, foresight = _longer(limits), min(1000, limits.foresight + MORE_FORESIGHT)
    depth = min(16, limits.depth + MORE_DEPTH)
    yield replace(limits, length=length, foresight=foresight)
    yield replace(limits, foresight=foresight, depth=depth)
    yield replace(limits, length=length, foresight=foresight, depth=depth)


def _least(wider: Limits, limits: Limits, enough: Callable[[Limits], bool]) -> Limits:
    """Return the least depth, then the least foresight, that are enough."""
    found = wider
    for depth in range(limits.depth, found.depth):
        if enough(less := replace(found, depth=depth)):
            found = less
            break
    for foresight in range(limits.foresight, found.foresight):
        if enough(less := replace(found, foresight=foresight)):
            found = less
            break
    return found


def _is_within(one: Limits, other: Limits) -> bool:
    return (
        one.length <= other.length and one.foresight <= other.foresight and one.depth <= other.depth
    )
