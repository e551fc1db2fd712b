"""What would have to be otherwise for an ending to be possible.

The smallest sets of interventions that are enough: the counterfactual explanations of Wachter,
Mittelstadt and Russell, "Counterfactual explanations without opening the black box" (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Unpack

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError, WorldError
from elsewise.explain.counterfactual.courses import MOST_STATES, Budget, events_before
from elsewise.explain.counterfactual.enough import Enough, WouldTake
from elsewise.explain.counterfactual.interventions import Intervention, distinct_texts, forked
from elsewise.explain.counterfactual.trials import Trial, Trials
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits
from elsewise.story.story import Story
from elsewise.world.model import Ending, World

TrialReport = Callable[[int, int, str], None]
"""Told how many sets of changes were tried, how many were enough, and which comes next."""


def would_take(
    world: World,
    ending: str,
    *,
    at: int | str | None = None,
    after: str | Sequence[str] | None = None,
    pairs: bool = False,
    limits: Limits | None = None,
    report: TrialReport | None = None,
    **said: Unpack[Said],
) -> WouldTake:
    """Return the smallest sets of changes that make an ending possible: of one, else of two.

    `ending` is the name of an ending, or a condition to be reached. Tried are the forks that the
    world declares, every other value of every fact at the start (or after `after`, or `at` a beat
    of the story that is found), and every other belief of every character about one; of numbers
    without bounds, those at most 2 away. What cannot matter is not tried. All single changes that
    are enough are found. Two are tried only if no single one is, or with `pairs`; no set is found
    that holds one that is enough alone.

    The limit of length counts from the start of the world; where no limit of states is set, a
    single search is given up after a million of them. A limit that is reached, and Ctrl-C, end it
    with what was found. Raises `UsageError` for what does not exist, and `WorldError` for mistakes
    in a condition, and if the world cannot run.
    """
    aimed = _aimed(world, ending)
    merged = effective_limits(ground(world), limits, **said)
    before = events_before(world, at, after, None, merged)
    search = _Search(forked(aimed, before, depth=merged.depth), before, merged, report)
    search.run(pairs=pairs)
    return WouldTake(
        name=world.name,
        aim=ending,
        before=before,
        limits=merged,
        already=search.already,
        found=tuple(sorted(search.found, key=lambda one: (one.size, one.outright))),
        tried=search.tried,
        unsettled=search.unsettled,
        size=search.size,
        stopped_by=search.budget.stopped_by,
    )


class _Search:
    """Tries sets of changes for the one ending of a world, and remembers which were enough."""

    def __init__(
        self, world: World, before: Sequence[str], limits: Limits, report: TrialReport | None
    ) -> None:
        self.budget = Budget(limits)
        self.already: Story | None = None
        self.found: list[Enough] = []
        self.tried = self.unsettled = self.size = 0
        self._world = world
        self._aim = world.endings[0].name
        self._before = before
        self._report = report

    def run(self, *, pairs: bool) -> None:
        """Try single changes, then, if none is enough or with `pairs`, two at once."""
        try:
            self.already = self._story(ground(self._world))
            if self.already is not None:
                return
            trials = Trials(self._world, self._aim)
            self._try(1, trials.singles())
            if (pairs or not self.found) and not self._over:
                self._try(2, trials.pairs(self._is_enough))
        except KeyboardInterrupt:
            self.budget.note("interrupt")

    @property
    def _over(self) -> bool:
        return self.budget.over or self.budget.stopped_by is not None

    def _try(self, size: int, trials: Iterable[Trial]) -> None:
        """Try sets of changes until there are no more, or a limit is reached."""
        self.size = size
        for trial in trials:
            if self._over:
                return
            if self._report is not None:
                self._report(self.tried, len(self.found), "; ".join(distinct_texts(trial.changes)))
            self.tried += 1
            try:
                story = self._story(trial.problem())
            except WorldError:
                continue  # triggers go round there: that is no world
            if story is not None:
                self.found.append(Enough(trial.changes, story, trial.outright))

    def _story(self, problem: Problem) -> Story | None:
        limits = self.budget.left(self._before, MOST_STATES)
        outcome = find(problem, ending=self._aim, limits=limits, mode="shortest")
        if outcome.stopped_by == "states":
            self.unsettled += outcome.story is None
        else:
            self.budget.note(outcome.stopped_by)
        return outcome.story

    def _is_enough(self, changes: Sequence[Intervention]) -> bool:
        """Whether these very changes were found to be enough."""
        texts = [change.text for change in changes]
        return any(texts == [change.text for change in one.changes] for one in self.found)


def _aimed(world: World, ending: str) -> World:
    """Return a world with what is aimed at as its one ending."""
    for known in world.endings:
        if known.name == ending:
            return replace(world, endings=(known,), warnings=())
    from elsewise.world.reading import read_condition

    try:
        condition = read_condition(world, ending, "ending")
    except WorldError:
        if ending.isidentifier():
            hint = did_you_mean(ending, [known.name for known in world.endings])
            raise UsageError(f"There is no ending called {ending}.{hint}") from None
        raise
    return replace(world, endings=(Ending(ending, condition),), warnings=())
