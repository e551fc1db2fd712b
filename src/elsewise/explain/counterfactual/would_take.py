"""What would have to be otherwise for an ending to be possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Unpack

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError, WorldError
from elsewise.explain.counterfactual.courses import MOST_STATES, Budget, events_before
from elsewise.explain.counterfactual.enough import Enough, WouldTake
from elsewise.explain.counterfactual.interventions import Intervention, forked
from elsewise.explain.counterfactual.trials import Trial, pairs_of_changes, single_changes
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
    base = forked(aimed, before, depth=merged.depth)
    aim = base.endings[0].name
    search = _Search(aim, before, merged, report)
    already: Story | None = None
    size = 0
    try:
        already = search.story(ground(base))
        if already is None:
            size = 1
            search.run(single_changes(base, aim))
            if (pairs or not search.found) and not search.over:
                size = 2
                search.run(pairs_of_changes(base, aim, search.is_enough))
    except KeyboardInterrupt:
        search.budget.note("interrupt")
    return WouldTake(
        world.name,
        ending,
        tuple(before),
        merged,
        already,
        tuple(sorted(search.found, key=lambda one: (one.size, one.outright))),
        search.tried,
        search.unsettled,
        size,
        search.budget.stopped_by,
    )


class _Search:
    """Tries sets of changes, and remembers which were enough."""

    def __init__(
        self, aim: str, before: Sequence[str], limits: Limits, report: TrialReport | None
    ) -> None:
        self.budget = Budget(limits)
        self.found: list[Enough] = []
        self.tried = 0
        self.unsettled = 0
        self._aim = aim
        self._before = before
        self._report = report

    @property
    def over(self) -> bool:
        """Whether nothing more is to be tried."""
        return self.budget.over or self.budget.stopped_by is not None

    def run(self, trials: Iterable[Trial]) -> None:
        """Try sets of changes until there are no more, or a limit is reached."""
        for trial in trials:
            if self.over:
                return
            if self._report is not None:
                self._report(self.tried, len(self.found), trial.text)
            self.tried += 1
            try:
                story = self.story(trial.problem())
            except WorldError:
                continue  # triggers go round there: that is no world
            if story is not None:
                self.found.append(Enough(trial.changes, story, trial.outright))

    def story(self, problem: Problem) -> Story | None:
        """Look for a story in a problem."""
        limits = self.budget.left(self._before, MOST_STATES)
        outcome = find(problem, ending=self._aim, limits=limits, mode="shortest")
        if outcome.stopped_by == "states":
            self.unsettled += outcome.story is None
        else:
            self.budget.note(outcome.stopped_by)
        return outcome.story

    def is_enough(self, changes: Sequence[Intervention]) -> bool:
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
