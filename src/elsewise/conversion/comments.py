"""Comments of a text in the peer's dialect, and where they go in ours.

Kept are those at the top of the file, and those before a property, an action or a trigger or behind
its first line. The others stand where our text has no such place, and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from textwrap import dedent

from elsewise.diagnostics import NOWHERE, Span
from elsewise.syntax.tree import NO_TRIVIA, Trivia
from elsewise.world.model import World

_PIECE = re.compile(r"(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<word>[^\s/(]+|\S)", re.DOTALL)
_HEADS = frozenset({"property", "action", "trigger"})


@dataclass(frozen=True)
class Comments:
    """The comments at the top, and those around what is named at an offset."""

    top: Trivia = NO_TRIVIA
    around: dict[int, Trivia] = field(default_factory=dict)

    def of(self, span: Span) -> Trivia:
        """Return the comments around what is named at a place."""
        return NO_TRIVIA if span == NOWHERE else self.around.get(span.begin, NO_TRIVIA)


def comments_of(world: World) -> Comments:
    """Find the comments of the text that a world was read from, if it is in the peer's dialect."""
    source = world.source
    if not source.text or source.name.endswith(".ew"):
        return Comments()
    scan = _Scan(source.text)
    for piece in _PIECE.finditer(source.text):
        if piece["comment"] is None:
            scan.word(piece.start(), piece["word"])
        else:
            scan.comment(piece.start(), piece["comment"])
    return Comments(scan.top or _trivia(scan.pending), scan.kept)


class _Scan:
    """Goes through a text and holds the comments that wait for what they stand before."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.top: Trivia | None = None
        self.kept: dict[int, Trivia] = {}
        self.pending: list[str] = []
        self.head = False
        self.named = -1

    def word(self, offset: int, word: str | None) -> None:
        """Take a word (None: a sign): the one behind `property` and so on is a name."""
        if self.top is None:
            self.top, self.pending = _trivia(self.pending), []
        if word in _HEADS:
            self.head = True
            return
        if self.head:
            self.named = offset
        if self.pending and self.head:
            self.kept[offset] = _trivia(self.pending)
        self.pending, self.head = [], False

    def comment(self, offset: int, comment: str) -> None:
        """Take a comment: behind a definition on its line, or else before the next."""
        line = self.text.rfind("\n", 0, offset) + 1
        if not self.text[line:offset].strip():
            self.pending.append(comment)
        elif self.named >= line:
            before = self.kept.get(self.named, NO_TRIVIA)
            behind = " ".join(" ".join(_plain(comment)).split())
            self.kept[self.named] = replace(before, behind=behind)


def _trivia(comments: Iterable[str]) -> Trivia:
    lines = [line for comment in comments for line in _plain(comment)]
    return Trivia(before=tuple(lines)) if lines else NO_TRIVIA


def _plain(comment: str) -> list[str]:
    """Return the lines of a comment without the signs around them."""
    if comment.startswith("//"):
        return [comment[2:].strip()]
    lines = [re.sub(r"^\s*\*+ ?", "", line).rstrip() for line in comment[2:-2].split("\n")]
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return dedent("\n".join(lines)).split("\n")
