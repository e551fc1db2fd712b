"""Two courses of a day: what they share, where they part, and what is otherwise at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from elsewise.errors import UsageError
from elsewise.explain.counterfactual.comparison import Comparison, Course
from elsewise.explain.counterfactual.sentences import change_text, title
from elsewise.play.plots import Plot, as_story
from elsewise.present.drawing.drawn_story import DrawnBeat, DrawnStory, run_plot
from elsewise.problem.names import value_text
from elsewise.story.story import State
from elsewise.telling.words import join
from elsewise.world.model import World
from elsewise.world.types import Value


class ForkBranch(NamedTuple):
    """One of two courses, from its first beat on.

    Where nothing is reached, the story is only what both share, and not `reached`.
    """

    title: str
    story: DrawnStory
    reached: bool = True

    @property
    def outcome(self) -> str:
        """What the course comes to, in words."""
        if not self.reached:
            return "No story reaches an ending within these limits."
        endings = join(self.story.endings)
        return f"Ending: {endings}" if endings else "No ending is reached."


class ForkDifference(NamedTuple):
    """Something that is otherwise at the end: what, and how it is in the one and the other."""

    what: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class DrawnFork:
    """Two courses beside each other. The first `shared` beats are the same in both."""

    title: str
    first: ForkBranch
    second: ForkBranch
    shared: int
    differences: tuple[ForkDifference, ...]

    @property
    def branches(self) -> tuple[ForkBranch, ForkBranch]:
        """Both courses."""
        return self.first, self.second


def _shared(one: ForkBranch, two: ForkBranch) -> int:
    """Return how many first events are the same."""
    pairs = zip(one.story.events, two.story.events, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _difference(what: str, first: Value, second: Value) -> ForkDifference:
    return ForkDifference(what, value_text(first), value_text(second))


# -- of two stories ---------------------------------------------------------------------------


def fork_of_stories(world: World, first: Plot, second: Plot) -> DrawnFork:
    """Return two stories of a world beside each other.

    Raises `UsageError` if they are the same, or an event of one cannot happen where it stands.
    """
    if as_story(first).events == as_story(second).events:
        raise UsageError("The two stories are the same, beat for beat: they part nowhere.")
    one, two = run_plot(world, first), run_plot(world, second)
    branches = ForkBranch("One story", one), ForkBranch("The other story", two)
    differences = tuple(_differences(one.states[-1], two.states[-1]))
    return DrawnFork(f"{world.name}: two stories", *branches, _shared(*branches), differences)


def _differences(one: State, two: State) -> Iterator[ForkDifference]:
    """Yield what is otherwise in truth, then in minds, but for what is rightly believed in both."""
    for name, value in one.values.items():
        if two.values[name] != value:
            yield _difference(name, value, two.values[name])
    for who, mind in one.minds.items():
        for name, value in mind.values.items():
            other = two.minds[who].values[name]
            right = value == one.values[name] and other == two.values[name]
            if other != value and not right:
                yield _difference(f"{who} believes {name}", value, other)


# -- of a what-if -----------------------------------------------------------------------------


def fork_of_comparison(made: Comparison, world: World | None) -> DrawnFork:
    """Return the two courses of a what-if.

    `world` is the one that was changed; without it, the events before the change have only their
    names.
    """
    changes = "; ".join(map(change_text, made.changes))
    first = _compared("As it is", made.original, world)
    second = _compared(f"What if: {changes}", made.forked, world)
    # What was changed at the start comes before any beat that the two may share.
    shared = min(_shared(first, second), len(made.original.before))
    return DrawnFork(f"{made.name}: {title(made)}", first, second, shared, tuple(_outcomes(made)))


def _outcomes(made: Comparison) -> Iterator[ForkDifference]:
    """Yield what is otherwise in truth, what that is worth to whom, and what is believed otherwise.

    Beliefs that are right in both courses only follow the truth and are left out.
    """
    differences = [(d, _difference(d.subject, d.original, d.forked)) for d in made.notable]
    yield from (shown for difference, shown in differences if not difference.minds)
    for s in made.stakes:
        if s.original != s.forked:
            yield _difference(f"worth to {s.character}", s.original, s.forked)
    yield from (shown for difference, shown in differences if difference.minds)


def _compared(name: str, side: Course, world: World | None) -> ForkBranch:
    before = _before(side.before, world)
    if side.story is None:
        return ForkBranch(name, before, reached=False)
    return ForkBranch(name, before.then(run_plot(side.world, side.story)))


def _before(events: tuple[str, ...], world: World | None) -> DrawnStory:
    """Return the beats before a change; what was forced is known by its name only."""
    if world is not None:
        with suppress(UsageError):  # an event that was forced, or stands behind a change
            return run_plot(world, events)
    return DrawnStory(tuple(DrawnBeat(event, event) for event in events))
