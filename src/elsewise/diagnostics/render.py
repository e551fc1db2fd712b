"""How a diagnostic looks: as text with the line and a caret, coloured or not, and as JSON.

error[unclosed-bracket]: This bracket is never closed.
  smoke.ew:37:15
   |
37 |   at(Clark) = (Tunnel
   |               ^
  help: Close it with ) on the same line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from elsewise.diagnostics.code import Diagnostic, Severity
from elsewise.diagnostics.span import NOWHERE, Source, Span

MOST_SHOWN = 20
MOST_COLUMNS = 120
"""Of a longer line only this much around the caret is shown."""

Paint = Callable[[str, str], str]
BOLD, RED, YELLOW, BLUE, CYAN = "1", "1;31", "1;33", "1;34", "1;36"


def render_text(diagnostic: Diagnostic, color: bool = False) -> str:
    """Return a diagnostic as lines of text, without a line break at the end."""
    paint = _painted if color else _plain
    accent = RED if diagnostic.code.severity is Severity.ERROR else YELLOW
    kind = f"{diagnostic.code.severity.value}[{diagnostic.code.name}]"
    lines = [paint(kind, accent) + paint(f": {_visible(diagnostic.message)}", BOLD)]
    source = diagnostic.source
    numbers = [source.position(span.begin)[0] for span in _places(diagnostic)]
    gutter = max((len(str(number)) for number in numbers), default=1)
    lines += _excerpt(source, diagnostic.span, gutter, paint, accent)
    for span, what in diagnostic.related:
        lines.append(f"  {paint('note', CYAN)}: {_visible(what)}")
        lines += _excerpt(source, span, gutter, paint, CYAN)
    if diagnostic.suggestion is not None:
        lines.append(f"  {paint('help', CYAN)}: {_visible(diagnostic.suggestion)}")
    return "\n".join(lines)


def render_all(diagnostics: Sequence[Diagnostic], color: bool = False) -> str:
    """Return diagnostics as text, an empty line between them; of many only the first twenty.

    A warning that says the same of several places is shown at the first, with a word of the others.
    """
    groups: dict[object, list[Diagnostic]] = {}
    for place, one in enumerate(diagnostics):
        same = (one.code.name, one.message, one.suggestion, one.source.name)
        groups.setdefault(place if one.is_error else same, []).append(one)
    shown = list(groups.values())[:MOST_SHOWN]
    parts = [render_text(first, color) + _others(others) for first, *others in shown]
    left = len(diagnostics) - sum(map(len, shown))
    if left > 0:
        parts.append(f"and {left} more")
    return "\n\n".join(parts)


def _others(same: Sequence[Diagnostic]) -> str:
    """Return in which lines else the same was found."""
    if not same:
        return ""
    lines = dict.fromkeys(str(one.source.position(one.span.begin)[0]) for one in same)
    where = "line" if len(lines) == 1 else "lines"
    times = "once more" if len(same) == 1 else f"{len(same)} more times"
    return f"\n  and the same {times}, in {where} {', '.join(lines)}"


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as a value for JSON. Lines and columns (characters) count from 1.

    `end_line` and `end_column` are just behind the place. A diagnostic about no place in
    particular has None for all four.
    """
    return {
        "code": diagnostic.code.name,
        "severity": diagnostic.code.severity.value,
        "message": diagnostic.message,
        "suggestion": diagnostic.suggestion,
        "file": diagnostic.source.name,
        **_position(diagnostic.source, diagnostic.span),
        "related": [
            {"message": what, **_position(diagnostic.source, span)}
            for span, what in diagnostic.related
        ],
    }


def _position(source: Source, span: Span) -> dict[str, int | None]:
    line = column = end_line = end_column = None
    if span != NOWHERE:
        line, column = source.position(span.begin)
        end_line, end_column = source.position(span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}


def _places(diagnostic: Diagnostic) -> list[Span]:
    spans = [diagnostic.span, *(span for span, _ in diagnostic.related)]
    return [span for span in spans if span != NOWHERE]


def _excerpt(source: Source, span: Span, gutter: int, paint: Paint, accent: str) -> list[str]:
    """Return the place, the line and the caret below it."""
    if span == NOWHERE:
        return [f"  {_visible(source.name)}"]
    number, column = source.position(span.begin)
    text = source.line(number)
    begin = column - 1
    end = min(max(begin + 1, begin + span.end - span.begin), max(len(text), begin + 1))
    cut = max(0, begin - MOST_COLUMNS // 2) if len(text) > MOST_COLUMNS else 0
    shown, behind = text[cut : cut + MOST_COLUMNS], text[cut + MOST_COLUMNS :]
    ahead = "…" if cut else ""
    indent = len(ahead) + _width(text[cut:begin])
    marked = max(1, _width(text[begin : min(end, cut + MOST_COLUMNS)]))
    bar = paint("|", BLUE)
    return [
        f"  {_visible(source.name)}:{number}:{column}",
        f"{' ' * gutter} {bar}",
        f"{paint(str(number).rjust(gutter), BLUE)} {bar} "
        f"{ahead}{_visible(shown)}{'…' if behind else ''}".rstrip(),
        f"{' ' * gutter} {bar} {' ' * indent}{paint('^' * marked, accent)}",
    ]


def _visible(text: str) -> str:
    """Return a text as it can be shown on one line: nothing in it moves the cursor."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character == "\t":
        return "    "
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Cs"):
        return "\N{REPLACEMENT CHARACTER}"
    # Invisible characters that change direction or join would shift what stands behind them.
    return "" if category == "Cf" else character


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes when it is shown."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, _visible(text)))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _plain(text: str, _style: str) -> str:
    return text


def _painted(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"
