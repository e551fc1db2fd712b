"""One person's mind through a story: a bar for every belief, from beat to beat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from elsewise.errors import UsageError
from elsewise.present.drawing.canvas import LINE, Canvas, number
from elsewise.present.drawing.drawn_story import Course
from elsewise.present.drawing.mind_table import WRONG, hatch, wrong_box
from elsewise.present.drawing.page_data import course_details
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.problem.names import value_text
from elsewise.telling.words import join
from elsewise.world.types import Value

WIDTH = 1000.0
MARGIN = 20.0
SIZE = 13.0
SMALL = 12.0
LEAST_BEAT = 58.0
MOST_BEAT = 150.0
MOST_LABEL = 240.0


@dataclass(frozen=True, slots=True)
class Span:
    """A belief that is held from one beat to another, both included.

    `wrong` if it is not so; `is_so` then has what is so in the meantime, one after the other.
    """

    first: int
    last: int
    value: Value
    wrong: bool
    is_so: tuple[Value, ...]


def spans_of(course: Course, who: str, fluent: str, first: int, last: int) -> Iterator[Span]:
    """Yield what a character believes of a fluent, from one beat to another."""
    begin = first
    for beat in range(first, last + 1):
        believed, wrong = _held(course, who, fluent, beat)
        if beat == last or _held(course, who, fluent, beat + 1) != (believed, wrong):
            so = (course.states[b].values[fluent] for b in range(begin, beat + 1))
            yield Span(begin, beat, believed, wrong, tuple(dict.fromkeys(so)) if wrong else ())
            begin = beat + 1


def _held(course: Course, who: str, fluent: str, beat: int) -> tuple[Value, bool]:
    """Return what is believed after a beat, and whether that is wrong."""
    state = course.states[beat]
    believed = state.minds[who].values[fluent]
    return believed, believed is not None and believed != state.values[fluent]


def draw_mind(course: Course, who: str, title: str, look: str) -> Picture:
    """Draw what one character believes through a story, a bar per belief, wrong ones marked.

    Facts of which the character believes one thing all the time, rightly, are only counted.
    Raises `UsageError` if there is no such character.
    """
    if who not in course.characters:
        raise UsageError(f"There is no character called {who}: there is {_all(course)}.")
    fluents = [f for f in course.states[0].values if _worth_drawing(course, who, f)]
    left_out = len(course.states[0].values) - len(fluents)
    label = max((text_width(f, SIZE) for f in fluents), default=60.0) + 10
    label = min(label, MOST_LABEL)
    beats = len(course.states)
    in_band = max(1, min(beats, int((WIDTH - 2 * MARGIN - label) / LEAST_BEAT)))
    bands = -(-beats // in_band)
    in_band = -(-beats // bands)
    step = min(MOST_BEAT, (WIDTH - 2 * MARGIN - label) / in_band)
    width = max(2 * MARGIN + label + step * in_band, 560)
    canvas = Canvas()
    heading = wrapped(title, 19, width - 2 * MARGIN, bold=True)
    canvas.lines(MARGIN, 34, heading, "ew-bold", 19)
    y = 34 + len(heading) * 19 * LINE
    for first in range(0, beats, in_band):
        last = min(beats, first + in_band) - 1
        y = _band(canvas, course, who, fluents, (first, last), (label, step), y, look) + 14
    y = _key(canvas, course, y, width)
    y = _notes(canvas, y, course, who, fluents, left_out)
    words = describe_mind(course, who, fluents, left_out)
    svg = canvas.svg(width, y, title, words, look, hatch(look))
    lines = {moment.number - 1: moment.number for moment in course.moments}
    return Picture(title, words, svg, width, y, look, lambda: course_details(course), lines)


def _all(course: Course) -> str:
    return join(list(course.characters)) or "nobody"


def _worth_drawing(course: Course, who: str, fluent: str) -> bool:
    spans = list(spans_of(course, who, fluent, 0, len(course.states) - 1))
    return len(spans) > 1 or spans[0].wrong


def _band(
    canvas: Canvas,
    course: Course,
    who: str,
    fluents: Sequence[str],
    beats: tuple[int, int],
    sizes: tuple[float, float],
    y: float,
    look: str,
) -> float:
    first, last = beats
    label, step = sizes
    left = MARGIN + label
    for beat in range(first, last + 1):
        x = left + (beat - first + 0.5) * step
        name = "start" if beat == 0 else str(beat)
        canvas.text(x, y + SIZE, name, "ew-bold", SIZE, anchor="middle")
    y += SIZE * LINE + 6
    top = y
    lines = Canvas()
    for fluent in fluents:
        y = _bars(lines, course, who, fluent, beats, sizes, y, look)
    if not fluents:
        lines.text(MARGIN, y + SIZE, _same(who), "ew-ink", SIZE)
        y += 24
    for beat in range(first, last + 2):
        x = left + (beat - first) * step
        canvas.path(f"M{number(x)} {number(top)}V{number(y)}", "ew-line")
    canvas.take(lines)
    return y


def _bars(
    canvas: Canvas,
    course: Course,
    who: str,
    fluent: str,
    beats: tuple[int, int],
    sizes: tuple[float, float],
    y: float,
    look: str,
) -> float:
    label, step = sizes
    name = wrapped(fluent, SIZE, label - 8)
    bars = [
        (span, wrapped(_span_text(span), SMALL, _span_width(span, step) - 10, bold=span.wrong))
        for span in spans_of(course, who, fluent, *beats)
    ]
    height = max(len(lines) for lines in (name, *(lines for _, lines in bars))) * SIZE * LINE + 9
    canvas.lines(MARGIN, y + SIZE + 5, name, "ew-ink", SIZE)
    for span, lines in bars:
        x = MARGIN + label + (span.first - beats[0]) * step + 2
        width = _span_width(span, step) - 4
        tip = f"{who}, {_when(span)}: {fluent} is {_held_words(span)}"
        if span.wrong:
            wrong_box(canvas, x, y + 2, width, height - 5, tip, look)
        else:
            canvas.rect(x, y + 2, width, height - 5, "ew-box", round_by=3, tip=tip)
        kind = "ew-wrong" if span.wrong else "ew-quiet" if span.value is None else "ew-ink"
        canvas.lines(x + 4, y + SMALL + 5.5, lines, kind, SMALL)
    return y + height


def _span_width(span: Span, step: float) -> float:
    return (span.last - span.first + 1) * step


def _span_text(span: Span) -> str:
    if not span.wrong:
        return value_text(span.value)
    return f"{WRONG}{value_text(span.value)}"


def _when(span: Span) -> str:
    if span.first == span.last:
        return "at the start" if span.first == 0 else f"after beat {span.first}"
    begin = "the start" if span.first == 0 else f"beat {span.first}"
    return f"from {begin} to beat {span.last}"


def _held_words(span: Span) -> str:
    if span.wrong:
        is_so = ", then ".join(map(value_text, span.is_so))
        return f"wrongly {value_text(span.value)} (it is {is_so})"
    return "not known" if span.value is None else value_text(span.value)


def _same(who: str) -> str:
    return f"{who} is right about everything from the start, and nothing changes for {who}."


def _key(canvas: Canvas, course: Course, y: float, width: float) -> float:
    """Say which event every beat is."""
    for moment in course.moments:
        lines = wrapped(moment.words, SMALL, width - 2 * MARGIN - 30)
        with canvas.group(f'data-spot="{moment.number}"', moment.event):
            canvas.text(MARGIN + 20, y + SMALL, str(moment.number), "ew-bold", SMALL, anchor="end")
            canvas.lines(MARGIN + 30, y + SMALL, lines, "ew-ink", SMALL)
        y += len(lines) * SMALL * LINE + 1
    return y + 8


def _notes(
    canvas: Canvas, y: float, course: Course, who: str, fluents: Sequence[str], left_out: int
) -> float:
    """Explain the signs that are used, and say what is left out."""
    last = len(course.states) - 1
    spans = [span for fluent in fluents for span in spans_of(course, who, fluent, 0, last)]
    notes = [f"{WRONG.strip()} believed, and not so"] if any(s.wrong for s in spans) else []
    if any(span.value is None for span in spans):
        notes.append("? not known")
    if left_out:
        facts = "1 fact" if left_out == 1 else f"{left_out} facts"
        notes.append(f"Not shown: {facts} of which one thing is believed throughout, rightly")
    for note in notes:
        canvas.text(MARGIN, y + SMALL, note, "ew-quiet", SMALL)
        y += SMALL * LINE + 2
    return y + 12


def describe_mind(course: Course, who: str, fluents: Sequence[str], left_out: int) -> str:
    """Say in words what one character believes from beat to beat."""
    parts = [f"Beat {moment.number}: {moment.words}" for moment in course.moments]
    if fluents:
        parts.append(f"What {who} believes:")
    for fluent in fluents:
        spans = spans_of(course, who, fluent, 0, len(course.states) - 1)
        said = "; ".join(f"{_when(span)} {_held_words(span)}" for span in spans)
        parts.append(f"{fluent}: {said}.")
    if not fluents:
        parts.append(_same(who))
    if left_out:
        parts.append(f"Not shown: facts of which {who} believes one thing, rightly: {left_out}.")
    return "\n".join(parts)
