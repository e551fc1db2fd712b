"""Conditions that somebody asks about, beside the endings that a world names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from elsewise.errors import UsageError
from elsewise.grounding.compiler import Compiler
from elsewise.grounding.expression_factory import ExpressionFactory
from elsewise.grounding.scope import Scope
from elsewise.grounding.simplify import Simplifier
from elsewise.play.expressions import expressions_of
from elsewise.play.ground import ground
from elsewise.play.settings import effective_limits
from elsewise.problem.mind_levels import mind_levels
from elsewise.problem.problem import Condition, MindLevels, Minds, Problem, ValueExpression
from elsewise.problem.reads import fluent_reads
from elsewise.world.expressions import Expression
from elsewise.world.model import World
from elsewise.world.types import Value


def with_conditions(
    world: World,
    conditions: Mapping[str, Expression],
    problem: Problem | None = None,
    *,
    depth: int | None = None,
) -> Problem:
    """Return a world's problem with conditions that are asked about, by names of the caller's own.

    `engine.holds(state, name)` answers them at any state, a search may be for one, and a graph that
    is explored knows where they hold: see `StoryGraph.asked` and `reaching`. The minds that they
    look into are kept, so that each is answered exactly.
    What can happen and who has a reason for it stay the same; states that differ only in minds
    that are kept anew count as different.

    `problem` is one that was made of the world, where it is not the world's own (it may begin
    elsewhere). `depth` is the limit of depth that it will run with (None: the world's). Only a
    condition that looks through more than `depth` + 1 minds makes them be kept deeper.

    Raises `UsageError` if something is asked by that name already, and `WorldError` if the world
    cannot be made finite.
    """
    if problem is None:
        problem = ground(world)
    for name in conditions:
        if name in problem.asked:
            raise UsageError(f"Another condition is called {name} already.")
    ground_ones = ground_conditions(world, problem, conditions.values())
    found = dict(zip(conditions, ground_ones, strict=True))
    paths = frozenset(path for condition in found.values() for path in paths_in(condition))
    if depth is None:
        depth = effective_limits(problem).depth
    levels = levels_for(problem, paths, depth)
    return replace(problem, asked={**problem.asked, **found}, levels=levels)


def ground_conditions(
    world: World, problem: Problem, conditions: Iterable[Expression]
) -> tuple[Condition, ...]:
    """Return a world's conditions in terms of a problem that was made of it."""
    compiler, simplifier = _grounding(world, problem)
    made = (compiler.condition(expression, Scope({}))([], ()) for expression in conditions)
    return tuple(map(simplifier.condition, made))


def ground_numbers(
    world: World, problem: Problem, numbers: Iterable[Expression]
) -> tuple[ValueExpression, ...]:
    """Return a world's numbers in terms of a problem that was made of it; a condition counts 1."""
    compiler, simplifier = _grounding(world, problem)
    made = (compiler.number(expression, Scope({}))([], ()) for expression in numbers)
    return tuple(map(simplifier.value, made))


def _grounding(world: World, problem: Problem) -> tuple[Compiler, Simplifier]:
    """Return what turns a world's expressions into those of a problem that was made of it."""
    tables, factory = expressions_of(world).tables, ExpressionFactory()
    numbers = problem.fluent_numbers
    renumbered: dict[int, int] = {}
    constants: dict[int, Value] = {}
    for old, fluent in enumerate(tables.fluents):
        if fluent.name in numbers:
            renumbered[old] = numbers[fluent.name]
        else:
            constants[old] = problem.constants[fluent.name]
    return Compiler(tables, factory, constants), Simplifier(factory, None, constants, renumbered)


def paths_in(condition: Condition) -> frozenset[Minds]:
    """Return the paths of minds, none empty, along which a condition looks."""
    return frozenset(look.minds for look in fluent_reads(condition) if look.minds)


def levels_for(problem: Problem, paths: frozenset[Minds], depth: int) -> MindLevels:
    """Return how deep a problem's minds are to be kept if one looks along paths from its states.

    States have `depth` + 1 levels of minds and the extra ones below.
    """
    levels = problem.levels
    new = {c for path in paths for c in path if not levels.asked[c]}
    if new:
        # Whoever is asked about has a mind that sees events, for which others' may be needed.
        found = mind_levels(
            len(problem.characters),
            problem.actions,
            problem.triggers,
            problem.wants,
            [problem.story_wants, *problem.endings.values()],
            new,
        )
        asked = tuple(a or b for a, b in zip(levels.asked, found.asked, strict=True))
        levels = MindLevels(max(levels.extra, found.extra), asked, levels.consents)
    longest = max(map(len, paths), default=0)
    return replace(levels, extra=max(levels.extra, longest - depth - 1))
