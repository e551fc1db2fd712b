"""What would have to be otherwise for an ending to be possible.

The smallest sets of interventions that are enough: the counterfactual explanations of Wachter,
Mittelstadt and Russell, "Counterfactual explanations without opening the black box" (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import inf
from typing import Unpack

from elsewise.diagnostics.did_you_mean import did_you_mean
from elsewise.errors import UsageError, WorldError
from elsewise.explain.counterfactual.courses import events_before
from elsewise.explain.counterfactual.enough import Enough, WouldTake
from elsewise.explain.counterfactual.interventions import Intervention, distinct_texts, forked
from elsewise.explain.counterfactual.trials import Trial, Trials
from elsewise.play.explore import FIRST_STATES, GROWTH
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.play.settings import Said, effective_limits
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits, Outcome, Status
from elsewise.story.story import Story
from elsewise.story.watch import Stopped, Watch
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
    watch: Watch | None = None,
    **said: Unpack[Said],
) -> WouldTake:
    """Return the smallest sets of changes that make an ending possible: of one, else of two.

    `ending` is the name of an ending, or a condition to be reached. Tried are the forks that the
    world declares, every other value of every fact at the start (or after `after`, or `at` a beat
    of the story that is found), and every other belief of every character about one; of numbers
    without bounds, those at most 2 away. What cannot matter is not tried. All single changes that
    are enough are found. Two are tried only if no single one is, or with `pairs`; no set is found
    that holds one that is enough alone.

    First of all the world is searched as it is; if it comes to the ending, nothing is tried. Sets
    are tried with little effort first, and those that are not settled by it with more.

    The limit of length counts from the start of the world; seconds are those of the whole, from the
    beginning of `watch` (None: from now), the other limits those of each search. A limit that is
    reached, and Ctrl-C, end it with what was found. Raises `UsageError` for what does not exist,
    and `WorldError` for mistakes in a condition, and if the world cannot run.
    """
    merged = effective_limits(world, limits, **said)
    watch = (watch or Watch()).limited(merged)
    aimed = _aimed(world, ending)
    before = events_before(world, at, after, None, watch)
    here = forked(aimed, before, depth=merged.depth)
    rest = replace(merged, length=max(0, merged.length - len(before)))
    search = _Search(here, rest, watch, report)
    search.run(pairs=pairs)
    return WouldTake(
        name=world.name,
        aim=ending,
        before=before,
        limits=merged,
        already=search.already,
        found=tuple(sorted(search.found, key=lambda one: (one.size, one.outright))),
        tried=search.tried,
        unsettled=len(search.unsettled),
        size=search.size,
        stopped_by=search.stopped_by,
        needed=search.needed,
    )


class _Search:
    """Tries sets of changes for the one ending of a world, and remembers which were enough."""

    def __init__(
        self, world: World, limits: Limits, watch: Watch, report: TrialReport | None
    ) -> None:
        self.already: Story | None = None
        self.needed = False
        self.found: list[Enough] = []
        self.unsettled: list[Trial] = []
        self.tried = self.size = 0
        self.stopped_by: str | None = None
        self._world = world
        self._aim = world.endings[0].name
        self._limits = limits
        self._watch = watch
        self._report = report

    def run(self, *, pairs: bool) -> None:
        """Try single changes, then, if none is enough or with `pairs`, two at once."""
        try:
            as_it_is = self._find(ground(self._world), self._watch.left(self._limits, 2))
            self.already, self.needed = as_it_is.story, as_it_is.status is Status.NONE
            if self.already is not None:
                return
            self.stopped_by = as_it_is.stopped_by
            trials = Trials(self._world, self._aim)
            self._try(1, trials.singles())
            if pairs or not self.found:
                self._try(2, trials.pairs(self._is_enough))
        except Stopped as stopped:
            self.stopped_by = stopped.by
        except KeyboardInterrupt:
            self.stopped_by = "interrupt"

    def _try(self, size: int, trials: Iterable[Trial]) -> None:
        """Try sets of changes, and with ever more effort those that are not settled yet."""
        self.size = size
        given_up, states = self.unsettled, FIRST_STATES
        self.unsettled = []
        try:
            for trial in trials:
                self.tried += 1
                self._try_one(trial, states)
            while self.unsettled and (self._limits.states or inf) > states:
                states *= GROWTH
                for trial in tuple(self.unsettled):
                    self._try_one(trial, states)
        finally:
            if self.unsettled:
                self.stopped_by = self.stopped_by or "states"
            self.unsettled += given_up

    def _try_one(self, trial: Trial, states: int) -> None:
        """Try a set of changes; it is unsettled as long as limits do not let it be settled."""
        if trial not in self.unsettled:
            self.unsettled.append(trial)
        self._watch.look()
        if self._report is not None:
            self._report(self.tried, len(self.found), "; ".join(distinct_texts(trial.changes)))
        left = self._watch.left(self._limits)
        limits = replace(left, states=min(states, left.states or states))
        try:
            outcome = self._find(trial.problem(), limits)
        except WorldError:  # triggers go round there: that is no world
            self.unsettled.remove(trial)
            return
        if outcome.story is not None:
            self.found.append(Enough(trial.changes, outcome.story, trial.outright))
        if outcome.status is not Status.STOPPED:
            self.unsettled.remove(trial)
        elif outcome.stopped_by not in (None, "states"):
            raise Stopped(str(outcome.stopped_by))

    def _find(self, problem: Problem, limits: Limits) -> Outcome:
        outcome = find(problem, ending=self._aim, limits=limits)
        if outcome.stopped_by == "interrupt":
            raise KeyboardInterrupt
        return outcome

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
