"""Damaged texts, for tests that nothing a user may write breaks the front end.

`mutate(text, seed)` returns the same damaged text for the same seed. The damage is of the kinds
that editing makes (words lost, doubled, exchanged; lines moved, cut, indented otherwise; signs
mistyped) and of the kinds that only accidents make (random characters, NUL, wrong encodings).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

PIECE = re.compile(r"\n *|\w+|\"[^\"\n]*\"|[^\w\s]|[ \t]+|\s")
SIGNS = [*"(),:=<>+-*/?\"'#.;!&|{}[]@\\", "==", "!=", ":=", "->", "“", "”", "’", "≤", "\t", "\r"]
SPECIAL = (
    "if then by seen tell else and or not believes every some no yes sum product of with is view "
    "world type fact start action trigger ending limits wants to takes norm knows than acton 3 -1 "
    "1e3 9007199254740993 0..4 character Lex"
)
WORDS = SPECIAL.split()
ODD = ["\x00", "\ufeff", "\u2028", "\u200b", "\u0301", "\x85", "\x1b", "日本", "🙂", "\ud7ff", "ﬁ"]


def pieces(text: str) -> list[str]:
    """Split a text into words, signs, strings and line breaks with their indentation."""
    return PIECE.findall(text)


def _delete(parts: list[str], random: Random) -> None:
    begin = random.randrange(len(parts))
    del parts[begin : begin + random.choice((1, 1, 1, 2, 5, 20))]


def _double(parts: list[str], random: Random) -> None:
    begin = random.randrange(len(parts))
    again = parts[begin : begin + random.choice((1, 1, 3, 10))]
    parts[begin:begin] = again * random.choice((1, 1, 1, 3, 120))


def _exchange(parts: list[str], random: Random) -> None:
    first, second = random.randrange(len(parts)), random.randrange(len(parts))
    parts[first], parts[second] = parts[second], parts[first]


def _neighbours(parts: list[str], random: Random) -> None:
    first = random.randrange(max(1, len(parts) - 1))
    parts[first : first + 2] = reversed(parts[first : first + 2])


def _insert(parts: list[str], random: Random) -> None:
    parts.insert(random.randrange(len(parts) + 1), random.choice(SIGNS + WORDS + ODD))


def _replace(parts: list[str], random: Random) -> None:
    parts[random.randrange(len(parts))] = random.choice(SIGNS + WORDS)


def _misspell(parts: list[str], random: Random) -> None:
    position = random.randrange(len(parts))
    letters = list(parts[position])
    if letters:
        letters[random.randrange(len(letters))] = random.choice(("", "x", "e", "ee", "E"))
    parts[position] = "".join(letters)


def _indent(parts: list[str], random: Random) -> None:
    breaks = [number for number, part in enumerate(parts) if part.startswith("\n")]
    if breaks:
        width = random.choice((0, 0, 1, 2, 3, 4, 7, 60))
        blank = random.choice((" ", " ", " ", "\t", "\u00a0"))
        parts[random.choice(breaks)] = "\n" + blank * width


def _join(parts: list[str], random: Random) -> None:
    breaks = [number for number, part in enumerate(parts) if part.startswith("\n")]
    if breaks:
        parts[random.choice(breaks)] = random.choice((" ", "", "\r", "\r\n"))


def _cut(parts: list[str], random: Random) -> None:
    del parts[random.randrange(len(parts)) :]


def _move_line(parts: list[str], random: Random) -> None:
    lines = "".join(parts).split("\n")
    line = lines.pop(random.randrange(len(lines)))
    lines.insert(random.randrange(len(lines) + 1), line)
    parts[:] = pieces("\n".join(lines))


def _garble(parts: list[str], random: Random) -> None:
    raw = bytearray("".join(parts).encode("utf-8"))
    for _ in range(random.choice((1, 5, 50))):
        if raw:
            raw[random.randrange(len(raw))] = random.randrange(256)
    parts[:] = pieces(raw.decode("utf-8", errors="replace"))


DAMAGES: tuple[Callable[[list[str], Random], None], ...] = (
    _delete,
    _double,
    _exchange,
    _neighbours,
    _insert,
    _replace,
    _misspell,
    _indent,
    _join,
    _cut,
    _move_line,
    _garble,
)


def mutate(text: str, seed: int) -> str:
    """Return a text with one to four damages."""
    random = Random(seed)
    parts = pieces(text)
    for _ in range(random.choice((1, 1, 2, 4))):
        if parts:
            random.choice(DAMAGES)(parts, random)
    return "".join(parts)


def mutations(text: str, count: int, seed: int = 0) -> Iterator[str]:
    """Return damaged versions of a text."""
    for number in range(count):
        yield mutate(text, seed * 1_000_003 + number)


def noise(seed: int, length: int = 400) -> str:
    """Return a text of random characters: bytes, or the language's own words in no order."""
    random = Random(seed)
    if seed % 2:
        return random.randbytes(length).decode("utf-8", errors="replace")
    words = [*SIGNS, *WORDS, *ODD, "\n", "\n  ", "\n    ", " ", " ", " "]
    return "".join(random.choice(words) for _ in range(length))
