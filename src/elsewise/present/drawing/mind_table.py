"""The minds at a beat as a table: what is so, and what everyone believes, wrongly too."""

from __future__ import annotations

from collections.abc import Sequence

from elsewise.present.drawing.canvas import LINE, Canvas, number
from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.story.display import FactRow, fact_rows
from elsewise.story.story import State
from elsewise.telling.words import join

WIDTH = 1000.0
MARGIN = 20.0
SIZE = 13.0
SMALL = 12.0
PAD = 6.0
MOST_ROWS = 40
LEAST_COLUMN = 58.0
MOST_LABEL = 240.0
WRONG = "\u2717 "
"""The sign before what is believed and not so."""


def hatch(look: str) -> str:
    """Return the definition of the pattern that marks what is wrong."""
    return (
        f'<defs><pattern id="ew-hatch-{look}" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0V6" class="ew-wrong-line" stroke-width="1" '
        'opacity="0.35"/></pattern></defs>\n'
    )


def wrong_box(
    canvas: Canvas, x: float, y: float, width: float, height: float, tip: str, look: str
) -> None:
    """Draw the box of a wrong belief, behind its words."""
    canvas.rect(x, y, width, height, "ew-wrong-box", round_by=3, tip=tip)
    fill = f'fill="url(#ew-hatch-{look})" pointer-events="none"'
    canvas.rect(x, y, width, height, "ew-hatch", round_by=3, extra=fill)


def draw_mind_table(
    state: State, title: str, look: str, *, wrong_only: bool = False, owner: str | None = None
) -> Picture:
    """Draw what is so in a state and what everyone believes, wrong beliefs marked.

    Of very many facts, and with `wrong_only`, only those that somebody sees otherwise are drawn.
    `owner`: the state is what this character believes.
    """
    rows, left_out = _chosen(state, wrong_only=wrong_only)
    is_so = "is" if owner is None else f"{owner} thinks"
    header = (is_so, *state.minds)
    widths = _widths(rows, header)
    canvas = Canvas()
    heading = wrapped(title, 19, WIDTH - 2 * MARGIN, bold=True)
    canvas.lines(MARGIN, 34, heading, "ew-bold", 19)
    y = 34 + len(heading) * 19 * LINE
    y = _header(canvas, header, widths, y)
    for row in rows:
        y = _table_row(canvas, row, header, widths, y, look)
    if not rows:
        canvas.text(MARGIN, y + 18, _nothing(state), "ew-ink", SIZE)
        y += 24
    y = _notes(canvas, y + 8, left_out, rows)
    width = max(MARGIN * 2 + sum(widths), _heading_width(heading), 480)
    words = describe_table(state, rows, header, left_out)
    svg = canvas.svg(width, y, title, words, look, hatch(look))
    return Picture(title, words, svg, width, y, look)


def _heading_width(heading: Sequence[str]) -> float:
    return 2 * MARGIN + max(text_width(line, 19, bold=True) for line in heading)


def _chosen(state: State, *, wrong_only: bool) -> tuple[tuple[FactRow, ...], int]:
    rows = fact_rows(state)
    disputed = tuple(row for row in rows if row.disputed)
    if wrong_only or len(rows) > MOST_ROWS:
        return disputed, len(rows) - len(disputed)
    return rows, 0


def _nothing(state: State) -> str:
    return (
        "Everybody sees everything as it is."
        if state.values
        else "There is nothing that can change."
    )


def _widths(rows: Sequence[FactRow], header: Sequence[str]) -> tuple[float, ...]:
    """Return the widths of the columns, the facts' own first; all fit if they possibly can."""
    wanted = [max((text_width(r.fluent, SIZE) for r in rows), default=80.0) + 2 * PAD]
    for place, name in enumerate(header):
        cells = [(r.value, *r.beliefs)[place].text for r in rows]
        widest = max((text_width(WRONG + cell, SIZE, bold=True) for cell in cells), default=0.0)
        wanted.append(max(widest, text_width(name, SIZE, bold=True)) + 2 * PAD + 4)
    free = WIDTH - 2 * MARGIN
    if sum(wanted) <= free:
        return tuple(wanted)
    label = min(wanted[0], MOST_LABEL)
    share = max(LEAST_COLUMN, (free - label) / len(header))
    return (label, *(share for _ in header))


