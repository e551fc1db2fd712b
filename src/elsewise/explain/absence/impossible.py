"""Whether something can never be, whatever anybody wants; and if so, what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from elsewise.errors import WorldError
from elsewise.explain.absence.aims import Aim, EventAim
from elsewise.explain.absence.answer import Miss, Missing, Proof
from elsewise.explain.absence.missing import Chains, never_together, ruled_out
from elsewise.explain.absence.problems import aimed, events_of, name_of
from elsewise.explain.absence.proving import LONGEST, closures, is_closed
from elsewise.explain.absence.searching import check_stopped, found_in_time
from elsewise.graph.columns import Columns
from elsewise.graph.story_graph import StoryGraph
from elsewise.grounding.reachability import relaxed
from elsewise.grounding.value_sets import can_hold
from elsewise.play.ground import ground
from elsewise.problem.evaluate import conjuncts
from elsewise.problem.problem import Condition, Problem
from elsewise.story.limits import Limits
from elsewise.story.watch import Watch
from elsewise.telling.conditions import ConditionWords
from elsewise.world.model import World

MOST_EVENTS = 20
"""Of so many events that are asked for it is looked at what they lack."""

MOST_COMPARED = 200_000
"""In graphs with more states than that, the nearest one is not looked for."""


@dataclass(frozen=True, slots=True)
class Feasibility:
    """What is known about whether something can physically be.

    `proof`: it never can; None: it can, or it is not known. `way` leads to it, or else as near to
    it as can be. `missing`: what it lacks, or would lack. `closed`: everything that can physically
    happen at the depths `depths` was looked at, and `cut` the limit that came before (None: none).
    """

    proof: Proof | None
    missing: tuple[Missing, ...] = ()
    way: tuple[str, ...] | None = None
    together: bool = False
    closed: bool = False
    depths: tuple[int, ...] = ()
    states: int = 0
    cut: str | None = None

    @property
    def nearest(self) -> Miss | None:
        """The way to where least is missing, if it can never be."""
        return Miss(self.way, ()) if self.closed and self.way else None


# -- relaxed ----------------------------------------------------------------------------------


def never(world: World, aim: Aim, problem: Problem, watch: Watch) -> Feasibility | None:
    """Return why something can never be, if that is known without looking at states.

    It is so if it takes a fact that never is, even if all that was once so stayed so: that holds
    for stories of any length and minds of any depth. Raises `Stopped` when time is up.
    """
    if isinstance(aim, EventAim) and not events_of(problem, aim):
        return _left_out(world, aim, problem, watch)
    condition = problem.named_condition(name_of(aim))
    if can_hold(condition, relaxed(problem, look=watch.look).values):
        return None
    return Feasibility(Proof.NEVER_SO, _chain(world, aim, problem, watch))


def _left_out(world: World, aim: EventAim, problem: Problem, watch: Watch) -> Feasibility:
    """Return why no event that is asked for is in a problem."""
    wide = _wide(world)
    events = [] if wide is None else events_of(wide, aim)
    if wide is None or not events:
        return Feasibility(Proof.RULED_OUT, ruled_out(world, aim))
    reached = relaxed(wide, problem, watch.look)
    names = [event.name for event in (*wide.actions, *wide.triggers)]
    happens = {name for name, does in zip(names, reached.happens, strict=True) if does}
    if any(event.name in happens for event in events):
        return Feasibility(Proof.NO_CHANGE)
    return Feasibility(Proof.NEVER_SO, _chain(world, aim, problem, watch))


def _wide(world: World) -> Problem | None:
    """Return a world's problem with all events, also those that can never happen."""
    try:
        return ground(world, simplify=False)
    except WorldError:  # too many of them
        return None


def _chain(world: World, aim: Aim, problem: Problem, watch: Watch) -> tuple[Missing, ...]:
    """Return what something lacks that can never be, and what alone could bring that about."""
    wide = _wide(world)
    if wide is None:
        return ()
    chains = Chains(wide, relaxed(wide, problem, watch.look), ConditionWords(world, wide))
    if isinstance(aim, EventAim):
        events = events_of(wide, aim)
        return chains.missing(chains.nearest(events).condition) if events else ()
    return chains.missing(aimed(world, aim, 0, wide=wide).named_condition(name_of(aim)))


# -- every state ------------------------------------------------------------------------------


def unasked(problem: Problem) -> Problem:
    """Return the problem in which nobody needs a reason: whatever is possible can happen."""
    return replace(problem, actions=tuple(replace(a, by=()) for a in problem.actions))


def explored(
    world: World, aim: Aim, problem: Problem, willing: Problem, limits: Limits, watch: Watch
) -> Feasibility:
    """Return a way to something, whoever has a reason, or what is known from all states.

    `willing` is the problem with nobody asked, made once for several calls. If limits come before,
    neither is known. Raises `Stopped` when time is up.
    """
    name = name_of(aim)
    found = found_in_time(willing, name, replace(limits, length=LONGEST), watch)
    if found.story is not None:
        return Feasibility(None, way=found.story.events, states=found.statistics.states)
    condition = problem.named_condition(name)
    wanted = events_of(problem, aim)[:MOST_EVENTS] if isinstance(aim, EventAim) else []
    ways = [conjuncts(one) for one in [event.condition for event in wanted] or [condition]]
    depths: list[int] = []
    proves = False
    closed: StoryGraph | None = None
    for graph, proves in closures(problem, [condition], watch.left(limits)):  # noqa: B007
        check_stopped(graph.stopped_by)
        depths.append(graph.limits.depth)
        if reached := graph.reaching(name):
            return Feasibility(None, way=graph.way_to(reached[0]), states=len(graph))
        if not is_closed(graph):
            cut = graph.stopped_by or "length"
            return Feasibility(None, states=len(graph), depths=tuple(depths), cut=cut)
        closed = graph
    assert closed is not None
    proof = Proof.ALL_STATES if proves else None
    made = Feasibility(proof, closed=True, depths=tuple(depths), states=len(closed))
    if len(closed) > MOST_COMPARED:
        return made
    columns = Columns(closed.arrays)
    chains = Chains(
        problem,
        relaxed(problem, look=watch.look),
        ConditionWords(world, problem),
        lambda condition: bool(columns.holds(condition).any()),
    )
    return _with_nearest(made, closed, columns, ways, chains)


def _with_nearest(
    made: Feasibility,
    graph: StoryGraph,
    columns: Columns,
    ways: Sequence[tuple[Condition, ...]],
    chains: Chains,
) -> Feasibility:
    """Add what is never so (at once), and the way to where the least is missing."""
    lacking = [len(way) - sum(columns.holds(part).astype(int) for part in way) for way in ways]
    least = [int(np.min(lacks)) for lacks in lacking]
    nearest = least.index(min(least))
    way, state = ways[nearest], int(np.argmin(lacking[nearest]))
    made = replace(made, way=graph.way_to(state))
    chosen = never_together([columns.holds(part) for part in way])
    if len(chosen) == 1:
        return replace(made, missing=chains.missing(way[chosen[0]], deep=1))
    missing = tuple(chains.brought_about(way[place]) for place in chosen)
    return replace(made, missing=missing, together=True)
