"""The fork picture: two courses side by side from where they part."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.present.drawing.canvas import LINE, Canvas, number
from elsewise.present.drawing.fork_branches import Branch, Fork
from elsewise.present.drawing.page_data import Details, add_states
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.telling.words import join

WIDTH = 1000.0
MARGIN = 20.0
SIZE = 13.0
SMALL = 12.0
RADIUS = 11.0
COLUMN = 470.0
LEFTS = (MARGIN, WIDTH - MARGIN - COLUMN)
TEXT = 30.0
"""From the middle of a beat's sign to its words."""
MOST_OTHERWISE = 20
OTHERWISE = "Otherwise at the end"


def draw_fork(fork: Fork, look: str) -> Picture:
    """Draw two courses: what they share above, then each in a column, then what is otherwise."""
    canvas = Canvas()
    heading = wrapped(fork.title, 19, WIDTH - 2 * MARGIN, bold=True)
    canvas.lines(MARGIN, 34, heading, "ew-bold", 19)
    y = 34 + len(heading) * 19 * LINE
    y, trunk = _trunk(canvas, fork, y)
    y = _columns(canvas, fork, y, trunk)
    y = _otherwise(canvas, fork, y + 10)
    y = _legend(canvas, y + 6)
    words, lines = describe_fork(fork)
    svg = canvas.svg(WIDTH, y, fork.title, words, look)
    return Picture(fork.title, words, svg, WIDTH, y, look, lambda: fork_details(fork), lines)


def _trunk(canvas: Canvas, fork: Fork, y: float) -> tuple[float, float | None]:
    """Draw the beats that both share; return where they end, and the height of the last sign."""
    x = WIDTH / 2 - COLUMN / 2 + RADIUS
    last: float | None = None
    for place in range(fork.shared):
        y, last = _beat(canvas, fork.first, place, x, y, last, "ew-saw", place + 1)
    return y, last


def _columns(canvas: Canvas, fork: Fork, y: float, trunk: float | None) -> float:
    """Draw both courses from where they part; return where the longer one ends."""
    branches = (fork.first, fork.second)
    names = [wrapped(b.title, SIZE, COLUMN - TEXT, bold=True) for b in branches]
    fork_x = WIDTH / 2 - COLUMN / 2 + RADIUS
    tall = max(len(lines) for lines in names) * SIZE * LINE
    top = y + (26 if trunk is not None else 4)
    ends = []
    first_spot = fork.shared + 1
    for left, branch, other, lines in zip(LEFTS, branches, branches[::-1], names, strict=True):
        x = left + RADIUS
        begin = top + tall + 4
        if trunk is not None:
            way = f"M{number(fork_x)} {number(trunk + RADIUS)}"
            way += f"C{number(fork_x)} {number(top)} {number(x)} {number(y)} "
            way += f"{number(x)} {number(begin + 2)}"
            canvas.path(way, "ew-thick", wide=2)
        canvas.lines(x + TEXT, top + SIZE, lines, "ew-bold", SIZE)
        also = set(other.events[fork.shared :])
        here, last = begin, None
        for place in range(fork.shared, len(branch.events)):
            kind = "ew-saw" if branch.events[place] in also else "ew-acts"
            here, last = _beat(canvas, branch, place, x, here, last, kind, first_spot)
            first_spot += 1
        ends.append(_end(canvas, branch, x, here, last))
    return max(ends)


def _beat(
    canvas: Canvas,
    branch: Branch,
    place: int,
    x: float,
    y: float,
    before: float | None,
    kind: str,
    spot: int,
) -> tuple[float, float]:
    """Draw a beat; return where the next begins, and the height of this one's sign."""
    lines = wrapped(branch.words[place], SIZE, COLUMN - TEXT - RADIUS)
    middle = y + RADIUS + 2
    if before is not None:
        way = f"M{number(x)} {number(before + RADIUS)}V{number(middle - RADIUS)}"
        canvas.path(way, "ew-thick", wide=2)
    with canvas.group(f'data-spot="{spot}"', f"{place + 1}. {branch.events[place]}"):
        canvas.circle(x, middle, RADIUS, kind, wide=2)
        colour = "ew-on" if kind == "ew-acts" else "ew-bold"
        canvas.text(x, middle + 4, str(place + 1), colour, SMALL, anchor="middle")
        canvas.lines(x + TEXT, middle + SIZE * 0.36, lines, "ew-ink", SIZE)
    return y + max(2 * RADIUS + 8, len(lines) * SIZE * LINE + 12), middle


