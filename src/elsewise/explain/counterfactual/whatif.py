"""What follows if something about a day is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Unpack

from elsewise.errors import UsageError
from elsewise.explain.counterfactual.comparison import (
    Break,
    Comparison,
    Course,
    Difference,
    Parting,
    Same,
    Stake,
)
from elsewise.explain.counterfactual.consequences import (
    Strand,
    break_of,
    differences,
    stakes,
    unchanged,
)
from elsewise.explain.counterfactual.courses import Budget, Outlook, course, default_aim, outlook
from elsewise.explain.counterfactual.graph_parting import graph_parting
from elsewise.explain.counterfactual.interventions import (
    Intervention,
    Skipped,
    believed,
    declared,
    forced,
    forked,
    in_force,
    skipped,
    stated,
    wanted,
)
from elsewise.explain.replay import Replay
from elsewise.play.at_and_after import events_to
from elsewise.play.explore import explore
from elsewise.play.find import find
from elsewise.play.ground import ground
from elsewise.play.plots import Plot
from elsewise.play.settings import Said, effective_limits
from elsewise.story.limits import Limits, ProgressReport
from elsewise.world.model import World

Texts = str | Iterable[str]
"""One text or several."""


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
    made = (
        *changes,
        *(change for name in _each(forks) for change in declared(world, name)),
        *(stated(world, text) for text in _each(set)),
        *(believed(world, text) for text in _each(believe)),
        *(wanted(world, text) for text in _each(want)),
        *(forced(event) for event in _each(force)),
        *(skipped(world, event) for event in _each(skip)),
    )
    if not made:
        raise UsageError("Nothing is changed: say what to set, believe, want, skip or force.")
    merged = effective_limits(ground(world), limits, **said)
    wanted_end = default_aim(ground(world), goal, ending)

    def story() -> Plot:
        return _story(world, wanted_end, merged)

    before = events_to(at, after, story, lambda: explore(world, merged))
    return compare(world, before, made, merged, wanted_end, report)


def compare(
    world: World,
    before: Sequence[str],
    changes: Sequence[Intervention],
    limits: Limits,
    aim: float | str | None,
    report: ProgressReport | None = None,
) -> Comparison:
    """Return what becomes of a world after events, as it is and with changes made there.

    `aim` is what the stories are for: an ending, a utility, or (None) whichever ending is reached
    first. See `whatif`.
    """
    budget = Budget(limits, report)
    plain = forked(world, before, depth=limits.depth)
    changed = forked(plain, (), changes, depth=limits.depth)
    forced_events = in_force(changes)
    one = outlook(plain, before, budget)
    two = outlook(changed, (*before, *forced_events), budget)
    original = course(one, aim, budget)
    other = course(two, original.aim if aim is None else aim, budget, like=original)
    parting, compared = None, False
    if one.graph is not None and two.graph is not None:
        parting, compared = graph_parting(one.graph, two.graph, before, forced_events)
    effects = _Effects(one, two, original, other, changes, limits)
    return Comparison(
        world.name,
        tuple(changes),
        limits,
        original,
        other,
        _first_difference(original, other),
        parting,
        compared,
        effects.breaks,
        effects.changed,
        effects.stayed,
        effects.stakes,
    )


class _Effects:
    """What differs at the ends of two courses, as far as there are stories."""

    breaks: Break | None = None
    changed: tuple[Difference, ...] = ()
    stayed: tuple[Same, ...] = ()
    stakes: tuple[Stake, ...] = ()

    def __init__(
        self,
        one: Outlook,
        two: Outlook,
        original: Course,
        other: Course,
        changes: Sequence[Intervention],
        limits: Limits,
    ) -> None:
        def replays(found: Outlook, shown: Course, *, strict: bool = True) -> Replay:
            events = [beat.event for beat in shown.beats]
            return Replay.of(found.problem, events, limits, strict=strict)

        barred = [change.event for change in changes if isinstance(change, Skipped)]
        was = is_now = None
        if original.story is not None:
            was = Strand(replays(one, original), replays(two, original, strict=False), barred)
            self.breaks = None if in_force(changes) else break_of(was, len(original.before))
        if other.story is not None:
            is_now = Strand(replays(two, other), replays(one, other, strict=False))
        if was is not None and is_now is not None:
            self.changed = differences(was, is_now)
            self.stayed = unchanged(was, is_now)
        if was is not None or is_now is not None:
            self.stakes = stakes(was, is_now, one.problem.characters)


def _first_difference(original: Course, other: Course) -> Parting | None:
    """Return the first beat that is not the same in two stories."""
    if original.story is None or other.story is None:
        return None
    length = max(len(original.events), len(other.events))
    for place in range(length):
        one, two = (c.events[place] if place < len(c.events) else None for c in (original, other))
        if one != two:
            return Parting(place + 1, one, two)
    return None


def _story(world: World, aim: float | str | None, limits: Limits) -> Plot:
    """Return the story that a beat is of. Raises `UsageError` if there is none."""
    aims = [aim] if aim is not None else list(ground(world).endings)
    for one in aims:
        goal, ending = (None, one) if isinstance(one, str) else (one, None)
        outcome = find(world, goal, ending=ending, limits=limits)
        if outcome.story is not None:
            return outcome.story
    raise UsageError("There is no story within the limits that this could be a beat of.")


def _each(texts: Texts) -> Iterable[str]:
    return (texts,) if isinstance(texts, str) else texts
