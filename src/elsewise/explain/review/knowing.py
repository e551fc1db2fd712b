"""Who knows what since when from whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from elsewise.explain.review.cast import Cast
from elsewise.explain.review.perceiving import how_learnt
from elsewise.explain.review.values import Knowing
from elsewise.explain.review.walking import Walk
from elsewise.play.moment import Moment
from elsewise.problem.problem import Minds


def knowing(walk: Walk, lines: Sequence[int], cast: Cast) -> Iterator[Knowing]:
    """Yield who knows what at the end, for everything that changed or that somebody sees otherwise.

    The dead are left out.
    """
    problem = walk.moments[0].problem
    moments = walk.moments
    end = moments[-1]
    for fluent, found in enumerate(problem.fluents):
        if not _is_worth_a_row(moments, fluent):
            continue
        for character, name in enumerate(problem.characters):
            if cast.is_dead(name, end):
                continue
            mind = end.mind(character)
            value, real = mind.value(fluent), end.value(fluent)
            status = "knows" if value == real else "unaware" if value is None else "wrong"
            line, how, source = _since(walk, lines, (character,), fluent)
            told_by = None if source is None else problem.characters[source]
            yield Knowing(found.name, name, status, value, line, how, told_by)


def _is_worth_a_row(moments: Sequence[Moment], fluent: int) -> bool:
    """Whether somebody sees a fluent otherwise than it is, at some time."""
    return any(
        moment.value(fluent, (character,)) != moment.value(fluent)
        for moment in moments
        for character in range(len(moment.problem.characters))
    )


def _since(
    walk: Walk, lines: Sequence[int], minds: Minds, fluent: int
) -> tuple[int, str, int | None]:
    """Return the line since when somebody believes what they believe at the end, and how."""
    value = walk.moments[-1].value(fluent, minds)
    for place in range(len(lines) - 1, -1, -1):
        if walk.moments[place].value(fluent, minds) == value:
            continue
        event = walk.events[place]
        if event is None:
            break
        how, source = how_learnt(walk.moments[place], event, minds, fluent)
        return lines[place], how, source
    return 0, "start", None
