"""Who knows what since when from whom; who is wrong about what, and whether it matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from elsewise.grounding.problem import Minds, Number
from elsewise.reference.conditions import number_of
from elsewise.reference.states import State
from elsewise.reviewing.cast import Cast
from elsewise.reviewing.course import assumption
from elsewise.reviewing.motives import only
from elsewise.reviewing.perceiving import how_learnt
from elsewise.reviewing.saying import Sayer
from elsewise.reviewing.values import Gap, Knowing
from elsewise.reviewing.walking import Walk
from elsewise.world.types import Value


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


# -- irony ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wrong:
    """A stretch in which somebody is wrong: from one moment (a place) to another, or to the end.

    `minds` begins with whose belief it is; `weight` is the most that knowing would change in what
    things are worth to them, in their own mind; `acted` are the beats that rest on the belief.
    """

    minds: Minds
    fluent: int
    believed: Value
    real: Value
    opened: int
    closed: int | None
    weight: float
    acted: tuple[int, ...]

    @property
    def matters(self) -> bool:
        """Whether knowing better would change what they have to gain, or what they did."""
        return self.weight > 0 or bool(self.acted)


def wrong_beliefs(walk: Walk, cast: Cast) -> Iterator[Wrong]:
    """Yield every wrong belief about what is so, from where it opens to where it closes.

    The wrong beliefs of the dead are closed.
    """
    problem = walk.moments[0].course.problem
    states = [moment.seen(3) for moment in walk.moments]
    acted_on = [_acted_on(walk, place) for place in range(len(walk.events))]
    for character, name in enumerate(problem.characters):
        for fluent in range(len(problem.fluents)):
            held = [
                _wrongly(state, character, fluent) if not cast.is_dead(name, state) else None
                for state in states
            ]
            opened = 0
            for place in range(1, len(held) + 1):
                if place < len(held) and held[place] == held[opened]:
                    continue
                if held[opened] is not None:
                    closed = place if place < len(held) else None
                    yield _stretch(walk, states, acted_on, character, fluent, opened, closed)
                opened = place


def _wrongly(state: State, character: int, fluent: int) -> tuple[Value] | None:
    """Return what somebody wrongly believes; None if they are right, or do not know."""
    mind = state.minds[character]
    if mind is None or mind.values[fluent] in (None, state.values[fluent]):
        return None
    return (mind.values[fluent],)


def _stretch(
    walk: Walk,
    states: Sequence[State],
    acted_on: Sequence[frozenset[tuple[int, int]]],
    character: int,
    fluent: int,
    opened: int,
    closed: int | None,
) -> Wrong:
    problem = walk.moments[0].course.problem
    until = len(states) if closed is None else closed
    want = problem.wants[character]
    weight = max(_weight(states[p], want, character, fluent) for p in range(opened, until))
    acted = tuple(
        place
        for place in range(opened, min(until, len(walk.events)))
        if (character, fluent) in acted_on[place]
    )
    state = states[opened]
    believed = state.with_minds((character,)).values[fluent]
    real = state.values[fluent]
    return Wrong((character,), fluent, believed, real, opened, closed, weight, acted)


def _weight(state: State, want: Number, character: int, fluent: int) -> float:
    """Return how much knowing better would change in what things are worth to somebody."""
    mind = state.with_minds((character,))
    before = number_of(want, mind)
    after = number_of(want, _corrected(mind, state, fluent))
    return 0.0 if before is None or after is None else abs(after - before)


def _acted_on(walk: Walk, place: int) -> frozenset[tuple[int, int]]:
    """Return the wrong beliefs without which somebody would have no reason for a beat.

    They are pairs of a character and a fluent; each was put right alone, and the character asked.
    """
    event, moment = walk.events[place], walk.moments[place]
    if event is None or not moment.stands(event):
        return frozenset()
    problem, state = moment.course.problem, moment.seen(3)
    action = problem.actions[moment.course.numbers[event]]
    people, pairs = len(problem.characters), range(len(problem.fluents))
    wrong = [(c, f) for c in action.by for f in pairs if _wrongly(state, c, f) is not None]
    asked = {c: only(action, c) for c in action.by}
    better = {
        (c, f): assumption(f"?known {c} {f}", {((c,), f): state.values[f]}, people)
        for c, f in wrong
    }
    base = moment.otherwise((*asked.values(), *better.values())) if wrong else moment
    return frozenset(
        (c, f) for c, f in wrong if not base.after(better[c, f].name).stands(asked[c].name)
    )


def _corrected(mind: State, truth: State, fluent: int) -> State:
    """Return a mind that knows one thing better."""
    values = list(mind.values)
    values[fluent] = truth.values[fluent]
    return replace(mind, values=tuple(values))


def gap_of(wrong: Wrong, lines: Sequence[int], sayer: Sayer) -> Gap:
    """Return a wrong belief that matters, in words and lines."""
    names = [sayer.characters[c] for c in wrong.minds]
    believed = sayer.fact(wrong.fluent, wrong.believed, wrong.minds)
    real = sayer.fact(wrong.fluent, wrong.real, wrong.minds[1:])
    opened = lines[wrong.opened - 1] if wrong.opened else 0
    closed = None if wrong.closed is None else lines[wrong.closed - 1]
    since = f"from line {opened}" if opened else "from the start"
    until = "to the end" if closed is None else f"to line {closed}"
    return Gap(
        names[0],
        sayer.fluents[wrong.fluent].name,
        wrong.believed,
        wrong.real,
        opened,
        closed,
        wrong.weight,
        f"{since} {until} {believed}, but {real}",
        tuple(names[1:]),
    )
