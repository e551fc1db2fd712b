"""How coverage shows itself."""

from __future__ import annotations

from elsewise.explain.coverage.values import Coverage, LineCoverage
from elsewise.show.as_json import Json, keys
from elsewise.show.layout import Block, TextTable, counted, paragraphs, table_html
from elsewise.show.shown import Display, Displays
from elsewise.story.display import with_stop

SIGNS = {"yes": "+", "only in minds": "~", "never": "-", "open": "?"}
"""Signs in the margin, by the value of `Covered`."""
_HEADER = ("", "line", "what", "stories", "events", "first at")
_LONGEST = 56


def sign(part: LineCoverage) -> str:
    """Return the sign that stands in the margin."""
    return SIGNS[part.covered.value]


def coverage_line(coverage: Coverage) -> str:
    """Say in a line how much takes part."""
    counts = {sort.value: many for sort, many in coverage.counts.items()}
    parts = [f"{counts['yes']:,} of {counted(len(coverage.parts), 'line')} take part"]
    if counts["only in minds"]:
        parts.append(f"{counts['only in minds']:,} only in what somebody believes")
    parts += [f"{counts[sort]:,} {sort}" for sort in ("never", "open") if counts[sort]]
    return ", ".join(parts)


def coverage_sentence(coverage: Coverage) -> str:
    """Say the same in sentences, with what was looked at and what cut it off."""
    many = coverage.stories
    courses = "whole stories" if many is None else counted(many, "whole story", "whole stories")
    sentence = (
        f"{coverage.world}: {coverage_line(coverage)}, "
        f"in {courses} of at most {counted(coverage.length, 'beat')}."
    )
    if any(part.found_beyond for part in coverage.parts):
        sentence += " Some lines were found by searches of their own, in longer ones."
    return with_stop(sentence, coverage.stopped_by)


def share_text(part: LineCoverage) -> str:
    """Write a share of all stories, so that only all are `100%` and only none are `0%`."""
    if part.share is None:
        return ""
    if part.share in (0.0, 1.0):
        return f"{part.share:.0%}"
    return "<1%" if part.share < 0.01 else ">99%" if part.share > 0.99 else f"{part.share:.0%}"


def coverage_blocks(coverage: Coverage, *, missing: bool = False) -> tuple[Block, ...]:
    """Say what takes part: a sentence, a table of all lines unless only what is `missing`, whys."""
    table = "" if missing else TextTable(_HEADER, _rows(coverage))
    return coverage_sentence(coverage), table, *_never_lines(coverage)


def _rows(coverage: Coverage) -> list[tuple[str, ...]]:
    """Make a row per line: sign, place, text, share of the stories, events, first beat."""
    return [
        (
            sign(part),
            "" if part.line is None else str(part.line),
            _part_text(part),
            share_text(part),
            "" if part.found_beyond else f"{part.edges:,}",
            "" if part.witness is None else f"beat {len(part.witness)}",
        )
        for part in coverage.parts
    ]


def _part_text(part: LineCoverage) -> str:
    """Return what a line says, made short."""
    kind = part.kind.value
    text = f"{kind} {part.text}" if kind in {"action", "trigger", "ending"} else part.text
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def never_text(part: LineCoverage) -> str | None:
    """Say why a line takes part in no story; None for one that does."""
    if part.covered.value == "only in minds":
        return (
            f"It comes about only in what somebody believes, at {counted(part.in_minds, 'event')}."
        )
    return part.never


def _never_lines(coverage: Coverage) -> list[str]:
    """Say of each line that does not take part why."""
    lines: list[str] = []
    for part in coverage.parts:
        why = never_text(part)
        if why is not None:
            where = f"line {part.line}: " if part.line is not None else ""
            lines.append(f"{sign(part)} {where}{_part_text(part)}\n    {why}")
    return lines


def _html(coverage: Coverage) -> str:
    whys = [part.never or "" for part in coverage.parts]
    rows = [(*row, why) for row, why in zip(_rows(coverage), whys, strict=True)]
    table = TextTable((*_HEADER, None), rows)
    return paragraphs(coverage_sentence(coverage)) + table_html(table, row_heads=False)


_part_keys = keys(
    "kind name text line column covered stories share edges states in_minds acted_for witness never"
)


def _part_json(part: LineCoverage) -> Json:
    return _part_keys(part) | {"share": part.share}  # also all of them is no whole number: 1.0


DISPLAYS: Displays = {
    Coverage: Display(
        coverage_blocks,
        lambda coverage: f"Coverage({coverage_line(coverage)})",
        _html,
        keys("world limits complete stopped_by length stories states edges counts lines=parts"),
    ),
    LineCoverage: Display(json=_part_json),
}