def _end(canvas: Canvas, branch: Branch, x: float, y: float, before: float | None) -> float:
    """Say what a course comes to; return where it ends."""
    said = "No story reaches an ending within these limits."
    if branch.has_story:
        said = (
            f"Ending: {join(list(branch.endings))}" if branch.endings else "No ending is reached."
        )
    lines = wrapped(said, SIZE, COLUMN - TEXT - RADIUS, bold=True)
    if before is not None:
        canvas.path(f"M{number(x)} {number(before + RADIUS)}V{number(y + 6)}", "ew-thick", wide=2)
    canvas.path(f"M{number(x - 9)} {number(y + 6)}h18", "ew-thick", wide=4)
    canvas.lines(x + TEXT, y + 11, lines, "ew-bold", SIZE)
    return y + 6 + len(lines) * SIZE * LINE


def _otherwise(canvas: Canvas, fork: Fork, y: float) -> float:
    """Draw a table of what is otherwise at the end."""
    if not fork.otherwise:
        return y
    rows = fork.otherwise[:MOST_OTHERWISE]
    label = min(COLUMN - 20, max(text_width(row.what, SMALL) for row in rows) + 16)
    label = max(label, text_width(OTHERWISE, SMALL, bold=True) + 16)
    half = (WIDTH - 2 * MARGIN - label) / 2
    columns = (MARGIN, MARGIN + label, MARGIN + label + half)
    titles = (OTHERWISE, _short(fork.first), _short(fork.second))
    y = _row(canvas, titles, columns, "ew-bold", y + 10)
    for row in rows:
        canvas.path(f"M{number(MARGIN)} {number(y)}H{number(WIDTH - MARGIN)}", "ew-line")
        y = _row(canvas, (row.what, row.first, row.second), columns, "ew-ink", y)
    left = len(fork.otherwise) - len(rows)
    if left:
        canvas.text(MARGIN, y + SMALL + 3, f"and {left} more, told in words", "ew-quiet", SMALL)
        y += SMALL * LINE + 5
    return y


def _row(
    canvas: Canvas, texts: Sequence[str], columns: Sequence[float], kind: str, y: float
) -> float:
    """Write a row of the table; return where the next begins."""
    ends = (*columns[1:], WIDTH - MARGIN)
    tallest = 1
    for text, begin, end in zip(texts, columns, ends, strict=True):
        lines = wrapped(text, SMALL, end - begin - 10, bold=kind == "ew-bold")
        canvas.lines(begin, y + SMALL + 3, lines, kind, SMALL)
        tallest = max(tallest, len(lines))
    return y + tallest * SMALL * LINE + 5


def _legend(canvas: Canvas, y: float) -> float:
    x = MARGIN + RADIUS
    for kind, said in (("ew-acts", "in this course only"), ("ew-saw", "in both")):
        canvas.circle(x, y + 12, 7, kind, wide=2)
        canvas.text(x + 16, y + 16, said, "ew-quiet", SMALL)
        x += text_width(said, SMALL) + 56
    return y + 36


# -- in words, and beside the picture ---------------------------------------------------------


def describe_fork(fork: Fork) -> tuple[str, dict[int, int]]:
    """Say both courses in words; return also which lines are about which spot."""
    parts: list[str] = []
    lines: dict[int, int] = {}
    spot = 0
    for place in range(fork.shared):
        spot += 1
        lines[len(parts)] = spot
        parts.append(f"Beat {place + 1}, in both: {fork.first.words[place]}")
    for branch in (fork.first, fork.second):
        parts.append(f"{branch.title}:")
        for place in range(fork.shared, len(branch.events)):
            spot += 1
            lines[len(parts)] = spot
            parts.append(f"Beat {place + 1}: {branch.words[place]}")
        if not branch.has_story:
            parts.append("No story reaches an ending within these limits.")
        else:
            parts.append(f"Ending: {join(list(branch.endings)) or 'none'}.")
    if fork.otherwise:
        parts.append(f"{OTHERWISE} ({_short(fork.first)}; {_short(fork.second)}):")
    parts += [f"{row.what}: {row.first}; {row.second}." for row in fork.otherwise]
    return "\n".join(parts), lines


def _short(branch: Branch) -> str:
    return branch.title.partition(":")[0]


def fork_details(fork: Fork) -> Details:
    """Return the states of both courses, in the order of the spots; empty if some are not known."""
    states = (*fork.first.states, *fork.second.states)
    known = [state for state in states if state is not None]
    if len(known) < len(states):
        return Details([], [], [])
    goals = list(dict.fromkeys((*fork.first.endings, *fork.second.endings)))
    made = Details(list(known[0].minds), list(known[0].values), goals)
    trunk = [s for s in fork.first.states[: fork.shared + 1] if s is not None]
    add_states(made, trunk, [None, *fork.first.words[: fork.shared]], ())
    for branch in (fork.first, fork.second):
        after = [s for s in branch.states[fork.shared + 1 :] if s is not None]
        words: Sequence[str] = branch.words[fork.shared :]
        add_states(made, after, words, branch.endings, before=fork.shared)
    return made
