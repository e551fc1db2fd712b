"""The fork picture: two courses side by side from where they part."""

from __future__ import annotations

from functools import partial
from itertools import count

from elsewise.present.drawing.canvas import LINE
from elsewise.present.drawing.fork_branches import DrawnFork, ForkBranch
from elsewise.present.drawing.page_data import PageData, StoryData, no_data
from elsewise.present.drawing.picture import Picture, Said
from elsewise.present.drawing.sheet import MARGIN, SIZE, SMALL, WIDTH, Sheet, TableCell
from elsewise.present.drawing.text_metrics import text_width, wrapped

RADIUS = 11.0
COLUMN = 470.0
LEFTS = (MARGIN, WIDTH - MARGIN - COLUMN)
TRUNK = WIDTH / 2 - COLUMN / 2 + RADIUS
"""Where the middle of the signs is that stand above both columns."""
TEXT = 30.0
"""From the middle of a beat's sign to its words."""
MOST_DIFFERENCES = 20
OTHERWISE = "Otherwise at the end"


def draw_fork(fork: DrawnFork, theme: str) -> Picture:
    """Draw two courses: what they share above, then each in a column, then what is otherwise."""
    sheet = _ForkSheet(fork, theme)
    sheet.draw()
    return sheet.picture(describe_fork(fork), lambda: fork_data(fork))


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
            self._beat(self._fork.first, place, TRUNK, "ew-saw")
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

    def _differences(self) -> None:
        """Draw a table of what is otherwise at the end."""
        every = self._fork.differences
        rows = every[:MOST_DIFFERENCES]
        if not rows:
            return
        label = min(COLUMN - 20, max(text_width(row.what, SMALL) for row in rows) + 16)
        label = max(label, text_width(OTHERWISE, SMALL, bold=True) + 16)
        half = (WIDTH - 2 * MARGIN - label) / 2
        lefts = (MARGIN, MARGIN + label, MARGIN + label + half, WIDTH - MARGIN)
        titles = (OTHERWISE, *(_short(branch) for branch in self._fork.branches))
        self.y += 10
        self.row([TableCell(text, "ew-bold") for text in titles], lefts, SMALL, header=True)
        for row in rows:
            self.row([TableCell(text) for text in row], lefts, SMALL)
        if len(every) > len(rows):
            self.note(f"and {len(every) - len(rows)} more, told in words")


def _short(branch: ForkBranch) -> str:
    return branch.title.partition(":")[0]


# -- in words, and beside the picture ---------------------------------------------------------


def describe_fork(fork: DrawnFork) -> list[Said]:
    """Say both courses in words."""
    spots = count(1)
    parts: list[Said] = [
        (f"Beat {place}, in both: {words}", next(spots))
        for place, words in enumerate(fork.first.story.words[: fork.shared], start=1)
    ]
    for branch in fork.branches:
        parts.append((f"{branch.title}:", None))
        for place, words in enumerate(branch.story.words[fork.shared :], start=fork.shared + 1):
            parts.append((f"Beat {place}: {words}", next(spots)))
        none = branch.reached and not branch.story.endings
        outcome = "Ending: none" if none else branch.outcome.rstrip(".")
        parts.append((f"{outcome}.", None))
    if fork.differences:
        parts.append((f"{OTHERWISE} ({_short(fork.first)}; {_short(fork.second)}):", None))
    parts += [(f"{row.what}: {row.first}; {row.second}.", None) for row in fork.differences]
    return parts


def fork_data(fork: DrawnFork) -> PageData:
    """Return the states of both courses, in the order of the spots; empty if some are not known."""
    stories, shared = [branch.story for branch in fork.branches], fork.shared
    if not all(story.states for story in stories):
        return no_data()
    endings = dict.fromkeys(ending for story in stories for ending in story.endings)
    made = StoryData(stories[0].states[0], [*endings])
    made.add(stories[0].states[: shared + 1], [None, *stories[0].words[:shared]], ())
    for story in stories:
        made.add(story.states[shared + 1 :], story.words[shared:], story.endings, before=shared)
    return made.done()
