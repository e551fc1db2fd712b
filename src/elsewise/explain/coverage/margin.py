"""Coverage beside the text of a world: as a page, and as a file that editors show in the margin."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Template

from elsewise.explain.coverage.display import coverage_sentence, never_text, share_text, sign
from elsewise.explain.coverage.values import Coverage, Covered, LineCoverage
from elsewise.show.harmless import markup

WORST = (Covered.NEVER, Covered.OPEN, Covered.IN_MINDS, Covered.YES)
"""What a line shows of which several parts can be said."""


def by_line(coverage: Coverage) -> Mapping[int, tuple[LineCoverage, ...]]:
    """Return what stands in each line of the text, the worst first."""
    lines: dict[int, list[LineCoverage]] = {}
    for part in coverage.parts:
        if part.line is not None:
            lines.setdefault(part.line, []).append(part)
    return {
        line: tuple(sorted(parts, key=lambda part: WORST.index(part.covered)))
        for line, parts in sorted(lines.items())
    }


def to_lcov(coverage: Coverage) -> str:
    """Return coverage as an LCOV tracefile, for the editors and services that read these.

    A line's count is at how many events it takes part; of several parts, the smallest. What is
    there before anything happens counts 1 more. The format is that of `geninfo(1)` of the Linux
    Test Project.
    """
    counts = {
        line: min(_count(part) for part in parts) for line, parts in by_line(coverage).items()
    }
    rows = [f"DA:{line},{count}" for line, count in counts.items()]
    hit = sum(count > 0 for count in counts.values())
    name = coverage.source.name
    return "\n".join(
        ["TN:", f"SF:{name}", *rows, f"LF:{len(rows)}", f"LH:{hit}", "end_of_record\n"]
    )


def _count(part: LineCoverage) -> int:
    return part.edges + (part.witness == () or part.found_beyond)


def to_html(coverage: Coverage) -> str:
    """Return a page with the text of a world, and beside each line what it has to do with stories.

    It needs nothing else, and says nothing by colour alone.
    """
    lines = by_line(coverage)
    text = coverage.source.text.splitlines()
    rows = "\n".join(
        _row(number, line, lines.get(number, ())) for number, line in enumerate(text, start=1)
    )
    title = f"{markup(coverage.world)}: what takes part"
    page = Template(Path(__file__).with_name("margin.html").read_text("utf-8"))
    return page.substitute(title=title, sentence=markup(coverage_sentence(coverage)), rows=rows)


def _row(number: int, text: str, parts: tuple[LineCoverage, ...]) -> str:
    if not parts:
        return f"<tr><td>{number}</td><td></td><td></td><td><pre>{markup(text)}</pre></td></tr>"
    worst = parts[0]
    why = "".join(
        f"<p>{sign(part)} {markup(reason)}</p>"
        for part in parts
        for reason in (never_text(part),)
        if reason is not None
    )
    kind = worst.covered.value.replace(" ", "-")
    return (
        f'<tr class="{kind}"><td>{number}</td><td>{sign(worst)}</td>'
        f"<td>{markup(share_text(worst))}</td><td><pre>{markup(text)}</pre>{why}</td></tr>"
    )
