"""Minds about minds of several people: what they commonly know, and what only they know."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from elsewise.world.expressions import (
    Compare,
    Comparison,
    Effect,
    ForEvery,
    Not,
    Term,
    Together,
    Variable,
)
from elsewise.world.types import CHARACTER, EntityType

DEEPEST = 6
MOST_PATHS = 24
"""How far people are followed who think of each other: two of them 6 minds deep, three of them 3,
any number of them 2."""

EVERYBODY_DEEP = 3
"""How far everybody is followed."""


def minds_about_minds(people: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Yield the paths through people's minds: who thinks of whom, as deep as there is room."""
    paths: list[tuple[Term, ...]] = [(who,) for who in people]
    made = 0
    for depth in range(1, DEEPEST + 1):
        if depth > 2 and made + len(paths) > MOST_PATHS:
            return
        yield from paths
        made += len(paths)
        paths = [(*path, who) for path in paths for who in people if who != path[-1]]


def in_everybodys_mind(make: Callable[[tuple[Term, ...]], Effect]) -> Effect:
    """Return what is made in all minds: `make` says it for one path of minds."""
    effects: list[Effect] = []
    for depth in range(1, EVERYBODY_DEEP + 1):
        names = [Variable(f"mind{n}", EntityType(CHARACTER)) for n in range(1, depth + 1)]
        effect = make(tuple(names))
        for n, who in reversed(list(enumerate(names))):
            other = Not(Compare(Comparison.EQUAL, who, names[n - 1])) if n else None
            effect = ForEvery(who, other, effect)
        effects.append(effect)
    return Together(tuple(effects))
