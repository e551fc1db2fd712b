"""How texts, comments and long lines are written."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

WIDTH = 100
"""How wide a line may be, in characters, where it can be broken."""

HANGING = 4
"""How much deeper a line goes on below."""


def quoted(text: str) -> str:
    """Return a text in quotes. Line breaks and tabs in it become spaces.

    A text with straight quotes stands in curly ones; if it has both, the straight ones in it
    stand behind backslashes, and so do backslashes that would be read otherwise.
    """
    return in_quotes(re.sub(r"\\(?=[\\\[\]{}\"“”„]|$)", r"\\\\", text))


def in_quotes(template: str) -> str:
    """Return a template in quotes, in which backslashes stand already before what is no slot."""
    text = re.sub(r"[\n\t]", " ", template)
    if re.search(r"(?<!\\)(\\\\)*\\$", text):
        text += "\\"  # a backslash at the end would take the meaning from the closing quote
    if '"' not in text:
        return f'"{text}"'
    if "”" not in text:
        return f"“{text}”"
    return '"' + text.replace('"', '\\"') + '"'


def comment_lines(text: str) -> list[str]:
    """Return a comment as it is written. One with line breaks makes several."""
    return [
        (f"#{part}" if part[:1] in ("#", "!") else f"# {part}").rstrip()
        for part in text.split("\n")
    ]


def wrapped(indent: int, text: str, signature: bool) -> list[str]:
    """Return a logical line as lines of at most `WIDTH` columns, where it can be broken.

    Of the breaks that fit, the one in the fewest brackets is taken, and of these the last.
    """
    lines: list[str] = []
    begin, column = 0, indent
    breaks = deque(_breaks(text, signature) if indent + len(text) > WIDTH else ())
    while column + len(text) - begin > WIDTH and breaks:
        best = breaks.popleft()
        fitting = 0
        for number, (at, depth) in enumerate(breaks, 1):
            if column + at - begin > WIDTH:
                break
            if depth <= best[1]:
                best, fitting = (at, depth), number
        for _ in range(fitting):
            breaks.popleft()
        lines.append(" " * column + text[begin : best[0]])
        begin, column = best[0] + 1, indent + HANGING
    lines.append(" " * column + text[begin:])
    return lines


BREAK = re.compile(r'"[^"]*"|“[^”]*”|[()]| (?=and |or )|, ')


def _breaks(text: str, signature: bool) -> Iterator[tuple[int, int]]:
    """Return where a line may be broken (the offset of a blank), and in how many brackets that is.

    That is before `and` and `or`; in the brackets of a signature, behind a comma.
    """
    depth = 0
    for match in BREAK.finditer(text):
        found = match.group()
        if found == "(":
            depth += 1
        elif found == ")":
            depth -= 1
        elif found == ", ":
            if signature and depth:
                yield match.end() - 1, depth
        elif found == " " and not (signature and depth):
            yield match.start(), depth


def filled(parts: Sequence[str], width: int) -> list[str]:
    """Join parts with commas to lines of at most a width (or one part)."""
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + 2 + len(part) <= width:
            lines[-1] += f", {part}"
        else:
            lines.append(part)
    return lines
