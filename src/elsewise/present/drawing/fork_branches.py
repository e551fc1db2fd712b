"""Two courses of a day: what they share, where they part, and what is otherwise at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.errors import UsageError
from elsewise.explain.counterfactual.comparison import Comparison
from elsewise.explain.counterfactual.comparison import Course as Compared
from elsewise.explain.counterfactual.comparison_display import change_text, title
from elsewise.play.plots import Plot, as_story
from elsewise.present.drawing.drawn_story import Course, course_of
from elsewise.problem.names import value_text
from elsewise.story.story import State
from elsewise.world.model import World


@dataclass(frozen=True, slots=True)
class Branch:
    """One of two courses, from its first beat on: its events, and the same in words.

    `states` are those after 0, 1, … beats; None where they are not known. `goal` is what the
    course comes to. Where nothing is reached, there is no story beyond what both share.
    """

    title: str
    events: tuple[str, ...]
    words: tuple[str, ...]
    states: tuple[State | None, ...]
    endings: tuple[str, ...]
    has_story: bool = True


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Something that is otherwise at the end: what, and how it is in the one and the other."""

    what: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Fork:
    """Two courses beside each other. The first `shared` beats are the same in both."""

    title: str
    first: Branch
    second: Branch
    shared: int
    otherwise: tuple[Otherwise, ...]


# -- of two stories ---------------------------------------------------------------------------


def fork_of_stories(world: World, first: Plot, second: Plot) -> Fork:
    """Return two stories of a world beside each other.

    Raises `UsageError` if they are the same, or an event of one cannot happen where it stands.
    """
    one, two = as_story(first), as_story(second)
    if one.events == two.events:
        raise UsageError("The two stories are the same, beat for beat: they part nowhere.")
    course, other = course_of(world, one), course_of(world, two)
    return Fork(
        f"{world.name}: two stories",
        _whole("One story", course),
        _whole("The other story", other),
        _shared(one.events, two.events),
        tuple(_differences(course.states[-1], other.states[-1])),
    )


def _whole(name: str, course: Course) -> Branch:
    return Branch(
        name,
        tuple(moment.event for moment in course.moments),
        tuple(moment.words for moment in course.moments),
        course.states,
        course.endings,
    )


def _shared(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many first events are the same."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(two)))


def _differences(one: State, two: State) -> Iterator[Otherwise]:
    """Yield what is otherwise in truth, then in minds, but for what is rightly believed in both."""
    for name, value in one.values.items():
        if two.values[name] != value:
            yield Otherwise(name, value_text(value), value_text(two.values[name]))
    for who, mind in one.minds.items():
        for name, value in mind.values.items():
            other = two.minds[who].values[name]
            right = value == one.values[name] and other == two.values[name]
            if other != value and not right:
                yield Otherwise(f"{who} believes {name}", value_text(value), value_text(other))


# -- of a what-if -----------------------------------------------------------------------------


def fork_of_comparison(made: Comparison, world: World | None) -> Fork:
    """Return the two courses of a what-if.

    `world` is the one that was changed; without it, the events before the change have only their
    names.
    """
    changes = "; ".join(map(change_text, made.changes))
    first = _compared("As it is", made.original, world)
    second = _compared(f"What if: {changes}", made.forked, world)
    shared = _shared(first.events, second.events)
    # What was changed at the start comes before any beat that the two may share.
    shared = min(shared, len(made.original.before))
    return Fork(f"{made.name}: {title(made)}", first, second, shared, tuple(_outcomes(made)))


def _outcomes(made: Comparison) -> Iterator[Otherwise]:
    """Yield what is otherwise in truth, what that is worth to whom, and what is believed otherwise.

    Beliefs that are right in both courses only follow the truth and are left out.
    """
    truths = {(d.fluent, d.original, d.forked) for d in made.changed if not d.minds}
    for d in made.changed:
        if not d.minds:
            yield Otherwise(d.fluent, value_text(d.original), value_text(d.forked))
    for s in made.stakes:
        if s.original != s.forked:
            worth = f"worth to {s.character}"
            yield Otherwise(worth, value_text(s.original), value_text(s.forked))
    for d in made.changed:
        if d.minds and (d.fluent, d.original, d.forked) not in truths:
            what = "".join(f"{who} believes " for who in d.minds) + d.fluent
            yield Otherwise(what, value_text(d.original), value_text(d.forked))


def _compared(name: str, side: Compared, world: World | None) -> Branch:
    before = _before(side.before, world)
    if side.story is None:
        return Branch(name, before.events, before.words, before.states, (), has_story=False)
    course = course_of(side.world, side.story)
    after = _whole(name, course)
    return Branch(
        name,
        (*before.events, *after.events),
        (*before.words, *after.words),
        (*before.states[:-1], *after.states),
        after.endings,
    )


def _before(events: tuple[str, ...], world: World | None) -> Branch:
    """Return the beats before a change; what was forced is known by its name only."""
    if world is not None:
        try:
            return _whole("", course_of(world, events))
        except UsageError:
            pass  # an event that was forced, or stands behind a change
    return Branch("", events, events, (None,) * (len(events) + 1), ())
