"""The minds at a beat as a table: what is so, and what everyone believes, wrongly too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from elsewise.present.drawing.picture import Picture
from elsewise.present.drawing.sheet import MARGIN, PAD, SIZE, TITLE, WIDTH, WRONG, Sheet, TableCell
from elsewise.present.drawing.text_metrics import text_width, wrapped
from elsewise.show.layout import counted
from elsewise.story.display import FactRow, fact_rows
from elsewise.story.story import State
from elsewise.telling.words import join

MOST_ROWS = 40
LEAST_COLUMN = 58.0
LEAST_WIDTH = 480.0
MOST_LABEL = 240.0
SAME = "Everybody sees everything as it is."


def draw_mind_table(
    state: State, title: str, theme: str, *, wrong_only: bool = False, owner: str | None = None
) -> Picture:
    """Draw what is so in a state and what everyone believes, wrong beliefs marked.

    Of very many facts, and with `wrong_only`, only those that somebody sees otherwise are drawn.
    `owner`: the state is what this character believes.
    """
    every = rows = fact_rows(state)
    if wrong_only or len(rows) > MOST_ROWS:
        rows = tuple(row for row in rows if row.disputed)
    header = ("is" if owner is None else f"{owner} thinks", *state.minds)
    sheet = Sheet(title, theme)
    lefts = _lefts(rows, header)
    sheet.row([TableCell(name, "ew-bold") for name in ("", *header)], lefts, header=True)
    for row in rows:
        sheet.row(_cells(row, header), lefts)
        sheet.say(_row_words(row, header))
    if not rows:
        nothing = SAME if every else "There is nothing that can change."
        sheet.note(nothing, "ew-ink", SIZE)
        sheet.say(nothing)
    cells = [cell for row in rows for cell in (row.value, *row.beliefs)]
    sheet.y += 8
    sheet.belief_notes(any(c.wrong for c in cells), any(c.text == "?" for c in cells))
    if many := len(every) - len(rows):
        they_are = "it is" if many == 1 else "they are"
        left_out = f"{counted(many, 'further fact')}, which everybody sees as {they_are}, not shown"
        sheet.note(left_out)
        sheet.say(f"{left_out}.")
    sheet.y += 12
    sheet.width = max(MARGIN + lefts[-1], 2 * MARGIN + _heading(title), LEAST_WIDTH)
    return sheet.picture()


def _heading(title: str) -> float:
    """Return how wide a title is, in as many lines as it needs."""
    lines = wrapped(title, TITLE, WIDTH - 2 * MARGIN, bold=True)
    return max(text_width(line, TITLE, bold=True) for line in lines)


def _lefts(rows: Sequence[FactRow], header: Sequence[str]) -> list[float]:
    """Return where the columns begin, the facts' own first; all fit if they possibly can."""
    wanted = [max((text_width(r.fluent, SIZE) for r in rows), default=80.0) + 3 * PAD]
    for place, name in enumerate(header):
        cells = [WRONG + (r.value, *r.beliefs)[place].text for r in rows]
        wanted.append(max(text_width(t, SIZE, bold=True) for t in (name, *cells)) + 2 * PAD + 4)
    free = WIDTH - 2 * MARGIN
    if sum(wanted) > free:
        label = min(wanted[0], MOST_LABEL)
        wanted = [label] + [max(LEAST_COLUMN, (free - label) / len(header))] * len(header)
    return [*accumulate(wanted, initial=MARGIN)]


def _cells(row: FactRow, header: Sequence[str]) -> list[TableCell]:
    cells = [TableCell(row.fluent)]
    for name, cell in zip(header, (row.value, *row.beliefs), strict=True):
        if cell.wrong:
            tip = f"{name} wrongly believes {row.fluent}: {cell.text}; it is {row.value.text}"
            cells.append(TableCell(WRONG + cell.text, "ew-wrong", tip))
        else:
            cells.append(TableCell(cell.text, "ew-quiet" if cell.text == "?" else "ew-ink"))
    return cells


def _row_words(row: FactRow, header: Sequence[str]) -> str:
    """Say a fact in words, and who believes otherwise."""
    said = f"{row.fluent} {header[0]} {row.value.text}."
    others: dict[tuple[str, bool], list[str]] = {}
    for name, cell in zip(header[1:], row.beliefs, strict=True):
        if cell.text != row.value.text:
            others.setdefault((cell.text, cell.wrong), []).append(name)
    for (text, wrong), names in others.items():
        one = len(names) == 1
        if wrong:
            said += f" {join(names)} wrongly {'believes' if one else 'believe'} {text}."
        else:
            said += f" {join(names)} {'does' if one else 'do'} not know."
    return said
