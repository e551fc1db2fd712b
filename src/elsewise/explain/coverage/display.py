"""How coverage shows itself, in a terminal and in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from elsewise.story.display import STOPS, aligned
from elsewise.world.display import counted

if TYPE_CHECKING:
    from elsewise.explain.coverage.values import Coverage, Part

SIGNS = {"yes": "+", "only in minds": "~", "never": "-", "open": "?"}
"""Signs in the margin, by the value of `Covered`."""
HEADER = ("", "line", "what", "stories", "events", "first at")
_LONGEST = 56


def sign(part: Part) -> str:
    """Return the sign that stands in the margin."""
    return SIGNS[part.covered.value]


def coverage_line(coverage: Coverage) -> str:
    """Say in a line how much takes part."""
    counts = {sort.value: many for sort, many in coverage.counts.items()}
    parts = [f"{counts['yes']:,} of {counted(len(coverage.parts), 'line')} take part"]
    if counts["only in minds"]:
        parts.append(f"{counts['only in minds']:,} only in what somebody believes")
    if counts["never"]:
        parts.append(f"{counts['never']:,} never")
    if counts["open"]:
        parts.append(f"{counts['open']:,} open")
    return ", ".join(parts)


def coverage_sentence(coverage: Coverage) -> str:
    """Say the same in sentences, with what was looked at and what cut it off."""
    courses = counted(coverage.stories, "whole story", "whole stories")
    sentence = (
        f"{coverage.world}: {coverage_line(coverage)}, "
        f"in {courses} of at most {counted(coverage.length, 'beat')}."
    )
    stopped = coverage.stopped_by
    return sentence if stopped is None else f"{sentence} {STOPS[stopped]}"


def share_text(part: Part) -> str:
    """Write a share of all stories, so that only all are `100%` and only none are `0%`."""
    if part.share in (0.0, 1.0):
        return f"{part.share:.0%}"
    return "<1%" if part.share < 0.01 else ">99%" if part.share > 0.99 else f"{part.share:.0%}"


def coverage_rows(coverage: Coverage) -> list[tuple[str, ...]]:
    """Make a row per line: sign, place, text, share of the stories, events, first beat."""
    return [
        (
            sign(part),
            "" if part.line is None else str(part.line),
            part_text(part),
            share_text(part),
            f"{part.edges:,}",
            "" if part.witness is None else f"beat {len(part.witness)}",
        )
        for part in coverage.parts
    ]


def part_text(part: Part) -> str:
    """Return what a line says, made short."""
    kind = part.kind.value
    text = f"{kind} {part.text}" if kind in {"action", "trigger", "ending"} else part.text
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def never_text(part: Part) -> str | None:
    """Say why a line takes part in no story; None for one that does."""
    if part.covered.value == "only in minds":
        return (
            f"It comes about only in what somebody believes, at {counted(part.in_minds, 'event')}."
        )
    return part.never


def never_lines(coverage: Coverage) -> list[str]:
    """Say of each line that does not take part why."""
    lines: list[str] = []
    for part in coverage.parts:
        why = never_text(part)
        if why is not None:
            where = f"line {part.line}: " if part.line is not None else ""
            lines.append(f"{sign(part)} {where}{part_text(part)}\n    {why}")
    return lines


def coverage_text(coverage: Coverage) -> str:
    """Write a table of all lines, and why some take no part."""
    table = aligned([HEADER, *coverage_rows(coverage)])
    return "\n\n".join([coverage_sentence(coverage), table, *never_lines(coverage)])


def coverage_html(coverage: Coverage) -> str:
    """Make a table for a notebook."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in HEADER)
    rows = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in row)
        + f'<td style="text-align:left">{escape(part.never or "")}</td></tr>'
        for row, part in zip(coverage_rows(coverage), coverage.parts, strict=True)
    )
    return (
        f"<p>{escape(coverage_sentence(coverage))}</p>"
        f"<table><thead><tr>{head}<th></th></tr></thead><tbody>{rows}</tbody></table>"
    )
