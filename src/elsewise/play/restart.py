"""The problem that begins where a story has come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from elsewise.problem.problem import Minds, Problem
from elsewise.story.story import State
from elsewise.world.types import Value


def problem_at(problem: Problem, state: State) -> Problem:
    """Return the problem whose start is a state, with the minds in it.

    Whatever can happen from there, and the names of states, are the same as in the problem itself.
    """
    start = dict(_said(problem, state, (), None))
    origin = problem.origin or {
        path: {problem.fluents[fluent].name: value for fluent, value in said.items()}
        for path, said in problem.start.items()
    }
    return replace(problem, start=start, origin=origin)


def _said(
    problem: Problem, state: State, path: Minds, around: State | None
) -> Iterator[tuple[Minds, dict[int, Value]]]:
    """Yield what a start must say so that everything is as in a state, outermost first."""
    yield (
        path,
        {
            number: value
            for number, (name, value) in enumerate(state.changing.items())
            if around is None or around.changing[name] != value
        },
    )
    for character, name in enumerate(problem.characters):
        if name in state.minds:
            yield from _said(problem, state.minds[name], (*path, character), state)
