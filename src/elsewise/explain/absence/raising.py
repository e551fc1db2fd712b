"""Which limit is too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from elsewise.explain.absence.searching import found_in_time
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, ProgressReport, Status
from elsewise.story.story import Story
from elsewise.story.watch import Stopped, Watch
from elsewise.world.limit_bounds import HIGHEST

MORE_LENGTH = 2
"""How many times the length is tried."""

MORE_FORESIGHT = 4
MORE_DEPTH = 2


class Raising:
    """Looks for the aim of a problem within larger limits: length, foresight, depth.

    `tried` are those within which there is nothing; `cut` those where a limit of states or time
    came first, the last time that they were searched. Of those within which there is a story, the
    least depth, then the least foresight that are enough are `needed`, with no more length than the
    `story` takes.
    """

    def __init__(
        self, problem: Problem, aim: str, limits: Limits, report: ProgressReport | None
    ) -> None:
        self._problem = problem
        self._aim = aim
        self._limits = limits
        self._report = report
        self.tried: list[Limits] = []
        self.cut: list[Limits] = list(_wider(limits))
        self.needed: Limits | None = None
        self.story: Story | None = None

    def go_on(self, states: int | None, watch: Watch) -> None:
        """Search what was cut again, with so many states each; when time is up, all is cut."""
        wider, self.cut = self.cut, []
        for place, limits in enumerate(wider):
            try:
                enough = self._first((limits,), states, watch)
            except Stopped:
                self.cut += wider[place:]
                return
            if enough is not None:
                self._settle(enough, states, watch)
                return

    def _settle(self, enough: tuple[Limits, Story], states: int | None, watch: Watch) -> None:
        """Find the least limits that are enough, as far as time allows."""
        limits = self._limits
        try:
            wide, _ = enough
            less = (replace(wide, depth=n) for n in range(limits.depth, wide.depth))
            enough = self._first(less, states, watch) or enough
            wide, _ = enough
            less = (replace(wide, foresight=n) for n in range(limits.foresight, wide.foresight))
            enough = self._first(less, states, watch) or enough
        except Stopped:
            pass
        needed, self.story = enough
        self.needed = replace(needed, length=max(limits.length, len(self.story.beats)))

    def _first(
        self, candidates: Iterable[Limits], states: int | None, watch: Watch
    ) -> tuple[Limits, Story] | None:
        stories = ((limits, self._story(limits, states, watch)) for limits in candidates)
        return next(((limits, found) for limits, found in stories if found is not None), None)

    def _story(self, limits: Limits, states: int | None, watch: Watch) -> Story | None:
        if limits in self.tried:
            return None
        if not any(_is_within(less, limits) for less in self.cut):  # it would be cut off as well
            allowed = replace(limits, states=states)
            outcome = found_in_time(self._problem, self._aim, allowed, watch, self._report)
            if outcome.story is not None:
                return outcome.story
            if outcome.status is Status.NONE:
                self.tried.append(limits)
                return None
        self.cut.append(limits)
        return None


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