def _header(canvas: Canvas, header: Sequence[str], widths: Sequence[float], y: float) -> float:
    names = [
        wrapped(name, SIZE, width - 2 * PAD, bold=True)
        for name, width in zip(header, widths[1:], strict=True)
    ]
    height = max(len(lines) for lines in names) * SIZE * LINE + 6
    x = MARGIN + widths[0]
    for lines, width in zip(names, widths[1:], strict=True):
        first = y + height - 8 - (len(lines) - 1) * SIZE * LINE
        canvas.lines(x + PAD, first, lines, "ew-bold", SIZE)
        x += width
    canvas.path(f"M{number(MARGIN)} {number(y + height)}H{number(x)}", "ew-thick")
    return y + height


def _table_row(
    canvas: Canvas,
    row: FactRow,
    header: Sequence[str],
    widths: Sequence[float],
    y: float,
    look: str,
) -> float:
    label = wrapped(row.fluent, SIZE, widths[0] - 2 * PAD)
    cells = [
        wrapped((WRONG if c.wrong else "") + c.text, SIZE, w - 2 * PAD, bold=c.wrong)
        for c, w in zip((row.value, *row.beliefs), widths[1:], strict=True)
    ]
    height = max(len(lines) for lines in (label, *cells)) * SIZE * LINE + 7
    canvas.lines(MARGIN, y + SIZE + 4, label, "ew-ink", SIZE)
    x = MARGIN + widths[0]
    for name, cell, lines, width in zip(
        header, (row.value, *row.beliefs), cells, widths[1:], strict=True
    ):
        if cell.wrong:
            tip = f"{name} wrongly believes {row.fluent}: {cell.text}; it is {row.value.text}"
            wrong_box(canvas, x + 1, y + 1.5, width - 2, height - 3, tip, look)
        kind = "ew-wrong" if cell.wrong else "ew-quiet" if cell.text == "?" else "ew-ink"
        canvas.lines(x + PAD, y + SIZE + 4, lines, kind, SIZE)
        x += width
    canvas.path(f"M{number(MARGIN)} {number(y + height)}H{number(x)}", "ew-line")
    return y + height


def _notes(canvas: Canvas, y: float, left_out: int, rows: Sequence[FactRow]) -> float:
    notes = []
    if any(cell.wrong for row in rows for cell in row.beliefs):
        notes.append(f"{WRONG.strip()} believed, and not so")
    if any(cell.text == "?" for row in rows for cell in (row.value, *row.beliefs)):
        notes.append("? not known")
    for note in notes:
        canvas.text(MARGIN, y + SMALL, note, "ew-quiet", SMALL)
        y += SMALL * LINE + 2
    if left_out:
        canvas.text(MARGIN, y + SMALL, _left_out(left_out), "ew-quiet", SMALL)
        y += SMALL * LINE + 2
    return y + 12


def _left_out(many: int) -> str:
    facts = "1 further fact" if many == 1 else f"{many} further facts"
    return f"{facts}, which everybody sees as {'it is' if many == 1 else 'they are'}, not shown"


def describe_table(
    state: State, rows: Sequence[FactRow], header: Sequence[str], left_out: int
) -> str:
    """Say a table of minds in words: every fact, and who believes otherwise."""
    parts = [_row_words(row, header) for row in rows] or [_nothing(state)]
    if left_out:
        parts.append(f"{_left_out(left_out)}.")
    return "\n".join(parts)


def _row_words(row: FactRow, header: Sequence[str]) -> str:
    said = f"{row.fluent} {header[0]} {row.value.text}."
    others: dict[tuple[str, bool], list[str]] = {}
    for name, cell in zip(header[1:], row.beliefs, strict=True):
        if cell.text != row.value.text:
            others.setdefault((cell.text, cell.wrong), []).append(name)
    for (text, wrong), names in others.items():
        verb = ("believes" if len(names) == 1 else "believe") if wrong else None
        if verb is not None:
            said += f" {join(names)} wrongly {verb} {text}."
        else:
            said += f" {join(names)} {'does' if len(names) == 1 else 'do'} not know."
    return said
