"""What follows if something about a day is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Unpack

from elsewise.errors import UsageError
from elsewise.explain.counterfactual.comparison import ComparedCourse, Comparison, Parting
from elsewise.explain.counterfactual.consequences import (
    ReplayedStory,
    breaking_point,
    outcomes,
    stakes,
)
from elsewise.explain.counterfactual.courses import Aim, Outlook, events_before
from elsewise.explain.counterfactual.graph_parting import graph_parting
from elsewise.explain.counterfactual.interventions import (
    Forced,
    Intervention,
    Skipped,
    Texts,
    forked,
    read_changes,
)
from elsewise.play.ground import ground
from elsewise.play.moment import Moment
from elsewise.play.settings import Said, effective_limits
from elsewise.story.limits import Limits, ProgressReport
from elsewise.story.watch import Stopped, Watch
from elsewise.world.model import World


def whatif(
    world: World,
    *,
    at: int | str | None = None,
    after: str | Sequence[str] | None = None,
    set: Texts = (),  # noqa: A002
    believe: Texts = (),
    want: Texts = (),
    skip: Texts = (),
    force: Texts = (),
    forks: Texts = (),
    changes: Sequence[Intervention] = (),
    ending: str | None = None,
    goal: float | None = None,
    limits: Limits | None = None,
    report: ProgressReport | None = None,
    watch: Watch | None = None,
    **said: Unpack[Said],
) -> Comparison:
    """Return what becomes of a world when something is changed, beside what becomes of it as it is.

    The change is made at the start, after the events `after`, or `at` a beat (of these events, else
    of the story that is found) or a state of the graph, by its id. `set` and `believe` are written
    as under `start`; `want` is added to what characters want (`Lex wants 3 if deed = saved`);
    `force` are events that happen now, whoever has a reason; `skip` those that cannot happen any
    more; `forks` are changes that the world declares, by name. They are made in the order forks,
    set, believe, want, force, skip; `changes` come first of all.

    The stories compared are shortest ones for `ending` or `goal`; without them, and on a side where
    the ending is not reached, for the first ending that is. Where the fork has several it is the
    one most like the original's. The limit of length counts from the start of the world. Endings
    are settled by exploring both graphs, or one by one where those are too large.

    A limit that is reached, and Ctrl-C, leave open what is not settled by then (`stopped_by` says
    which it was); seconds are those of the whole, from the beginning of `watch` (None: from now).
    Raises `UsageError` for what does not exist or cannot be, and `WorldError` for mistakes in the
    texts, and if a world cannot run.
    """
    written = read_changes(
        world, forks=forks, set=set, believe=believe, want=want, force=force, skip=skip
    )
    made = (*changes, *written)
    if not made:
        raise UsageError("Nothing is changed: say what to set, believe, want, skip or force.")
    merged = effective_limits(world, limits, **said)
    watch = (watch or Watch()).limited(merged)
    aim = _aim(world, merged, goal, ending)
    before = events_before(world, at, after, aim, watch)
    return compare(world, before, made, merged, aim, report, watch)


def _aim(world: World, limits: Limits, goal: float | None, ending: str | None) -> Aim | None:
    """Return what stories are looked for; None: whichever ending is reached first."""
    problem = ground(world)
    if goal is None and ending is None and problem.endings:
        return None
    return Moment.start(problem, limits).aim(goal, ending)


def compare(
    world: World,
    before: Sequence[str],
    changes: Sequence[Intervention],
    limits: Limits,
    aim: Aim | None,
    report: ProgressReport | None = None,
    watch: Watch | None = None,
) -> Comparison:
    """Return what becomes of a world after events, as it is and with changes made there.

    `aim` is what the stories are for; None: whichever ending is reached first. Seconds are counted
    from the beginning of `watch` (None: from now). See `whatif`.
    """
    watch = watch or Watch(limits)
    plain = forked(world, before, depth=limits.depth)
    changed = forked(plain, (), changes, depth=limits.depth)
    forced = [change.event for change in changes if isinstance(change, Forced)]
    comparing = _Comparing(
        Outlook(plain, before, limits, watch, report),
        Outlook(changed, (*before, *forced), limits, watch, report),
        watch,
        forced,
    )
    one, two = comparing.one.course(aim=aim), comparing.two.course(aim=aim)
    made = Comparison(world.name, tuple(changes), limits, one, two)
    try:
        for more in comparing.ever_more(made, aim):
            made = more
    except Stopped as stopped:
        made = replace(made, cut_by=stopped.by)
    except KeyboardInterrupt:
        made = replace(made, cut_by="interrupt")
    return made


@dataclass(frozen=True)
class _Comparing:
    """What two outlooks come to, step by step."""

    one: Outlook
    two: Outlook
    watch: Watch
    forced: Sequence[str]

    def ever_more(self, made: Comparison, aim: Aim | None) -> Iterator[Comparison]:
        """Yield the comparison as more and more is known, until all is."""
        one, two = self.one, self.two
        for outlook, parts in ((one, 4), (two, 3)):
            outlook.look(parts)
            yield self._settled(made)
        searches = [(outlook, name) for outlook in (one, two) for name in outlook.open]
        for done, (outlook, name) in enumerate(searches):
            outlook.search(name, len(searches) - done + 2)
            yield self._settled(made)
        original = one.told(aim, 4)
        yield replace(self._settled(made), original=original)
        other = two.told(original.aim if aim is None else aim, 3, original)
        made = replace(made, original=original, forked=other)
        yield made
        made = self._replayed(made)
        yield made
        while True:
            made = self._parted(made)
            yield made
            partial = [o for o in (one, two) if o.graph is None or not o.graph.complete]
            growing = [outlook for outlook in partial if outlook.cut_by is None]
            if made.graphs_compared or not growing:
                break
            for outlook in growing:
                outlook.look(1)
        if not made.graphs_compared:
            yield replace(made, cut_by=partial[0].cut_by)

    def _settled(self, made: Comparison) -> Comparison:
        one, two = self.one.course(), self.two.course()
        original = replace(made.original, endings=one.endings, stopped_by=one.stopped_by)
        other = replace(made.forked, endings=two.endings, stopped_by=two.stopped_by)
        return replace(made, original=original, forked=other)

    def _replayed(self, made: Comparison) -> Comparison:
        """Add what is otherwise at the end of the two stories, by which causes, and who gains."""
        one, two, limits = made.original, made.forked, made.limits
        barred = [change for change in made.changes if isinstance(change, Skipped)]
        was = ReplayedStory.of(one, two, limits, self.watch, barred)
        is_now = ReplayedStory.of(two, one, limits, self.watch)
        differences, unchanged = outcomes(was, is_now) if was and is_now else ((), ())
        return replace(
            made,
            parting=_parting(one, two) if was and is_now else None,
            breaks=breaking_point(was, len(one.before)) if was and not self.forced else None,
            changed=differences,
            stayed=unchanged,
            stakes=tuple(stakes(was, is_now, self.one.problem.characters)),
        )

    def _parted(self, made: Comparison) -> Comparison:
        """Add where the two graphs part, as far as they are known."""
        one, two = self.one.graph, self.two.graph
        if one is None or two is None:
            return made
        found = graph_parting(one, two, made.original.before, self.forced, self.watch)
        settled = found is not None or (one.complete and two.complete)
        return replace(made, graph_parting=found, graphs_compared=settled)


def _parting(original: ComparedCourse, other: ComparedCourse) -> Parting | None:
    """Return the first beat that is not the same in two stories."""
    pairs = enumerate(zip_longest(original.events, other.events), start=1)
    return next((Parting(beat, one, two) for beat, (one, two) in pairs if one != two), None)
