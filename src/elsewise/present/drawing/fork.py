"""The fork picture: two courses of a day side by side, what they share, and what is otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from elsewise.errors import UsageError
from elsewise.explain.counterfactual.comparison import ComparedCourse, Comparison
from elsewise.explain.counterfactual.sentences import change_text, title
from elsewise.play.plots import Plot, as_story
from elsewise.present.drawing.canvas import LINE
from elsewise.present.drawing.drawn_story import DrawnBeat, DrawnStory, run_plot
from elsewise.present.drawing.page_data import story_data
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.sheet import MARGIN, SIZE, SMALL, WIDTH, Sheet, TableCell
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.problem.names import value_text
from elsewise.story.story import State
from elsewise.telling.words import join
from elsewise.world.model import World
from elsewise.world.types import Value

RADIUS = 11.0
COLUMN = 470.0
LEFTS = (MARGIN, WIDTH - MARGIN - COLUMN)
TRUNK = WIDTH / 2 - COLUMN / 2 + RADIUS
"""Where the middle of the signs is that stand above both columns."""
TEXT = 30.0
"""From the middle of a beat's sign to its words."""
MOST_DIFFERENCES = 20
OTHERWISE = "Otherwise at the end"

ForkDifference = tuple[str, str, str]
"""Something that is otherwise at the end: what, and how it is in the one and the other."""


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


class DrawnFork(NamedTuple):
    """Two courses beside each other. The first `shared` beats are the same in both."""

    title: str
    branches: tuple[ForkBranch, ForkBranch]
    shared: int
    differences: tuple[ForkDifference, ...]


