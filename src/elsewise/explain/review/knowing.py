"""Who knows what since when from whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.engines.reference.states import State
from elsewise.explain.review.cast import Cast
from elsewise.explain.review.perceiving import how_learnt
from elsewise.explain.review.values import Knowing
from elsewise.explain.review.walking import Walk
from elsewise.problem.problem import Minds


def knowing(walk: Walk, lines: Sequence[int], cast: Cast) -> Iterator[Knowing]:
    """Yield who knows what at the end, for everything that changed or that somebody sees otherwise.

    The dead are left out.
    """
    problem = walk.moments[0].course.problem
    states = [moment.seen() for moment in walk.moments]
    end = states[-1]
    for fluent, found in enumerate(problem.fluents):
        if not _is_worth_a_row(states, fluent):
            continue
        for character, name in enumerate(problem.characters):
            if cast.is_dead(name, end):
                continue
            mind = end.with_minds((character,))
            value, real = mind.values[fluent], end.values[fluent]
            status = "knows" if value == real else "unaware" if value is None else "wrong"
            line, how, source = _since(walk, states, lines, (character,), fluent)
            told_by = None if source is None else problem.characters[source]
            yield Knowing(found.name, name, status, value, line, how, told_by)


def _is_worth_a_row(states: Sequence[State], fluent: int) -> bool:
    """Whether somebody sees a fluent otherwise than it is, at some time."""
    return any(
        mind is not None and mind.values[fluent] != state.values[fluent]
        for state in states
        for mind in state.minds
    )


def _since(
    walk: Walk, states: Sequence[State], lines: Sequence[int], minds: Minds, fluent: int
) -> tuple[int, str, int | None]:
    """Return the line since when somebody believes what they believe at the end, and how."""
    value = states[-1].with_minds(minds).values[fluent]
    for place in range(len(lines) - 1, -1, -1):
        if states[place].with_minds(minds).values[fluent] == value:
            continue
        event = walk.events[place]
        if event is None:
            break
        how, source = how_learnt(walk.moments[place], event, minds, fluent)
        return lines[place], how, source
    return 0, "start", None
