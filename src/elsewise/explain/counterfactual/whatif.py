"""What follows if something about a day is changed."""

from __future__ import annotations

from collections.abc import Sequence
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
from elsewise.explain.counterfactual.courses import Aim, Budget, Outlook, events_before
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

    A limit that is reached, and Ctrl-C, leave open what is not settled by then. Raises `UsageError`
    for what does not exist or cannot be, and `WorldError` for mistakes in the texts, and if a world
    cannot run.
    """
    written = read_changes(
        world, forks=forks, set=set, believe=believe, want=want, force=force, skip=skip
    )
    made = (*changes, *written)
    if not made:
        raise UsageError("Nothing is changed: say what to set, believe, want, skip or force.")
    merged = effective_limits(ground(world), limits, **said)
    aim = _aim(world, merged, goal, ending)
    return compare(world, events_before(world, at, after, aim, merged), made, merged, aim, report)


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
) -> Comparison:
    """Return what becomes of a world after events, as it is and with changes made there.

    `aim` is what the stories are for; None: whichever ending is reached first. See `whatif`.
    """
    budget = Budget(limits, report)
    plain = forked(world, before, depth=limits.depth)
    changed = forked(plain, (), changes, depth=limits.depth)
    forced = [change.event for change in changes if isinstance(change, Forced)]
    one, two = Outlook(plain, before, budget), Outlook(changed, (*before, *forced), budget)
    original = one.course(aim)
    other = two.course(original.aim if aim is None else aim, like=original)
    graphs_part, compared = None, False
    if one.graph is not None and two.graph is not None:
        graphs_part, compared = graph_parting(one.graph, two.graph, before, forced)
    barred = [change for change in changes if isinstance(change, Skipped)]
    was = ReplayedStory.of(original, other, limits, barred)
    is_now = ReplayedStory.of(other, original, limits)
    differences, unchanged = outcomes(was, is_now) if was and is_now else ((), ())
    return Comparison(
        name=world.name,
        changes=tuple(changes),
        limits=limits,
        original=original,
        forked=other,
        parting=_parting(original, other) if was and is_now else None,
        graph_parting=graphs_part,
        graphs_compared=compared,
        breaks=breaking_point(was, len(before)) if was and not forced else None,
        changed=differences,
        stayed=unchanged,
        stakes=tuple(stakes(was, is_now, one.problem.characters)),
    )


def _parting(original: ComparedCourse, other: ComparedCourse) -> Parting | None:
    """Return the first beat that is not the same in two stories."""
    pairs = enumerate(zip_longest(original.events, other.events), start=1)
    return next((Parting(beat, one, two) for beat, (one, two) in pairs if one != two), None)