def _shared(branches: tuple[ForkBranch, ForkBranch]) -> int:
    """Return how many first events are the same."""
    pairs = zip(*(branch.story.events for branch in branches), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _difference(what: str, first: Value, second: Value) -> ForkDifference:
    return what, value_text(first), value_text(second)


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
    return DrawnFork(f"{world.name}: two stories", branches, _shared(branches), differences)


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
    branches = (
        _compared("As it is", made.original, world),
        _compared(f"What if: {changes}", made.forked, world),
    )
    # What was changed at the start comes before any beat that the two may share.
    shared = min(_shared(branches), len(made.original.before))
    return DrawnFork(f"{made.name}: {title(made)}", branches, shared, tuple(_outcomes(made)))


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


def _compared(name: str, side: ComparedCourse, world: World | None) -> ForkBranch:
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


# -- drawing ----------------------------------------------------------------------------------


def draw_fork(fork: DrawnFork, theme: str) -> Picture:
    """Draw two courses: what they share above, then each in a column, then what is otherwise."""
    sheet = _ForkSheet(fork, theme)
    sheet.draw()
    stories = [branch.story for branch in fork.branches]
    return sheet.picture(lambda: story_data(*stories, shared=fork.shared))


class _ForkSheet(Sheet):
    """Draws a fork. `_last` is the height of the sign to which the next one is joined."""

    def __init__(self, fork: DrawnFork, theme: str) -> None:
        super().__init__(fork.title, theme)
        self._fork = fork
        self._last: float | None = None
        self._spot = 0

    def draw(self) -> None:
        """Draw everything from top to bottom."""
        for place in range(self._fork.shared):
            self._beat(self._fork.branches[0], place, TRUNK, "ew-saw")
        self._columns()
        self.y += 10
        self._differences()
        self.y += 12
        signs = (("ew-acts", "in this course only"), ("ew-saw", "in both"))
        self.legend([(22, partial(self._dot, kind), said) for kind, said in signs])

    def _dot(self, kind: str, x: float, y: float) -> None:
        self.circle(kind, x, y, 7, wide=2)

    def _columns(self) -> None:
        """Draw both courses from where they part."""
        fork, trunk = self._fork, self._last
        names = [wrapped(b.title, SIZE, COLUMN - TEXT, bold=True) for b in fork.branches]
        y, top = self.y, self.y + (4 if trunk is None else 26)
        begin = top + max(map(len, names)) * SIZE * LINE + 4
        ends = []
        others = zip(LEFTS, fork.branches, fork.branches[::-1], names, strict=True)
        for left, branch, other, lines in others:
            x = left + RADIUS
            if trunk is not None:
                way = ("M", TRUNK, trunk + RADIUS, "C", TRUNK, top, x, y, x, begin + 2)
                self.path("ew-thick", *way, wide=2)
            self.lines("ew-bold", x + TEXT, top + SIZE, lines, SIZE)
            self.say(f"{branch.title}:")
            self.y, self._last = begin, None
            for place in range(fork.shared, len(branch.story.beats)):
                both = branch.story.events[place] in other.story.events[fork.shared :]
                self._beat(branch, place, x, "ew-saw" if both else "ew-acts")
            self._end(branch, x)
            ends.append(self.y)
        self.y = max(ends)

    def _beat(self, branch: ForkBranch, place: int, x: float, kind: str) -> None:
        """Draw a beat, joined to the one before."""
        self._spot += 1
        beat = branch.story.beats[place]
        middle = self.y + RADIUS + 2
        self._join(x, middle - RADIUS)
        with self.group(f"{place + 1}. {beat.event}", data_spot=self._spot):
            self.circle(kind, x, middle, RADIUS, wide=2)
            colour = "ew-on" if kind == "ew-acts" else "ew-bold"
            self.text(colour, x, middle + 4, str(place + 1), SMALL, "middle")
            left, low, wide = x + TEXT, middle + SIZE * 0.36, COLUMN - TEXT - RADIUS
            tall = self.paragraph("ew-ink", left, low, beat.words, SIZE, wide)
        both = ", in both" if place < self._fork.shared else ""
        self.say(f"Beat {place + 1}{both}: {beat.words}", self._spot)
        self.y += max(2 * RADIUS + 8, tall + 12)
        self._last = middle

    def _join(self, x: float, y: float) -> None:
        if self._last is not None:
            self.path("ew-thick", "M", x, self._last + RADIUS, "V", y, wide=2)

    def _end(self, branch: ForkBranch, x: float) -> None:
        """Say what a course comes to."""
        self._join(x, self.y + 6)
        self.path("ew-thick", "M", x - 9, self.y + 6, "h18", wide=4)
        place, width = (x + TEXT, self.y + 11), COLUMN - TEXT - RADIUS
        self.y += 6 + self.paragraph("ew-bold", *place, branch.outcome, SIZE, width)
        none = branch.reached and not branch.story.endings
        self.say("Ending: none." if none else f"{branch.outcome.rstrip('.')}.")

    def _differences(self) -> None:
        """Draw a table of what is otherwise at the end."""
        every = self._fork.differences
        rows = every[:MOST_DIFFERENCES]
        if not rows:
            return
        label = min(COLUMN - 20, max(text_width(what, SMALL) for what, *_ in rows) + 16)
        label = max(label, text_width(OTHERWISE, SMALL, bold=True) + 16)
        half = (WIDTH - 2 * MARGIN - label) / 2
        lefts = (MARGIN, MARGIN + label, MARGIN + label + half, WIDTH - MARGIN)
        courses = [branch.title.partition(":")[0] for branch in self._fork.branches]
        titles = (OTHERWISE, *courses)
        self.y += 10
        self.row([TableCell(text, "ew-bold") for text in titles], lefts, SMALL, header=True)
        for row in rows:
            self.row([TableCell(text) for text in row], lefts, SMALL)
        if len(every) > len(rows):
            self.note(f"and {len(every) - len(rows)} more, told in words")
        self.say(f"{OTHERWISE} ({'; '.join(courses)}):")
        for what, *values in every:
            self.say(f"{what}: {'; '.join(values)}.")
