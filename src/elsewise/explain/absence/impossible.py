"""Whether something can never be, whatever anybody wants; and if so, what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from elsewise.errors import WorldError
from elsewise.explain.absence.aims import Aim, EventAim
from elsewise.explain.absence.answer import Missing, Proof
from elsewise.explain.absence.missing import Chains, never_together, ruled_out
from elsewise.explain.absence.problems import AIM, aimed, events_of, parts_of
from elsewise.explain.absence.proving import Closure, closures, never_holds, relaxed
from elsewise.explain.absence.raising import with_budget
from elsewise.graph.story_graph import StoryGraph
from elsewise.play.explore import explore
from elsewise.play.ground import ground
from elsewise.problem.problem import Problem
from elsewise.story.limits import Limits
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
    happen at the depths `depths` was looked at.
    """

    proof: Proof | None
    missing: tuple[Missing, ...] = ()
    way: tuple[str, ...] | None = None
    together: bool = False
    closed: bool = False
    depths: tuple[int, ...] = ()
    states: int = 0


def physically(world: World, aim: Aim, problem: Problem, limits: Limits) -> Feasibility:
    """Return whether something can physically be, with a way to it, or what it lacks."""
    if AIM not in problem.asked or (isinstance(aim, EventAim) and not events_of(problem, aim)):
        return _left_out(world, aim, problem)
    if never_holds(problem.asked[AIM], relaxed(problem).values):
        return Feasibility(Proof.NEVER_SO, _chain(world, aim, problem))
    return _explored(world, aim, problem, with_budget(limits))


# -- relaxed ----------------------------------------------------------------------------------


def _left_out(world: World, aim: Aim, problem: Problem) -> Feasibility:
    """Return why no event that is asked for is in a problem."""
    assert isinstance(aim, EventAim)
    wide = _wide(world)
    events = [] if wide is None else events_of(wide, aim)
    if wide is None or not events:
        return Feasibility(Proof.RULED_OUT, ruled_out(world, aim))
    reached = relaxed(wide, problem)
    names = [event.name for event in (*wide.actions, *wide.triggers)]
    happens = {name for name, does in zip(names, reached.happens, strict=True) if does}
    if any(event.name in happens for event in events):
        return Feasibility(Proof.NO_CHANGE)
    return Feasibility(Proof.NEVER_SO, _chain(world, aim, problem))


def _wide(world: World) -> Problem | None:
    """Return a world's problem with all events, also those that can never happen."""
    try:
        return ground(world, simplify=False)
    except WorldError:  # too many of them
        return None


def _chain(world: World, aim: Aim, problem: Problem) -> tuple[Missing, ...]:
    """Return what something lacks that can never be, and what alone could bring that about."""
    wide = _wide(world)
    if wide is None:
        return ()
    chains = Chains(wide, relaxed(wide, problem), ConditionWords(world, wide))
    if isinstance(aim, EventAim):
        events = events_of(wide, aim)
        return chains.missing(chains.nearest(events).condition) if events else ()
    return chains.missing(aimed(world, aim, 0, wide=wide).asked[AIM])


# -- every state ------------------------------------------------------------------------------


def _explored(world: World, aim: Aim, problem: Problem, limits: Limits) -> Feasibility:
    condition = problem.asked[AIM]
    depths: list[int] = []
    closure: Closure | None = None
    for closure in closures(problem, [condition], limits):
        graph = closure.graph
        depths.append(graph.limits.depth)
        reached = graph.reaching(AIM)
        if reached:
            return Feasibility(None, way=graph.way_to(reached[0]), states=len(graph))
        if not closure.closed:
            return Feasibility(None, states=len(graph), depths=tuple(depths))
    assert closure is not None
    proof = Proof.ALL_STATES if closure.every_depth else None
    missing, way, together = _nearest(world, aim, problem, closure.graph.limits)
    return Feasibility(
        proof, missing, way, together, closed=True, depths=tuple(depths), states=len(closure.graph)
    )


def _nearest(
    world: World, aim: Aim, problem: Problem, limits: Limits
) -> tuple[tuple[Missing, ...], tuple[str, ...] | None, bool]:
    """Return what is never so (at once), and the way to where the least is missing."""
    conditions = (
        [event.condition for event in events_of(problem, aim)[:MOST_EVENTS]]
        if isinstance(aim, EventAim)
        else [problem.asked[AIM]]
    )
    parts = [parts_of(condition) for condition in conditions]
    asked = {f"{i}.{j}": part for i, each in enumerate(parts) for j, part in enumerate(each)}
    graph = explore(replace(problem, asked=asked), limits, explained=False)
    if len(graph) > MOST_COMPARED:
        return (), None, False
    best: tuple[int, int, int] | None = None
    for i, each in enumerate(parts):
        found = _most_parts(graph, [f"{i}.{j}" for j in range(len(each))])
        if best is None or found[0] < best[0]:
            best = (*found, i)
    assert best is not None
    _, state, number = best
    each = parts[number]
    reached = [frozenset(graph.reaching(f"{number}.{j}")) for j in range(len(each))]
    chosen = never_together(reached) or ()
    chains = Chains(problem, relaxed(problem), ConditionWords(world, problem))
    missing = tuple(chains.brought_about(each[place]) for place in chosen)
    return missing, graph.way_to(state), len(chosen) > 1


def _most_parts(graph: StoryGraph, names: Sequence[str]) -> tuple[int, int]:
    """Return how many parts are missing at least, and the first state where it is so few."""
    held = [0] * len(graph)
    for name in names:
        for state in graph.reaching(name):
            held[state] += 1
    most = max(held)
    return len(names) - most, held.index(most)
