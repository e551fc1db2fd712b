"""The known word that was probably meant, and the sentence that suggests it."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 40
"""Longer words are not compared, so that a text of nonsense costs nothing."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like `word`, or None if none is like it.

    Like are words that differ by letter case, or by at most one slip (a letter wrong, missing,
    doubled, or two exchanged) in every three letters; of equally near ones the first in the
    alphabet. Distance: Damerau, "A technique for computer detection and correction of spelling
    errors", 1964 (in its restricted form: nothing is exchanged twice).
    """
    most = min(len(word) // 3 + (len(word) == 2), 3)
    best: tuple[int, str] | None = None
    for candidate in sorted(set(known)):
        if candidate == word:
            continue
        if candidate.lower() == word.lower():
            return candidate
        if abs(len(candidate) - len(word)) > most or max(len(candidate), len(word)) > LONGEST:
            continue
        slips = distance(word, candidate)
        if slips <= most and slips < len(candidate) and (best is None or slips < best[0]):
            best = slips, candidate
    return None if best is None else best[1]


def distance(first: str, second: str) -> int:
    """Return how many slips lie between two words."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and b == first[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def did_you_mean(name: str, names: Iterable[str], *, list_up_to: int = 12) -> str:
    """Return a sentence with the nearest name, or with all of them if they are few; or nothing.

    The sentence begins with a space, so that it can be put behind another one.
    """
    names = list(dict.fromkeys(names))
    near = nearest(name, names)
    if near is not None:
        return f" Did you mean {near}?"
    if names and len(names) <= list_up_to:
        return f" There {'is' if len(names) == 1 else 'are'} {_listed(names)}."
    return ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
