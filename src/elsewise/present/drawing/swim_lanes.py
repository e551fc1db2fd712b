"""Swim lanes: a lane per person, beats from top to bottom; who acts, who saw, what led to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from elsewise.present.drawing.canvas import LINE, Canvas, arrow_tip, number
from elsewise.present.drawing.drawn_story import Course, Follower, Moment
from elsewise.present.drawing.page_data import course_details
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.telling.words import join

WIDTH = 1000.0
MARGIN = 20.0
TEXT_LEFT = 58.0
SIZE = 13.0
SMALL = 12.0
LEAST_TEXT, MOST_TEXT = 240.0, 420.0
LEAST_LANE, MOST_LANE = 44.0, 120.0
INDENT = 16.0
TRACK = 9.0
MOST_GUTTER = 200.0
GAP = 14.0
RADIUS = 8.0
REASON_DASHES = "3 2"

Pair = tuple[int, int]
"""Two beats by their numbers from 1, the earlier one first."""

Causes = Mapping[Pair, bool]
"""Beats that are causes of others; True where it made the other possible, and did not only give
somebody a reason."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where things stand: `text` is the width of the words, `lanes` the middle of each lane.

    `causes` is where arrows begin, `track` the distance of their tracks.
    """

    text: float
    causes: float
    track: float
    lanes: tuple[float, ...]
    lane: float
    width: float


def draw_lanes(course: Course, causes: Causes, title: str, look: str) -> Picture:
    """Draw the course of a story, with arrows from the beats that are causes of others to these."""
    tracks = _tracks(causes)
    columns = _columns(course, max(tracks.values(), default=-1) + 1)
    canvas = Canvas()
    y = _head(canvas, course, columns, title)
    canvas, body = Canvas(), canvas
    rows: dict[int, float] = {}
    top = y
    y = _followed(canvas, course, columns, course.at_start, y)
    for moment in course.moments:
        y += GAP / 2
        rows[moment.number] = y + SIZE * 0.85
        y = _row(canvas, course, columns, moment, y)
        y = _followed(canvas, course, columns, moment.followed, y) + GAP / 2
    if not course.moments:
        canvas.text(TEXT_LEFT, y + SIZE, "Nothing needs to happen.", "ew-ink", SIZE)
        y += 2 * SIZE
    for x in columns.lanes:
        body.path(f"M{number(x)} {number(top - 6)}V{number(y)}", "ew-line")
    if course.endings:
        canvas.text(TEXT_LEFT, y + SIZE + 4, _ending(course), "ew-bold", SIZE)
        y += SIZE * LINE + 8
    for pair, track in sorted(tracks.items()):
        _cause(body, columns, rows, pair, track, enables=causes[pair])
    body.take(canvas)
    y = _legend(body, y + 22, causes, course)
    words = describe_lanes(course, causes)
    svg = body.svg(columns.width, y, title, words, look)
    lines = {
        place: int(line.split(":")[0].removeprefix("Beat "))
        for place, line in enumerate(words.splitlines())
        if line.startswith("Beat ")
    }
    return Picture(title, words, svg, columns.width, y, look, lambda: course_details(course), lines)


def _columns(course: Course, tracks: int) -> _Columns:
    names = max((text_width(n, SIZE, bold=True) for n in course.characters), default=0.0)
    track = min(TRACK, MOST_GUTTER / max(1, tracks))
    gutter = track * tracks + (24 if tracks else 10)
    many = max(1, len(course.characters))
    free = WIDTH - TEXT_LEFT - gutter - MARGIN
    text = min(max(_needed(course), LEAST_TEXT), MOST_TEXT, max(LEAST_TEXT, free - many * names))
    lane = min(MOST_LANE, max(LEAST_LANE, (free - text) / many))
    begin = TEXT_LEFT + text + gutter
    lanes = tuple(begin + lane * (i + 0.5) for i in range(len(course.characters)))
    width = begin + lane * many + MARGIN
    return _Columns(text, TEXT_LEFT + text + 6, track, lanes, lane, width)


def _needed(course: Course) -> float:
    """Return the width in which every sentence of a course stands in one line."""
    widths = [text_width(m.words, SIZE) for m in course.moments]
    followed = [*course.at_start, *(f for m in course.moments for f in m.followed)]
    return max((*widths, *(text_width(f.words, SMALL) + INDENT for f in followed)), default=0.0) + 1


def _tracks(causes: Iterable[Pair]) -> dict[Pair, int]:
    """Give every arrow a track so that none lies on another; short ones run nearest the words."""
    taken: list[list[Pair]] = []
    found: dict[Pair, int] = {}
    for cause in sorted(set(causes), key=lambda c: (c[1] - c[0], c)):
        free = (t for t, on in enumerate(taken) if all(_apart(cause, other) for other in on))
        track = next(free, len(taken))
        if track == len(taken):
            taken.append([])
        taken[track].append(cause)
        found[cause] = track
    return found


def _apart(one: Pair, other: Pair) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]


def _head(canvas: Canvas, course: Course, columns: _Columns, title: str) -> float:
    """Write the title and the names above the lanes; return where the beats begin."""
    heading = wrapped(title, 19, columns.width - 2 * MARGIN, bold=True)
    canvas.lines(MARGIN, 34, heading, "ew-bold", 19)
    y = 34 + len(heading) * 19 * LINE
    names = [wrapped(n, SIZE, columns.lane - 6, bold=True) for n in course.characters]
    deepest = max((len(lines) for lines in names), default=1)
    for x, lines in zip(columns.lanes, names, strict=True):
        first = y + (deepest - len(lines)) * SIZE * LINE + 8
        canvas.lines(x, first, lines, "ew-bold", SIZE, anchor="middle")
    return y + deepest * SIZE * LINE + 4


def _row(canvas: Canvas, course: Course, columns: _Columns, moment: Moment, y: float) -> float:
    """Draw a beat and return where the next thing begins."""
    lines = wrapped(moment.words, SIZE, columns.text)
    canvas.text(TEXT_LEFT - 10, y + SIZE, str(moment.number), "ew-quiet", SIZE, anchor="end")
    tip = "\n".join((f"{moment.number}. {moment.event}", *moment.because))
    with canvas.group(f'data-spot="{moment.number}"', tip):
        canvas.lines(TEXT_LEFT, y + SIZE, lines, "ew-ink", SIZE)
        _signs(canvas, course, columns, moment, y + SIZE * 0.65)
    return y + max(len(lines) * SIZE * LINE, 2 * RADIUS + 4)


def _signs(canvas: Canvas, course: Course, columns: _Columns, moment: Moment, y: float) -> None:
    lane = dict(zip(course.characters, columns.lanes, strict=True))
    there = [lane[name] for name in (*moment.actors, *moment.seers, *moment.told)]
    if len(there) > 1:
        canvas.path(f"M{number(min(there))} {number(y)}H{number(max(there))}", "ew-line", wide=2)
    for name in moment.seers:
        with canvas.group("", f"{name} sees it"):
            canvas.circle(lane[name], y, RADIUS - 1, "ew-saw", wide=2)
            canvas.circle(lane[name], y, 2.5, "ew-acts")
    for name in moment.actors:
        canvas.circle(lane[name], y, RADIUS, "ew-acts", tip=f"{name} acts")
    speaker = lane[moment.actors[0]] if moment.actors else None
    for name in moment.told:
        if speaker is not None:
            _telling(canvas, speaker, lane[name], y, f"{name} comes to believe something by it")


def _telling(canvas: Canvas, begin: float, end: float, y: float, tip: str) -> None:
    """Draw an arrow in a bow from who says something to who is told."""
    right = end > begin
    goal = end - (RADIUS + 1 if right else -RADIUS - 1)
    start = begin + (4 if right else -4)
    bow = number(y - RADIUS - 15)
    middle = number((start + goal) / 2)
    way = f"M{number(start)} {number(y - RADIUS)}Q{middle} {bow} {number(goal)} {number(y - 4)}"
    canvas.path(way, "ew-tells", wide=2, dashed="5 3", tip=tip)
    canvas.path(
        arrow_tip(goal + (2 if right else -2), y - 3, "right" if right else "left"), "ew-tells-tip"
    )


def _followed(
    canvas: Canvas, course: Course, columns: _Columns, followed: Sequence[Follower], y: float
) -> float:
    """Draw what followed a beat by itself, and in whose mind."""
    lane = dict(zip(course.characters, columns.lanes, strict=True))
    for follower in followed:
        lines = wrapped(follower.words, SMALL, columns.text - INDENT)
        _corner(canvas, TEXT_LEFT + 1, y + 1)
        canvas.lines(TEXT_LEFT + INDENT, y + SMALL, lines, "ew-quiet", SMALL)
        for name in follower.minds:
            x, middle = lane[name], y + SMALL * 0.6
            way = f"M{number(x)} {number(middle - 6)}l6 6l-6 6l-6 -6Z"
            canvas.path(way, "ew-follows", wide=2, tip=f"{name}: {follower.words}")
        y += len(lines) * SMALL * LINE + 2
    return y


def _corner(canvas: Canvas, x: float, y: float) -> None:
    canvas.path(f"M{number(x)} {number(y)}v8h8", "ew-thick")


def _cause(
    canvas: Canvas,
    columns: _Columns,
    rows: dict[int, float],
    cause: Pair,
    track: int,
    *,
    enables: bool,
) -> None:
    early, late = rows[cause[0]], rows[cause[1]]
    x = columns.causes
    out = x + 12 + track * columns.track
    way = (
        f"M{number(x)} {number(early)}H{number(out - 4)}q4 0 4 4"
        f"V{number(late - 10)}q0 4 -4 4H{number(x + 6)}"
    )
    did = f"made beat {cause[1]} possible" if enables else f"gave a reason for beat {cause[1]}"
    dashed = "" if enables else REASON_DASHES
    canvas.path(way, "ew-thick", dashed=dashed, tip=f"Beat {cause[0]} {did}")
    canvas.path(arrow_tip(x, late - 6, "left", 3.5), "ew-tip")


def _legend(canvas: Canvas, y: float, causes: Causes, course: Course) -> float:
    """Explain the signs that are used; return where the picture ends."""
    signs = ["acts"]
    if any(m.seers for m in course.moments):
        signs.append("saw")
    if any(m.told for m in course.moments):
        signs.append("tells")
    if any(f.minds for m in course.moments for f in m.followed):
        signs.append("follows")
    signs += ["cause"] if True in causes.values() else []
    signs += ["reason"] if False in causes.values() else []
    x = MARGIN
    for sign in signs:
        _sign(canvas, sign, x + 10, y)
        canvas.text(x + 28, y + 4, _LEGEND[sign], "ew-quiet", SMALL)
        x += 28 + text_width(_LEGEND[sign], SMALL) + 22
    return y + 22


_LEGEND = {
    "acts": "acts",
    "saw": "sees it",
    "tells": "is told something",
    "follows": "comes to think so",
    "cause": "made possible",
    "reason": "gave a reason",
}


def _sign(canvas: Canvas, sign: str, x: float, y: float) -> None:
    match sign:
        case "acts":
            canvas.circle(x, y, RADIUS, "ew-acts")
        case "saw":
            canvas.circle(x, y, RADIUS - 1, "ew-saw", wide=2)
            canvas.circle(x, y, 2.5, "ew-acts")
        case "tells":
            canvas.path(f"M{number(x - 10)} {number(y)}h14", "ew-tells", wide=2, dashed="5 3")
            canvas.path(arrow_tip(x + 11, y, "right"), "ew-tells-tip")
        case "follows":
            canvas.path(f"M{number(x)} {number(y - 6)}l6 6l-6 6l-6 -6Z", "ew-follows", wide=2)
        case _:
            way = f"M{number(x - 8)} {number(y - 6)}h12q4 0 4 4v4q0 4 -4 4h-6"
            canvas.path(way, "ew-thick", dashed=REASON_DASHES if sign == "reason" else "")
            canvas.path(arrow_tip(x - 8, y + 6, "left", 3.5), "ew-tip")


def describe_lanes(course: Course, causes: Causes) -> str:
    """Say in words what the lanes show: every beat, who acts, who sees and is told, and causes."""
    parts: list[str] = [f"People: {join(list(course.characters))}."] if course.characters else []
    parts += [follower.words for follower in course.at_start]
    before: dict[tuple[int, bool], list[str]] = {}
    for (early, late), enables in sorted(causes.items()):
        before.setdefault((late, enables), []).append(str(early))
    for moment in course.moments:
        said = [f"Beat {moment.number}: {moment.words}"]
        if moment.seers:
            said.append(f"{join(list(moment.seers))} {_see(moment.seers)} it.")
        if moment.told:
            said.append(f"{join(list(moment.told))} {_be(moment.told)} told something by it.")
        said += [follower.words for follower in moment.followed]
        if (moment.number, True) in before:
            said.append(f"Made possible by {_beats(before[moment.number, True])}.")
        if (moment.number, False) in before:
            said.append(f"With a reason from {_beats(before[moment.number, False])}.")
        parts.append(" ".join(said))
    if not course.moments:
        parts.append("Nothing needs to happen.")
    if course.endings:
        parts.append(f"{_ending(course)}.")
    return "\n".join(parts)


def _ending(course: Course) -> str:
    return f"Ending: {join(list(course.endings))}"


def _see(names: Sequence[str]) -> str:
    return "sees" if len(names) == 1 else "see"


def _be(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _beats(numbers: list[str]) -> str:
    return f"beat {numbers[0]}" if len(numbers) == 1 else f"beats {join(numbers)}"
